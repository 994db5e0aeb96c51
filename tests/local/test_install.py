"""The first install is calm: it says how far it is, and all that pip said only when it failed."""

import sys
from pathlib import Path

import pytest

from webapp.local import install

SLOW = """
import pathlib, sys, time
print("Collecting flask", flush=True)
while not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)
"""
BROKEN = "import sys; print('no such wheel'); sys.exit(1)"


class Watcher:
    """A terminal that lets the slow pip end once it has shown some progress."""

    def __init__(self, seen: Path) -> None:
        self.seen, self.text = seen, ""

    def write(self, text: str) -> int:
        self.text += text
        if "1 packages looked up" in self.text:
            self.seen.touch()
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.programs
def test_a_slow_install_says_how_far_it_is_and_nothing_of_pips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Watcher(tmp_path / "seen")
    monkeypatch.setattr(sys, "stdout", terminal)
    command = [sys.executable, "-c", SLOW, str(terminal.seen)]
    assert install.follow(command, tmp_path / "log", every=0.02) == 0
    assert "s: 1 packages looked up and fetched …" in terminal.text
    assert "The packages are there after" in terminal.text
    assert "Collecting" not in terminal.text


@pytest.mark.programs
def test_a_failed_install_tells_its_exit_code_and_keeps_what_pip_said(tmp_path: Path) -> None:
    assert install.follow([sys.executable, "-c", BROKEN], tmp_path / "log") == 1
    assert (tmp_path / "log").read_text() == "no such wheel\n"


def test_unpacking_is_told_apart_from_fetching() -> None:
    said = "Collecting a\n  Using cached a.whl\nProcessing /kept/b.whl\nInstalling collected packages: a, b\n"
    assert install.progress(said) == "all 2 packages fetched, unpacking them"
