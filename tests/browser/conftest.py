"""The sandbox's phone in a browser, and evenings whose guests nobody else in the system is called like."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import DESK
from tests.browser.phone_page import PhonePage
from tests.stories.people import Keeper, Phone
from tests.stories.served_system import ServedSystem

# The system is shared, and a thumb finds people by their name: each evening has names of its own.
CASTS = [
    ("林静", "王芳", "李明", "周末喝茶"),
    ("周远", "何川", "唐果", "读书会"),
    ("沈怡", "罗敏", "冯满", "爬山去"),
    ("许晴", "高方", "秦岭", "跑步团"),
]
_free = iter(CASTS)


@dataclass(frozen=True)
class Evening:
    """The host keeps a shop and chats with two guests in a group."""

    host: str
    guest: str
    friend: str
    group: str
    keeper: Keeper
    guest_phone: Phone
    phone_page: PhonePage


@pytest.fixture
def phone_context(chromium: Browser) -> Iterator[BrowserContext]:
    """A desktop browser in Chinese: the phone stands on the left, its guide on the right."""
    # A moving screen is hit beside the button: what slides in is still from the first moment.
    context = chromium.new_context(viewport=DESK, locale="zh-CN", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def evening(system: ServedSystem, phone_context: BrowserContext) -> Evening:
    """The phone is open, and everybody is there."""
    host, guest, friend, group = next(_free)
    keeper = Keeper.below(Phone.of_lin(system), Phone(system, host))
    guest_phone = Phone(system, guest)
    members = [keeper.phone.known, guest_phone.known, system.sandbox.person(friend)]
    system.sandbox.control("POST", "/groups", title=group, members=[each["id"] for each in members])
    page = phone_context.new_page()
    page.goto(f"{system.sandbox.origin}/phone")
    return Evening(host, guest, friend, group, keeper, guest_phone, PhonePage(page))
