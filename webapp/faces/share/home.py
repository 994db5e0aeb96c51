"""The shop has no shelf to stroll along: whoever comes to its bare address is told how it works."""

from flask import Response

from webapp.faces.share.blueprint import share
from webapp.faces.share.pages import render


@share.get("/")
def home() -> Response:
    """What this is, and the way to one's orders."""
    return render("home.html")
