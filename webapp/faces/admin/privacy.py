"""What people allow, who wants to be forgotten and what that waits for, and what is held at all."""

from flask import request

from webapp.domain.identity import erasures
from webapp.domain.identity.consent import tallies
from webapp.domain.tables import metadata
from webapp.faces import holding_words
from webapp.faces.admin.blueprint import admin, needs
from webapp.faces.admin.pages import language, show
from webapp.kernel import data_subject

STATES = ("waiting", "done", "taken_back")
TONES = {"waiting": "wait", "done": "ok"}


@admin.get("/privacy")
@needs("privacy.view")
def privacy() -> str:
    """Counts of consents, requests to be erased, and every personal column with its purpose and lifetime."""
    state = request.args.get("state", "")
    chosen = language()
    return show(
        "privacy",
        tallies=tallies(),
        found=erasures.requests(state=state if state in STATES else "", cursor=request.args.get("cursor")),
        filtered=bool(state),
        states=STATES,
        tones=TONES,
        english=chosen == "en",
        waits_words=lambda name: holding_words.waits_words(name, chosen),
        table_words=lambda name: holding_words.table_words(name, chosen),
        column_words=lambda name: holding_words.column_words(name, chosen),
        purpose_words=lambda purpose: holding_words.purpose_words(purpose, chosen),
        lifetime_words=lambda kept: holding_words.lifetime_words(kept, chosen),
        inventory=data_subject.inventory(metadata),
    )
