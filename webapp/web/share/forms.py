"""Forms of share pages: their words, and tokens bound to the visitor's cookie."""

from typing import Any

from webapp.kernel.words import say
from webapp.web.forms import WordedForm
from webapp.web.share.rendering import language
from webapp.web.share.same_site import form_token


class ShareForm(WordedForm):
    """The mother of all forms of share pages. That a form is one's own is asked by `require_own_form`."""

    def bind(self) -> None:
        form_token()

    def phrase(self, key: str, **values: Any) -> str:
        return say(key, language(), **values)
