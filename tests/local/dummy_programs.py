"""A run with small programs in the place of the shop's: python -m tests.local.dummy_programs FOLDER PROGRAM…"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from webapp.local.console import Console
from webapp.local.errors import LocalProblem
from webapp.local.supervisor import Stopped, Supervisor

PROGRAMS = {
    "sleeper": "import time; time.sleep(600)",
    "parent": "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])",
    "stubborn": """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
""",
    "mortal": "import sys; print('the last words'); sys.exit(7)",
}


def main(folder: Path, names: list[str]) -> int:
    console = Console()
    supervisor = Supervisor(folder, console)
    try:
        with supervisor.running(note="http://127.0.0.1:5000"), suppress(Stopped), supervisor.ending_all():
            children = [
                supervisor.start(name, (sys.executable, "-c", PROGRAMS[name]), env=os.environ) for name in names
            ]
            for child in children:
                if child.name == "stubborn":
                    supervisor.await_ready(child, lambda child=child: (child.output() != "", "it says nothing"))  # type: ignore[misc]
            console.say("ready")
            supervisor.watch()
        console.say(f"stopping took {supervisor.stopping_seconds:.4f} s of {console.seconds:.4f} s")
    except LocalProblem as problem:
        console.say(str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
