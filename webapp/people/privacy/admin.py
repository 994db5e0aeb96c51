"""What people allow, who wants to be forgotten and what that waits for, and what is held at all."""

from flask import request

from webapp.kernel import data_subject
from webapp.kernel.schema import metadata
from webapp.people.consent import consent_counts
from webapp.people.privacy import ErasureState, erasures, words
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.rendering import language, render_page

STATES = [each.value for each in ErasureState]
TONES = {ErasureState.WAITING.value: "wait", ErasureState.DONE.value: "ok"}


@admin.get("/privacy")
@needs("privacy.view")
def privacy() -> str:
    """Counts of consents, requests to be erased, and every personal column with its purpose and lifetime."""
    state = request.args.get("state", "")
    chosen = language()
    return render_page(
        "people/privacy/admin/privacy",
        tallies=consent_counts(),
        found=erasures.requests(state=state if state in STATES else "", cursor=request.args.get("cursor")),
        filtered=bool(state),
        states=STATES,
        tones=TONES,
        english=chosen == "en",
        waits_words=lambda name: words.blocker_text(name, chosen),
        table_words=lambda name: words.table_text(name, chosen),
        column_words=lambda name: words.column_text(name, chosen),
        purpose_words=lambda purpose: words.purpose_text(purpose, chosen),
        lifetime_words=lambda kept: words.lifetime_text(kept, chosen),
        inventory=data_subject.inventory(metadata),
    )
