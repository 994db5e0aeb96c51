"""Where somebody can still be found: every table as text, every file, every line that was logged, every page."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.cast import Somebody
from tests.privacy.life import BROWSER, MARK, PHONE, rows_of
from webapp.kernel.data_subject import personal_tables
from webapp.kernel.db import rows
from webapp.kernel.privacy import Erasure
from webapp.kernel.schema import metadata
from webapp.kernel.settings import settings

Keys = dict[str, list[dict[str, Any]]]


def signs_of(who: Somebody) -> list[str]:
    """Whatever gives this person away; the number orders are kept under does not."""
    hashed = [hashlib.sha256(openid.encode()).hexdigest()[:24] for openid in (who.mini, who.h5)]
    return [MARK, "金丝雀", PHONE, str(BROWSER), who.mini, who.h5, *hashed]


def in_tables(signs: Iterable[str]) -> set[str]:
    """Every table of the database, ours or the queue's, with one of these in any column."""
    names = rows(dict, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    pattern = "|".join(signs)
    return {
        each["tablename"]
        for each in names
        if rows(dict, f'SELECT 1 FROM "{each["tablename"]}" AS t WHERE t::text ~* :pattern LIMIT 1', pattern=pattern)
    }


def in_files(signs: Iterable[str]) -> set[str]:
    """Every file of the data folder with one of these."""
    marks = [sign.encode() for sign in signs]
    files = (file for file in Path(settings().guanxi_data).rglob("*") if file.is_file())
    return {file.name for file in files if any(mark in file.read_bytes() for mark in marks)}


def in_texts(signs: Iterable[str], texts: dict[str, str]) -> set[str]:
    """Every text, by its name, with one of these."""
    return {name for name, text in texts.items() if any(sign in text for sign in signs)}


def keys_to_delete(who: Somebody) -> Keys:
    """The primary keys of all rows that erasure is to delete: some say nothing once the others are gone."""
    return {
        each.name: [
            {column.name: found[column.name] for column in each.table.primary_key.columns}
            for found in rows_of(each, who.id)
        ]
        for each in personal_tables(metadata)
        if each.policy.erasure is Erasure.DELETES
    }


def still_there(keys: Keys) -> set[str]:
    """The tables in which one of these rows is left."""
    return {
        name
        for name, wanted in keys.items()
        for key in wanted
        if rows(dict, f"SELECT 1 FROM {name} WHERE {' AND '.join(f'{column} = :{column}' for column in key)}", **key)
    }
