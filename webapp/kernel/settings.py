"""The configuration of this process, for rules that need a parameter; set once where the app is made."""

from config import Config

_current: list[Config] = []


def use(config: Config) -> None:
    """Make this the process's configuration."""
    _current[:] = [config]


def settings() -> Config:
    """The configuration in force."""
    if not _current:
        raise RuntimeError("no configuration yet: create_app() sets it")
    return _current[0]
