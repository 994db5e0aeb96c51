"""An order and its payment, locked before anything is decided about its money."""

from dataclasses import dataclass, fields
from typing import Any

from webapp.kernel.db import row
from webapp.referral.attribution import Outcome
from webapp.trade.orders import OrderNotFound, PayableOrder, SoldColumns, SoldLine, SoldOrder


@dataclass(frozen=True, kw_only=True, slots=True)
class _SoldRow(SoldColumns):
    """A sold order with its lines as JSON."""

    lines: list[dict[str, Any]]


_COLUMNS = tuple(each.name for each in fields(SoldColumns))

# Both rows are locked, so whoever waited here reads what the faster one wrote. Lines and attribution never change.
_SOLD = """
SELECT payment.id AS payment_id, out_trade_no, payment.state AS payment_state, appid, mchid, amount_fen,
       transaction_id, orders.id AS order_id, no, orders.state, buyer_id, orders.shopkeeper_id, orders.chain,
       rule_version, total_fen,
       (SELECT keeper.id FROM shopkeeper AS keeper WHERE keeper.person_id = buyer_id) AS buyer_shopkeeper_id,
       (SELECT json_agg(json_build_object(
                   'id', line.id, 'sku_id', sku_id, 'name_zh', name_zh, 'name_en', name_en, 'quantity', quantity,
                   'unit_price_fen', unit_price_fen, 'amount_fen', line.amount_fen, 'plan', plan,
                   'commission_base_fen', commission_base_fen, 'commission_rates_bp', commission_rates_bp)
                   ORDER BY position)
        FROM order_line AS line WHERE line.order_id = orders.id) AS lines,
       coalesce(
           (SELECT json_build_object('attribution_id', given.id, 'policy', policy, 'reason', reason,
                                     'share_id', share_id, 'share_ref', share.ref::text, 'visit_ref', visit_ref::text,
                                     'forwards', forwards::text[], 'decided_at', decided_at)
            FROM attribution AS given LEFT JOIN share ON share.id = share_id
            WHERE given.id = orders.attribution_id AND outcome = :credited), '{}') AS credit
FROM payment JOIN orders ON orders.id = payment.order_id
"""


def lock_sold(out_trade_no: str) -> SoldOrder | None:
    """The order a payment is for, locked together with the payment; None when we never made such a payment."""
    return lock_sold_where("out_trade_no = :no", no=out_trade_no)


def lock_sold_where(condition: str, **values: object) -> SoldOrder | None:
    """The first order with a payment, both locked, of which `condition` is true; None when there is none.

    The condition is SQL over `orders`, `payment` and what stands above them, never anybody's input.
    """
    found = row(
        _SoldRow, f"{_SOLD} WHERE {condition} FOR UPDATE OF orders, payment", credited=Outcome.CREDITED, **values
    )
    if found is None:
        return None
    columns = {name: getattr(found, name) for name in _COLUMNS}
    return SoldOrder(**columns, lines=[SoldLine(**line) for line in found.lines])


def lock_order(order_no: str, *, buyer_id: int | None = None) -> PayableOrder:
    """An order, locked; with `buyer_id` only the buyer's own. Raises OrderNotFound."""
    condition = "no = :no" if buyer_id is None else "no = :no AND buyer_id = :buyer"
    found = row(
        PayableOrder,
        f"""SELECT id, no, buyer_id, state, total_fen, language, expires_at,
                   (SELECT CASE WHEN language = :english THEN name_en ELSE name_zh END FROM order_line
                    WHERE order_id = orders.id ORDER BY position LIMIT 1) AS description
            FROM orders WHERE {condition} FOR UPDATE""",  # noqa: S608 - constants
        no=order_no,
        buyer=buyer_id,
        english="en",
    )
    if found is None:
        raise OrderNotFound
    return found
