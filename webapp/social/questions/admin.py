"""What consumers ask, which shop, and how soon it answered."""

from flask import request

from webapp.social.questions import every_question
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.rendering import render_page

PAGE = 50
WANTED = ("open", "answered")


@admin.get("/questions")
@needs("questions.view")
def questions() -> str:
    """All questions, newest first."""
    given = request.args
    chosen = given.get("state")
    found = every_question(
        wanted="open" if chosen == "open" else "answered" if chosen == "answered" else None,
        shop_code=given.get("shopkeeper", "").strip().lower()[:40],
        cursor=given.get("cursor"),
        limit=PAGE,
    )
    return render_page("social/questions/admin/questions", found=found, wanted=WANTED, filtered=any(given.values()))
