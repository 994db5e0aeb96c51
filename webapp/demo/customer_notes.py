"""What the demo's shopkeepers keep in mind about their customers: a few tags and notes each."""

from webapp.kernel import clock
from webapp.social import relationships
from webapp.social.customers.flows.annotate_customer import add_customer_note, tag_customer

TAGS = (("爱喝绿茶", "送礼"), ("家里有娃",), ("做饭多", "要发票"), ("爱喝绿茶",), ("送礼", "住得近"), ())
NOTES = (
    "茶要淡一点的，晚上不喝。",
    "收件放物业，周末才在家。",
    "上次的米说好吃，下次问问还剩多少。",
    "",
    "喜欢素一点的颜色。",
    "",
)
MOST = len(TAGS)


def write_customer_notes(shopkeeper_id: int) -> None:
    """Tags and notes about the first few customers of a shop."""
    pairs = relationships.pairs_of(shopkeeper_id, limit=MOST, now=clock.now())
    for pair, tags, note in zip(pairs, TAGS, NOTES, strict=False):
        if tags:
            tag_customer(shopkeeper_id, pair.person_id, tags)
        if note:
            add_customer_note(shopkeeper_id, pair.person_id, note)
