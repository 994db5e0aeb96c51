"""The control API's documentation as a page: everything it needs comes from here, without the internet."""

from pathlib import Path

from flask import Blueprint, Response, make_response, render_template, send_from_directory

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
FOLDERS = ("api/", "vendor/swagger-ui-dist")

# The viewer sets styles from its script and draws small pictures from data: addresses; it needs nothing more.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

blueprint = Blueprint("control_docs", __name__, template_folder=str(ROOT / "templates"))


@blueprint.get("/control/docs")
def page() -> Response:
    """Documentation for people; the same for machines is /control/openapi.json."""
    answer = make_response(render_template("sandbox/control_docs.html"))
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@blueprint.get("/control/docs/<path:name>")
def file(name: str) -> Response:
    """A file the page needs."""
    return send_from_directory(STATIC, name) if name.startswith(FOLDERS) else Response(status=404)
