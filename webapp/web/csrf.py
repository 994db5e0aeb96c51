"""Forms come from our own pages: Flask-WTF's token, bound to the cookie a face knows its reader by.

Flask-WTF reads from the session what a token must prove. Here that follows from the face's own cookie, so nothing is
kept twice: a token is worth something only together with the cookie it was made for, and as long as that.
"""

import hmac

from flask import Flask, current_app, g, request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
_VALID = "csrf_valid"


def init_app(app: Flask) -> None:
    """Tokens live as long as their cookie; what Flask-WTF remembers of a request ends with it."""
    app.config["WTF_CSRF_FIELD_NAME"] = FIELD
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_I18N_ENABLED"] = False
    app.before_request(_forget)


def _forget() -> None:
    # `g` lives as long as an app context, which may hold several requests.
    for name in (FIELD, _VALID):
        g.pop(name, None)


def bind(owner: str) -> None:
    """Let the tokens of this request be those of `owner`, such as `visitor:17`; nothing is written into a cookie."""
    proof = hmac.new(str(current_app.secret_key).encode(), f"csrf:{owner}".encode(), "sha256").hexdigest()
    if session.get(FIELD) != proof:
        modified = session.modified
        session[FIELD] = proof
        session.modified = modified
        _forget()


def token(owner: str) -> str:
    """What a form carries that `owner` is shown."""
    bind(owner)
    return str(generate_csrf())


def is_own_form(owner: str) -> bool:
    """Whether this request carries a token that `owner` was given, in its form or in a header."""
    bind(owner)
    try:
        validate_csrf(request.form.get(FIELD) or request.headers.get(HEADER, ""))
    except ValidationError:
        return False
    # A form that is read later in this request need not ask again.
    setattr(g, _VALID, True)
    return True
