"""What people allow, who wants to be forgotten and what that waits for, and what is held at all."""

from collections.abc import Mapping
from typing import Any

from webapp.kernel import data_subject
from webapp.kernel.schema import metadata
from webapp.people.consent import consent_counts
from webapp.people.privacy import erasures, words
from webapp.web.admin.filters import Choice
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import language

STATES = ("waiting", "done", "cancelled")
TONES = {"waiting": "wait", "done": "ok"}


def _around() -> Mapping[str, Any]:
    """Counts of consents, and every personal column with its purpose and lifetime."""
    chosen = language()
    return {
        "tallies": consent_counts(),
        "english": chosen == "en",
        "table_words": lambda name: words.table_text(name, chosen),
        "column_words": lambda name: words.column_text(name, chosen),
        "purpose_words": lambda purpose: words.purpose_text(purpose, chosen),
        "lifetime_words": lambda kept: words.lifetime_text(kept, chosen),
        "inventory": data_subject.inventory(metadata),
    }


def _waits(request: erasures.ErasureView) -> str:
    return ", ".join(words.blocker_text(name, language()) for name in request.blocked_by)


ERASURES = AdminList(
    endpoint="privacy",
    path="/privacy",
    permission="privacy.view",
    words="privacy",
    columns=(
        Column(key="person_id", label="privacy.person", cell="own", css="num-left", is_heading=True),
        Column(key="state", label="privacy.state", cell="own", plain=worded("privacy.state.", "state")),
        Column(key="blocked_by", label="privacy.waits_for", cell="own", plain=_waits),
        Column(key="requested_at", label="privacy.requested", cell="full"),
        Column(key="done_at", label="privacy.done_at", cell="full"),
        Column(
            key="rows_touched",
            label="privacy.rows",
            cell="own",
            is_numeric=True,
            plain=lambda request: sum(request.rows_touched.values()) if request.done_at else None,
        ),
    ),
    filters=(Choice(name="state", label="privacy.state", options=STATES, words="privacy.state."),),
    query=lambda *, state, cursor: erasures.requests(state=state or "", cursor=cursor),
    beside=lambda _: {"tones": TONES, "waits_words": lambda name: words.blocker_text(name, language())},
    around=_around,
    template="people/privacy/admin/privacy.html",
    cells="people/privacy/admin/_erasure_cells.html",
)
register_list(ERASURES, group="care", place=30)
