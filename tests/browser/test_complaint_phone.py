"""Something is wrong with what Wang Fang bought: she says so on her phone, Lin Jing answers at her desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Evening
from tests.stories.served_system import ServedSystem

pytestmark = pytest.mark.browser


def test_a_complaint_is_answered_and_settled_on_two_phones(system: ServedSystem, evening: Evening) -> None:
    product = system.next_product()
    share, fang, phone_page = evening.keeper.shares(product), evening.guest_phone, evening.phone_page
    no = fang.orders(f"{product}-s", page=fang.opens(share["token"]), token=share["token"])["no"]
    fang.pays(no)
    fang.sees(no, "paid")

    phone_page.switch_to(evening.guest)
    phone_page.open_mini_program()
    phone_page.find("order").first.click()
    phone_page.tap("complain")
    phone_page.find("kind-quality").check()
    phone_page.find("complaint-words").fill("茶是陈的")
    phone_page.tap("send-complaint")
    expect(phone_page.find("complaint-state")).to_have_attribute("data-state", "open")

    phone_page.switch_to(evening.host)
    phone_page.open_mini_program()
    phone_page.tap("mini-me")
    phone_page.tap("mini-desk")
    expect(phone_page.find("time-left")).to_contain_text("小时")
    phone_page.find("waiting").first.click()
    expect(phone_page.find("complaint-message")).to_contain_text("茶是陈的")
    phone_page.find("message-words").fill("我今天补发一罐")
    phone_page.tap("send-message")
    expect(phone_page.find("complaint-state")).to_have_attribute("data-state", "answered")

    phone_page.switch_to(evening.guest)
    phone_page.open_mini_program()
    phone_page.find("order").first.click()
    phone_page.find("complaint").first.click()
    expect(phone_page.find("complaint-message").last).to_contain_text("我今天补发一罐")
    phone_page.tap("settle")
    expect(phone_page.find("complaint-state")).to_have_attribute("data-state", "resolved")
