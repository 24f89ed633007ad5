"""The command line: `main` runs it. One module for each verb, each light until it runs."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; every error is one line on standard error, with the exit code of its kind."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code: 0 ok, 1 general, 2 usage, 3 input, 4 record."""
    from communique.errors import CommuniqueError

    try:
        from communique.cli.app import app

        return app(arguments, prog_name="communique", standalone_mode=False) or 0
    except CommuniqueError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("stopped; every article read so far is kept", 130)
    except Exception as error:
        return _unusual(error)


def _unusual(error: Exception) -> int:
    """Errors of the command line's own parser, and those that nobody foresaw."""
    said = getattr(error, "format_message", None)
    if said is not None:
        verb = getattr(getattr(error, "ctx", None), "command_path", "communique")
        message = str(said()).strip().replace("Value error, ", "")
        if not message:
            return 2
        return _fail(f"{message.rstrip('.')} (see `{verb} --help`)", 2)
    if type(error).__name__ == "Abort":
        return _fail("stopped", 130)
    if os.environ.get("COMMUNIQUE_DEBUG"):
        raise error
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return _fail(f"{text} (this is a defect; COMMUNIQUE_DEBUG=1 shows where it happened)", 1)


def _fail(message: str, code: int) -> int:
    print(f"communique: {message}", file=sys.stderr)
    return code
