"""The embedded PostgreSQL: it starts fast, heals after every kind of death, and keeps its folder to its owner."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from webapp.local import binaries, processes
from webapp.local.cluster import Cluster
from webapp.local.cluster_folder import LONGEST_SOCKET_FOLDER
from webapp.local.errors import LocalProblem
from webapp.local.postgres import THROWAWAY, throwaway_cluster

pytestmark = pytest.mark.programs

PROJECT = Path(__file__).parents[2]
START = """
import sys; from pathlib import Path; from webapp.local.cluster import Cluster
print(Cluster(Path(sys.argv[1])).start(), flush=True); sys.stdin.read()
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that was started once and stopped: making the data is what takes longest."""
    made = Cluster(tmp_path_factory.mktemp("template") / "postgres", settings=THROWAWAY)
    made.start()
    made.stop()
    yield made
    made.remove()


@pytest.fixture
def cluster(template: Cluster, tmp_path: Path) -> Iterator[Cluster]:
    """A stopped cluster of one's own: carried to another folder, as a project may be."""
    shutil.copytree(template.folder.root, tmp_path / "postgres", ignore=shutil.ignore_patterns("socket"))
    carried = Cluster(tmp_path / "postgres", settings=THROWAWAY)
    yield carried
    carried.remove()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster whose folder does not exist yet."""
    made = Cluster(tmp_path / "new" / "postgres", settings=THROWAWAY)
    yield made
    made.remove()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A started cluster for the claims that leave it as it is."""
    made = Cluster(tmp_path_factory.mktemp("shared") / "postgres", settings=THROWAWAY)
    made.start()
    yield made
    made.remove()


def asked(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def in_another_process(folder: Path) -> subprocess.Popen[str]:
    """Start the cluster from a process of its own, which then says its URL and waits."""
    return subprocess.Popen(
        [sys.executable, "-c", START, str(folder)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def output(starter: subprocess.Popen[str]) -> str:
    assert starter.stdout
    return starter.stdout.readline().strip()


def let_go(starter: subprocess.Popen[str]) -> None:
    assert starter.stdin
    assert starter.stdout
    starter.stdin.close()
    starter.wait(timeout=20)
    starter.stdout.close()


def data_of(cluster: Cluster) -> Path:
    state = cluster.folder.state()
    assert state
    return cluster.folder.data(state.kind)


def modes(folder: Path) -> set[str]:
    return {f"{path}:{stat.filemode(path.lstat().st_mode)}:{path.lstat().st_uid}" for path in (folder, *folder.parents)}


def test_a_start_gives_an_address_that_works_and_a_stop_ends_every_process(cluster: Cluster) -> None:
    url = cluster.start()
    pid = cluster.status().pid
    assert asked(url, "SELECT current_database()") == "guanxi"
    assert asked(url, "SHOW server_version").startswith("18")  # type: ignore[attr-defined]
    assert (asked(url, "SHOW timezone"), asked(url, "SHOW server_encoding")) == ("UTC", "UTF8")
    assert pid
    assert cluster.stop()
    assert processes.Identity.of(pid) is None
    assert cluster.status().pid is None
    assert not cluster.stop()


def test_it_listens_on_no_port_and_the_address_carries_no_secret(running: Cluster) -> None:
    assert asked(running.url, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(running.folder.passfile.stat().st_mode) == 0o600
    assert running.folder.password() not in running.url


def test_a_stranger_without_the_password_is_refused(running: Cluster, tmp_path: Path) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(running.url.replace(str(running.folder.passfile), str(tmp_path / "none")))


def test_no_folder_is_loosened_for_it(new: Cluster, tmp_path: Path) -> None:
    before = modes(tmp_path)
    new.start()
    assert modes(tmp_path) == before
    assert stat.S_IMODE(new.folder.root.stat().st_mode) == 0o700


def test_what_was_written_is_there_at_the_next_start(cluster: Cluster) -> None:
    with psycopg.connect(cluster.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '关系' AS words")
    cluster.stop()
    assert asked(cluster.start(), "SELECT words FROM kept") == "关系"


def test_after_kill_9_of_the_server_the_next_start_ends_its_orphans_and_recovers(cluster: Cluster) -> None:
    """A backend that computes does not notice that its postmaster is dead, and keeps the shared memory."""
    busy = psycopg.connect(cluster.start())
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1000000000000)")
    pid = cluster.status().pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert asked(cluster.start(), "SELECT 1") == 1
    assert cluster.status().pid != pid
    busy.close()


def test_a_stale_pid_file_that_names_a_living_stranger_does_not_stop_a_start(cluster: Cluster) -> None:
    cluster.start()
    pid_file = data_of(cluster) / "postmaster.pid"
    kept = pid_file.read_text()
    cluster.stop()
    pid_file.write_text("\n".join([str(os.getppid()), *kept.splitlines()[1:]]))
    assert cluster.status().pid is None
    assert asked(cluster.start(), "SELECT 1") == 1


def test_data_that_was_half_made_is_made_again(new: Cluster) -> None:
    new.folder.prepare()
    half = new.folder.root / "new-killed" / "data"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    assert asked(new.start(), "SELECT 1") == 1
    assert not half.exists()


def test_it_ends_with_the_process_that_started_it(cluster: Cluster) -> None:
    starter = in_another_process(cluster.folder.root)
    assert output(starter).startswith("postgresql:///guanxi?")
    assert cluster.status().pid
    starter.kill()
    starter.wait()
    let_go(starter)
    assert processes.wait_until(lambda: cluster.status().pid is None, seconds=20)


def test_two_starts_racing_for_one_new_folder_find_one_server(new: Cluster) -> None:
    starters = [in_another_process(new.folder.root) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        urls = list(pool.map(output, starters))
    assert urls[0] == urls[1] == new.url
    assert asked(urls[0], "SELECT 1") == 1
    for starter in starters:
        let_go(starter)


def test_a_folder_as_deep_as_it_may_be_still_has_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * LONGEST_SOCKET_FOLDER) / "with blank, comma and 关系"
    cluster = Cluster(deep, settings=THROWAWAY)
    try:
        assert asked(cluster.start(), "SELECT 1") == 1
    finally:
        cluster.remove()


def test_a_throwaway_cluster_leaves_nothing() -> None:
    with throwaway_cluster() as url:
        assert asked(url, "SHOW fsync") == "off"
        folder = Path(psycopg.conninfo.conninfo_to_dict(url)["passfile"]).parents[1]  # type: ignore[arg-type]
        assert folder.is_dir()
    assert not folder.exists()


def test_a_throwaway_cluster_of_a_killed_run_is_swept_by_the_next() -> None:
    code = (
        "from webapp.local.postgres import throwaway_cluster as t; w = t(); print(w.__enter__(), flush=True); input()"
    )
    killed = subprocess.Popen(
        [sys.executable, "-c", code], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    folder = Path(psycopg.conninfo.conninfo_to_dict(output(killed))["passfile"]).parents[1]  # type: ignore[arg-type]
    killed.kill()
    killed.wait()
    let_go(killed)
    with throwaway_cluster():
        assert not folder.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_where_namespaces_are_refused_root_uses_an_account_that_sees_none_of_its_folders(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "postgres", settings=THROWAWAY, kind="account")
    try:
        assert asked(cluster.start(), "SELECT 1") == 1
        home = cluster.folder.home("account")
        assert (home.stat().st_uid, stat.S_IMODE(home.stat().st_mode)) == (0, 0o711)
        assert cluster.folder.data("account").stat().st_uid != 0
    finally:
        cluster.remove()
    assert not home.exists()


def test_a_copy_of_the_programs_runs_by_itself_and_a_damaged_one_is_made_again(tmp_path: Path) -> None:
    """A clone in a closed folder is copied from; the copy must bring the libraries that lie beside the package."""
    programs = binaries.copied(tmp_path)
    for library in (programs.parents[1] / binaries.LIBRARIES).glob("libpq*"):
        library.unlink()
    assert binaries.copied(tmp_path) == programs
    loaded = subprocess.run(
        ["/usr/bin/env", "-i", programs / "bin" / "initdb", "--version"], capture_output=True, check=True
    )
    assert loaded.stdout.startswith(b"initdb (PostgreSQL) 18")
    assert [path.name for path in tmp_path.iterdir()] == [programs.parents[1].name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_a_data_folder_removed_by_hand_begins_anew_although_the_account_kept_its_files(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "postgres", settings=THROWAWAY, kind="account")
    try:
        cluster.start()
        cluster.stop()
        shutil.rmtree(cluster.folder.root)
        assert asked(cluster.start(), "SELECT 1") == 1
    finally:
        cluster.remove()


def test_data_of_another_user_is_refused_with_the_way_out(cluster: Cluster) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    cluster.start()
    cluster.stop()
    os.chown(data_of(cluster), 65534, 65534)
    with pytest.raises(LocalProblem, match="belongs to another user"):
        cluster.start()
