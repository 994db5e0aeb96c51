"""Forms of the admin: their words, and tokens bound to the session of the colleague at this browser."""

from typing import Any

from webapp.web.admin import session
from webapp.web.admin.rendering import error_words, t
from webapp.web.forms import WordedForm


class AdminForm(WordedForm):
    """The mother of all forms of the admin."""

    def bind(self) -> None:
        session.bind_forms()

    def phrase(self, key: str, **values: Any) -> str:
        return t(key, **values)

    def refuse_for(self, error: Exception, name: str) -> None:
        """Say at a field why the domain refused."""
        self.refuse(name, error_words(error))
