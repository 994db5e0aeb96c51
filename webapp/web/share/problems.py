"""When something does not work: a page that says what happened and what to do, in the reader's language."""

from flask import Response, request

from webapp.web import errors
from webapp.web.share.rendering import own_page, render
from webapp.web.share.words import known

# The error's code → which words. Others have words of their own (`problem_<code>`), or are told by their status.
_BY_CODE = {
    "forged_token": "forged",
    "share_expired": "expired",
    "share_revoked": "revoked",
    "shopkeeper_suspended": "suspended",
    "product_withdrawn": "withdrawn",
    "stale_form": "stale",
    "snapshot_visitor": "snapshot",
    "login_interrupted": "login_broken",
    "code_refused": "login_broken",
    "unknown_in_wechat": "login_broken",
    "not_received": "review_not_yet",
    "purchase_refunded": "review_given_back",
    "too_late_to_review": "review_too_late",
    "already_reviewed": "review_done",
}
_BY_STATUS = {404: "gone", 405: "gone", 429: "too_many", 503: "busy"}
# Addresses that machines ask for, whatever they say they accept.
_MACHINES = ("/api", "/wechat", "/development", "/healthz", "/readyz", "/metrics", "/static")
# Here another tap may well succeed.
_AGAIN = {"busy", "broken", "stale", "login_broken"}


def problem_page(status: int, code: str, message: str) -> Response:
    """The page for an error. A refusal without words of its own is told as the business put it."""
    words = _words_of(status, code)
    return render(
        "web/share/problem.html", status=status, words=words, message=message, again=words in _AGAIN, back=own_page()
    )


def _words_of(status: int, code: str) -> str | None:
    own = f"problem_{code}"
    words = _BY_CODE.get(code) or (own if known(own) else _BY_STATUS.get(status))
    return words or ("broken" if status >= 500 else None)


def page_elsewhere(status: int, code: str, message: str) -> Response:
    """Outside every face: a page for who reads in a browser, problem+json for everything else."""
    accepted = request.accept_mimetypes
    reads_pages = accepted.quality("text/html") > accepted.quality("application/problem+json")
    if not reads_pages or request.path.startswith(_MACHINES):
        return errors.problem(status, code, message)
    words = _words_of(status, code)
    # The language is switched where there is a page.
    return render("web/share/problem.html", status=status, words=words, message=message, again=False, here="/")
