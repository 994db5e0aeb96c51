"""What a buyer writes about what arrived: stars for each line of an order, and words if they like."""

from collections.abc import Sequence

from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice

from webapp.people.moderation import TextKind
from webapp.social.reviews import ReviewInput
from webapp.web.forms import Bounded, LinesField, options, stripped
from webapp.web.share.forms import ShareForm

STARS = "12345"
_CHOICES = [SelectChoice("", "my_review.star.0"), *options(STARS, "my_review.star.")]


class ReviewForm(ShareForm):
    """Stars and words by SKU code; `review_form` adds the fields of an order's lines."""

    codes: Sequence[str] = ()
    asked: Sequence[str] = ()

    def stars(self, code: str) -> Field:
        """How many stars; empty for not now."""
        return self[f"stars-{code}"]

    def text(self, code: str) -> Field:
        """What is said beside the stars."""
        return self[f"text-{code}"]

    @property
    def wrong(self) -> list[str]:
        """The codes of the lines where something must be corrected."""
        return [code for code in self.codes if self.stars(code).errors or self.text(code).errors]

    @property
    def opinions(self) -> list[ReviewInput]:
        """What a form without mistakes says; lines without stars are left for another time."""
        given = [code for code in self.codes if self.stars(code).data]
        return [ReviewInput(sku_code=c, stars=int(self.stars(c).data), text=self.text(c).data or "") for c in given]

    def validate(self, extra_validators: object = None) -> bool:
        """Words alone would be lost, so they need stars; and so does a form that says nothing at all."""
        right = super().validate(extra_validators)
        said = [code for code in self.codes if self.stars(code).data or self.text(code).data]
        starless = [code for code in said or self.asked[:1] if self.stars(code).data not in tuple(STARS)]
        for code in starless:
            self.refuse(f"stars-{code}", self.phrase("my_review.need_stars"))
        return bool(right) and not starless


def review_form(codes: Sequence[str], *, asked: Sequence[str] = (), is_sent: bool = False) -> ReviewForm:
    """A form with stars and words for each of these SKU codes, empty or as it was sent; `asked` have none yet."""

    class LinesForm(ReviewForm):
        """The fields of this order."""

    LinesForm.codes, LinesForm.asked = codes, asked
    for code in codes:
        setattr(LinesForm, f"stars-{code}", _stars())
        setattr(LinesForm, f"text-{code}", _text())
    return LinesForm() if is_sent else LinesForm(formdata=None)


def _stars() -> RadioField:
    # What is no star is answered in our own words, by `validate`.
    return RadioField("my_review.stars", choices=_CHOICES, default="", validate_choice=False)


def _text() -> LinesField:
    fits = Bounded("my_review.too_long", most=TextKind.REVIEW.most)
    return LinesField("my_review.words", [fits], [stripped], description="my_review.words_hint", render_kw={"rows": 4})
