"""`make pictures`: starts a demo of its own, looks at it as the declarations say, and writes docs/pictures anew.

The demo is always the same two months, up to today: dates, order numbers and people's six letters differ each time.
"""

import argparse
import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

from playwright.sync_api import Error, sync_playwright

from tests.browser.chromium import FLAGS, INSTALL, executable
from tests.pictures.camera import Camera, Restless
from tests.pictures.declarations import DRAWN, FOLDER, PICTURES, Picture
from tests.pictures.demo import Demo, running_demo
from webapp.local.errors import LocalProblem


def make(wanted: Sequence[Picture], *, with_drawn: bool) -> None:
    """Take all that is wanted from one demo; what is drawn by the simulation is drawn by its own command."""
    chromium = executable()
    if chromium is None:
        raise LocalProblem("There is no Chromium on this machine.", way_out=INSTALL)
    _require_chinese_font()
    with running_demo() as demo:
        _take_all(wanted, demo, chromium)
        if with_drawn:
            say(f"Drawing {', '.join(DRAWN)} (half a minute) …")
            demo.command("simulate", "trust", "--out", str(FOLDER.parent), shows_progress=True)


def _take_all(wanted: Sequence[Picture], demo: Demo, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        camera = Camera(browser, demo)
        say("Walking the tour of the README: a share, a forward and a sale of today …")
        with _explained("The tour", "run its story: make test ARGS=tests/browser/test_story_phone.py"):
            camera.walk_the_tour()
            camera.log_in()
        for picture in wanted:
            with _explained(
                f"The picture {picture.name}",
                f"look at {picture.where or 'the phone'} with `make run`, then at tests/pictures/declarations.py",
            ):
                taken = camera.take(picture)
            picture.path.write_bytes(taken)
            say(f"  {picture.path.name} … {len(taken) // 1024} KiB")
        browser.close()


@contextlib.contextmanager
def _explained(what: str, way_out: str) -> Iterator[None]:
    """Say what the browser did not find, and where to look."""
    try:
        yield
    except (Error, AssertionError, Restless) as problem:
        short = str(problem).partition("Aria snapshot")[0].strip()
        raise LocalProblem(f"{what} did not come about: {short}", way_out=way_out) from problem


def _require_chinese_font() -> None:
    """Without one every Chinese word would be a row of empty boxes."""
    if (asked := shutil.which("fc-list")) and not subprocess.check_output([asked, ":lang=zh-cn"]):
        raise LocalProblem(
            "No font on this machine has Chinese characters.",
            way_out="install one (Debian: apt install fonts-noto-cjk).",
        )


def say(words: str) -> None:
    """Progress goes to stderr."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201


def main() -> int:
    """Read the command line and make the pictures; a problem is told with its way out, and is no traceback."""
    names = [picture.name for picture in PICTURES]
    words = argparse.ArgumentParser(prog="make pictures", description=__doc__)
    words.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(names)}")
    only = words.parse_args().names
    if unknown := sorted({*only} - {*names}):
        words.error(f"no picture is called {', '.join(unknown)}; there are {', '.join(names)}")
    try:
        make([picture for picture in PICTURES if not only or picture.name in only], with_drawn=not only)
    except LocalProblem as problem:
        say(f"\n{problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
