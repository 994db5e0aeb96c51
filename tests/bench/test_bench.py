"""The measurements work from end to end; what they measure is not asked here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import Size

pytestmark = pytest.mark.programs

ROOT = Path(__file__).parents[2]
RATIO = re.compile(r"(\w+): (\d+\.\d+) \(from \d+\.\d+ to \d+\.\d+ in 1 rounds\)")


def test_every_ratio_is_printed_and_no_visit_is_lost(size: Size) -> None:
    work, portion = size(("10", "0.005"), full=("200", "0.1"))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--rounds", "1", "--work", work, "--portion", portion],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2_000:]
    ratios = {found[1]: found[2] for found in map(RATIO.fullmatch, ran.stdout.splitlines()) if found}
    assert len(ratios) == len(ran.stdout.splitlines()) == 15
    for name in (
        "share_page_get_vs_bare_flask",
        "share_open_with_visit_vs_bare_flask",
        "share_advice_vs_pk_lookup",
        "trust_recompute_vs_sequential_scan",
    ):
        assert float(ratios[name]) > 0
    assert "0 are missing" in ran.stderr
