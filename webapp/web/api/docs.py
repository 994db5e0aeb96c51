"""The API's documentation as a page: everything it needs comes from here, and it may ask nobody else."""

from apiflask import APIBlueprint
from flask import Response, make_response, render_template

section = APIBlueprint("docs", __name__, enable_openapi=False)

# The viewer sets styles from its script and draws small pictures from data: addresses; it needs nothing more.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@section.get("/docs")
def read_docs() -> Response:
    """Documentation for people; the same for machines is /api/openapi.json."""
    answer = make_response(render_template("web/api/docs.html"))
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
