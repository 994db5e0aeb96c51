"""Complaints as their buyer, their shopkeeper and staff see them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode, decode_moment, page
from webapp.kernel.privacy import masked_nickname
from webapp.social.complaints.kinds import LIVE, ComplaintAction, ComplaintKind, ComplaintState, Party
from webapp.social.complaints.rules import NoSuchComplaint, NoSuchLine, PurchasedLine
from webapp.trade.orders import OrderNotFound


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a person, and their shop if they have one."""

    person_id: int
    shopkeeper_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintView:
    """A complaint with the line it is about; the buyer's nickname is masked, or empty."""

    id: int
    order_no: str
    person_id: int
    shopkeeper_id: int | None
    shop_code: str
    shop_name: str
    nickname: str
    kind: ComplaintKind
    state: ComplaintState
    since: datetime
    created_at: datetime
    answer_due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    sku_code: str
    name_zh: str
    name_en: str
    picture: str
    quantity: int
    amount_fen: int

    @property
    def live(self) -> bool:
        """Whether it has not come to its end."""
        return self.state in LIVE


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageView:
    """What somebody wrote, and what it did; `staff_name` is for staff only."""

    complaint_id: int
    party: Party
    text: str
    action: ComplaintAction | None
    at: datetime
    staff_name: str

    @property
    def decides(self) -> bool:
        """Whether these words are the decision."""
        return self.action in (ComplaintAction.UPHELD, ComplaintAction.DISMISSED)


@dataclass(frozen=True, kw_only=True, slots=True)
class StepView:
    """One step of a complaint's life."""

    action: ComplaintAction
    to_state: ComplaintState
    actor: str
    at: datetime
    staff_name: str


_COMPLAINT = """
SELECT complaint.id, orders.no AS order_no, complaint.person_id, complaint.shopkeeper_id,
       coalesce(keeper.code, '') AS shop_code, coalesce(keeper.shop_name, '') AS shop_name,
       coalesce(person.nickname, '') AS nickname,
       complaint.kind, complaint.state, complaint.since, complaint.created_at, answer_due_at, answered_at,
       complaint.closed_at, sku.code AS sku_code, line.name_zh, line.name_en, line.picture, line.quantity,
       line.amount_fen
FROM complaint
JOIN orders ON orders.id = complaint.order_id
JOIN order_line AS line ON line.id = complaint.order_line_id
JOIN sku ON sku.id = line.sku_id
JOIN person ON person.id = complaint.person_id
LEFT JOIN shopkeeper AS keeper ON keeper.id = complaint.shopkeeper_id
"""
# Held until the flow ends: of a buyer who settles and a colleague who decides, the second sees what the first did.
_HELD = " FOR UPDATE OF complaint"


@dataclass(frozen=True, kw_only=True, slots=True)
class _OrderedLine:
    order_line_id: int | None
    order_id: int
    shopkeeper_id: int | None
    paid_at: datetime | None
    received_at: datetime | None
    refunded_at: datetime | None
    shopkeeper_is_buyer: bool


def bought_line(buyer_id: int, order_no: str, sku_code: str) -> PurchasedLine:
    """A line of the buyer's own order; raises OrderNotFound for somebody else's, NoSuchLine."""
    found = row(
        _OrderedLine,
        """SELECT line.id AS order_line_id, orders.id AS order_id, orders.shopkeeper_id, paid_at, received_at,
                  refunded_at, coalesce(keeper.person_id = orders.buyer_id, false) AS shopkeeper_is_buyer
           FROM orders LEFT JOIN shopkeeper AS keeper ON keeper.id = orders.shopkeeper_id
                LEFT JOIN (order_line AS line JOIN sku ON sku.id = line.sku_id)
                    ON line.order_id = orders.id AND sku.code = :sku
           WHERE orders.no = :no AND buyer_id = :buyer""",
        no=order_no,
        buyer=buyer_id,
        sku=sku_code,
    )
    if found is None:
        raise OrderNotFound
    if found.order_line_id is None:
        raise NoSuchLine
    return PurchasedLine(
        order_line_id=found.order_line_id,
        order_id=found.order_id,
        shopkeeper_id=found.shopkeeper_id,
        shopkeeper_is_buyer=found.shopkeeper_is_buyer,
        paid_at=found.paid_at,
        received_at=found.received_at,
        refunded_at=found.refunded_at,
    )


def complaint_for(person_id: int, complaint_id: int) -> ComplaintView:
    """The buyer's own complaint; somebody else's does not exist."""
    return _one("complaint.id = :id AND complaint.person_id = :person", id=complaint_id, person=person_id)


def complaint_for_viewer(viewer: Viewer, complaint_id: int) -> tuple[ComplaintView, Party]:
    """A complaint of its buyer or of its shopkeeper, and which of both looks; for others it does not exist."""
    return _as_seen(_one(_SEEN, id=complaint_id, person=viewer.person_id, keeper=viewer.shopkeeper_id), viewer)


def complaint(complaint_id: int) -> ComplaintView:
    """Any complaint, for staff."""
    return _one("complaint.id = :id", id=complaint_id)


def lock_complaint_for(person_id: int, complaint_id: int) -> ComplaintView:
    """The buyer's own, held until the flow ends."""
    return _one("complaint.id = :id AND complaint.person_id = :person" + _HELD, id=complaint_id, person=person_id)


def lock_complaint_for_viewer(viewer: Viewer, complaint_id: int) -> tuple[ComplaintView, Party]:
    """Its buyer's or its shopkeeper's, held until the flow ends."""
    held = _one(_SEEN + _HELD, id=complaint_id, person=viewer.person_id, keeper=viewer.shopkeeper_id)
    return _as_seen(held, viewer)


def lock_complaint(complaint_id: int) -> ComplaintView:
    """Any complaint, held until the flow ends."""
    return _one("complaint.id = :id" + _HELD, id=complaint_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintFilter:
    """Which complaints of a list: in one state, about one order, or all."""

    state: ComplaintState | None = None
    order_no: str | None = None


def complaints_of(
    person_id: int, wanted: ComplaintFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[ComplaintView]:
    """What a buyer complained about, newest first."""
    return _newest("complaint.person_id = :who", person_id, wanted, cursor=cursor, limit=limit)


def complaints_through(
    shopkeeper_id: int, wanted: ComplaintFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[ComplaintView]:
    """What was complained about to a shopkeeper, newest first."""
    return _newest("complaint.shopkeeper_id = :who", shopkeeper_id, wanted, cursor=cursor, limit=limit)


def complaints_in(state: ComplaintState, *, cursor: str | None = None, limit: int = 50) -> Page[ComplaintView]:
    """All complaints in one state, those that wait longest first, for staff."""
    after = decode_moment(cursor)
    beyond = "AND (complaint.since, complaint.id) > (:since, :after)" if after else ""
    found = rows(
        ComplaintView,
        f"""{_COMPLAINT} WHERE complaint.state = :state {beyond}
            ORDER BY complaint.since, complaint.id LIMIT :limit""",
        state=state.value,
        limit=limit + 1,
        **({"since": after[0], "after": after[1]} if after else {}),
    )
    return page([_masked(each) for each in found], limit, lambda each: (each.since.isoformat(), each.id))


@dataclass(frozen=True, slots=True)
class _StateCount:
    state: ComplaintState
    number: int


def count_by_state() -> dict[ComplaintState, int]:
    """How many complaints stand where."""
    found = rows(_StateCount, "SELECT state, count(*) AS number FROM complaint GROUP BY state")
    return {each.state: each.number for each in found}


def messages_of(complaint_ids: Sequence[int]) -> list[MessageView]:
    """What was written in these complaints, oldest first."""
    return rows(
        MessageView,
        """SELECT complaint_id, party, text, nullif(action, '') AS action, at, coalesce(staff.name, '') AS staff_name
           FROM complaint_message LEFT JOIN staff ON staff.id = staff_id
           WHERE complaint_id = ANY(:ids) ORDER BY complaint_message.id""",
        ids=list(complaint_ids),
    )


def history_of(complaint_id: int) -> list[StepView]:
    """What happened to a complaint, oldest first."""
    return rows(
        StepView,
        """SELECT action, to_state, actor, at, coalesce(staff.name, '') AS staff_name
           FROM complaint_step LEFT JOIN staff ON actor = 'staff:' || staff.id
           WHERE complaint_id = :id ORDER BY complaint_step.id""",
        id=complaint_id,
    )


_SEEN = "complaint.id = :id AND (complaint.person_id = :person OR complaint.shopkeeper_id = CAST(:keeper AS bigint))"


def _newest(
    condition: str, who: int, wanted: ComplaintFilter, *, cursor: str | None, limit: int
) -> Page[ComplaintView]:
    after = decode(cursor, int)
    given = {"after": after and after[0], "state": wanted.state and wanted.state.value, "no": wanted.order_no}
    narrowed = {"after": "complaint.id < :after", "state": "complaint.state = :state", "no": "orders.no = :no"}
    chosen = {name: value for name, value in given.items() if value is not None}
    conditions = " AND ".join([condition, *(narrowed[name] for name in chosen)])
    found = rows(
        ComplaintView,
        f"{_COMPLAINT} WHERE {conditions} ORDER BY complaint.id DESC LIMIT :limit",
        who=who,
        limit=limit + 1,
        **chosen,
    )
    return page([_masked(each) for each in found], limit, lambda each: (each.id,))


def _one(condition: str, **values: int | None) -> ComplaintView:
    found = row(ComplaintView, f"{_COMPLAINT} WHERE {condition}", **values)
    if found is None:
        raise NoSuchComplaint
    return _masked(found)


def _as_seen(found: ComplaintView, viewer: Viewer) -> tuple[ComplaintView, Party]:
    return found, Party.BUYER if found.person_id == viewer.person_id else Party.SHOPKEEPER


def _masked(found: ComplaintView) -> ComplaintView:
    return replace(found, nickname=masked_nickname(found.nickname))
