"""A worker in a process of its own that stops in the middle of a refund, and waits there to be killed.

Started as `python -m tests.races.dying_worker <database> <folder>`; says "in the middle" on its standard output.
"""

import asyncio
import sys
import threading
from pathlib import Path

from tests.databases import settings
from webapp import create_app
from webapp.gateways.wechat import use
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel.jobs import connector, queue

LONGER_THAN_THE_TEST = 120


def stop_here() -> None:
    sys.stdout.write("in the middle\n")
    sys.stdout.flush()
    threading.Event().wait(LONGER_THAN_THE_TEST)


async def work(database_url: str) -> None:
    with queue.replace_connector(connector(database_url)) as app:
        async with app.open_async():
            await app.run_worker_async(concurrency=1)


if __name__ == "__main__":
    create_app(settings(sys.argv[1], Path(sys.argv[2])))
    fake_wechat = FakeWechat()
    fake_wechat.faults.just_before("pay.refund", stop_here)
    use(fake_wechat.as_wechat())
    asyncio.run(work(sys.argv[1]))
