"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked, deleted, retained

BY_SHOP = "shopkeeper_id IN (SELECT id FROM shopkeeper WHERE person_id = :person)"
# Counts of a person are called `<action>:<person>`, those of their logins by a hash of the openid.
COUNTED = """
subject ~ ('^(?!staff)[a-z ]+:' || CAST(CAST(:person AS bigint) AS text) || '/') OR split_part(subject, '/', 1) IN (
    SELECT 'login of ' || left(encode(sha256(convert_to(openid, 'UTF8')), 'hex'), 24)
    FROM wechat_identity WHERE person_id = :person)
"""


POLICIES: Mapping[str, PersonalDataPolicy] = {
    "person": blanked("id = :person", "unionid", "nickname", "avatar", audit_subject="'person:' || id"),
    "wechat_identity": deleted("person_id = :person"),
    "api_session": deleted("person_id = :person", secret_columns=("token_hash", "session_key")),
    "shopkeeper": blanked(
        "person_id = :person",
        *("avatar", "suspended_reason"),
        instead={"shop_name": "'—'"},
        postpone_where="status = 'active'",
        audit_subject="'shopkeeper:' || id",
    ),
    "invitation": retained(
        "inviter_id IN (SELECT id FROM shopkeeper WHERE person_id = :person)",
        because="how a shop came into the chain decides who is paid (禁止传销条例 art. 7)",
        until="as long as the chain stands",
    ),
    "bind_decision": retained(
        "person_id = :person",
        because="who stands where in the chain, and why, decides who is paid (禁止传销条例 art. 7)",
        until="as long as the chain stands",
    ),
    "rate_count": deleted(COUNTED),
}
