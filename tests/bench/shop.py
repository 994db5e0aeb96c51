"""The shop as it is served, with the gateway's fake in the place of WeChat."""

import json
import os
from pathlib import Path

from config import Config
from webapp import create_app
from webapp.gateways.wechat import use
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_keys import FakeKeys

keys = FakeKeys(**json.loads(Path(os.environ["BENCH_KEYS"]).read_text(encoding="utf-8")))
app = create_app(Config.from_env())
use(FakeWechat(keys).as_wechat())
