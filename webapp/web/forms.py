"""Forms as WTForms read them, in the reader's language: each face gives its words, each capability its fields.

A form says beside each field what to do next, keeps what was typed, and sums up its mistakes in one place.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

MAX_DIGITS = 9


class WordedForm(FlaskForm):  # type: ignore[misc]
    """Labels, descriptions and mistakes are keys of words until a face's `phrase` says them."""

    def __init__(self, *args: Any, id_prefix: str = "", **kwargs: Any) -> None:
        """`id_prefix` tells the fields of several forms on one page apart, for labels and links."""
        self.bind()
        super().__init__(*args, **kwargs)
        for each in self.said:
            each.id = f"{id_prefix}-{each.id}" if id_prefix else each.id
            each.label.field_id = each.id
            # A label that says an amount or a name is put together by the template.
            each.label.text = self.phrase(each.label.text) if each.label.text else ""
            each.description = self.phrase(each.description) if each.description else ""
            if isinstance(each, SelectField):
                each.choices = [self._worded(one) for one in each.choices or []]
                if each.invalid_choice_message:
                    each.invalid_choice_message = self.phrase(each.invalid_choice_message)

    def _worded(self, choice: SelectChoice) -> SelectChoice:
        """A choice that is called as it is kept, such as a carrier, speaks for itself."""
        return choice if choice.label == choice.value else SelectChoice(choice.value, self.phrase(choice.label))

    @property
    def said(self) -> list[Field]:
        """The fields that are seen."""
        return [each for each in self if not isinstance(each, HiddenField)]

    def bind(self) -> None:
        """Let this request's token belong to whoever reads the form."""
        raise NotImplementedError

    def phrase(self, key: str, **values: Any) -> str:
        """A phrase of this face in the reader's language."""
        raise NotImplementedError

    def refuse(self, name: str, mistake: str) -> None:
        """Say a mistake at a field, in words that are ready, such as a domain's refusal."""
        field: Field = self[name]
        field.errors = [*field.errors, mistake]

    @property
    def mistakes(self) -> Mapping[str, str]:
        """The first mistake of each field by the field's id, for the summary."""
        return {each.id: each.errors[0] for each in self.said if each.errors}


class LinesField(TextAreaField):  # type: ignore[misc]
    """What is written over several lines; the end of one is one character, as browsers count, not the two they send."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([each.replace("\r\n", "\n") for each in valuelist])


class Needed:
    """Something must be written; `words` is the key of what to do next."""

    field_flags: Mapping[str, object] = {"required": True}

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, form: WordedForm, field: Field) -> None:
        if not str(field.data or "").strip():
            field.errors = []
            raise StopValidation(form.phrase(self.words))


class Bounded:
    """At most (and, when given, at least) so many characters; `words` may name `{most}`, `{least}` and `{n}`.

    No `maxlength`: browsers cut what is pasted and say nothing. What is too long is kept, and told.
    """

    def __init__(self, words: str, *, most: int, least: int = 0) -> None:
        self.words, self.most, self.least = words, most, least
        self.field_flags = {"minlength": least, "required": True} if least else {}

    def __call__(self, form: WordedForm, field: Field) -> None:
        length = len(str(field.data or "").strip())
        if not self.least <= length <= self.most:
            raise StopValidation(form.phrase(self.words, most=self.most, least=self.least, n=length))


class SameAs:
    """Written twice, the second time alike."""

    def __init__(self, other: str, words: str) -> None:
        self.other, self.words = other, words

    def __call__(self, form: WordedForm, field: Field) -> None:
        if field.data != form[self.other].data:
            raise StopValidation(form.phrase(self.words))


def options(keys: Sequence[str], prefix: str = "") -> list[SelectChoice]:
    """The choices of a select: each key with the key of its words, which the form says when it is made.

    Without a prefix each speaks for itself.
    """
    return [SelectChoice(key, prefix + key) for key in keys]


def stripped(text: str | None) -> str | None:
    """A filter for fields whose spaces at both ends mean nothing."""
    return text.strip() if text else text


def lowered(text: str | None) -> str | None:
    """A filter for fields that are written small."""
    return text.lower() if text else text


def whole_number(text: str) -> int | None:
    """A number as it was typed; None when it is no whole one, or longer than anything that can be ordered."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None
