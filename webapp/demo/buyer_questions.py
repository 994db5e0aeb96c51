"""What the scenario's buyers want to know, and what shops answer: mostly soon, once in a while not at all."""

import random
from dataclasses import dataclass, field

from webapp.demo.participants import Participant, Participants
from webapp.demo.text_checks import check_texts
from webapp.people import identity
from webapp.people.moderation import TextKind
from webapp.social import questions
from webapp.social.questions.flows.answer_question import answer_question
from webapp.social.questions.flows.ask_question import ask_shop
from webapp.trade import catalog, orders

ASKS, ANSWERS = 0.3, 0.85
# What fits any of the goods; the answers say what the product page says, and no more.
QUESTIONS_AND_ANSWERS = {
    "送人合适吗？有没有礼盒？": "合适。平台发的是素净的纸盒，附一张说明；要写贺卡，下单时备注就好。",
    "下单以后多久发货？": "付款后 48 小时内从仓库发出，一般第三天能到；发出后订单里能看到运单号。",
    "收到不喜欢能退吗？": "七天内、没有拆用过就可以退。在订单里点“申请退款”，钱原路退回。",
    "怎么保存比较好？": "放在阴凉干燥的地方，开封后尽快用完；具体的写在包装背面。",
    "和超市里的有什么不一样？": "产地和做的人都写在商品页上，批次能查到；味道上的差别，您尝了自己说了算。",
}


@dataclass
class BuyerQuestions:
    """A chance of its own, so that the rest of the scenario goes as it went before."""

    participants: Participants
    staff_id: int
    chance: random.Random = field(default_factory=lambda: random.Random(20260103))  # noqa: S311 - a scenario, no secret

    def perhaps_ask(self, buyer: Participant, order_no: str, *, answered: bool) -> None:
        """Some want to know something about what they bought; with `answered`, most shops answer at once."""
        order = orders.order_for(buyer.person_id, order_no)
        if order.shopkeeper_id is None or self.chance.random() > ASKS:
            return
        keeper = next(each for each in self.participants.by_name.values() if each.shopkeeper_id == order.shopkeeper_id)
        if keeper.person_id == buyer.person_id:
            return
        product = catalog.product_by_id(order.lines[0].product_id)
        words = self.chance.choice(list(QUESTIONS_AND_ANSWERS))
        self.participants.open_mini_program(buyer)
        question = ask_shop(buyer.person_id, product.code, identity.shopkeeper_card(order.shopkeeper_id).code, words)
        check_texts(self.staff_id, TextKind.QUESTION, TextKind.ANSWER)
        if answered and self.chance.random() < ANSWERS and questions.question(question).needs_answer:
            self.participants.open_mini_program(keeper)
            answer_question(order.shopkeeper_id, question, QUESTIONS_AND_ANSWERS[words])
            check_texts(self.staff_id, TextKind.QUESTION, TextKind.ANSWER)
