"""Something is wrong with what Wang Fang bought: she says so on her phone, Lin Jing answers at her desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Evening
from tests.stories.town import Town

pytestmark = pytest.mark.browser


def test_a_complaint_is_answered_and_settled_on_two_phones(town: Town, evening: Evening) -> None:
    product = town.next_product()
    share, fang, hand = evening.keeper.shares(product), evening.guest_phone, evening.hand
    no = fang.orders(f"{product}-s", page=fang.opens(share["token"]), token=share["token"])["no"]
    fang.pays(no)
    fang.sees(no, "paid")

    hand.be(evening.guest)
    hand.open_mini_program()
    hand.find("order").first.click()
    hand.tap("complain")
    hand.find("kind-quality").check()
    hand.find("complaint-words").fill("茶是陈的")
    hand.tap("send-complaint")
    expect(hand.find("complaint-state")).to_have_attribute("data-state", "open")

    hand.be(evening.host)
    hand.open_mini_program()
    hand.tap("mini-me")
    hand.tap("mini-desk")
    expect(hand.find("time-left")).to_contain_text("小时")
    hand.find("waiting").first.click()
    expect(hand.find("complaint-message")).to_contain_text("茶是陈的")
    hand.find("message-words").fill("我今天补发一罐")
    hand.tap("send-message")
    expect(hand.find("complaint-state")).to_have_attribute("data-state", "answered")

    hand.be(evening.guest)
    hand.open_mini_program()
    hand.find("order").first.click()
    hand.find("complaint").first.click()
    expect(hand.find("complaint-message").last).to_contain_text("我今天补发一罐")
    hand.tap("settle")
    expect(hand.find("complaint-state")).to_have_attribute("data-state", "settled")
