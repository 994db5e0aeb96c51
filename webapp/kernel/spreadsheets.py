"""What goes into a CSV file: values as a spreadsheet takes them, none of them run as a formula."""

import json
from typing import Any

# With these a spreadsheet takes a cell for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """One value of a row: JSON for what has parts, a quote before what would run, nothing for None."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA) and not value.lstrip("-").isdigit():
        return f"'{value}"
    return "" if value is None else value
