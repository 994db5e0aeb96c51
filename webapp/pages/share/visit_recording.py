"""A page says that somebody is really looking at it: record the visit and hand out the visitor's own forward.

Knows no Flask: this is the busiest thing the shop does, and the front door does it without waking Flask up.
"""

import json
from collections.abc import Mapping
from typing import Any

from webapp.kernel.settings import settings
from webapp.pages.share.page_memory import CachedShare
from webapp.referral.visits.flows.record_visit import record_visit_of
from webapp.web.share.same_site import require_own_page
from webapp.web.share.visitor import cookie_for, get_or_new_consumer


def answer_visit(environ: Mapping[str, Any], shown: CachedShare) -> tuple[bytes, list[tuple[str, str]]]:
    """Record a visit of a share; the answer's body and headers. Raises StaleForm, or that the share is closed."""
    require_own_page(environ)
    who, new = get_or_new_consumer(environ)
    recorded = record_visit_of(shown.opened, who.visitor_id, source="h5")
    card = {**shown.card, "link": f"{settings().shop_origin}/s/{recorded.forward_token}"}
    answer = {"visit_id": str(recorded.visit_ref), "forward_token": recorded.forward_token, "card": card}
    body = json.dumps(answer, ensure_ascii=False).encode()
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return body, [*headers, ("Set-Cookie", cookie_for(who))] if new else headers
