"""Public words in tests: WeChat has just seen who says them, and what the worker does moments later is done."""

from typing import cast

from tests.cast import Somebody
from webapp.gateways.wechat import wechat
from webapp.gateways.wechat.fake_accounts import FakeMini
from webapp.journeys.check_text import check_text
from webapp.kernel.db import rows


def open_mini_program(*people: Somebody) -> None:
    """These people have the mini-program open."""
    mini = cast(FakeMini, wechat().mini)
    for person in people:
        mini.login(mini.code_for(person.mini, person.unionid))


def run_text_checks() -> None:
    """Everything that is being checked is checked, as the worker does it."""
    for each in rows(dict, "SELECT id FROM public_text WHERE state = 'checking' ORDER BY id"):
        check_text(each["id"])
