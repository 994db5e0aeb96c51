"""Whether words may be published: the same answers from the fake and over the wire."""

from dataclasses import dataclass

import pytest

from tests.conformance.under_test import WechatUnderTest
from webapp.gateways.wechat import NotSeenLately, TextCheck, TextScene, WechatTrouble
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED

HOURS = 3_600


@dataclass
class Author:
    """Somebody who has the mini-program open."""

    under_test: WechatUnderTest
    openid: str

    def says(self, words: str, scene: TextScene = TextScene.COMMENT) -> TextCheck:
        return self.under_test.wechat.mini.check_text(self.openid, scene, words)


@pytest.fixture
def bo(under_test: WechatUnderTest) -> Author:
    person = under_test.person("bo")
    under_test.wechat.mini.login(under_test.login_code(person))
    return Author(under_test, person.mini)


@pytest.mark.parametrize(
    ("words", "suggest", "label"),
    [
        ("怎么保存？", "pass", 100),
        (f"好茶，{DOUBTFUL}", "review", 10001),
        (f"听说 {FLAGGED} 了", "risky", 20006),
        ("长" * 2_500, "pass", 100),
        ('"quoted" & <b>marked</b> 😀', "pass", 100),
    ],
    ids=["harmless", "doubtful", "risky", "long", "odd"],
)
def test_words_are_judged_by_what_they_say(bo: Author, words: str, suggest: str, label: int) -> None:
    assert bo.says(words) == TextCheck(suggest=suggest, label=label)


@pytest.mark.parametrize("scene", list(TextScene))
def test_words_may_stand_in_every_scene(bo: Author, scene: TextScene) -> None:
    assert bo.says("静水小铺", scene).suggest == "pass"


def test_two_hours_after_the_last_visit_nothing_is_judged_and_a_new_visit_mends_it(under_test: WechatUnderTest) -> None:
    person = under_test.person("bo")
    under_test.wechat.mini.login(under_test.login_code(person))
    author = Author(under_test, person.mini)
    under_test.move(2 * HOURS - 60)
    assert author.says("还在").suggest == "pass"
    under_test.move(120)
    with pytest.raises(NotSeenLately):
        author.says("走了")
    under_test.wechat.mini.login(under_test.login_code(person))
    assert author.says("又来了").suggest == "pass"


def test_who_never_opened_the_mini_program_was_not_seen(under_test: WechatUnderTest) -> None:
    with pytest.raises(NotSeenLately):
        Author(under_test, under_test.person("cy").mini).says("你好")


@pytest.mark.parametrize("how", ["refuse", "lose_answer"])
def test_an_outage_is_no_verdict_and_asking_again_is_harmless(bo: Author, how: str) -> None:
    getattr(bo.under_test, how)("mini.check_text")
    with pytest.raises(WechatTrouble) as trouble:
        bo.says("你好")
    assert not isinstance(trouble.value, NotSeenLately)
    assert bo.says("你好").suggest == "pass"


@pytest.mark.parametrize("words", ["", "长" * 2_501])
def test_what_the_check_does_not_take_is_not_sent(bo: Author, words: str) -> None:
    with pytest.raises(ValueError, match="2500"):
        bo.says(words)
