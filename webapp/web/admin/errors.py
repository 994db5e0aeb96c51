"""When something goes wrong below /admin: what happened, why, and what to do next."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.kernel.words import say
from webapp.web import htmx
from webapp.web.admin import session
from webapp.web.admin.blueprint import to_login
from webapp.web.admin.rendering import language


def page(status: int, code: str, message: str) -> ResponseReturnValue:
    """A whole page, or for htmx a notice to put where the results would be."""
    if status == 401 and code != "login_refused":
        return to_login()
    chosen = language()
    values = {
        "status": status,
        "title": say(f"problem.title.{status}", chosen, fallback=say("problem.title.500", chosen)),
        "what": say(f"error.{code}", chosen, fallback=message if status < 500 else ""),
        "next_step": say(f"problem.next.{status}", chosen, fallback=say("problem.next.500", chosen)),
        "known_here": session.colleague() is not None,
    }
    name = "_error" if htmx.asked() else "error" if values["known_here"] else "error_outside"
    return render_template(f"web/admin/{name}.html", **values), status
