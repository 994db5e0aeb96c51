"""A life in the shop that leaves traces everywhere, all of them recognisable: canaries.

`live` goes through the real flows; `fill` then writes a canary into every personal column the flows left without one,
and plants a row in every table they did not reach, so that a table added tomorrow is in the test without a line here.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apiflask import APIFlask
from sqlalchemy import CheckConstraint, Column, DateTime, LargeBinary, String
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_staff
from tests.social.complaints.complaining import answer, complain
from tests.social.questions.asking import answered, asked
from tests.trade import buying
from tests.web.api.phone import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys import place_order
from webapp.journeys.identify_buyer import identify_buyer
from webapp.journeys.make_share import make_share
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.data_subject import PersonalTable, personal_tables
from webapp.kernel.db import execute, row, rows, transaction
from webapp.kernel.schema import metadata
from webapp.kernel.settings import settings
from webapp.people.identity.flows.change_profile import change_profile, change_shop
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.people.identity.flows.login import login
from webapp.people.identity.flows.manage_shopkeeper import suspend_shopkeeper
from webapp.people.identity.flows.open_shop import open_root_shop
from webapp.people.moderation import TextKind, submit_text
from webapp.people.privacy import erasures
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.social.customers.flows.annotate_customer import add_customer_note, tag_customer
from webapp.social.relationships import share_audience
from webapp.social.relationships.flows.decide_objection import decide_objection
from webapp.social.relationships.flows.mute_or_block_shopkeeper import mute
from webapp.social.relationships.flows.object_to_event import object_to_event
from webapp.social.relationships.flows.record_share_openings import record_share_openings
from webapp.social.reviews import ReviewInput
from webapp.social.reviews.flows.review_order import review_order
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund

MARK = "zk4n4ry"
NAME = f"金丝雀{MARK}"
PHONE = "13987654321"
BROWSER = 777_000_777_000_777
ADDRESS = {"recipient": NAME[:10], "phone": PHONE, "region": "浙江省 杭州市", "detail": f"{MARK} 路 1 号"}


@dataclass(frozen=True)
class Surroundings:
    """Where the life takes place."""

    app: APIFlask
    fake_wechat: FakeWechat
    ada: Keeper
    tea: ListedProduct
    cy: Somebody


def live(surroundings: Surroundings) -> Somebody:
    """Somebody logs in on both sides, looks, buys, complains, keeps a shop for a while; all is closed at the end."""
    who = _arrive(surroundings)
    _look(surroundings, who)
    _buy(surroundings, who)
    _speak(surroundings, who)
    _keep_a_shop(surroundings, who)
    with transaction():
        erasures.add_request(who.id, "mini", [], now=clock.now())
        erasures.cancel_request(who.id)
    return who


def _arrive(surroundings: Surroundings) -> Somebody:
    mini, h5, union = f"oMini{MARK}0123456789AbCdEf", f"oH5{MARK}0123456789AbCdEf", f"uNion{MARK}"
    person_id = login(surroundings.fake_wechat.mini.code_for(mini, union)).person_id
    change_profile(person_id, nickname=NAME, avatar=f"https://img.example/{MARK}.png")
    met = identify_buyer(surroundings.fake_wechat.official.code_for(h5, union), BROWSER)
    assert (met.person_id, met.visitor_id) == (person_id, BROWSER)
    return Somebody(person_id, NAME, mini, h5, union)


def _look(surroundings: Surroundings, who: Somebody) -> None:
    token = buying.share(surroundings.ada, surroundings.tea)
    seen = record_visit(token, BROWSER, source="h5")
    record_visit(token, -who.id, source="mini")
    ingest_visits()
    record_share_openings()
    # A friend opens what they forwarded, and buys: they are thanked.
    record_visit(seen.forward_token, 555, source="h5")
    friend = buying.wish(surroundings.cy, surroundings.tea, token=seen.forward_token)
    place_order.place_order(friend)
    mute(who.id, surroundings.ada.id)
    with transaction():
        share = row(dict, "SELECT max(id) AS id FROM share")
        assert share is not None
        share_audience.save_audience(share["id"], surroundings.ada.id, [who.id], now=clock.now())


def _buy(surroundings: Surroundings, who: Somebody) -> None:
    """One order that ends well, one the buyer gives back, one staff give back."""
    phone, di = Phone(surroundings.app.test_client()).login(surroundings.fake_wechat, who), add_staff()
    numbers = []
    for n in range(3):
        answer = phone.order(surroundings.tea.sku_code, key=f"key-{n}", address=ADDRESS, note=f"放门口 {MARK}")
        assert answer.status_code == 201, answer.json
        numbers.append(answer.json["no"])
        confirm_payment(buying.pay(surroundings.fake_wechat, who, numbers[-1]), notice_id=f"notice-{numbers[-1]}")
    ship_order(numbers[0], carrier="顺丰", tracking_no="SF1", staff_id=di.id)
    confirm_receipt(who.id, numbers[0])
    for no, by in ((numbers[1], f"person:{who.id}"), (numbers[2], f"staff:{di.id}")):
        refund = request_refund(no, by=by, text=f"{MARK} 说不合适")
        _give_back(surroundings.fake_wechat, refund)
    _be_served(surroundings, who, numbers[0])
    clock.advance(timedelta(days=16))
    assert settle_orders() >= 1


def _be_served(surroundings: Surroundings, who: Somebody, no: str) -> None:
    """They ask, review and complain, and Ada answers and writes down what helps her serve them."""
    answered(
        surroundings.fake_wechat,
        surroundings.ada,
        asked(surroundings.fake_wechat, who, surroundings.ada, surroundings.tea, f"{MARK} 怎么保存？"),
    )
    with_words = ReviewInput(sku_code=surroundings.tea.sku_code, stars=5, text=f"{MARK} 很香")
    review_order(who.id, no, [with_words])
    complaint = complain(who, no, surroundings.tea, words=f"{NAME} 的茶是陈的")
    answer(surroundings.ada, complaint, f"{NAME}，我来换一罐")
    resolve_complaint(who.id, complaint.id)
    tag_customer(surroundings.ada.id, who.id, [MARK])
    add_customer_note(surroundings.ada.id, who.id, f"{MARK} 爱喝淡茶")


def _give_back(fake_wechat: FakeWechat, out_refund_no: str) -> None:
    start_refund(out_refund_no)
    finish_refund(fake_wechat.pay.finish_refund(out_refund_no), notice_id=f"refund-{out_refund_no}")


def _speak(surroundings: Surroundings, who: Somebody) -> None:
    event = row(dict, "SELECT min(id) AS id FROM relationship_event WHERE person_id = :p", p=who.id)
    assert event is not None
    asked = object_to_event(who.id, event["id"], f"我是 {NAME}，这不对")
    decide_objection(add_staff().id, asked.id, uphold=True, answer=f"{NAME} 说得对")
    with transaction():
        submit_text(TextKind.QUESTION, who.id, f"{MARK} 想问怎么保存？", now=clock.now())


def _keep_a_shop(surroundings: Surroundings, who: Somebody) -> None:
    di = add_staff()
    shop = open_root_shop(who.id, NAME[:20], settings().agreement_version, staff_id=di.id, reason=f"{MARK} 想开店")
    change_shop(shop.id, introduction=f"{MARK} 的小店", avatar=f"https://img.example/{MARK}-shop.png")
    invite_shopkeeper(shop.id)
    offer = make_share(shop.id, surroundings.tea.product_code, text=f"{MARK} 推荐")
    visitor = add_person("Dot")
    # Bought through the shop and given back: its purse exists, and is empty.
    no = buying.buy(surroundings.fake_wechat, visitor, surroundings.tea, token=offer.token)
    _give_back(surroundings.fake_wechat, request_refund(no, by=f"staff:{di.id}", text="退"))
    suspend_shopkeeper(shop.id, staff_id=di.id, reason=f"{MARK} 要注销")
    # What waits in the spool at the end is in no table yet.
    record_visit(buying.share(surroundings.ada, surroundings.tea), BROWSER, source="h5")


def fill(who: Somebody) -> None:
    """A canary in every personal column, and a row in every table."""
    with transaction():
        execute("SET LOCAL session_replication_role = replica")
        for table in metadata.sorted_tables:
            for personal in (each for each in personal_tables(metadata) if each.name == table.name):
                if not rows_of(personal, who.id):
                    _plant(personal, who.id)
                _mark(personal, who.id)


def rows_of(personal: PersonalTable, person_id: int) -> list[dict[str, Any]]:
    """All rows of a person in one table."""
    found = rows(dict, f"SELECT * FROM {personal.name} WHERE {personal.where}", person=person_id)
    return [dict(each) for each in found]


def _mark(personal: PersonalTable, person_id: int) -> None:
    for column in personal.table.columns:
        if "personal" not in column.info or not isinstance(column.type, String | JSONB) or column.primary_key:
            continue
        execute(
            f"""UPDATE {personal.name} SET {column.name} = :canary
                WHERE ({personal.where}) AND coalesce({column.name}::text, '') NOT LIKE '%{MARK}%'""",
            person=person_id,
            canary=_canary(column),
        )


def _canary(column: Column[Any]) -> str:
    if isinstance(column.type, JSONB):
        return json.dumps({"text": f"{MARK} {column.name}"})
    return f"{MARK} {column.name}"[: column.type.length or 100]  # type: ignore[attr-defined]


def _plant(personal: PersonalTable, person_id: int) -> None:
    """A row as its columns and checks would have it. Where that is not enough, let `live` go there by a flow."""
    values = {
        column.name: _value(personal, column, person_id)
        for column in personal.table.columns
        if not column.identity and (not column.nullable or column.foreign_keys) and not column.server_default
    }
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    execute(f"INSERT INTO {personal.name} ({names}) VALUES ({marks})", **values)
    assert rows_of(personal, person_id), f"let tests/privacy/life.py leave a row in {personal.name} by a flow"


def _value(personal: PersonalTable, column: Column[Any], person_id: int) -> Any:
    if re.search(rf"\b{column.name} = :person", personal.where):
        return person_id
    if through := _question(personal.where, column.name):
        found = row(dict, f"SELECT max(id) AS id FROM ({through}) AS found (id)", person=person_id)
        return found["id"] if found else None
    for key in column.foreign_keys:
        return _somebodys(key.column.table.name, key.column.name, person_id)
    if isinstance(column.type, String):
        return _allowed(personal, column) or _canary(column)
    kinds = ((DateTime, clock.now()), (JSONB, "{}"), (ARRAY, []), (LargeBinary, b"1"))
    return next((value for kind, value in kinds if isinstance(column.type, kind)), 1)


def _question(where: str, column: str) -> str:
    """The subquery through which a column finds a person, if there is one."""
    start = re.search(rf"\b{column} IN \(", where)
    if start is None:
        return ""
    depth, rest = 1, where[start.end() :]
    for place, sign in enumerate(rest):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return rest[:place]
    return ""


def _somebodys(table: str, column: str, person_id: int) -> Any:
    """The row another one points at: this person's own if there is one."""
    own = next((f"WHERE {each.where}" for each in personal_tables(metadata) if each.name == table), "")
    found = row(dict, f"SELECT max({column}) AS id FROM {table} {own}", **({"person": person_id} if own else {}))
    if found is None or found["id"] is None:
        found = row(dict, f"SELECT max({column}) AS id FROM {table}")
    return found["id"] if found else None


def _allowed(personal: PersonalTable, column: Column[Any]) -> str | None:
    checks = [str(each.sqltext) for each in personal.table.constraints if isinstance(each, CheckConstraint)]
    found = (re.search(rf"\b{column.name} IN \('([^']*)'", check) for check in checks)
    return next((each[1] for each in found if each), None)
