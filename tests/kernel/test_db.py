"""A flow is one transaction, all of it or nothing."""

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.cast import add_person, scalar
from webapp.kernel.db import WriteOutsideTransaction, copy_in, execute, fetch_binary, row, rows, savepoint, transaction
from webapp.kernel.errors import Invalid
from webapp.kernel.jobs import enqueue


def test_an_error_leaves_nothing_behind(app: APIFlask) -> None:
    with pytest.raises(RuntimeError), transaction():
        execute("INSERT INTO person (created_at) VALUES (now())")
        raise RuntimeError
    assert scalar("SELECT count(*) FROM person") == 0


def test_a_failed_attempt_is_undone_and_the_flow_goes_on(app: APIFlask) -> None:
    with transaction():
        with pytest.raises(DBAPIError), savepoint():
            execute("INSERT INTO person (created_at) VALUES (now())")
            execute("INSERT INTO person (created_at) VALUES (NULL)")
        execute("INSERT INTO person (nickname, created_at) VALUES ('Bo', now())")
    assert scalar("SELECT string_agg(nickname, ',') FROM person") == "Bo"


def test_transactions_do_not_nest(app: APIFlask) -> None:
    with transaction(), pytest.raises(RuntimeError, match="nest"), transaction():
        pass


def test_a_rolled_back_flow_leaves_no_job(app: APIFlask) -> None:
    with pytest.raises(RuntimeError), transaction():
        enqueue("settle_orders")
        raise RuntimeError
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == 0


def test_a_committed_flow_leaves_its_job(app: APIFlask) -> None:
    with transaction():
        enqueue("settle_orders")
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'settle_orders'") == 1


def test_a_job_outside_a_transaction_is_refused(app: APIFlask) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        enqueue("settle_orders")


def test_a_waiting_scan_is_not_added_twice(app: APIFlask) -> None:
    for _ in range(2):
        with transaction():
            enqueue("settle_orders", once="settle_orders")
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == 1


@pytest.mark.parametrize("change", ["UPDATE", "DELETE", "TRUNCATE"])
@pytest.mark.parametrize("table", ["ledger_transaction", "entry", "order_event", "audit_entry", "bind_decision"])
def test_what_has_happened_is_never_rewritten(app: APIFlask, table: str, change: str) -> None:
    statement = {
        "UPDATE": f"UPDATE {table} SET id = id",
        "DELETE": f"DELETE FROM {table}",
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
    }
    with pytest.raises(DBAPIError, match="only grows"), transaction():
        execute(statement[change])


def post_raw(*amounts: int) -> None:
    """A ledger transaction written past the ledger, as a careless migration might."""
    with transaction():
        execute(
            """INSERT INTO account (kind) VALUES ('wx_clearing'), ('sales'), ('commission_expense')
               ON CONFLICT DO NOTHING"""
        )
        execute(
            """INSERT INTO ledger_transaction (kind, idempotency_key, reference, explanation, event_at, created_at)
               VALUES ('payment', 'k', 'order:1', '{}', now(), now())"""
        )
        for n, amount in enumerate(amounts):
            execute(
                """INSERT INTO entry (transaction_id, account_id, amount_fen)
                   SELECT (SELECT max(id) FROM ledger_transaction), id, :amount FROM account ORDER BY id
                   OFFSET :n LIMIT 1""",
                amount=amount,
                n=n,
            )


def test_a_transaction_that_is_one_fen_off_is_refused_at_commit(app: APIFlask) -> None:
    with pytest.raises(DBAPIError, match="off by 1 fen"):
        post_raw(-100, 101)
    assert scalar("SELECT count(*) FROM entry") == 0


def test_a_transaction_that_sums_to_zero_is_accepted(app: APIFlask) -> None:
    post_raw(-100, 60, 40)
    assert scalar("SELECT count(*) FROM entry") == 3


def test_one_openid_belongs_to_one_person(app: APIFlask) -> None:
    add_person("Bo")
    with pytest.raises(IntegrityError, match="uq_person_unionid"):
        add_person("Bo")


def test_writing_outside_a_flow_is_refused(app: APIFlask) -> None:
    with pytest.raises(WriteOutsideTransaction):
        execute("DELETE FROM person")
    with pytest.raises(WriteOutsideTransaction):
        row(dict, "SELECT id FROM orders FOR UPDATE")


def test_a_percent_sign_and_a_cast_are_no_parameters(app: APIFlask) -> None:
    assert rows(dict, "SELECT 'half: 50%' AS words, :n::int AS n, '7 %' LIKE '7 %%' AS alike", n=7) == [
        {"words": "half: 50%", "n": 7, "alike": True}
    ]


def test_an_error_tells_nobodys_data(app: APIFlask) -> None:
    with pytest.raises(DBAPIError) as caught, transaction():
        execute("UPDATE person SET nickname = :name WHERE id = :id", name="13800001234", id="nobody")
    assert "13800001234" not in str(caught.value)


@pytest.mark.parametrize("kept", ["CAST(:given AS text)", "CAST(:given AS jsonb)"])
def test_the_character_of_code_zero_is_refused_and_not_a_breakdown(app: APIFlask, kept: str) -> None:
    with pytest.raises(Invalid, match="cannot be kept"):
        row(dict, f"SELECT {kept} AS kept", given='"\x00"' if "text" in kept else '"\\u0000"')


def test_the_next_request_gets_a_living_connection(app: APIFlask) -> None:
    with pytest.raises(DBAPIError):
        rows(dict, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert rows(dict, "SELECT 1 AS one") == [{"one": 1}]


def test_a_job_nobody_waits_for_may_take_longer_and_nothing_after_it(app: APIFlask) -> None:
    def patience() -> object:
        found = row(dict, "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'")
        return found and found["setting"]

    usual = patience()
    with transaction(statement_seconds=90):
        assert patience() == "90000"
    with transaction():
        assert patience() == usual


def test_a_row_in_binary_has_its_bytes_as_they_are(app: APIFlask) -> None:
    assert fetch_binary("SELECT int8send(:n) AS n", n=258) == {"n": b"\x00\x00\x00\x00\x00\x00\x01\x02"}
    with pytest.raises(WriteOutsideTransaction):
        fetch_binary("DELETE FROM person RETURNING id")


def test_copying_rows_in_is_part_of_the_flow(app: APIFlask) -> None:
    with pytest.raises(RuntimeError), transaction():
        copy_in("COPY person (nickname, created_at) FROM STDIN", b"Bo\t2026-01-01\n")
        assert row(dict, "SELECT nickname FROM person") == {"nickname": "Bo"}
        raise RuntimeError
    assert scalar("SELECT count(*) FROM person") == 0
    with pytest.raises(DBAPIError, match="InvalidDatetimeFormat"), transaction():
        copy_in("COPY person (nickname, created_at) FROM STDIN", b"Bo\tsome day\n")
    assert scalar("SELECT count(*) FROM person") == 0
