"""Forms of the admin: their words, tokens bound to the session of the colleague at this browser, and what they do."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from flask.typing import ResponseReturnValue

from webapp.kernel.errors import Busy, DomainError, Invalid, TooMany
from webapp.web.admin import session
from webapp.web.admin.rendering import error_words, redirect_done, redirect_refused, t
from webapp.web.forms import WordedForm


class AdminForm(WordedForm):
    """The mother of all forms of the admin."""

    # At which field a refusal of the domain is said; other input it finds invalid, and what passes when the form is
    # sent again in a while, is said at the first one.
    refused_at: ClassVar[Mapping[type[DomainError], str]] = {}

    def bind(self) -> None:
        session.bind_forms()

    def phrase(self, key: str, **values: Any) -> str:
        return t(key, **values)

    def refuse_for(self, error: Exception, name: str) -> None:
        """Say at a field why the domain refused."""
        self.refuse(name, error_words(error))

    def takes(self, error: DomainError) -> bool:
        """Say a refusal at the field it concerns; false when it concerns none, as when things have just changed."""
        for kind, name in self.refused_at.items():
            if isinstance(error, kind):
                self.refuse_for(error, name)
                return True
        if isinstance(error, Invalid | Busy | TooMany):
            self.refuse_for(error, self.said[0].short_name)
            return True
        return False


def carry_out(
    form: AdminForm,
    act: Callable[[], object],
    *,
    again: Callable[[], str],
    done: str,
    endpoint: str,
    **values: Any,
) -> ResponseReturnValue:
    """Do what a form asks for, and go to the page of `endpoint`, which says that it is `done`.

    What must be corrected is said beside its field on the page shown `again`, with everything that was typed. A refusal
    that concerns no field is said on the page of `endpoint`, as that is how things stand now.
    """
    if not form.validate():
        return again(), 422
    try:
        act()
    except DomainError as error:
        return (again(), 422) if form.takes(error) else redirect_refused(error, endpoint, **values)
    return redirect_done(done, endpoint, **values)


def perform(act: Callable[[], object], *, done: str, endpoint: str) -> ResponseReturnValue:
    """Do what a button without fields asks for; the page of `endpoint` says that it is `done`, or why not."""
    try:
        act()
    except DomainError as error:
        return redirect_refused(error, endpoint)
    return redirect_done(done, endpoint)


Form = TypeVar("Form", bound=AdminForm)


class RowForms(Generic[Form]):
    """The form each row of a list has: empty, but for the one that was `sent` by the row with that key."""

    def __init__(self, kind: type[Form], sent_by: int | None = None) -> None:
        self._kind, self._sent_by = kind, sent_by
        self.sent = None if sent_by is None else kind(id_prefix=str(sent_by))

    def of(self, key: int) -> Form:
        """The form of one row."""
        if self.sent is not None and key == self._sent_by:
            return self.sent
        return self._kind(formdata=None, id_prefix=str(key))
