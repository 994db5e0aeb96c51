"""Which views are for shopkeepers, read from the views themselves: they ask `caller()` for `shop` or `shop_id`.

Both refuse whoever has no shop, so a view that asks may answer 403, and no list of such views is kept anywhere.
"""

import dis
import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any

from webapp.web.api.guard import caller

# Of `Caller`: what raises NotShopkeeper.
_GUARDED = {"shop", "shop_id"}


def asks_for_shop(view: Callable[..., Any]) -> bool:
    """Whether a view, or a function of its module that it uses, asks for the caller's shop."""
    seen: set[FunctionType] = set()
    waiting = [inspect.unwrap(view)]
    while waiting:
        function = waiting.pop()
        if not isinstance(function, FunctionType) or function in seen:
            continue
        seen.add(function)
        used, attributes = _names(function.__code__)
        found = [function.__globals__.get(name) for name in used]
        if caller in found and attributes & _GUARDED:
            return True
        waiting += [each for each in found if getattr(each, "__module__", None) == function.__module__]
    return False


def _names(code: CodeType) -> tuple[set[str], set[str]]:
    """The globals some code uses and the attributes it reads."""
    steps = [step for part in _parts(code) for step in dis.get_instructions(part)]
    return (
        {step.argval for step in steps if step.opname == "LOAD_GLOBAL"},
        {step.argval for step in steps if step.opname == "LOAD_ATTR"},
    )


def _parts(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of what is written inside it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _parts(each)
