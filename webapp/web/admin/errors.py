"""When something goes wrong below /admin: what happened, why, and what to do next."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.web import htmx
from webapp.web.admin import session
from webapp.web.admin.blueprint import to_login
from webapp.web.admin.rendering import language
from webapp.web.admin.words import word


def page(status: int, code: str, message: str) -> ResponseReturnValue:
    """A whole page, or for htmx a notice to put where the results would be."""
    if status == 401 and code != "login_refused":
        return to_login()
    known = word(f"error.{code}", language(), missing="")
    values = {
        "status": status,
        "title": word(f"error.title.{status}", language(), missing="") or word("error.title.500", language()),
        "what": known or (message if status < 500 else ""),
        "next_step": word(f"error.next.{status}", language(), missing="") or word("error.next.500", language()),
        "known_here": session.colleague() is not None,
    }
    name = "_error" if htmx.asked() else "error" if values["known_here"] else "error_outside"
    return render_template(f"web/admin/{name}.html", **values), status
