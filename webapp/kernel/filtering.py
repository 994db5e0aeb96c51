"""Optional filters: a statement holds only the conditions it was asked for, so that an index can answer each."""

from collections.abc import Mapping


def where(conditions: Mapping[str, str], given: Mapping[str, object]) -> str:
    """The conditions for whose name something is given, joined; `true` when there are none.

    All of `given` may go along as parameters: the driver leaves alone what the statement does not name.
    """
    return " AND ".join(sql for name, sql in conditions.items() if given[name]) or "true"
