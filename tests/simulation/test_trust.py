"""Lived through on the real flows: the rules of trust do what they are for."""

import re
from pathlib import Path

import pytest

from tests import databases
from tests.sizes import Size
from webapp import create_app
from webapp.simulation import report, trust
from webapp.simulation.house import empty_house
from webapp.simulation.stage import CIRCLE, Stage


@pytest.fixture(scope="module")
def findings(database_url: str, tmp_path_factory: pytest.TempPathFactory, size: Size) -> dict[str, trust.Finding]:
    """All experiments, once; in smaller circles unless the full size is asked for."""
    config = databases.settings(database_url, tmp_path_factory.mktemp("simulation"))
    with empty_house(config, create_app) as twin:
        return {each.key: each for each in trust.experiments(Stage(twin, circle=size(3, full=CIRCLE)), lambda _: None)}


def test_at_equal_shares_and_goods_lower_ability_loses_more_trust(findings: dict[str, trust.Finding]) -> None:
    ends = [line.values[-1] for line in findings["ability"].lines]
    assert ends == sorted(ends)
    assert len(set(ends)) == len(ends)


def test_too_many_shares_tire_and_the_gate_holds_them_back(findings: dict[str, trust.Finding]) -> None:
    seldom, *_, often = findings["frequency"].lines
    assert seldom.values[-1] > seldom.values[0]
    assert often.values[-1] < 0.31
    assert min(often.values) > 0.2


def test_good_sales_restore_what_was_spent(findings: dict[str, trust.Finding]) -> None:
    alone, served = findings["restoring"].lines
    assert served.values[:4] == pytest.approx(alone.values[:4])
    assert served.values[-1] > 0.6 > alone.values[-1]


def test_an_upheld_complaint_weighs_as_much_as_it_is_configured_to(findings: dict[str, trust.Finding]) -> None:
    asymmetry = findings["asymmetry"]
    before, after = trust.GOOD_WEEKS - 1, trust.GOOD_WEEKS
    falls = [line.values[before] - line.values[after] for line in asymmetry.lines]
    assert falls == sorted(falls)
    assert falls[0] > 0
    assert all(line.values[-1] > line.values[after] for line in asymmetry.lines)


def test_a_dearer_complaint_takes_more_good_sales_to_heal(findings: dict[str, trust.Finding]) -> None:
    healed = [int(re.search(r"; (\d+) good sales later", note)[1]) for note in findings["asymmetry"].notes]
    assert healed == sorted(set(healed))
    assert healed[0] > 1


def test_every_rule_does_what_it_is_for(findings: dict[str, trust.Finding]) -> None:
    assert all(finding.holds for finding in findings.values())


def test_the_findings_become_a_page_with_pictures(findings: dict[str, trust.Finding], tmp_path: Path) -> None:
    written = report.write(list(findings.values()), tmp_path, 0.3)
    assert [path.name for path in written] == [
        "trust-simulation.md",
        *(f"trust-{key}.svg" for key in ("ability", "frequency", "restoring", "asymmetry")),
    ]
    page = written[0].read_text(encoding="utf-8")
    assert "![Do good sales restore" in page
    assert "- complaint costs 3: trust went from" in page
