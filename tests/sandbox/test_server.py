"""The served application: labelled, closed to strangers, documented, and gone when told to go."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sandbox.serving import ROOT, SandboxServer
from webapp.local import processes

pytestmark = pytest.mark.programs

KEPT_BY_ANOTHER = """
import sys; from pathlib import Path; from tests.sandbox.serving import SandboxServer
print(SandboxServer(Path(sys.argv[1]), shop_clock_secret="hush").start().pid, flush=True); sys.stdin.read()
"""


def test_every_answer_says_it_is_not_wechat(sandbox: SandboxServer) -> None:
    for path in ("/healthz", "/nowhere", "/v3/certificates", "/cgi-bin/token", "/control/people"):
        assert sandbox.ask("GET", path).headers["X-WeChat-Sandbox"] == "1", path


def test_a_name_that_only_points_here_is_not_answered(sandbox: SandboxServer) -> None:
    assert sandbox.ask("GET", "/control/people", headers={"Host": "evil.example"}).status_code == 421


def test_it_ends_cleanly_when_told_to(tmp_path: Path) -> None:
    assert SandboxServer(tmp_path).start().stop() == 0


@contextmanager
def a_test_run(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Another process that keeps a sandbox, as a run of the tests does; gives it and the sandbox's process id."""
    command = [sys.executable, "-c", KEPT_BY_ANOTHER, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as keeper:
        assert keeper.stdout
        try:
            yield keeper, int(keeper.stdout.readline())
        finally:
            keeper.kill()


def test_it_ends_with_a_test_run_that_is_killed(tmp_path: Path) -> None:
    with a_test_run(tmp_path) as (keeper, pid):
        assert processes.Identity.of(pid)
        keeper.kill()
        keeper.wait()
        assert processes.wait_until(lambda: processes.Identity.of(pid) is None, seconds=15)


def test_the_clocks_secret_cannot_be_read_in_the_list_of_processes(tmp_path: Path) -> None:
    with a_test_run(tmp_path) as (_, pid):
        assert "webapp.sandbox" in processes.command_of(pid)
        assert "hush" not in processes.command_of(pid)


def test_the_control_document_is_openapi_31_and_whole(sandbox: SandboxServer) -> None:
    document = sandbox.ask("GET", "/control/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert all(path.startswith("/control/") for path in document["paths"])
    wanted = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert wanted <= set(document["components"]["schemas"])


def test_the_control_documents_page_asks_nobody_else(sandbox: SandboxServer) -> None:
    page = sandbox.ask("GET", "/control/docs")
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert "/control/openapi.json" in page.text
    assert len(needed) >= 5
    assert [each for each in needed if not each.startswith(("/control/", "data:"))] == []
    assert {sandbox.ask("GET", each).status_code for each in needed if each.startswith("/")} == {200}
    assert sandbox.ask("GET", "/control/docs/sandbox/words.js").status_code == 404
    assert sandbox.ask("GET", "/control/docs/api/../../config.py").status_code == 404


def test_errors_are_what_the_document_says(sandbox: SandboxServer) -> None:
    document = sandbox.ask("GET", "/control/openapi.json").json()
    promised = document["paths"]["/control/people/{person}"]["get"]["responses"]["404"]["content"]
    answer = sandbox.ask("GET", "/control/people/nobody")
    assert answer.headers["Content-Type"] in promised
    assert set(answer.json()) == set(document["components"]["schemas"]["Problem"]["properties"])


def test_a_wrong_body_is_explained(sandbox: SandboxServer) -> None:
    answer = sandbox.ask("POST", "/control/people", json={"name": ""})
    assert answer.status_code == 422
