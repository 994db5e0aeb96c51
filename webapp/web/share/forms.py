"""Forms of share pages: their words. That a form is one's own is asked before, by `require_own_form`."""

from typing import Any

from webapp.kernel.words import say
from webapp.web.forms import WordedForm
from webapp.web.share.rendering import language


class ShareForm(WordedForm):
    """The mother of all forms of share pages; their templates put the visitor's `csrf_token()` in."""

    class Meta:
        csrf = False

    def bind(self) -> None:
        """The token belongs to the visitor's cookie, which the page may only just hand out."""

    def phrase(self, key: str, **values: Any) -> str:
        return say(key, language(), **values)
