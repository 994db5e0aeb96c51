"""The embedded PostgreSQL: one that lasts in a folder, and one for a single run of the tests that leaves nothing."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from webapp.local import folder_lock
from webapp.local.cluster import Cluster
from webapp.local.errors import LocalProblem
from webapp.local.process_user import Kind

__all__ = ["Cluster", "throwaway_cluster"]

# As fast as it can be: a crash of the machine may lose what no test will miss.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
}


@contextlib.contextmanager
def throwaway_cluster(*, kind: Kind | None = None) -> Iterator[str]:
    """Start a fresh PostgreSQL, give its URL, and leave nothing of it."""
    place = _place()
    with contextlib.ExitStack() as undo:
        with folder_lock.holding(place / "lock", seconds=30):
            _sweep(place)
            folder = Path(tempfile.mkdtemp(prefix="run-", dir=place))
            undo.enter_context(folder_lock.holding(folder / "alive"))
        cluster = Cluster(folder / "postgres", settings=THROWAWAY, kind=kind)
        undo.callback(_remove, folder, cluster)
        yield cluster.start()


def _place() -> Path:
    """The folder of all throw-away clusters of this user, private to them."""
    place = Path(tempfile.gettempdir()).resolve() / f"guanxi-tests-{os.geteuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    if place.is_symlink() or place.lstat().st_uid != os.geteuid():
        raise LocalProblem(f"{place} belongs to somebody else.", way_out="set TMPDIR to a folder of your own.")
    return place


def _sweep(place: Path) -> None:
    """Remove what killed runs left; the lock of a living run is held, and one that ends now takes its folder along."""
    for folder in place.glob("run-*"):
        with contextlib.suppress(folder_lock.LockTaken, FileNotFoundError), folder_lock.holding(folder / "alive"):
            _remove(folder, Cluster(folder / "postgres"))


def _remove(folder: Path, cluster: Cluster) -> None:
    cluster.remove()
    shutil.rmtree(folder, ignore_errors=True)
