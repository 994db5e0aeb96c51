"""Materials are added, get new versions, are shown to others or not, used, and withdrawn; no version is rewritten."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from webapp.kernel.db import execute, row
from webapp.people.moderation import TextKind, TextPublished
from webapp.social.materials.kinds import MaterialKind
from webapp.social.materials.queries.materials import NoSuchMaterial
from webapp.social.materials.rules import MaterialText
from webapp.social.relationships import Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialPurpose:
    """What a material is for, over all its versions; without product or stage it is for any."""

    kind: MaterialKind
    product_code: str | None = None
    stage: Stage | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialHead:
    """What stays the same over all versions, of a locked material."""

    id: int
    kind: MaterialKind
    product_id: int | None
    shopkeeper_id: int | None
    current: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionDraft:
    """A new version to write down."""

    texts: Mapping[str, MaterialText]
    pictures: Sequence[str] = ()
    text_id: int | None = None
    staff_id: int | None = None


def add_material(
    kind: MaterialKind, *, product_id: int | None, stage: Stage | None, shopkeeper_id: int | None, now: datetime
) -> int:
    """Make room for a material; it has no version yet. Gives its id."""
    made = row(
        int,
        """INSERT INTO material (kind, product_id, stage, shopkeeper_id, created_at)
           VALUES (:kind, :product, :stage, :shopkeeper, :now) RETURNING id""",
        kind=kind.value,
        product=product_id,
        stage=stage.value if stage else None,
        shopkeeper=shopkeeper_id,
        now=now,
    )
    assert made is not None  # noqa: S101 - an INSERT … RETURNING answers
    return made


def lock_material(material_id: int, shopkeeper_id: int | None) -> MaterialHead:
    """One's own material (the platform's: None), and nobody else writes a version of it meanwhile.

    Without the lock, two editors would both count to the same version, and one of them would be lost. Raises
    NoSuchMaterial for somebody else's and for a withdrawn one.
    """
    found = row(
        MaterialHead,
        """SELECT id, kind, product_id, shopkeeper_id, current FROM material
           WHERE id = :id AND shopkeeper_id IS NOT DISTINCT FROM CAST(:shopkeeper AS bigint) AND withdrawn_at IS NULL
           FOR UPDATE""",
        id=material_id,
        shopkeeper=shopkeeper_id,
    )
    if found is None:
        raise NoSuchMaterial
    return found


def lock_public(material_id: int) -> MaterialHead:
    """A material that others read or may come to read, for staff; raises NoSuchMaterial for what is private."""
    found = row(
        MaterialHead,
        """SELECT id, kind, product_id, shopkeeper_id, current FROM material
           WHERE id = :id AND withdrawn_at IS NULL AND (shopkeeper_id IS NULL OR EXISTS (
               SELECT FROM material_version WHERE material_id = material.id AND text_id IS NOT NULL))
           FOR UPDATE""",
        id=material_id,
    )
    if found is None:
        raise NoSuchMaterial
    return found


def add_version(head: MaterialHead, version: VersionDraft, *, now: datetime) -> int:
    """Write the next version of a locked material; it is current from now on. Gives its number."""
    number = head.current + 1
    execute(
        """INSERT INTO material_version (material_id, number, texts, pictures, text_id, staff_id, created_at)
           VALUES (:id, :number, CAST(:texts AS jsonb), :pictures, :text, :staff, :now)""",
        id=head.id,
        number=number,
        texts=json.dumps({language: asdict(each) for language, each in version.texts.items()}, ensure_ascii=False),
        pictures=list(version.pictures),
        text=version.text_id,
        staff=version.staff_id,
        now=now,
    )
    execute("UPDATE material SET current = :number WHERE id = :id", id=head.id, number=number)
    return number


def show_version(material_id: int, number: int) -> None:
    """Let others read this version, unless they already read a newer one."""
    execute(
        "UPDATE material SET shown = :number WHERE id = :id AND coalesce(shown, 0) < :number",
        id=material_id,
        number=number,
    )


def show_published_material(published: TextPublished) -> None:
    """The words of a version have passed their check; a material taken back to oneself meanwhile stays so."""
    if published.kind is not TextKind.MATERIAL:
        return
    execute(
        """UPDATE material SET shown = version.number FROM material_version AS version
           WHERE version.text_id = :text AND material.id = version.material_id
             AND coalesce(shown, 0) < version.number
             AND NOT EXISTS (SELECT FROM material_version AS later
                             WHERE later.material_id = version.material_id AND later.number > version.number
                               AND later.text_id IS NULL)""",
        text=published.text_id,
    )


def make_private(material_id: int) -> None:
    """From now on only its author reads it."""
    execute("UPDATE material SET shown = NULL WHERE id = :id", id=material_id)


def withdraw_material(material_id: int, *, now: datetime) -> None:
    """Nobody is offered it any more; what was made with it stays as it was."""
    execute("UPDATE material SET withdrawn_at = :now WHERE id = :id", id=material_id, now=now)


def record_use(share_id: int, shopkeeper_id: int, material_id: int, number: int, *, now: datetime) -> None:
    """Write down which version a share was made with."""
    execute(
        """INSERT INTO material_use (share_id, material_id, number, shopkeeper_id, at)
           VALUES (:share, :material, :number, :shopkeeper, :now)""",
        share=share_id,
        material=material_id,
        number=number,
        shopkeeper=shopkeeper_id,
        now=now,
    )
