"""What goes wrong now and then in the demo: some buyers complain, most shopkeepers answer, staff decide the rest."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from webapp.demo.participants import Participant
from webapp.people import identity
from webapp.social import complaints
from webapp.social.complaints import ComplaintKind, ComplaintState, ComplaintView, Viewer
from webapp.social.complaints.flows.add_complaint_message import add_complaint_message
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.complaints.flows.escalate_complaint import escalate_complaint
from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.social.complaints.flows.file_complaint import ComplaintInput, file_complaint
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.trade import orders

COMPLAINS, ANSWERS, SETTLES, DECIDED, UPHELD = 0.12, 0.6, 0.55, 0.5, 0.4
COMPLAINS_LAST = 0.6
COMPLAINT_TEXTS = (
    (ComplaintKind.QUALITY, "打开就有点受潮，味道也淡了"),
    (ComplaintKind.NOT_AS_DESCRIBED, "颜色和图片差得有点多"),
    (ComplaintKind.DELIVERY, "外盒压扁了，里面碎了一点"),
    (ComplaintKind.SERVICE, "问了两次都没有人回我"),
)
ANSWER_TEXTS = ("抱歉，我请平台给您补发一份", "您拍张照片给我看看，我来跟进", "这批是手工的，颜色会有一点差别")
DECISIONS = {True: "看过照片，确实是我们没有做好，成立。", False: "和页面写的一致，这次不成立；不合适可以申请退款。"}


@dataclass
class BuyerComplaints:
    """The complaints of the scenario so far; chance of its own, so that the rest of the scenario stays as it was."""

    chance: random.Random = field(default_factory=lambda: random.Random(20260202))  # noqa: S311 - a scenario, no secret
    buyers: dict[int, int] = field(default_factory=dict)

    def evening(self, received: Iterable[tuple[str, Participant]], staff_id: int, *, last: bool) -> None:
        """What is under way goes on by one step, and somebody new complains; the `last` evenings leave it waiting."""
        escalate_overdue_complaints()
        for complaint_id, person_id in self.buyers.items() if not last else ():
            self._goes_on(complaints.complaint(complaint_id), person_id, staff_id)
        for order_no, buyer in received:
            if self.chance.random() < (COMPLAINS_LAST if last else COMPLAINS):
                self._complains(buyer.person_id, order_no)

    def _complains(self, person_id: int, order_no: str) -> None:
        line = orders.order_for(person_id, order_no).lines[0]
        kind, words = self.chance.choice(COMPLAINT_TEXTS)
        wish = ComplaintInput(order_no=order_no, sku_code=line.sku_code, kind=kind.value, text=words)
        self.buyers[file_complaint(person_id, wish).id] = person_id

    def _goes_on(self, found: ComplaintView, person_id: int, staff_id: int) -> None:
        lucky = self.chance.random()
        if found.state is ComplaintState.OPEN and found.shopkeeper_id is not None and lucky < ANSWERS:
            keeper = identity.shopkeeper(found.shopkeeper_id)
            add_complaint_message(Viewer(keeper.person_id, keeper.id), found.id, self.chance.choice(ANSWER_TEXTS))
        elif found.state is ComplaintState.ANSWERED and lucky < SETTLES:
            resolve_complaint(person_id, found.id)
        elif found.state is ComplaintState.ANSWERED:
            escalate_complaint(person_id, found.id)
        elif found.state is ComplaintState.WITH_STAFF and lucky < DECIDED:
            uphold = self.chance.random() < UPHELD
            decide_complaint(staff_id, found.id, uphold=uphold, text=DECISIONS[uphold])
