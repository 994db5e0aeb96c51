"""The other yardstick: PostgreSQL's own benchmark, on a database of its own in the same server."""

import os
import subprocess

import psycopg

from webapp.local.binaries import installed

CLIENTS = 4


class Pgbench:
    """pgbench's simple-update: one UPDATE, one SELECT and one INSERT in a durable transaction."""

    def __init__(self, url: str) -> None:
        parts = psycopg.conninfo.conninfo_to_dict(url)
        password = str(parts.pop("password", "") or os.environ.get("PGPASSWORD", ""))
        self._environ = {**os.environ, "PGPASSWORD": password}
        self._where = psycopg.conninfo.make_conninfo("", **parts)

    def fill(self) -> None:
        """A million accounts."""
        self._run("--initialize", "--scale=10", "--quiet")

    def simple_updates(self, times: int) -> None:
        """Run so many transactions; the client's CPU time is nobody's."""
        self._run("--builtin=simple-update", f"--client={CLIENTS}", f"--transactions={times // CLIENTS}", "--no-vacuum")

    def _run(self, *options: str) -> None:
        subprocess.run(
            [installed() / "bin/pgbench", *options, self._where],
            check=True,
            env=self._environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
