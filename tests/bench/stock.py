"""Data of two sizes for the measurements, and who acts in them."""

from dataclasses import dataclass

from apiflask import APIFlask
from sqlalchemy import text

from tests.cast import Keeper, ListedProduct, add_person, add_product, add_shopkeeper
from webapp.journeys.make_share import make_share
from webapp.kernel.db import db, transaction
from webapp.people.identity import open_session

SHARES, VISITS, ORDERS = 1_000, 40_000, 4_000
# As many as a small shop has: with one alone, all buyers would wait for one row, which pgbench never does.
OFFERS = 12

# Bulk rows beside the ones under measurement: their size is what matters, not how they came about.
_BULK = (
    """INSERT INTO share (ref, shopkeeper_id, product_id, created_at, expires_at)
       SELECT (random() * 2 ^ 58)::bigint, :keeper, :product, now() - n * interval '1 minute',
              now() + interval '60 days'
       FROM generate_series(1, :shares) AS n ON CONFLICT DO NOTHING""",
    """INSERT INTO visit (ref, share_id, shopkeeper_id, visitor_id, source, at)
       SELECT (1::bigint << 59) + n + :from, 1 + n % :shares, :keeper, (random() * 2 ^ 58)::bigint, 'page',
              now() - n * interval '2 seconds' FROM generate_series(1, :visits) AS n""",
    """INSERT INTO touch (visitor_id, token_ref, window_number, visit_ref, share_id, shopkeeper_id, at)
       SELECT visitor_id, share_id, 1, ref, share_id, shopkeeper_id, at FROM visit ON CONFLICT DO NOTHING""",
    """INSERT INTO orders (no, buyer_id, shopkeeper_id, chain, scene_key, rule_version, source, language, state,
                           total_fen, address, created_at, expires_at, paid_at)
       SELECT 'B' || (:from + n), :buyer, :keeper, ARRAY[:keeper], 'plain', '1', 'mini', 'zh', 'paid', 9900, '{}',
              now() - n * interval '1 minute', now(), now() FROM generate_series(1, :orders) AS n""",
    """INSERT INTO order_line (order_id, position, product_id, sku_id, name_zh, name_en, quantity, unit_price_fen,
                               amount_fen, plan, commission_base_fen, commission_rates_bp)
       SELECT id, 0, :product, :sku, '', '', 1, 9900, 9900, 'direct', 9900, '{1000}' FROM orders
       WHERE no LIKE 'B%' ON CONFLICT DO NOTHING""",
    """INSERT INTO order_event (order_id, event, from_state, to_state, actor, at)
       SELECT id, step, NULL, 'paid', 'wechat', created_at
       FROM orders CROSS JOIN unnest(ARRAY['placed', 'paid']) AS step
       WHERE no LIKE 'B%' AND NOT EXISTS (SELECT FROM order_event WHERE order_id = orders.id)""",
    """INSERT INTO attribution (reference, outcome, reason, policy, shopkeeper_id, chain, share_id, forwards,
                                considered, decided_at)
       SELECT 'order:' || no, 'credited', 'last_touch', 'last_touch_7d', :keeper, chain, 1 + id % :shares, '{}', '[]',
              created_at
       FROM orders WHERE no LIKE 'B%' ON CONFLICT DO NOTHING""",
    """INSERT INTO accrual (order_no, order_line_id, beneficiary_id, level, kind, plan, rule_version, base_fen, rate_bp,
                            amount_fen, state, accrued_at)
       SELECT no, line.id, :keeper, 1, 'sale', 'direct', '1', 9900, 1000, 990, 'pending', created_at
       FROM orders JOIN order_line AS line ON order_id = orders.id WHERE no LIKE 'B%' ON CONFLICT DO NOTHING""",
    """INSERT INTO idempotent_answer (caller, key, request_hash, status, answer, created_at)
       SELECT 'person:' || buyer_id, no, '', 201, '{}', created_at FROM orders WHERE no LIKE 'B%'
       ON CONFLICT DO NOTHING""",
    """INSERT INTO wechat_notice (kind, notice_id, reference, outcome, received_at)
       SELECT 'payment', no, 'T' || no, 'paid', created_at FROM orders WHERE no LIKE 'B%' ON CONFLICT DO NOTHING""",
    """INSERT INTO payment (order_id, out_trade_no, appid, mchid, openid, amount_fen, state, transaction_id, created_at,
                            expires_at)
       SELECT id, 'T' || no, 'a', 'm', 'o', 9900, 'succeeded', 'X' || no, now(), now() FROM orders
       WHERE no LIKE 'B%' ON CONFLICT DO NOTHING""",
    """INSERT INTO ledger_transaction (kind, idempotency_key, reference, explanation, event_at, created_at)
       SELECT 'payment', 'bulk:' || no, 'order:' || no, '{}', now(), now() FROM orders WHERE no LIKE 'B%'
       ON CONFLICT DO NOTHING""",
    """INSERT INTO account (kind) VALUES ('wx_clearing'), ('sales') ON CONFLICT DO NOTHING""",
    """INSERT INTO entry (transaction_id, account_id, amount_fen)
       SELECT t.id, a.id, CASE a.kind WHEN 'sales' THEN 9900 ELSE -9900 END
       FROM ledger_transaction t CROSS JOIN account a
       WHERE t.idempotency_key LIKE 'bulk:%' AND a.kind IN ('wx_clearing', 'sales') ON CONFLICT DO NOTHING""",
)


@dataclass(frozen=True)
class Offer:
    """A keeper's share of a product that does not run out."""

    keeper: Keeper
    shelf: ListedProduct
    token: str


@dataclass(frozen=True)
class Scenery:
    """What the measurements act on: a dozen products, each shared by another keeper, and buyers with sessions."""

    offers: list[Offer]
    sessions: list[str]
    buyer_id: int


def set_up(app: APIFlask, buyers: int) -> Scenery:
    """A small shop."""
    with app.app_context():
        offers = [_offer(number) for number in range(OFFERS)]
        people = [add_person(f"Buyer{n}") for n in range(buyers)]
        with transaction():
            sessions = [open_session(person.id, "bench") for person in people]
        return Scenery(offers, sessions, people[0].id)


def _offer(number: int) -> Offer:
    keeper = add_shopkeeper(add_person(f"Ada{number}"))
    shelf = add_product(f"tea{number}", stock=10_000_000)
    return Offer(keeper, shelf, make_share(keeper.id, shelf.product_code).token)


def grow(app: APIFlask, scenery: Scenery, *, times: float, begin: float) -> None:
    """Add `times` portions of data, numbered from `begin`, and let PostgreSQL learn its sizes."""
    offer = scenery.offers[0]
    values = {
        "keeper": offer.keeper.id,
        "product": offer.shelf.product_id,
        "sku": offer.shelf.sku_id,
        "buyer": scenery.buyer_id,
        "shares": int(SHARES * times),
        "visits": int(VISITS * times),
        "orders": int(ORDERS * times),
        "from": int(begin * VISITS),
    }
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in _BULK:
            connection.execute(text(statement), values)
        connection.commit()
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
