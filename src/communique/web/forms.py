"""Forms that pages send: of this desk and session, and not too large."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import Request

from communique.errors import UsageError
from communique.web.desk import Desk
from communique.web.security import FIELD, is_own_form, session_of

LARGEST = 200_000
"""Bytes of a form."""
Form = dict[str, list[str]]
"""What was typed, by field; every field has a value, if an empty one."""


async def form_of(request: Request, desk: Desk) -> Form:
    """The form that a page of this session sent, without its token. Raises UsageError for any other."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise UsageError("that form is too large", hint="shorten the note")
    form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=200)
    if not is_own_form(session_of(request), form.pop(FIELD, [""])[0], desk.options.secret):
        raise UsageError("this form is not from this desk, or too old", hint="load the page again, then decide")
    return form
