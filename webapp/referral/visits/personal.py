"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked, deleted

# A visitor is theirs when linked to them, or as the mini-program's visitor, which is minus the person's id.
VISITOR_IDS = "ARRAY[-CAST(:person AS bigint)] || ARRAY(SELECT id FROM visitor WHERE person_id = :person)"
BY_VISITOR = f"visitor_id = ANY({VISITOR_IDS})"
# Visits are many and have no index by visitor, but each lies within a day before one of its visitor's touches.
VISITS_OF_TOUCHES = f"""
ref IN (SELECT seen.ref FROM touch JOIN visit AS seen ON seen.share_id = touch.share_id
        AND seen.at BETWEEN touch.at - interval '1 day' AND touch.at AND seen.visitor_id = touch.visitor_id
        WHERE touch.visitor_id = ANY({VISITOR_IDS}))
"""  # noqa: S608 - no input

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "visit": blanked(VISITS_OF_TOUCHES, instead={"visitor_id": "ref"}),
    "touch": blanked(BY_VISITOR, instead={"visitor_id": "visit_ref"}),
    "visitor": deleted("person_id = :person"),
}
