"""What a consumer would like to know about a product."""

from webapp.kernel.errors import DomainError
from webapp.people import moderation
from webapp.people.moderation import TextKind, TextNeeded
from webapp.web.forms import LinesField, stripped
from webapp.web.share.forms import ShareForm

MAX_TEXT_LENGTH = TextKind.QUESTION.most


class QuestionForm(ShareForm):
    """One question, in one's own words."""

    text = LinesField(
        "ask.label",
        filters=[stripped],
        description="ask.hint",
        render_kw={"rows": 3, "required": True},
    )

    def checked_text(self) -> str:
        """The question as others will read it; raises TextNeeded."""
        return moderation.checked_text(TextKind.QUESTION, self.text.data or "")

    def validate(self, extra_validators: object = None) -> bool:
        """What a question may be is decided where words are published."""
        right = super().validate(extra_validators)
        try:
            self.checked_text()
        except TextNeeded as error:
            self.refuse_for(error)
            return False
        return bool(right)

    def refuse_for(self, error: DomainError) -> None:
        """Say at the question why it was not taken, and what to do about it."""
        self.refuse("text", self.phrase(f"ask.error.{error.code}", most=MAX_TEXT_LENGTH))
