"""How the cast complains in tests: one line each for filing, answering and deciding."""

from tests.cast import Keeper, ListedProduct, Somebody, add_staff
from webapp.social.complaints import ComplaintView, Viewer
from webapp.social.complaints.flows.add_complaint_message import add_complaint_message
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.complaints.flows.escalate_complaint import escalate_complaint
from webapp.social.complaints.flows.file_complaint import ComplaintInput, file_complaint

STALE = "茶是陈的"


def complain(
    buyer: Somebody, no: str, shelf: ListedProduct, *, kind: str = "quality", words: str = STALE
) -> ComplaintView:
    wish = ComplaintInput(order_no=no, sku_code=shelf.sku_code, kind=kind, text=words)
    return file_complaint(buyer.id, wish)


def answer(keeper: Keeper, complaint: ComplaintView, words: str = "我来换一罐") -> ComplaintView:
    return add_complaint_message(Viewer(keeper.person.id, keeper.id), complaint.id, words)


def ask_again(buyer: Somebody, complaint: ComplaintView, words: str = "还没收到") -> ComplaintView:
    return add_complaint_message(Viewer(buyer.id), complaint.id, words)


def hand_to_staff(keeper: Keeper, buyer: Somebody, complaint: ComplaintView) -> ComplaintView:
    """Answered, and not to the buyer's content."""
    answer(keeper, complaint)
    return escalate_complaint(buyer.id, complaint.id)


def decide(complaint: ComplaintView, *, uphold: bool, words: str = "看过照片和批次") -> ComplaintView:
    return decide_complaint(add_staff().id, complaint.id, uphold=uphold, text=words)
