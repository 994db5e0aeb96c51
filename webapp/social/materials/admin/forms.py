"""What staff fill in to write material: what it is for, and what it says in both languages."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar, cast

from wtforms import Field, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from webapp.kernel.errors import DomainError
from webapp.social.materials import MaterialKind, MaterialPurpose, MaterialText, MaterialView
from webapp.social.materials.rules import LANGUAGES, MAX_LENGTHS, MAX_PICTURES, MAX_POINTS, PicturesNeeded
from webapp.social.relationships import Stage
from webapp.trade.catalog import ProductView
from webapp.trade.catalog.rules import UnknownProduct
from webapp.web.admin.forms import AdminForm
from webapp.web.admin.rendering import named
from webapp.web.forms import Bounded, LinesField, options, stripped

KINDS = [each.value for each in MaterialKind]
STAGES = [each.value for each in Stage]
PARTS = ("title", "text", "opening", "points", "doubt", "answer")
Form = TypeVar("Form", bound="VersionForm")


class VersionForm(AdminForm):
    """What a version says; which parts it has follows from its kind."""

    refused_at: ClassVar[Mapping[type[DomainError], str]] = {PicturesNeeded: "pictures"}

    @property
    def texts(self) -> dict[str, MaterialText]:
        """What was written, by language."""
        return {language: self._text(language) for language in LANGUAGES}

    @property
    def chosen(self) -> list[str]:
        """The pictures that are ticked."""
        return list(self.pictures.data or []) if "pictures" in self else []

    def validate_pictures(self, field: Field) -> None:
        """Some are ticked; the domain knows whose they are."""
        if not 1 <= len(field.data or []) <= MAX_PICTURES:
            raise ValidationError(self.phrase("error.pictures_needed"))

    def _text(self, language: str) -> MaterialText:
        given = {part: self[f"{part}_{language}"].data or "" for part in PARTS if f"{part}_{language}" in self}
        points = tuple(_points(given.pop("points", "")))
        return MaterialText(**given, points=points)


class NewMaterialForm(VersionForm):
    """What a new material is for; once its kind is chosen, also what it says."""

    refused_at: ClassVar[Mapping[type[DomainError], str]] = {**VersionForm.refused_at, UnknownProduct: "product"}
    kind = SelectField(
        "materials.kind", choices=options(KINDS, "material.kind."), invalid_choice_message="materials.choose"
    )
    product = SelectField("materials.product", default="", validate_choice=False)
    stage = SelectField(
        "materials.stage",
        default="",
        choices=[SelectChoice("", "materials.any_stage"), *options(STAGES, "relationship.stage.")],
        invalid_choice_message="materials.choose",
    )

    def __init__(self, *args: Any, products: Sequence[ProductView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named_products = [SelectChoice(each.code, named(each)) for each in products]
        self.product.choices = [SelectChoice("", self.phrase("materials.any_product")), *named_products]

    def validate_product(self, field: Field) -> None:
        """Pictures are those of a product."""
        if self.kind.data == MaterialKind.PICTURES and not field.data:
            raise ValidationError(self.phrase("materials.choose_product"))

    def validate_pictures(self, field: Field) -> None:
        """There are none to tick before there is a product."""
        if self.product.data:
            super().validate_pictures(field)

    @property
    def purpose(self) -> MaterialPurpose:
        """What it is for, once the form was found right."""
        stage = self.stage.data
        return MaterialPurpose(
            kind=MaterialKind(self.kind.data),
            product_code=self.product.data or None,
            stage=Stage(stage) if stage else None,
        )


def next_version_form(newest: MaterialView, *, sent: bool = False) -> VersionForm:
    """The form for the next version: as it was sent, or with what the newest one says."""
    form = _NEXT[newest.kind]
    return form() if sent else form(formdata=None, data=_written(newest))


def new_material_form(given: Any, products: Sequence[ProductView]) -> NewMaterialForm:
    """The form for a new material, from what an address or a form says of it."""
    kind = given.get("kind", "")
    form = _NEW[MaterialKind(kind)] if kind in KINDS else NewMaterialForm
    return form(formdata=given, products=products)


def _written(newest: MaterialView) -> dict[str, Any]:
    said = {f"{part}_{language}": getattr(text, part) for language, text in newest.texts.items() for part in PARTS}
    points = {f"points_{language}": "\n".join(text.points) for language, text in newest.texts.items()}
    return said | points | {"pictures": newest.pictures}


def _points(typed: str) -> list[str]:
    return [line for line in typed.split("\n") if line.strip()]


class _Points:
    """Some points, one a line."""

    field_flags: Mapping[str, object] = MappingProxyType({"required": True})

    def __call__(self, form: AdminForm, field: Field) -> None:
        points = _points(field.data or "")
        if not 1 <= len(points) <= MAX_POINTS or any(len(each.strip()) > MAX_LENGTHS["point"] for each in points):
            raise StopValidation(form.phrase("materials.bad_points", many=MAX_POINTS, most=MAX_LENGTHS["point"]))


class _Together:
    """A doubt and the answer to it: both, or neither."""

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: AdminForm, field: Field) -> None:
        language = field.short_name.rpartition("_")[2]
        if not (field.data or "").strip() and (form[f"{self.other}_{language}"].data or "").strip():
            raise StopValidation(form.phrase("materials.both_or_neither"))


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else text


def _needed(words: str, part: str) -> Bounded:
    """Something, as long as the domain has room for."""
    return Bounded(words, least=1, most=MAX_LENGTHS[part])


def _at_most(part: str) -> Bounded:
    return Bounded("materials.too_long", most=MAX_LENGTHS[part])


def _area(label: str, validators: list[object], rows: int) -> LinesField:
    return LinesField(label, validators, render_kw={"rows": rows})


def _parts(kind: MaterialKind) -> dict[str, Field]:
    """The fields of a kind in one language."""
    title = StringField("materials.name", [_needed("error.title_needed", "title")], [_one_line])
    if kind is MaterialKind.SCRIPT:
        return {
            "title": title,
            "opening": _area("materials.opening", [_needed("materials.bad_opening", "opening")], 2),
            "points": _area("materials.points", [_Points()], 5),
            "doubt": StringField("materials.doubt", [_Together("answer"), _at_most("doubt")], [stripped]),
            "answer": _area("materials.answer", [_Together("doubt"), _at_most("answer")], 3),
        }
    is_long = kind is MaterialKind.VALUE_CONTENT
    room = "value_content" if is_long else "copy"
    fits = _at_most(room) if kind is MaterialKind.PICTURES else _needed("materials.bad_text", room)
    return {"title": title, "text": _area(f"materials.text.{kind}", [fits], 8 if is_long else 3)}


def _of_kind(base: type[Form], kind: MaterialKind) -> type[Form]:
    """The form for one kind: each part in each language, and for pictures those to tick."""
    fields = {f"{part}_{language}": field for language in LANGUAGES for part, field in _parts(kind).items()}
    if kind is MaterialKind.PICTURES:
        fields["pictures"] = SelectMultipleField("materials.pictures", validate_choice=False)
    return cast(type[Form], type(f"{base.__name__}Of{kind.name.title()}", (base,), fields))


_NEXT = {kind: _of_kind(VersionForm, kind) for kind in MaterialKind}
_NEW = {kind: _of_kind(NewMaterialForm, kind) for kind in MaterialKind}
