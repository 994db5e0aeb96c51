"""The shop as it is served, with the gateway's twin in the place of WeChat."""

import json
import os
from pathlib import Path

from config import Config
from webapp import create_app
from webapp.gateways.wechat import use
from webapp.gateways.wechat.twin import Twin, TwinKeys

keys = TwinKeys(**json.loads(Path(os.environ["BENCH_KEYS"]).read_text(encoding="utf-8")))
app = create_app(Config.from_env())
use(Twin(keys).as_wechat())
