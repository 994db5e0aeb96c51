"""A sold order for tests of plans and guard: Ada (3) sold below Eve (2) below the founder (1)."""

from typing import Any

from webapp.trade.orders import SoldLine, SoldOrder

FOUNDER, EVE, ADA, BO = 1, 2, 3, 9


def line(number: int = 1, *, base: int = 9_900, rates: tuple[int, ...] = (1_000,), plan: str = "direct") -> SoldLine:
    return SoldLine(
        id=number,
        sku_id=number,
        name_zh="春茶 · 小罐",
        name_en="Spring tea · Small tin",
        quantity=1,
        unit_price_fen=base,
        amount_fen=base,
        plan=plan,
        commission_base_fen=base,
        commission_rates_bp=list(rates),
    )


def sold(*lines: SoldLine, **changes: Any) -> SoldOrder:
    values: dict[str, Any] = {
        "payment_id": 1,
        "out_trade_no": "P1",
        "payment_state": "prepared",
        "appid": "wx",
        "mchid": "1",
        "amount_fen": 9_900,
        "transaction_id": None,
        "order_id": 1,
        "no": "G1",
        "state": "pending_payment",
        "buyer_id": BO,
        "buyer_shopkeeper_id": None,
        "shopkeeper_id": ADA,
        "chain": [FOUNDER, EVE, ADA],
        "rule_version": "2026-01",
        "total_fen": 9_900,
        "lines": list(lines) or [line()],
        "credit": {},
    }
    return SoldOrder(**values | changes)
