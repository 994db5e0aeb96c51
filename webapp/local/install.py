"""Makes .venv from the hashed lock: a script for any Python, so that one that is too old is told so instead of failing.

    python install.py PROJECT_FOLDER

A stamp in .venv names the lock it was made from: a changed lock is installed over it, a half-finished one is made anew.
"""

from __future__ import annotations  # an older Python must get as far as being told that it is too old

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

LOCK = "requirements-dev.lock"
PROGRESS_SECONDS = 5.0
LAST_LINES = 40


def main(project: Path) -> None:
    """Make .venv when it is not there as the lock wants it; one process at a time."""
    if sys.version_info < (3, 11):  # noqa: UP036  an older one may well run this script
        fail("Guanxi needs Python 3.11 or later.", "PYTHON=/path/to/python3.11 make …")
    path, venv = project / LOCK, project / ".venv"
    with path.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = venv / "stamp"
        # The place belongs to the stamp: a virtual environment that was moved no longer runs.
        wanted = f"{hashlib.sha256(lock.read()).hexdigest()} {project}"
        found = stamp.read_text() if stamp.exists() else ""
        if found != wanted:
            if found:
                stamp.unlink()
            fill(venv, path, anew=found.partition(" ")[2] != str(project))
            stamp.write_text(wanted)


def fill(venv: Path, lock: Path, *, anew: bool) -> None:
    """Install every locked package, each verified by its hash, into a virtual environment made anew or kept."""
    count = len(re.findall(r"^[\w.-]+(?:\[.*\])?==", lock.read_text(), re.MULTILINE))
    print(f"Making {venv} with Python {sys.version.split()[0]} and up to {count} packages of {lock.name}", flush=True)
    if anew:
        print("  The first time this takes a minute or two.", flush=True)
    if anew:
        shutil.rmtree(venv, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False).returncode != 0:
            fail(
                "this Python cannot make virtual environments.",
                "install its venv module (Debian: apt-get install python3-venv).",
            )
    pip = [str(venv / "bin" / "python"), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    log = venv / "install.log"
    if follow([*pip, "--no-deps", "--require-hashes", "-r", str(lock)], log) != 0:
        lines = log.read_text(errors="replace").splitlines()
        print("\n".join(["", *lines[-LAST_LINES:]]), file=sys.stderr, flush=True)
        fail(
            "the packages could not be installed.",
            f"see above what pip missed (all it said is in {log}); run the same command again.",
        )


def follow(command: list[str], log: Path, *, every: float = PROGRESS_SECONDS) -> int:
    """Let pip speak into its log, and say every few seconds how far it is; gives its exit code."""
    began = time.monotonic()
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as pip:
        while True:
            try:
                code = pip.wait(timeout=every)
            except subprocess.TimeoutExpired:
                print(f"  {time.monotonic() - began:.0f} s: {progress(log.read_text(errors='replace'))} …", flush=True)
            else:
                break
    if code == 0:
        print(f"  The packages are there after {time.monotonic() - began:.0f} s.", flush=True)
    return code


def progress(said: str) -> str:
    """Word how far pip is by what it said."""
    packages = len(re.findall(r"^(?:Collecting|Processing|Requirement already satisfied:) ", said, re.MULTILINE))
    if "\nInstalling collected packages" in said:
        return f"all {packages} packages fetched, unpacking them"
    return f"{packages} packages looked up and fetched"


def fail(what: str, way_out: str) -> None:
    """End with what is wrong and what to do."""
    sys.exit(f"\n{sys.executable}: {what}\n  Way out: {way_out}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve())
    except KeyboardInterrupt:
        sys.exit("\nStopped; the next time begins where this left off.")
