"""When something does not work: a page that says what happened and what to do, in the reader's language."""

from flask import Response, request

from webapp.kernel.words import vocabulary
from webapp.web import errors, htmx
from webapp.web.share.rendering import as_whole_page, nothing, own_page, render

# A page has a title and what to do by the error's code, `problem.<code>`, or else by its status.
_SAME_AS = {"code_refused": "login_interrupted", "unknown_in_wechat": "login_interrupted"}
_BY_STATUS = {404: "not_found", 405: "not_found", 429: "too_many", 503: "busy"}
# Addresses that machines ask for, whatever they say they accept.
_MACHINES = ("/api", "/wechat", "/development", "/healthz", "/readyz", "/metrics", "/static")
# From this status on it is not the page that is the matter.
TOO_MANY = 429
# Here another tap may well succeed.
_AGAIN = {f"problem.{code}" for code in ("busy", "unexpected", "stale_form", "login_interrupted")}


def problem_page(status: int, code: str, message: str) -> Response:
    """The page for an error. A refusal without words of its own is told as the business put it.

    A part that cannot be had means that its page has changed since: it is opened anew, and says how it stands. When it
    only cannot be had now, the page stays as it is.
    """
    if htmx.asked() and request.method == "GET":
        return nothing(status, refresh=status < TOO_MANY)
    words = _words_of(status, code)
    return as_whole_page(
        render(
            "web/share/problem.html",
            status=status,
            words=words,
            message=message,
            again=words in _AGAIN,
            back=own_page(),
        )
    )


def _words_of(status: int, code: str) -> str | None:
    for each in (_SAME_AS.get(code, code), _BY_STATUS.get(status)):
        if f"problem.{each}.text" in vocabulary():
            return f"problem.{each}"
    return "problem.unexpected" if status >= 500 else None


def page_elsewhere(status: int, code: str, message: str) -> Response:
    """Outside every face: a page for who reads in a browser, problem+json for everything else."""
    accepted = request.accept_mimetypes
    reads_pages = accepted.quality("text/html") > accepted.quality("application/problem+json")
    if not reads_pages or request.path.startswith(_MACHINES):
        return errors.problem(status, code, message)
    words = _words_of(status, code)
    # The language is switched where there is a page.
    return render("web/share/problem.html", status=status, words=words, message=message, again=False, here="/")
