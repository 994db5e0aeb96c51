"""Knows every table, for migrations and for checks over all of them: each capability's models are found by folder."""

import importlib
import pkgutil

import webapp.domain as domain
import webapp.kernel as kernel
from webapp.kernel.db import Base

for _module in pkgutil.iter_modules(kernel.__path__, f"{kernel.__name__}."):
    importlib.import_module(_module.name)
for _module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
    if _module.name.endswith(".models"):
        importlib.import_module(_module.name)

metadata = Base.metadata
