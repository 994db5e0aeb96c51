"""Who may be heard on share pages."""

import pytest

from tests.cast import Keeper, Somebody
from webapp.gateways.wechat.fake import FakeWechat
from webapp.people.identity.flows.login import login


@pytest.fixture
def wordy(fake_wechat: FakeWechat, bo: Somebody, ada: Keeper) -> None:
    """WeChat saw Bo and Ada a moment ago, so it judges their words."""
    for who in (bo, ada.person):
        login(fake_wechat.mini.code_for(who.mini, who.unionid))
