"""`flask districts`: the house as a picture, as docs/districts.svg holds it: each capability and what it promises."""

import ast
from collections.abc import Iterator
from html import escape
from pathlib import Path

import click

from webapp.kernel.registry import DISTRICTS, HOUSE

WIDTH, MARGIN, GAP, COLUMNS = 1120, 24, 12, 3
TITLE, LINE, LETTERS = 34, 17, 42
BOX = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
# What stands above the districts, and what they stand on; the highest first.
ABOVE, BELOW = ("pages", "journeys"), ("gateways", "kernel")


@click.command("districts")
def districts() -> None:
    """Print the house as an SVG picture: districts from the highest to the lowest, with their capabilities."""
    click.echo(picture(), nl=False)


def picture() -> str:
    """The whole picture."""
    drawn: list[str] = []
    y = float(MARGIN)
    standing = [name for name in reversed(DISTRICTS) if (HOUSE / name).is_dir()]
    # The faces' common ground asks people who somebody is, and knows nothing above them.
    standing.insert(standing.index("people"), "web")
    for name in (*ABOVE, *standing, *BELOW):
        lines, height = _district(name, y)
        drawn += lines
        y += height + GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + MARGIN - GAP:g}" role="img">'
    return "\n".join([head, "<title>The districts of Guanxi</title>", _STYLE, *drawn, "</svg>"]) + "\n"


_STYLE = (
    "<style>text{font:13px system-ui,sans-serif;fill:#2a2420}.d{font-weight:700;font-size:15px}.c{font-weight:600}"
    ".s{fill:#6b625c;font-weight:400;font-size:13px}rect{fill:#faf6ef;stroke:#d8cfc4}.b{fill:#fff}</style>"
)


def _district(name: str, y: float) -> tuple[list[str], float]:
    """One district with a box for each capability; what it takes of the height."""
    inside = [path for path in sorted((HOUSE / name).iterdir()) if (path / "__init__.py").exists()]
    capabilities = inside if name in DISTRICTS else []
    drawn: list[str] = []
    top = y + TITLE + (0 if capabilities else 4)
    for row in (capabilities[at : at + COLUMNS] for at in range(0, len(capabilities), COLUMNS)):
        texts = [list(_wrapped(_promise(path))) for path in row]
        height = 30 + LINE * max(map(len, texts))
        for column, (path, lines) in enumerate(zip(row, texts, strict=True)):
            drawn += _box(path.name, lines, MARGIN + GAP / 2 + column * (BOX + GAP - 4), top, height)
        top += height + GAP - 4
    whole = top - y + (4 if capabilities else 0)
    frame = [
        f'<rect x="{MARGIN - GAP / 2:g}" y="{y:g}" width="{WIDTH - 2 * MARGIN + GAP:g}" height="{whole:g}" rx="8"/>',
        f'<text class="d" x="{MARGIN + 6}" y="{y + 23:g}">{name}'
        f'<tspan class="s" dx="10">{escape(_promise(HOUSE / name))}</tspan></text>',
    ]
    return [*frame, *drawn], whole


def _box(name: str, lines: list[str], x: float, y: float, height: float) -> Iterator[str]:
    yield f'<rect class="b" x="{x:g}" y="{y:g}" width="{BOX - 12:g}" height="{height:g}" rx="6"/>'
    yield f'<text class="c" x="{x + 10:g}" y="{y + 20:g}">{escape(name.replace("_", " "))}</text>'
    for number, line in enumerate(lines, 1):
        yield f'<text class="s" x="{x + 10:g}" y="{y + 20 + number * LINE:g}">{escape(line)}</text>'


def _promise(folder: Path) -> str:
    """The first sentence a folder says of itself."""
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + len(word) > LETTERS:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
