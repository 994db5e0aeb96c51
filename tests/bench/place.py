"""Where everything happens: a durable PostgreSQL of its own, the shop and bare Flask, served as in production."""

import json
import os
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from tests import databases
from tests.bench import relations, stock
from tests.bench.processes import Server, serving
from tests.bench.yardstick import Pgbench
from webapp.gateways.wechat.fake_keys import FakeKeys, NoticeWriter, credentials
from webapp.kernel.db import db
from webapp.local.cluster import Cluster

BUYERS = 50
# A limit that protects people would only measure itself; counting it costs the same.
LIMITS = {"ORDERS_PER_MINUTE": "1000"}


class Place:
    """The servers under measurement, and what the measurements know of them."""

    def __init__(self, stack: ExitStack) -> None:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guanxi-bench-")))
        cluster = Cluster(folder / "postgres")
        os.environ[databases.SERVER] = cluster.start()
        stack.callback(cluster.stop)
        self.postgres = cluster.status().pid or 0
        self.pgbench = Pgbench(databases.create("yardstick"))
        self.keys = FakeKeys.fresh()
        self.writer = NoticeWriter(self.keys)
        self.url = url = databases.create("shop")
        databases.migrate(url)
        self.data = folder / "data"
        self.app = databases.make_shop(url, self.data, **credentials(self.keys))
        stack.callback(self._hang_up)
        self.scenery = stock.set_up(self.app, BUYERS)
        self.bare: Server = stack.enter_context(serving("tests.bench.bare:app", {}))
        self.shop: Server = stack.enter_context(serving("tests.bench.shop:app", self._environ(url, folder)))
        self.pgbench.fill()

    def grow(self, *, times: float, begin: float) -> None:
        """Add portions of data beside what is measured."""
        stock.grow(self.app, self.scenery, times=times, begin=begin)
        relations.grow(self.app, times=times, begin=begin)

    def _environ(self, url: str, folder: Path) -> dict[str, str]:
        pair = folder / "keys.json"
        pair.write_text(json.dumps(asdict(self.keys)), encoding="utf-8")
        named = {name.upper(): value for name, value in credentials(self.keys).items()}
        return {
            **named,
            **LIMITS,
            "DATABASE_URL": url,
            "SECRET_KEYS": ",".join(self.app.config["GUANXI"].secret_keys),
            "GUANXI_ENV": "test",
            "GUANXI_DATA": str(self.data),
            "BENCH_KEYS": str(pair),
        }

    def _hang_up(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
