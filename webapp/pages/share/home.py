"""The shop has no shelf to stroll along: whoever comes to its bare address is told how it works."""

from flask import Response

from webapp.web.share.blueprint import share
from webapp.web.share.rendering import render


@share.get("/")
def home() -> Response:
    """What this is, and the way to one's orders."""
    return render("pages/share/home.html")
