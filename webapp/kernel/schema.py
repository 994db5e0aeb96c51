"""Knows every table, for migrations and for checks over all of them: each capability's models are found by folder."""

import webapp.kernel as kernel
from webapp.kernel.db import Base
from webapp.kernel.registry import discover, of_kind

discover(kernel)
of_kind("models")

metadata = Base.metadata
