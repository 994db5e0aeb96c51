"""Who else answers questions about the tea."""

import pytest

from tests.cast import Keeper, add_person, add_shopkeeper
from webapp.gateways.wechat.fake import FakeWechat


@pytest.fixture
def eve(fake_wechat: FakeWechat, ada: Keeper) -> Keeper:
    """Another shopkeeper, who shares the same tea."""
    return add_shopkeeper(add_person("Eve"))
