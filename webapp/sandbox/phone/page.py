"""The phone's page and its files."""

from flask import Blueprint, Response, make_response, redirect, render_template, send_from_directory
from werkzeug.wrappers import Response as Answer

from webapp.sandbox.context import current_context
from webapp.sandbox.phone.addresses import phone_origins
from webapp.sandbox.phone.javascript import STATIC

blueprint = Blueprint("phone", __name__, template_folder="../../../templates")


@blueprint.get("/")
@blueprint.get("/phone/")
def root() -> Answer:
    return redirect("/phone")


@blueprint.get("/phone")
def phone() -> Response:
    return _page(scanned=None)


@blueprint.get("/phone/scan/<code_id>")
def scan(code_id: str) -> Response:
    """A mini-program code was scanned: the phone opens where it leads."""
    return _page(scanned=code_id)


@blueprint.get("/phone/static/<path:name>")
def static(name: str) -> Response:
    sent = send_from_directory(STATIC, name)
    sent.headers["Cache-Control"] = "no-cache"
    return sent


def _page(*, scanned: str | None) -> Response:
    context = current_context()
    page = make_response(render_template("sandbox/phone.html", scanned=scanned))
    frames = f"http://*.localhost:{phone_origins(context.accounts.origin)[0].rpartition(':')[2]}"
    page.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {frames}; frame-src {frames}; "
        f"img-src 'self' data: {context.accounts.shop_origin}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    page.headers["Referrer-Policy"] = "no-referrer"
    page.headers["Cache-Control"] = "no-store"
    return page
