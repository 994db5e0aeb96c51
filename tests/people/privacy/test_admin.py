"""Staff see how many allow what, who wants to be forgotten and what that waits for; and what is held at all."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from tests.cast import ListedProduct, Somebody
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.journeys.erase_person import erase_person
from webapp.people.consent.flows.decide_consent import withdraw_consent
from webapp.people.privacy.commands import document
from webapp.people.privacy.flows.request_erasure import request_erasure

pytestmark = pytest.mark.usefixtures("noon")


def test_di_sees_counts_and_what_an_erasure_waits_for(
    di_browser: StaffBrowser, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    withdraw_consent(cy.id, "outreach", "mini")
    buying.order(bo, tea)
    request_erasure(bo.id, "注销", "mini")
    erase_person(request_erasure(cy.id, "注销", "mini").id)
    page = di_browser.see("/admin/privacy")
    assert "还有没完成的订单" in page
    assert "已注销" in page
    assert "Bo" not in page
    assert "还有没完成的订单" not in di_browser.see("/admin/privacy?state=done")
    assert "orders under way" in di_browser.see("/admin/privacy", headers={"Accept-Language": "en"})


def test_nobody_wants_to_be_erased(di_browser: StaffBrowser) -> None:
    assert "没有注销申请" in di_browser.see("/admin/privacy")


def test_finance_has_no_business_there(staff_browser: StaffBrowser) -> None:
    assert staff_browser.log_in("fay", role="finance").get("/admin/privacy").status_code == 403


def test_the_inventory_in_the_docs_is_the_one_in_the_models(app: APIFlask) -> None:
    written = (Path(__file__).parents[3] / "docs/privacy.md").read_text(encoding="utf-8")
    assert written == document(), 'make shop ARGS="privacy inventory" > docs/privacy.md'
