"""A log from anywhere says where every pair in it stands."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from apiflask import APIFlask
from scipy.sparse import csr_array

from webapp.social.relationships import BadLog, event_log_file
from webapp.social.relationships.rules import eigentrust
from webapp.social.relationships.rules.eigentrust import LocalTrust
from webapp.social.relationships.rules.parameters import DEFAULTS

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


def written(*rows: tuple[float, str, str, str]) -> str:
    """A log: days after its beginning, shopkeeper, consumer, event."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(event_log_file.COLUMNS)
    out.writerows([(BEGIN + timedelta(days=days)).isoformat(), *rest] for days, *rest in rows)
    return text.getvalue()


def analysed(text: str) -> event_log_file.Analysis:
    return event_log_file.analyse(event_log_file.read_event_log(io.StringIO(text)), DEFAULTS)


def test_evidence_is_faded_to_the_last_row_of_the_whole_log() -> None:
    found = analysed(written((0, "ada", "bo", "purchase_satisfied"), (30, "ada", "cy", "share_opened")))
    bo, cy = found.pairs
    assert (bo.trust.r, bo.trust.s) == pytest.approx((0.5, 0))
    assert (cy.trust.r, cy.trust.s) == pytest.approx((0.1, 0))
    assert bo.trust.mean == pytest.approx(1.5 / 2.5)


def test_rows_may_stand_in_any_order_and_columns_too() -> None:
    rows = [(n, "ada", "bo", event) for n, event in enumerate(("share_opened", "share_ignored", "block", "unblock"))]
    turned = [",".join(reversed(line.split(","))) for line in written(*reversed(rows)).splitlines()]
    assert analysed("\ufeff" + "\n".join(turned)).pairs == analysed(written(*rows)).pairs


def test_a_time_without_an_offset_is_utc() -> None:
    times = ("2026-03-01 08:00:00", "2026-03-01T16:00:00+08:00", "2026-03-01T08:00:00Z")
    log = ["at,shopkeeper,consumer,event", *(f"{at},a,b,share_opened" for at in times)]
    assert {row.at for row in event_log_file.read_event_log(log)} == {datetime(2026, 3, 1, 8, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        ("at,shopkeeper,consumer\n", "missing: event"),
        ("at,shopkeeper,consumer,event\n", "no rows"),
        ("at,shopkeeper,consumer,event\n2026-03-01,a,b,hug\n", "line 2: there is no event 'hug'"),
        ("at,shopkeeper,consumer,event\nyesterday,a,b,block\n", "line 2: 'yesterday' is not a time"),
        ("at,shopkeeper,consumer,event\n2026-03-01,a,,block\n", "line 2: consumer must not be empty"),
    ],
)
def test_a_bad_log_is_told_its_line(text: str, said: str) -> None:
    with pytest.raises(BadLog, match=said):
        event_log_file.read_event_log(io.StringIO(text))


@pytest.mark.parametrize(
    ("a", "expected"), [(0.0, (0.421053, 0.210526, 0.368421)), (0.15, (0.409312, 0.223958, 0.366731))]
)
def test_eigentrust_gives_the_published_numbers(a: float, expected: tuple[float, ...]) -> None:
    local = csr_array(np.array([[0, 0.5, 0.5], [0.25, 0, 0.75], [1, 0, 0]]))
    assert eigentrust.stationary(local, np.ones(3), a) == pytest.approx(expected, abs=1e-6)


def ring(size: int) -> list[LocalTrust]:
    """Accounts that are shopkeepers and consumers at once and praise each other, and nobody else does."""
    names = [f"fake{n}" for n in range(size)]
    return [LocalTrust(x, y, 50, 0, blocked=False, bought=True) for x in names for y in names if x != y]


@pytest.mark.parametrize("size", [3, 10, 60])
def test_a_ring_of_false_accounts_lifts_nobody(size: int) -> None:
    honest = [LocalTrust("ada", f"c{n}", 3, 1, blocked=False, bought=True) for n in range(5)]
    honest += [LocalTrust("bo", f"c{n}", 1, 0.5, blocked=False, bought=True) for n in range(5)]
    scores = eigentrust.scores([*honest, *ring(size)], 0.15)
    assert sum(score for name, score in scores.items() if name.startswith("fake")) == 0
    assert scores["ada"] == pytest.approx(0.8)


def test_who_has_lost_all_trust_has_no_score() -> None:
    found = analysed(written((0, "ada", "bo", "complaint_upheld"), (1, "di", "bo", "purchase_satisfied")))
    assert found.scores == pytest.approx({"ada": 0, "di": 1})


def test_the_command_prints_what_machines_read(app: APIFlask, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(written((0, "ada", "bo", "share_opened"), (1, "ada", "bo", "share_opened")))
    told = app.test_cli_runner().invoke(args=["analyse", "trust", str(log), "--json"])
    assert json.loads(told.stdout) == {
        "pairs": [
            {
                "shopkeeper": "ada",
                "consumer": "bo",
                "r": pytest.approx(0.1 + 0.1 * 0.5 ** (1 / 30)),
                "s": 0,
                "mean": pytest.approx(0.54489, abs=1e-4),
                "interval": [pytest.approx(0.0414, abs=0.02), pytest.approx(0.98, abs=0.02)],
                "stage": "familiar",
            }
        ],
        "shopkeepers": [{"shopkeeper": "ada", "score": 1.0}],
    }


def test_the_command_refuses_a_bad_log_and_prints_nothing_else(app: APIFlask, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("at;shopkeeper;consumer;event\n")
    told = app.test_cli_runner().invoke(args=["analyse", "trust", str(log)])
    assert (told.exit_code, told.stdout) == (1, "")
    assert "missing: at, shopkeeper, consumer, event" in told.stderr
