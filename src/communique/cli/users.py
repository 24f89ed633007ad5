"""`communique users`: who may log in to the desk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import RecordPath

if TYPE_CHECKING:
    from communique.web.users import Users

app = typer.Typer(help="Who may log in to the desk: add, list, remove, and tokens for programs.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The name to log in with.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, reviewer or admin.")]


@app.command("add")
def add(name: Name, record: RecordPath = None, role: RoleOption = "reviewer") -> None:
    """Add a user, or give one a new password and role; the password is asked for, or read from standard input.

    Readers look; reviewers decide as well; admins may take back what anybody decided.

    [bold]Examples[/bold]

    communique users add ada --role reviewer

    pwgen 20 1 | communique users add desk --role reader
    """
    from communique.cli.consoles import say
    from communique.errors import UsageError
    from communique.web.users import Role

    if role not in set(Role):
        raise UsageError(f"no such role: {role}", hint=f"one of {', '.join(Role)}")
    user = _users(record).put(name, _password(), Role(role))
    say(f"{user.name} may log in as {user.role}")


@app.command("list")
def list_users(record: RecordPath = None) -> None:
    """List the users, their roles and how many tokens they have.

    [bold]Example[/bold]

    communique users list --record talks.db
    """
    from communique.cli.consoles import say, write
    from communique.reports.wording import count

    found = _users(record).all()
    for user in found:
        tokens = f", {count(len(user.tokens), 'token')}" if user.tokens else ""
        write(f"{user.name}  {user.role}{tokens}\n", None)
    if not found:
        say("no users: on this machine the desk lets everybody in, and it listens nowhere else")


@app.command("remove")
def remove(name: Name, record: RecordPath = None) -> None:
    """Take a user away; a session that is open ends with the next page.

    [bold]Example[/bold]

    communique users remove ada
    """
    from communique.cli.consoles import say

    _users(record).remove(name)
    say(f"{name} may not log in any more")


@app.command("token")
def token(
    name: Name,
    record: RecordPath = None,
    label: Annotated[str, typer.Option(metavar="WORDS", help="What the token is for.")] = "a program",
) -> None:
    """Make a token with which a program comes in as a user; it is printed once, and kept only as a hash.

    [bold]Example[/bold]

    communique users token ada --label "weekly export"
    """
    from communique.cli.consoles import write

    write(_users(record).add_token(name, label) + "\n", None)


def _users(record: RecordPath) -> Users:
    from communique.cli.opening import open_settings
    from communique.web.users import Users, users_file

    return Users(users_file(open_settings(record).record))


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("password", hide_input=True, confirmation_prompt=True))
