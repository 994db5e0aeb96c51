"""What buyers think, newest first: stars, words in every state, replies. Read only: no colleague removes a review."""

from flask import render_template, request

from webapp.social.reviews import every_review
from webapp.web.admin.blueprint import admin, needs


@admin.get("/reviews")
@needs("reviews.view")
def reviews() -> str:
    """All reviews."""
    found = every_review(cursor=request.args.get("cursor"))
    return render_template("social/reviews/admin/reviews.html", found=found)
