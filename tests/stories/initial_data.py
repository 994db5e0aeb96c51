"""What stands in the served shop before a story begins: products, Lin's shop as the first, Di as staff.

`python -m tests.stories.initial_data OPENID UNIONID` runs with the served shop's environment, before anybody is served.
"""

import sys

from config import Config
from webapp import create_app
from webapp.gateways.wechat import wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.settings import settings
from webapp.people.consent import service
from webapp.people.identity.flows.open_shop import open_root_shop
from webapp.people.identity.service import people
from webapp.people.staff.flows.staff_accounts import create_staff
from webapp.trade import catalog
from webapp.trade.catalog.flows.list_products import list_brand, list_product

PRODUCTS = 60
STOCK = 10
PRICE_FEN = 9_900
RATE_BP = 1_000
STAFF, PASSWORD = "di", "a long walk by the lake"
AUTHENTICATOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def main(openid: str, unionid: str) -> None:
    """List, found, hire."""
    with create_app(Config.from_env()).app_context():
        list_brand(catalog.BrandDraft(code="hill", name_zh="山居", name_en="Hill House"), staff_id=None)
        for number in range(PRODUCTS):
            list_product(_tea(f"tea-{number:02d}"), staff_id=None)
        with transaction():
            now = clock.now()
            person = people.find_or_add_person(wechat().mini.appid, openid, unionid, now=now)
            service.record_default_consents(person, "login", now=now)
        open_root_shop(person, "林的小店", settings().agreement_version, staff_id=None, reason="the story's founder")
        create_staff(STAFF, "Di", "admin", PASSWORD, totp_secret=AUTHENTICATOR)


def _tea(code: str) -> catalog.ProductDraft:
    """A tea in two tins, the large one at twice the price."""
    sizes = (("s", "小罐", "Small tin", PRICE_FEN), ("l", "大罐", "Large tin", 2 * PRICE_FEN))
    return catalog.ProductDraft(
        code=code,
        brand_code="hill",
        name_zh="春茶",
        name_en="Spring tea",
        summary_zh="清明前采",
        summary_en="Picked early",
        pictures=["demo/longjing-tea.svg"],
        card_picture="demo/card/longjing-tea.png",
        commission_rate_bp=RATE_BP,
        skus=[
            catalog.SkuDraft(code=f"{code}-{size}", name_zh=zh, name_en=en, price_fen=fen, on_hand=STOCK)
            for size, zh, en, fen in sizes
        ],
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
