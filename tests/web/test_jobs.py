"""Time's face: what was enqueued is done by the real worker, again after a failure, and after a worker's death."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade import buying
from tests.web.running_jobs import run_jobs
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import execute, rows, transaction
from webapp.kernel.jobs import NIGHTLY_SCANS, SCANS, enqueue, queue
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.queries import refunds_of
from webapp.web.flows.enqueue_scans import enqueue_scans


def hurry() -> None:
    """Jobs that wait for their next try are due now."""
    with transaction():
        execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")


def test_every_scan_that_time_asks_for_is_a_job(app: APIFlask) -> None:
    assert set(SCANS) <= set(queue.tasks)
    assert {"start_refund", "retry_stalled", "ingest_visits", "purge_idempotent_answers"} <= set(queue.tasks)


def test_every_scan_comes_by_the_minute(app: APIFlask) -> None:
    periodic = {task.task.name: task.cron for task in queue.periodic_registry.periodic_tasks.values()}
    assert {periodic[name] for name in (*SCANS, "retry_stalled", "ingest_visits")} == {"* * * * *"}


def test_time_passes_and_what_is_due_happens(
    app: APIFlask, database_url: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, noon: None
) -> None:
    no = buying.order(bo, tea).no
    clock.advance(timedelta(minutes=10))
    enqueue_scans()
    run_jobs(database_url)
    assert buying.state_of(no) == "closed"
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'") == 0


def test_a_scan_that_waits_already_is_not_added_again(app: APIFlask) -> None:
    enqueue_scans()
    enqueue_scans()
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == len(SCANS)


def test_a_refund_is_sent_by_its_job(
    app: APIFlask, database_url: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    number = request_refund(buying.buy(fake_wechat, bo, tea), by=f"person:{bo.id}")
    run_jobs(database_url)
    assert fake_wechat.pay.waiting_refunds() == [number]


def test_a_job_that_fails_is_tried_again_under_the_same_number(
    app: APIFlask, database_url: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea)
    number = request_refund(no, by=f"person:{bo.id}")
    fake_wechat.faults.fail("pay.refund", after=True)
    run_jobs(database_url)
    assert (
        scalar("SELECT status::text || ' ' || attempts FROM procrastinate_jobs WHERE task_name = 'start_refund'")
        == "todo 1"
    )
    hurry()
    run_jobs(database_url)
    assert fake_wechat.pay.waiting_refunds() == [number]
    assert refunds_of(no)[0].state == "processing"


def test_a_job_of_a_flow_that_failed_was_never_there(app: APIFlask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        enqueue("start_refund", out_refund_no="R1")
        raise ZeroDivisionError
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == 0


@pytest.mark.parametrize(
    ("task", "once", "ends"), [("start_refund", None, "succeeded"), ("settle_orders", "settle_orders", "failed")]
)
def test_jobs_of_a_dead_worker_are_given_to_a_living_one(
    app: APIFlask, database_url: str, task: str, once: str | None, ends: str
) -> None:
    """A single job is done by the next worker; a scan is left to its successor."""
    arguments = {"out_refund_no": "R1"} if task == "start_refund" else {}
    with transaction():
        enqueue(task, once=once, **arguments)
        worker = (
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds') RETURNING id"
        )
        execute(
            f"WITH dead AS ({worker}) UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
        )
        enqueue("retry_stalled")
        if once:
            enqueue(task, once=once)
    run_jobs(database_url)
    run_jobs(database_url)
    # The worker's own timetable may have added another scan meanwhile: only the jobs made here are asked about.
    found = rows(dict, "SELECT status::text FROM procrastinate_jobs WHERE task_name = :task ORDER BY id", task=task)
    assert [job["status"] for job in found][:2] == ([ends, "succeeded"] if once else [ends])


def test_old_answers_and_old_jobs_are_forgotten(app: APIFlask, database_url: str, noon: None) -> None:
    from webapp.kernel import idempotency

    with transaction():
        idempotency.begin("bo", "old", "hash")
    clock.advance(timedelta(days=8))
    with transaction():
        idempotency.begin("bo", "new", "hash")
        enqueue("purge_idempotent_answers")
        enqueue("purge_jobs")
    run_jobs(database_url)
    assert scalar("SELECT string_agg(key, ',') FROM idempotent_answer") == "new"


def test_the_ledger_command_says_whether_the_books_hold(
    app: APIFlask, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    runner = app.test_cli_runner()
    buying.buy(fake_wechat, bo, tea)
    assert "The books hold" in runner.invoke(args=["ledger", "verify"]).output
    with transaction():
        execute("SET LOCAL session_replication_role = replica")
        execute("UPDATE entry SET amount_fen = amount_fen + 1")
    broken = runner.invoke(args=["ledger", "verify"])
    assert broken.exit_code == 1
    assert "does not sum to zero" in broken.output


def test_when_a_night_passes_on_the_clock_its_work_is_done_too(app: APIFlask) -> None:
    enqueue_scans(night=True)
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'recompute_relationships'") == 1
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == len(SCANS) + len(NIGHTLY_SCANS)
