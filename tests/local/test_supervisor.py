"""Several programs as one: whatever ends the run, nothing of it is left, and the person is told what happened."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from webapp.local import processes

pytestmark = pytest.mark.programs

PROJECT = Path(__file__).parents[2]


@contextmanager
def a_run(folder: Path, *programs: str) -> Iterator[subprocess.Popen[str]]:
    """Start a run of stand-ins and see to it that no failing test leaves it behind."""
    command = [sys.executable, "-m", "tests.local.dummy_programs", str(folder), *programs]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        try:
            yield run
        finally:
            if run.poll() is None:
                run.kill()
            processes.end_all(lambda: processes.processes_marked(mark_of(folder)), patience=1)


def mark_of(folder: Path) -> str:
    """The mark of the last run; after a run that ended in order there is none any more."""
    kept = folder / "run.json"
    return str(json.loads(kept.read_text())["mark"]) if kept.exists() else "GUANXI_RUN=none"


def read_until(run: subprocess.Popen[str], words: str) -> str:
    assert run.stdout
    said = ""
    for line in run.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"{words!r} was never said, but: {said}")


def rest(run: subprocess.Popen[str]) -> str:
    assert run.stdout
    return run.stdout.read()


def launcher(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Use the real command."""
    env = {**os.environ, "GUANXI_DATA": str(folder), **settings}
    return subprocess.run(
        [sys.executable, "-m", "webapp.local", *words], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_to_stop_leaves_nothing_running(tmp_path: Path, which: signal.Signals) -> None:
    with a_run(tmp_path, "sleeper", "parent") as run:
        read_until(run, "ready")
        mark = mark_of(tmp_path)
        assert len(processes.processes_marked(mark)) >= 2
        run.send_signal(which)
        assert run.wait(timeout=20) == 0
        assert processes.processes_marked(mark) == []


def test_the_time_that_stopping_took_is_not_the_time_of_the_run(tmp_path: Path) -> None:
    with a_run(tmp_path, "sleeper") as run:
        read_until(run, "ready")
        run.send_signal(signal.SIGINT)
        told = re.search(r"stopping took ([\d.]+) s of ([\d.]+) s", rest(run))
        assert run.wait(timeout=20) == 0
    assert told
    assert float(told[1]) < float(told[2])


def test_ctrl_c_that_reaches_the_whole_group_is_the_same(tmp_path: Path) -> None:
    with a_run(tmp_path, "sleeper") as run:
        read_until(run, "ready")
        mark = mark_of(tmp_path)
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(timeout=20) == 0
        assert processes.processes_marked(mark) == []


def test_a_second_ctrl_c_does_not_wait_for_a_program_that_will_not_end(tmp_path: Path) -> None:
    with a_run(tmp_path, "stubborn") as run:
        read_until(run, "ready")
        mark = mark_of(tmp_path)
        run.send_signal(signal.SIGINT)
        assert processes.wait_until(lambda: not processes.processes_marked(mark) or insist(run), seconds=8)
        assert run.wait(timeout=8) == 0


def insist(run: subprocess.Popen[str]) -> bool:
    """Press Ctrl-C once more, and say that this has not ended it yet."""
    run.send_signal(signal.SIGINT)
    return False


def test_a_program_that_dies_ends_the_run_with_its_name_and_its_last_words(tmp_path: Path) -> None:
    with a_run(tmp_path, "sleeper", "mortal") as run:
        said = rest(run)
        assert run.wait(timeout=20) == 1
    assert "The mortal ended (7)" in said
    assert "the last words" in said
    assert "mortal.log" in said
    assert processes.processes_marked(mark_of(tmp_path)) == []


def test_what_survived_kill_9_is_ended_by_the_next_run(tmp_path: Path) -> None:
    with a_run(tmp_path, "stubborn") as killed:
        read_until(killed, "ready")
        mark = mark_of(tmp_path)
        killed.kill()
        killed.wait()
        assert processes.processes_marked(mark), "the stubborn one lives on"
        with a_run(tmp_path, "sleeper") as run:
            assert "An earlier run was killed" in read_until(run, "ready")
            assert processes.processes_marked(mark) == []
            assert processes.processes_marked(mark_of(tmp_path))


def test_programs_end_when_the_run_is_killed(tmp_path: Path) -> None:
    with a_run(tmp_path, "sleeper") as run:
        read_until(run, "ready")
        mark = mark_of(tmp_path)
        run.kill()
        run.wait()
        assert processes.wait_until(lambda: not processes.processes_marked(mark), seconds=10)


def test_a_second_run_in_the_same_folder_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    with a_run(tmp_path, "sleeper") as first:
        read_until(first, "ready")
        with a_run(tmp_path, "sleeper") as second:
            said = rest(second)
            assert second.wait(timeout=20) == 1
            assert first.poll() is None
    assert "already runs" in said
    assert "Way out:" in said


def test_stop_ends_a_run_from_another_terminal(tmp_path: Path) -> None:
    with a_run(tmp_path, "sleeper") as run:
        read_until(run, "ready")
        stopped = launcher("stop", folder=tmp_path)
        assert (stopped.returncode, stopped.stdout) == (0, "Stopped.\n")
        assert run.wait(timeout=20) == 0
    assert launcher("stop", folder=tmp_path).stdout == "Nothing was running.\n"


def test_a_taken_port_is_told_with_its_holder_and_the_way_out(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as holder:
        port = holder.getsockname()[1]
        refused = launcher("run", folder=tmp_path, PORT=str(port))
    assert refused.returncode == 1
    assert f"Port {port} is taken by process {os.getpid()}" in refused.stderr
    assert f"GUANXI_DATA={tmp_path} PORT={port + 50 if port < 65485 else port - 51} make run" in refused.stderr
    assert not (tmp_path / "postgres").exists()


def test_one_port_for_both_servers_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    refused = launcher("run", folder=tmp_path / "new", PORT="5830", SANDBOX_PORT="5830")
    assert refused.returncode == 1
    assert "PORT and SANDBOX_PORT are both 5830" in refused.stderr
    assert not (tmp_path / "new").exists()


def test_a_dead_database_is_told_without_its_password(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    url = f"postgresql://ada:hush@127.0.0.1:{port}/shop"
    with closing(socket.create_server(("127.0.0.1", 0))) as web, closing(socket.create_server(("127.0.0.1", 0))) as box:
        ports = {"PORT": str(web.getsockname()[1]), "SANDBOX_PORT": str(box.getsockname()[1])}
    refused = launcher("run", folder=tmp_path, DATABASE_URL=url, **ports)
    assert refused.returncode == 1
    assert "DATABASE_URL names a PostgreSQL that does not let us in" in refused.stderr
    assert "Way out:" in refused.stderr
    assert "hush" not in refused.stdout + refused.stderr


def test_help_that_is_asked_of_the_shop_is_the_shops(tmp_path: Path) -> None:
    """On a PostgreSQL that is never asked, since help needs none."""
    made = [sys.executable, "-m", "webapp.sandbox", "init", str(tmp_path / "sandbox")]
    subprocess.run(made, cwd=PROJECT, capture_output=True, check=True)
    shown = launcher("shop", "--help", folder=tmp_path, DATABASE_URL="postgresql://127.0.0.1:9/shop")
    assert shown.returncode == 0, shown.stderr
    assert "ledger" in shown.stdout
    assert "python -m webapp.local" not in shown.stdout


def test_a_port_that_is_no_number_is_told(tmp_path: Path) -> None:
    refused = launcher("run", folder=tmp_path, PORT="web")
    assert refused.returncode == 1
    assert "PORT=web is not a port" in refused.stderr
