"""The command line: `main` runs it. One module for each verb, each light until it runs."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from contextvars import copy_context

INTERRUPTED = 130
STOPPED = "stopped; every article read so far is kept"


def main() -> None:
    """Run the command line; every error is one line on standard error, with the exit code of its kind."""
    from communique.processes import hold_to_one_thread

    hold_to_one_thread()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code: 0 ok, 1 general, 2 usage, 3 input, 4 record."""
    from communique.errors import CommuniqueError

    try:
        from communique.cli.app import app

        # In a context of its own, so that nothing that one command sets is there for the next.
        code = copy_context().run(app, arguments, prog_name="communique", standalone_mode=False) or 0
        return _fail(STOPPED, INTERRUPTED) if code == INTERRUPTED else code  # Typer turns Ctrl-C into this code
    except CommuniqueError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail(STOPPED, INTERRUPTED)
    except OSError as error:
        return _system(error)
    except Exception as error:
        return _unusual(error)


def _system(error: OSError) -> int:
    """What the system refused while a result was written: above all a full disk behind standard output."""
    if os.environ.get("COMMUNIQUE_DEBUG"):
        raise error
    what = f"{error.filename}: " if error.filename else "the output could not be written: "
    hint = "free some space and run the same command again" if error.errno == errno.ENOSPC else "look at its rights"
    with suppress(OSError, ValueError):
        # What is left in the buffer would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _fail(f"{what}{error.strerror or error} ({hint})", 1)


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
