"""Knows every table and what it holds about people: each capability's `models` and `personal` are found by folder."""

import webapp.kernel as kernel
from webapp.kernel.db import Base
from webapp.kernel.privacy import declare
from webapp.kernel.registry import discover, of_kind

# First, for whoever is imported on the way from here and asks for it; it is whole once this module is.
metadata = Base.metadata

discover(kernel)
of_kind("models")

for _module in of_kind("personal"):
    for _name, _policy in _module.POLICIES.items():
        declare(metadata.tables[_name], _policy)
