"""Two editors write the next version of one material at one moment: there are two new versions, and none is lost."""

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from tests.cast import Keeper, scalar
from tests.races.together import meet_before, together
from webapp.kernel import clock, db
from webapp.people.staff import StaffMember
from webapp.social import materials
from webapp.social.materials import MaterialKind, MaterialPurpose, MaterialText, service
from webapp.social.materials.flows.staff_materials import add_platform_material, rewrite_platform_material

pytestmark = pytest.mark.race
EDITORS = 2


def words(text: str) -> dict[str, MaterialText]:
    return dict.fromkeys(("zh", "en"), MaterialText(title="x", text=text))


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it one version is lost"])
def test_two_editors_at_once(
    app: APIFlask, ada: Keeper, di: StaffMember, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    material_id = add_platform_material(di, MaterialPurpose(kind=MaterialKind.COPY), words("first"))
    if not guarded:
        rows_read = db.row
        monkeypatch.setattr(
            service, "row", lambda kind, sql, **given: rows_read(kind, sql.replace("FOR UPDATE", ""), **given)
        )
        meet_before(monkeypatch, "INSERT INTO material_version", EDITORS)

    def edit(number: int) -> object:
        try:
            return rewrite_platform_material(di, material_id, words(f"editor {number}"))
        except IntegrityError:
            return "lost"

    got = together(app, EDITORS, edit)
    assert (sorted(got, key=str) == [2, 3]) is guarded
    assert ("lost" in got) is not guarded
    versions = materials.versions_for(ada.id, material_id, now=clock.now())
    assert len(versions) == (3 if guarded else 2)
    assert scalar("SELECT current FROM material") == scalar("SELECT shown FROM material") == len(versions)
