"""The cast of every test: Ada shares, Bo buys, Cy is a stranger, Di is staff; and the shelf they meet at."""

from dataclasses import dataclass

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from webapp.domain.identity import consent, staff
from webapp.domain.identity.staff import StaffMember
from webapp.kernel import clock
from webapp.kernel.db import session, transaction

AGREED = "2026-01"
STAFF_PASSWORD = "a lantern in the fog"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Somebody:
    """A person with their openids: `mini` in the mini-program, `h5` on share pages."""

    id: int
    name: str
    mini: str
    h5: str
    unionid: str


@dataclass(frozen=True)
class Keeper:
    """A shopkeeper and the person behind."""

    id: int
    code: str
    person: Somebody


@dataclass(frozen=True)
class Shelf:
    """A product with two SKUs: prices in fen."""

    product_id: int
    product_code: str
    sku_code: str
    sku_id: int
    price_fen: int
    other_sku_code: str


def add_person(name: str) -> Somebody:
    """A person known in both apps and told of the purposes, written directly: logging in is tested elsewhere."""
    from webapp.gateways.wechat.twin import CREDENTIALS

    lower = name.lower()
    with transaction() as current:
        person_id = current.execute(
            text("INSERT INTO person (unionid, nickname, created_at) VALUES (:u, :n, :at) RETURNING id"),
            {"u": f"union-{lower}", "n": name, "at": clock.now()},
        ).scalar_one()
        for app, openid in (("wechat_mini_appid", f"mini-{lower}"), ("wechat_h5_appid", f"h5-{lower}")):
            current.execute(
                text("INSERT INTO wechat_identity (person_id, appid, openid, created_at) VALUES (:p, :a, :o, :at)"),
                {"p": person_id, "a": CREDENTIALS[app], "o": openid, "at": clock.now()},
            )
        consent.inform(person_id, "login", now=clock.now())
    return Somebody(person_id, name, f"mini-{lower}", f"h5-{lower}", f"union-{lower}")


def add_shopkeeper(person: Somebody, *, below: Keeper | None = None) -> Keeper:
    """A shopkeeper, by invitation of `below` or a founder."""
    code = f"shop{person.name.lower()}"
    with transaction() as current:
        keeper_id = current.execute(
            text(
                """INSERT INTO shopkeeper (code, person_id, shop_name, parent_id, agreement_version,
                       agreement_accepted_at, created_at)
                   VALUES (:code, :person, :name, :parent, '2026-01', :at, :at) RETURNING id"""
            ),
            {
                "code": code,
                "person": person.id,
                "name": f"{person.name}的小店",
                "parent": below.id if below else None,
                "at": clock.now(),
            },
        ).scalar_one()
    return Keeper(keeper_id, code, person)


def add_product(code: str, *, price_fen: int = 9_900, stock: int = 10, rate_bp: int = 1_000) -> Shelf:
    """A product on sale with two SKUs, `<code>-s` and `<code>-l` (twice the price)."""
    at = clock.now()
    with transaction() as current:
        brand = current.execute(
            text(
                """INSERT INTO brand (code, name_zh, name_en, created_at) VALUES ('hill', '山居', 'Hill House', :at)
                   ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id"""
            ),
            {"at": at},
        ).scalar_one()
        product = current.execute(
            text(
                """INSERT INTO product (code, brand_id, name_zh, name_en, summary_zh, summary_en, pictures,
                       card_picture, commission_rate_bp, created_at)
                   VALUES (:code, :brand, '春茶', 'Spring tea', '清明前采', 'Picked early', '{demo/longjing-tea.svg}',
                       'demo/card/longjing-tea.png', :rate, :at) RETURNING id"""
            ),
            {"code": code, "brand": brand, "rate": rate_bp, "at": at},
        ).scalar_one()
        skus = [
            current.execute(
                text(
                    """INSERT INTO sku (code, product_id, position, name_zh, name_en, price_fen, on_hand)
                       VALUES (:code, :product, :position, :zh, :en, :price, :stock) RETURNING id"""
                ),
                {
                    "code": f"{code}-{size}",
                    "product": product,
                    "position": n,
                    "zh": zh,
                    "en": en,
                    "price": price,
                    "stock": stock,
                },
            ).scalar_one()
            for n, (size, zh, en, price) in enumerate(
                (("s", "小罐", "Small tin", price_fen), ("l", "大罐", "Large tin", 2 * price_fen))
            )
        ]
    return Shelf(product, code, f"{code}-s", skus[0], price_fen, f"{code}-l")


def add_staff(login: str = "di", *, role: str = "admin") -> StaffMember:
    """Somebody who works here, with a password and an authenticator the tests know; asked twice, the same one."""
    with transaction():
        try:
            return staff.member_called(login)
        except staff.NoSuchStaff:
            return staff.add(login, login.title(), role=role, password=STAFF_PASSWORD, totp_secret=TOTP_SECRET)


@pytest.fixture
def di(app: APIFlask) -> StaffMember:
    """Is staff: an admin."""
    return add_staff()


@pytest.fixture
def ada(app: APIFlask) -> Keeper:
    """Shares."""
    return add_shopkeeper(add_person("Ada"))


@pytest.fixture
def bo(app: APIFlask) -> Somebody:
    """Buys."""
    return add_person("Bo")


@pytest.fixture
def cy(app: APIFlask) -> Somebody:
    """A stranger to Ada and Bo."""
    return add_person("Cy")


@pytest.fixture
def tea(app: APIFlask) -> Shelf:
    """Ten tins at ¥99, of which the seller earns a tenth."""
    return add_product("tea")


def scalar(sql: str, **parameters: object) -> object:
    """One value out of the database, read afresh."""
    session().rollback()
    return session().execute(text(sql), parameters).scalar()
