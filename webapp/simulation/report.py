"""The findings as a page with pictures: plain SVG that follows the reader's light or dark mode."""

from collections.abc import Sequence
from pathlib import Path

from webapp.simulation.trust import Finding, Line

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 320, 44, 16, 150, 36
COLOURS = ("#9a3324", "#c9692b", "#b8962e", "#5a7f4f", "#33658a")
HEAD = """# What sharing costs, lived through

Made by `make shop ARGS="simulate trust"`: the shop's own flows (shares, visits, orders, payments, receipts, complaints)
on an empty database under a controlled clock. Each value is the mean trust of the pairs at the end of a week.
"""


def write(findings: Sequence[Finding], folder: Path, gate: float) -> list[Path]:
    """Write trust-simulation.md and one picture for each finding; returns what was written."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    written, words = [], [HEAD]
    for finding in findings:
        picture = pictures / f"trust-{finding.key}.svg"
        picture.write_text(draw(finding, gate), encoding="utf-8")
        written.append(picture)
        words.append(_section(finding))
    page = folder / "trust-simulation.md"
    page.write_text("\n".join(words), encoding="utf-8")
    return [page, *written]


def _section(finding: Finding) -> str:
    weeks = range(1, len(finding.lines[0].values) + 1)
    table = [
        "| | " + " | ".join(f"{week}" for week in weeks) + " |",
        "|---|" + "--:|" * len(weeks),
        *("| " + " | ".join([line.name, *(f"{value:.3f}" for value in line.values)]) + " |" for line in finding.lines),
    ]
    answer = "Yes: it holds." if finding.holds else "No: it does not hold."
    picture = f"![{finding.question}](pictures/trust-{finding.key}.svg)"
    notes = [*(f"- {note}" for note in finding.notes), ""] if finding.notes else []
    return "\n".join([f"## {finding.question}", "", f"{answer}", "", *notes, picture, "", *table, ""])


def draw(finding: Finding, gate: float) -> str:
    """One picture: weeks to the right, mean trust from 0 to 1 upwards, the gate as a dashed line."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="system-ui, sans-serif" '
        f'font-size="12" role="img"><title>{finding.question}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#faf6f0"/>',
        *(_rule(level / 4) for level in range(5)),
        _rule(gate, dashed=True),
        *(_path(line, n) for n, line in enumerate(finding.lines)),
        *(_name(finding.lines, n) for n in range(len(finding.lines))),
        *(_week(week, len(finding.lines[0].values)) for week in range(1, len(finding.lines[0].values) + 1)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _y(value: float) -> float:
    return TOP + (1 - value) * (HEIGHT - TOP - BOTTOM)


def _x(week: int, weeks: int) -> float:
    return LEFT + (week - 1) / max(weeks - 1, 1) * (WIDTH - LEFT - RIGHT)


def _rule(value: float, *, dashed: bool = False) -> str:
    style = 'stroke="#9a3324" stroke-dasharray="4 4"' if dashed else 'stroke="#e2d9cc"'
    label = f"gate {value:.2f}" if dashed else f"{value:.2f}"
    place = f'x="{LEFT + 8}" text-anchor="start"' if dashed else f'x="{LEFT - 8}" text-anchor="end"'
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(value):.1f}" y2="{_y(value):.1f}" {style}/>'
        f'<text {place} y="{_y(value) + (16 if dashed else 4):.1f}" fill="#6b6258">{label}</text>'
    )


def _path(line: Line, number: int) -> str:
    points = " ".join(f"{_x(n, len(line.values)):.1f},{_y(value):.1f}" for n, value in enumerate(line.values, 1))
    return f'<polyline points="{points}" fill="none" stroke="{COLOURS[number]}" stroke-width="2.5"/>'


def _name(lines: Sequence[Line], number: int) -> str:
    """The name at the right end, moved apart where two lines end close to each other."""
    order = sorted(range(len(lines)), key=lambda n: -lines[n].values[-1])
    places: dict[int, float] = {}
    lowest = 0.0
    for n in order:
        lowest = places[n] = max(_y(lines[n].values[-1]) + 4, lowest + 15)
    x = WIDTH - RIGHT + 8
    return f'<text x="{x}" y="{places[number]:.1f}" fill="{COLOURS[number]}">{lines[number].name}</text>'


def _week(week: int, weeks: int) -> str:
    return f'<text x="{_x(week, weeks):.1f}" y="{HEIGHT - 12}" text-anchor="middle" fill="#6b6258">{week}</text>'
