"""What operators see: whether the shop lives and is ready, its numbers, and logs that give nobody away."""

import json
import logging
import re
import sys
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests import databases
from tests.cast import Keeper, ListedProduct
from tests.trade.buying import share
from webapp import create_app
from webapp.kernel import jobs
from webapp.kernel.db import transaction
from webapp.web import logs, request_metrics

TOKEN = "AAb3k0p2Vd5mX8s1Qh7YtL4nRz6wJcEf"


@pytest.fixture
def worker(app: APIFlask) -> None:
    """A worker that was heard of a moment ago."""
    with transaction() as current:
        current.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))


def lines(captured: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in captured.splitlines()]


def test_it_lives(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"alive": True})


@pytest.mark.usefixtures("worker")
def test_it_is_ready_when_everything_answers(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.json == {"ready": True, "checks": {"database": "ok", "migrations": "ok", "worker": "ok"}}
    assert answer.status_code == 200


def test_without_a_worker_it_is_not_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["checks"]["worker"]) == (503, "no worker has started")


def test_a_worker_that_fell_silent_is_no_worker(app: APIFlask, client: FlaskClient) -> None:
    with transaction() as current:
        current.execute(text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '61 s')"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert re.fullmatch(r"no worker was heard of for 61 s", answer.json["checks"]["worker"])


@pytest.mark.usefixtures("worker")
def test_an_older_schema_is_not_ready(app: APIFlask, client: FlaskClient) -> None:
    with transaction() as current:
        head = current.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        current.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    try:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json["checks"]["migrations"]) == (503, "the schema is not at its head")
    finally:
        with transaction() as current:
            current.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})


def test_a_dead_database_is_told_without_its_address(tmp_path: Path) -> None:
    shop = create_app(databases.settings("postgresql://nobody@127.0.0.1:1/nowhere", tmp_path))
    answer = shop.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "checks": {"database": "does not answer"}}
    numbers = shop.test_client().get("/metrics")
    assert "guanxi_database_up 0.0" in numbers.text


def test_requests_are_counted_by_route_and_never_by_address(
    client: FlaskClient, ada: Keeper, tea: ListedProduct
) -> None:
    token = share(ada, tea)
    for _ in range(3):
        assert client.get(f"/s/{token}").status_code == 200
    client.get("/nowhere/at/all")
    numbers = client.get("/metrics").text
    counted = re.search(
        r'guanxi_request_duration_seconds_count\{method="GET",route="/s/<token>",status="200"\} (\d+)', numbers
    )
    assert counted
    assert float(counted[1]) >= 3
    assert 'route="unknown",status="404"' in numbers
    assert token not in numbers
    assert "/nowhere" not in numbers


@pytest.mark.usefixtures("worker")
def test_waiting_jobs_are_a_number(app: APIFlask, client: FlaskClient) -> None:
    with transaction():
        jobs.enqueue("expire_orders")
        jobs.enqueue("settle_orders")
    numbers = client.get("/metrics").text
    assert 'guanxi_jobs{state="waiting"} 2.0' in numbers
    assert re.search(r"guanxi_job_oldest_waiting_seconds \d", numbers)
    assert "guanxi_database_up 1.0" in numbers
    assert "guanxi_worker_heartbeat_seconds" in numbers


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_the_outside_sees_no_numbers(client: FlaskClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "for=203.0.113.7"}).status_code == 404


def test_a_request_leaves_one_line_without_its_address(
    client: FlaskClient, ada: Keeper, tea: ListedProduct, capsys: pytest.CaptureFixture[str]
) -> None:
    token = share(ada, tea)
    for _ in range(2):  # rendered, then out of the cache
        client.get(f"/s/{token}?phone=13800138000", headers={"X-Request-ID": "from-the-proxy-1"})
    client.get(f"/s/{token}", headers={"X-Request-ID": "from-the-proxy-2"})
    client.get(f"/s/{token}", headers={"X-Request-ID": "from-the-proxy-3"})
    captured = capsys.readouterr().err
    seen = [line for line in lines(captured) if str(line.get("request_id", "")).startswith("from-the-proxy")]
    assert len(seen) == 4
    for line in seen:
        assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "GET", "/s/<token>", 200)
    assert token not in captured
    assert "13800138000" not in captured


def test_everybody_is_told_the_number_of_their_request(client: FlaskClient) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second
    assert client.get("/healthz", headers={"X-Request-ID": "abc-12345"}).headers["X-Request-ID"] == "abc-12345"
    problem = client.get("/api/v1/me", headers={"X-Request-ID": "abc-12345"})
    assert problem.json["request_id"] == "abc-12345"


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, 'a"},{"level":"forged', "a b c d e f g h", "王王王王王王王王"]
)
def test_a_number_that_could_forge_a_line_is_not_taken(client: FlaskClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given.encode().decode("latin-1")})
    assert answer.headers["X-Request-ID"] != given
    assert re.fullmatch(r"[a-z0-9-]+", answer.headers["X-Request-ID"])


def test_a_made_up_method_cannot_flood_the_numbers(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.open("/healthz", method="X-FLOOD")
    assert lines(capsys.readouterr().err)[-1]["method"] == "OTHER"


SECRETS = [
    f"opened /s/{TOKEN} twice",
    "openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
    "payer oUpF8uMuAJO_M2pxb1Q9zNjWeS6o paid",
    '{"openid": "mini-bo", "session_key": "abc"}',
    "Authorization: Bearer qkU2fVd5mX8s1Qh7YtL4nRz6wJcEfqkU2fVd5mX8s1Q",
    "GET https://api.weixin.qq.com/sns/jscode2session?appid=wx1&secret=deadbeef&js_code=0a1B",
    "call 13800138000 now",
    "call +86 13800138000 now",
    "phone: 021-5555-1234",
    "violates a check\nDETAIL:  Failing row contains (7, 王博, 龙井路 1 号).",
]
HARMLESS = [
    "order G260601K3M9Q2X7TA was paid: 9900 fen",
    "File /srv/webapp/referral/visits/queries/visits.py, line 120, in share_for_shopkeeper_2",
    "constraint idempotency_key_used_once at 2026-06-01T04:00:00Z",
    "job settle_orders took 1764000000123 ms",
]


@pytest.mark.parametrize("said", SECRETS)
def test_the_sieve_takes_out_what_gives_people_away(said: str) -> None:
    left = logs.scrub(said)
    assert logs.HIDDEN in left
    for secret in (TOKEN, "oUpF8uMuAJO", "mini-bo", "abc", "qkU2f", "deadbeef", "0a1B", "13800138000", "5555", "王博"):
        assert secret not in left


@pytest.mark.parametrize("said", HARMLESS)
def test_the_sieve_leaves_what_operators_need(said: str) -> None:
    assert logs.scrub(said) == said


def test_an_exception_is_told_with_its_number_and_without_secrets(app: APIFlask) -> None:
    try:
        raise LookupError(f"no page for {TOKEN}")
    except LookupError:
        record = logging.LogRecord("webapp", logging.ERROR, "x", 1, "failed at %s", (TOKEN,), sys.exc_info())
    with app.test_request_context("/healthz", environ_overrides={request_metrics.REQUEST_ID: "abc-12345"}):
        told = json.loads(logs.json_lines().format(record))
    assert told["request_id"] == "abc-12345"
    assert "LookupError" in told["exception"]
    assert TOKEN not in json.dumps(told)


def test_counting_costs_microseconds(capsys: pytest.CaptureFixture[str]) -> None:
    import timeit

    best = (
        min(timeit.repeat(lambda: request_metrics.record_request("/s/<token>", 200, 0.0001), number=2_000, repeat=5))
        / 2_000
    )
    capsys.readouterr()
    assert best < 50e-6  # about 3 on an idle machine; a cached page may not cost much more than itself
