"""What a consumer answers to a shop's record: this is wrong, this goes."""

from collections.abc import Iterable
from typing import Self

from wtforms import HiddenField

from webapp.social.relationships.flows.object_to_event import MAX_TEXT_LENGTH
from webapp.web.forms import Bounded, LinesField
from webapp.web.ids import parse_id
from webapp.web.share.forms import ShareForm


class ObjectionForm(ShareForm):
    """What is wrong with one event. Each event that can be contested has such a form, told apart by its id."""

    event = HiddenField()
    text = LinesField(
        "objection.words",
        [Bounded("objection.error", least=1, most=MAX_TEXT_LENGTH)],
        description="objection.hint",
        render_kw={"rows": 3, "required": True},
    )

    @classmethod
    def of_events(cls, event_ids: Iterable[int]) -> dict[int, Self]:
        """An empty form for each of these events."""
        return {each: cls(formdata=None, event=str(each), id_prefix=str(each)) for each in event_ids}

    @classmethod
    def sent(cls) -> Self:
        """The form that was sent; raises NotFound when its event is none."""
        event_id = parse_id(cls().event.data or "")
        return cls(id_prefix=str(event_id))

    @property
    def event_id(self) -> int:
        """The event this is about."""
        return parse_id(self.event.data or "")


class RemovalForm(ShareForm):
    """A note by its id, or else a tag by its words."""

    note = HiddenField()
    tag = HiddenField()
