"""The outside world, each service behind a protocol with an in-memory fake."""

from config import Config
from webapp.gateways import wechat


def use(config: Config) -> None:
    """Name the services this process will connect with."""
    wechat.configure(config)
