"""The chain: read in one go at any depth, moved as a whole, never closed to a loop."""

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Keeper, add_person, add_shopkeeper, scalar
from tests.databases import empty
from webapp.kernel.db import db, rows, transaction
from webapp.kernel.errors import NotFound
from webapp.people import identity
from webapp.people.identity.service import chain


def line(*names: str) -> list[Keeper]:
    """A chain: each stands below the one before."""
    keepers: list[Keeper] = []
    for name in names:
        keepers.append(add_shopkeeper(add_person(name), below=keepers[-1] if keepers else None))
    return keepers


def move(who: int, below: int | None) -> None:
    with transaction():
        identity.move_below(who, below)


def test_a_chain_is_read_from_the_root_down(app: APIFlask) -> None:
    keepers = line("Ada", "Eve", "Fay", "Gus", "Hal")
    assert chain.chain_of(keepers[-1].id) == [keeper.id for keeper in keepers]
    assert [node.id for node in chain.subtree(keepers[1].id)] == [keeper.id for keeper in keepers[1:]]
    assert [identity.downline_count(keepers[n].id) for n in (0, 3, 4)] == [4, 1, 0]


def test_a_subtree_moves_as_a_whole(app: APIFlask) -> None:
    ada, eve, fay, gus = line("Ada", "Eve", "Fay", "Gus")
    iva = add_shopkeeper(add_person("Iva"))
    move(fay.id, iva.id)
    assert chain.chain_of(gus.id) == [iva.id, fay.id, gus.id]
    assert chain.chain_of(eve.id) == [ada.id, eve.id]
    move(fay.id, None)
    assert chain.chain_of(gus.id) == [fay.id, gus.id]


@pytest.mark.parametrize("below", [0, 1, 2, 3], ids=["themselves", "child", "grandchild", "great-grandchild"])
def test_nobody_stands_below_themselves_at_any_depth(app: APIFlask, below: int) -> None:
    keepers = line("Ada", "Eve", "Fay", "Gus")
    with pytest.raises(identity.ChainLoop):
        move(keepers[0].id, keepers[below].id)
    assert chain.chain_of(keepers[3].id) == [keeper.id for keeper in keepers]


def test_nobody_moves_below_nobody_known(ada: Keeper) -> None:
    with pytest.raises(NotFound):
        move(ada.id, ada.id + 1_000)
    with pytest.raises(NotFound):
        move(ada.id + 1_000, ada.id)


def test_the_direct_downline_comes_page_by_page(ada: Keeper) -> None:
    below = [add_shopkeeper(add_person(name), below=ada) for name in ("Eve", "Fay", "Gus")]
    first = identity.direct_downline(ada.id, limit=2)
    rest = identity.direct_downline(ada.id, limit=2, cursor=first.next_cursor)
    assert [node.id for node in (*first.items, *rest.items)] == [keeper.id for keeper in below]
    assert rest.next_cursor is None
    assert [node.id for node in identity.direct_downline(None).items] == [ada.id]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), max_size=12))
def test_whatever_staff_try_the_chain_stays_a_forest(app: APIFlask, moves: list[tuple[int, int]]) -> None:
    keepers = [add_shopkeeper(add_person(f"P{n}")) for n in range(6)]
    uplines: dict[int, int | None] = {keeper.id: None for keeper in keepers}
    for who, below in moves:
        target = None if below < 0 else keepers[below].id
        loop = target is not None and keepers[who].id in _ancestry(uplines, target)
        try:
            move(keepers[who].id, target)
            assert not loop
            uplines[keepers[who].id] = target
        except identity.ChainLoop:
            assert loop
    for keeper in keepers:
        assert chain.chain_of(keeper.id) == _ancestry(uplines, keeper.id)
    _sort_paths_agree()
    db.session.remove()
    empty(db.engine)


def _ancestry(uplines: dict[int, int | None], who: int) -> list[int]:
    upline = uplines[who]
    return [*(_ancestry(uplines, upline) if upline is not None else []), who]


def _sort_paths_agree() -> None:
    for each in rows(dict, "SELECT path, sort_path, depth FROM shopkeeper"):
        assert each["sort_path"] == "".join(f"{step:012d}/" for step in each["path"])
        assert each["depth"] == len(each["path"])


def test_a_code_reveals_neither_order_nor_number(app: APIFlask) -> None:
    people = [add_person(f"P{n}") for n in range(8)]
    with transaction():
        made = [
            identity.add_shopkeeper(
                p.id, parent_id=None, shop_name=p.name, agreement_version="2026-01", invitation_id=None
            )
            for p in people
        ]
    codes = [identity.shopkeeper(number or 0).code for number in made]
    assert len(set(codes)) == 8
    assert all(len(code) == 10 for code in codes)
    assert scalar("SELECT count(*) FROM shopkeeper WHERE code LIKE '%' || id || '%' AND id > 99") == 0
