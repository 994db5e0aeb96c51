"""Placing an order and moving it along the table of states."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from webapp.kernel.db import execute
from webapp.trade.orders.kinds import states
from webapp.trade.orders.rules import OrderChanged


@dataclass(frozen=True, kw_only=True, slots=True)
class LineDraft:
    """One SKU as it is promised: prices in fen, rates per level in basis points."""

    position: int
    product_id: int
    sku_id: int
    name_zh: str
    name_en: str
    picture: str
    quantity: int
    unit_price_fen: int
    amount_fen: int
    plan: str
    commission_base_fen: int
    commission_rates_bp: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderDraft:
    """An order as it is promised."""

    no: str
    buyer_id: int
    shopkeeper_id: int | None
    attribution_id: int | None
    chain: list[int]
    scene_key: str
    rule_version: str
    source: str
    language: str
    total_fen: int
    address: dict[str, str]
    note: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """One edge of the table, taken by somebody (`person:…`, `staff:…`, `wechat`, `clock`) at a moment."""

    event: str
    before: str
    after: str
    actor: str
    at: datetime


_NAMES = {kind: tuple(each.name for each in fields(kind)) for kind in (OrderDraft, LineDraft, Transition)}

_PLACE = """
WITH placed AS (
    INSERT INTO orders (no, buyer_id, shopkeeper_id, attribution_id, chain, scene_key, rule_version, source, language,
                        state, total_fen, address, note, created_at, expires_at)
    VALUES (:no, :buyer_id, :shopkeeper_id, :attribution_id, CAST(:chain AS bigint[]), :scene_key, :rule_version,
            :source, :language, :state, :total_fen, CAST(:address AS jsonb), :note, :created_at, :expires_at)
    RETURNING id
), lined AS (
    INSERT INTO order_line (order_id, position, product_id, sku_id, name_zh, name_en, picture, quantity,
                            unit_price_fen, amount_fen, plan, commission_base_fen, commission_rates_bp)
    SELECT placed.id, line.* FROM placed, jsonb_to_recordset(CAST(:lines AS jsonb)) AS line (
        position smallint, product_id bigint, sku_id bigint, name_zh text, name_en text, picture text,
        quantity integer, unit_price_fen integer, amount_fen integer, plan text, commission_base_fen integer,
        commission_rates_bp integer[])
)
INSERT INTO order_event (order_id, event, to_state, actor, at)
SELECT id, :event, :state, :actor, :created_at FROM placed
"""


def _values(draft: OrderDraft | LineDraft | Transition) -> dict[str, Any]:
    """A draft's fields by name; dataclasses.asdict() copies deeply, which costs more than the statement itself."""
    return {name: getattr(draft, name) for name in _NAMES[type(draft)]}


def add_order(draft: OrderDraft, lines: Sequence[LineDraft]) -> None:
    """Write an order with its lines and its first event: one statement."""
    values = _values(draft) | {
        "address": json.dumps(draft.address, ensure_ascii=False),
        "lines": json.dumps([_values(line) for line in lines], ensure_ascii=False),
        "actor": f"person:{draft.buyer_id}",
        "event": "placed",
        "state": states.PENDING_PAYMENT,
    }
    execute(_PLACE, **values)


# What each event writes beside the state.
_STAMPS = {
    "paid": ", paid_at = :at",
    "cancelled": ", closed_at = :at",
    "expired": ", closed_at = :at",
    "shipped": ", shipped_at = :at, receipt_due_at = :due_at, carrier = :carrier, tracking_no = :tracking_no",
    "received": ", received_at = :at, settle_due_at = :due_at",
    "settled": ", settled_at = :at",
    "refund_requested": "",
    "refund_failed": "",
    "refunded": ", refunded_at = :at",
}


def apply_transition(order_id: int, step: Transition, *, detail: dict[str, Any] | None = None, **stamps: Any) -> None:
    """Take an edge and write it into the order's history; raises OrderMoved when somebody else was faster.

    The guard is in the UPDATE, so of two who race along edges from one state, one finds no row.
    """
    if not states.allowed(step.before, step.event, step.after):
        raise ValueError(f"no edge {step.event} from {step.before} to {step.after}")
    moved = execute(
        f"""WITH moved AS (
                UPDATE orders SET state = :after{_STAMPS[step.event]} WHERE id = :id AND state = :before RETURNING id
            )
            INSERT INTO order_event (order_id, event, from_state, to_state, actor, detail, at)
            SELECT id, :event, :before, :after, :actor, CAST(:detail AS jsonb), :at FROM moved""",  # noqa: S608
        id=order_id,
        **_values(step),
        **stamps,
        detail=json.dumps(detail or {}, ensure_ascii=False),
    )
    if not moved:
        raise OrderChanged
