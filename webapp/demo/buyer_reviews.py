"""What the scenario's buyers think of what arrived, and what shopkeepers answer: good and bad, as in life."""

import random
from dataclasses import dataclass, field

from webapp.demo.text_checks import check_texts
from webapp.kernel import clock
from webapp.people.moderation import TextKind
from webapp.social import reviews
from webapp.social.reviews import ReviewInput
from webapp.social.reviews.flows.reply_to_review import reply_to_review
from webapp.social.reviews.flows.review_order import review_order
from webapp.trade import orders

REVIEWS, WRITES, REPLIES = 0.45, 0.7, 0.4
STARS = (5, 5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1)
WORDS: dict[int, tuple[str, ...]] = {
    5: (
        "和描述的一样，家里老人也喜欢。",
        "第二次买了，和上次一样好。",
        "包装很用心，送人也拿得出手。",
        "到得比说的快，东西也好，会再来。",
        "朋友推荐的，果然没错。",
    ),
    4: ("不错，就是比想象的小一点。", "东西好，盒子路上压了一个角。", "喜欢，要是再便宜一点就更好了。"),
    3: ("一般，没有图片上那么亮。", "可以用，没有特别惊喜。", "等了五天才到，东西还行。"),
    2: ("有一件边上磕了，客服让我自己看着办。", "看着有点旧，不太值这个价。"),
    1: ("收到的时候坏了一角，不想再买。", "和图片差得有点多，失望。"),
}
REPLY = {
    True: ("谢谢您，喜欢就好，有新的我先告诉您。", "谢谢，慢慢用。"),
    False: ("对不起，让您失望了。我已经反映给仓库，下次一定包好。", "谢谢您直说，我记下了。"),
}


@dataclass
class BuyerReviews:
    """A chance of its own, so that the rest of the scenario goes as it went before."""

    staff_id: int
    chance: random.Random = field(default_factory=lambda: random.Random(20260102))  # noqa: S311 - a scenario, no secret

    def perhaps_review(self, buyer_id: int, order_no: str, *, checked: bool) -> None:
        """Some say how it was; with `checked`, a colleague has looked at words WeChat could not judge."""
        order = orders.order_for(buyer_id, order_no)
        if self.chance.random() > REVIEWS or not reviews.is_reviewable(order.state, order.received_at, clock.now()):
            return
        stars = self.chance.choice(STARS)
        words = self.chance.choice(WORDS[stars]) if self.chance.random() < WRITES else ""
        opinions = [ReviewInput(sku_code=line.sku_code, stars=stars, text=words) for line in order.lines]
        for written in review_order(buyer_id, order_no, opinions):
            if checked and order.shopkeeper_id is not None and self.chance.random() < REPLIES:
                reply_to_review(order.shopkeeper_id, written.id, self.chance.choice(REPLY[stars >= 3]))
        if checked:
            check_texts(self.staff_id, TextKind.REVIEW, TextKind.REPLY)
