"""The settings of a development run: secrets made once, addresses from the ports, WeChat's from the sandbox."""

import os
import re
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from webapp.local import folder_lock
from webapp.local.cluster import Cluster
from webapp.local.errors import LocalProblem


@dataclass(frozen=True)
class LocalSetup:
    """Where a development run keeps its things and where it is reached."""

    data: Path
    port: int = 5000
    sandbox_port: int = 5001
    database_url: str = ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "LocalSetup":
        """Read the few settings that belong to the run rather than to the shop."""
        return cls(
            data=Path(environ.get("GUANXI_DATA") or "data").expanduser().resolve(),
            port=_port(environ, "PORT", 5000),
            sandbox_port=_port(environ, "SANDBOX_PORT", 5001),
            database_url=environ.get("DATABASE_URL", ""),
        )

    @property
    def shop_origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sandbox_origin(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def sandbox(self) -> Path:
        return self.data / "sandbox"

    def make(self, target: str, **changed: int) -> str:
        """Word a command of the Makefile so that it means this setup, whatever the person set to get here."""
        given: dict[str, object] = {} if self.data == Path("data").resolve() else {"GUANXI_DATA": self.data}
        if target.startswith(("run", "shop")):  # the others need no address
            if self.database_url:
                given["DATABASE_URL"] = "…"  # it may carry a password
            given |= {name: port for name, port, usual in self._ports() if port != usual}
        given = {name: value for name, value in given.items() if name not in changed} | changed
        settings = "".join(
            f"{name}={shlex.quote(str(value)) if value != '…' else value} " for name, value in given.items()
        )
        return f"{settings}make {target}"

    def another(self, port: int) -> int:
        """A port to try instead of this one."""
        near = port + 50 if port + 51 < 65536 else port - 51
        return near + (near in (self.port, self.sandbox_port))

    def _ports(self) -> tuple[tuple[str, int, int], ...]:
        return (("PORT", self.port, 5000), ("SANDBOX_PORT", self.sandbox_port, 5001))

    def cluster(self) -> Cluster:
        """The embedded PostgreSQL of this setup."""
        return Cluster(self.data / "postgres", anew=self.make("clean-data"))

    def require_two_ports(self) -> None:
        """Refuse one port for both servers: the second would fail where nobody looks."""
        if self.port == self.sandbox_port:
            raise LocalProblem(
                f"PORT and SANDBOX_PORT are both {self.port}; the shop and the sandbox need one each.",
                way_out=f"choose another: {self.make('run', SANDBOX_PORT=self.another(self.port))}",
            )

    def prepare(self) -> None:
        """Make the data folder, for its owner only."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder_lock.open_private(self.data / "run.lock").close()
        except OSError as refusal:
            raise LocalProblem(
                f"The data folder {self.data} cannot be written ({refusal.strerror}).",
                way_out="run this as the user who made it, or set GUANXI_DATA to another folder.",
            ) from refusal


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    given = environ.get(name) or str(default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise LocalProblem(
            f"{name}={given} is not a port.", way_out=f"leave it out, or use a number such as {default}."
        )
    return int(given)


def development_settings(setup: LocalSetup, database_url: str) -> dict[str, str]:
    """The shop's development settings, also kept in a file for whoever runs its commands by hand."""
    kept = _read(setup.data / "development.env")
    settings = {
        "GUANXI_ENV": "development",
        "SECRET_KEYS": kept.get("SECRET_KEYS") or secrets.token_urlsafe(48),
        "DEVELOPMENT_SECRET": kept.get("DEVELOPMENT_SECRET") or secrets.token_urlsafe(24),
        "GUANXI_DATA": str(setup.data),
        "SHOP_ORIGIN": setup.shop_origin,
        "FRAME_ANCESTORS": f"{setup.sandbox_origin} http://*.localhost:{setup.sandbox_port}",
        "DATABASE_URL": database_url,
    }
    _write(setup.data / "development.env", settings)
    return settings


def shop_environment(setup: LocalSetup, settings: Mapping[str, str]) -> dict[str, str]:
    """Everything the shop's programs are started with; what the person exported wins over what is made here."""
    exported = {name: value for name, value in os.environ.items() if value}
    fixed = {name: settings[name] for name in ("DATABASE_URL", "GUANXI_DATA")}
    return {**settings, **_read(setup.sandbox / "shop.env"), **exported, **fixed}


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = (line.partition("=") for line in path.read_text().splitlines() if re.match(r"\w+=", line))
    return {name: shlex.split(value)[0] if value.startswith("'") else value for name, _, value in lines}


def _write(path: Path, settings: Mapping[str, str]) -> None:
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    half.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in settings.items()))
    half.replace(path)
