"""Everything held about a person as a file: JSON for programs, a ZIP of tables for people; never whole in memory."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from sqlalchemy import BigInteger

from webapp.kernel import clock
from webapp.kernel.data_subject import PersonalTable
from webapp.kernel.db import Row
from webapp.kernel.spreadsheets import cell
from webapp.kernel.words import say
from webapp.people.privacy import PersonExport, export_person
from webapp.people.privacy.words import column_text, lifetime_text, purpose_text, table_text

IN_MEMORY = 2 * 1024 * 1024
CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file in pieces; `close` gives back what it holds, whether or not it was read."""

    pieces: Iterator[bytes]
    content_type: str
    name: str
    close: Callable[[], None]


def export_file(person_id: int, form: str, language: str) -> ExportFile:
    """Everything held about a person: `json`, or `csv` in a ZIP. Raises TooMany."""
    held = export_person(person_id)
    name = f"guanxi-{clock.shanghai_day(clock.now())}"
    if form == "csv":
        file = zip_chunks(held, language)
        return ExportFile(_pieces(file), "application/zip", f"{name}.zip", file.close)
    pieces = json_chunks(held, person_id, language)
    return ExportFile(pieces, "application/json", f"{name}.json", pieces.close)


def json_chunks(held: PersonExport, person_id: int, language: str) -> Generator[bytes]:
    """The JSON document, a portion of rows at a time; tables without a row of this person are left out."""
    head = {"person_id": str(person_id), "made_at": clock.now().isoformat(), "language": language}
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "tables": ['
    separator = b""
    for personal, portions in held:
        first = next(portions, None)
        if first is None:
            continue
        about = json.dumps(_about(personal, language), ensure_ascii=False)[:-1]
        yield separator + about.encode() + b', "rows": ['
        yield from _rows(personal, chain([first], portions))
        yield b"]}"
        separator = b",\n"
    yield b"]}\n"


def _rows(personal: PersonalTable, portions: Iterator[Sequence[Row]]) -> Iterator[bytes]:
    separator = ""
    for portion in portions:
        lines = ",\n".join(json.dumps(_plain(personal, each), ensure_ascii=False) for each in portion)
        yield (separator + lines).encode()
        separator = ",\n"


def zip_chunks(held: PersonExport, language: str) -> IO[bytes]:
    """A ZIP with one table in each file, and one that says what every column is for."""
    whole = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the answer
    meanings: list[list[str]] = []
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for personal, portions in held:
            first = next(portions, None)
            if first is None:
                continue
            meanings += _meanings(personal, language)
            with (
                archive.open(f"{personal.name}.csv", "w") as raw,
                io.TextIOWrapper(raw, "utf-8-sig", newline="") as file,
            ):
                table = csv.writer(file)
                table.writerow([each.name for each in personal.exported_columns])
                for portion in chain([first], portions):
                    table.writerows([cell(value) for value in _plain(personal, each).values()] for each in portion)
        titles = [
            say(f"my_privacy.file.{each}", language) for each in ("table", "column", "meaning", "purpose", "kept")
        ]
        with _text(archive, "README.csv") as file:
            csv.writer(file).writerows([titles, *meanings])
    whole.seek(0)
    return whole


def _text(archive: zipfile.ZipFile, name: str) -> IO[str]:
    """A file inside the archive that spreadsheets read as UTF-8."""
    return io.TextIOWrapper(archive.open(name, "w"), "utf-8-sig", newline="")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK_BYTES):
            yield piece


def _about(personal: PersonalTable, language: str) -> dict[str, Any]:
    return {
        "table": personal.name,
        "title": table_text(personal.name, language),
        "after_erasure": personal.policy.erasure.value,
        **({"because": personal.policy.because, "until": personal.policy.until} if personal.policy.because else {}),
        "fields": [
            {"name": name, "meaning": meaning, "purpose": purpose, "kept": kept}
            for _, name, meaning, purpose, kept in _meanings(personal, language)
        ],
    }


def _meanings(personal: PersonalTable, language: str) -> list[list[str]]:
    found = []
    for column in personal.exported_columns:
        said = column.info.get("personal", {"purpose": "", "kept": ""})
        purpose, kept = purpose_text(said["purpose"], language), lifetime_text(said["kept"], language)
        found.append([personal.name, column.name, column_text(column.name, language), purpose, kept])
    return found


def _plain(personal: PersonalTable, found: Row) -> Mapping[str, Any]:
    """A row as JSON has it: large numbers as text, as everywhere in the API."""
    numbers = {each.name for each in personal.exported_columns if isinstance(each.type, BigInteger)}
    return {
        name: str(value) if name in numbers and value is not None else _said(value) for name, value in found.items()
    }


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
