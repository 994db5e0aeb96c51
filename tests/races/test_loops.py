"""Two corrections, each harmless alone, never close a loop together; and nobody joins twice at once."""

import threading
from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from tests.cast import Somebody, add_person, add_shopkeeper, scalar
from tests.public_texts import open_mini_program
from webapp.kernel import clock
from webapp.kernel.db import db, rows, transaction
from webapp.kernel.errors import Busy, DomainError
from webapp.people import identity
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.people.identity.flows.open_shop import AlreadyShopkeeper, open_shop
from webapp.people.identity.service import people

pytestmark = pytest.mark.race
LOOK = "SELECT * INTO upline FROM shopkeeper WHERE id = NEW.parent_id;"
ROUNDS = 12
RING = 4


@pytest.fixture
def unguarded(app: APIFlask) -> Iterator[None]:
    """The negative control: the same chain without its lock, each placing itself by what it sees."""
    with transaction() as current:
        source = current.execute(text("SELECT pg_get_functiondef('shopkeeper_place'::regproc)")).scalar_one()
        unlocked = source.replace("PERFORM pg_advisory_xact_lock(hashtext('shopkeeper tree'))", "NULL")
        # Each looks first and lingers before it writes, so that nobody sees what another is about to do.
        weakened = unlocked.replace(LOOK, f"{LOOK} PERFORM pg_sleep(0.2);")
        assert source != unlocked != weakened
        current.connection().exec_driver_sql(weakened.replace("%", "%%"))
    yield
    with transaction() as current:
        current.connection().exec_driver_sql(source.replace("%", "%%"))


def together(app: APIFlask, deeds: list[Callable[[], None]]) -> list[DomainError | None]:
    """Do all of these at the same moment, each on a connection of its own; tell what each was refused for."""
    start = threading.Barrier(len(deeds))
    outcomes: list[DomainError | None] = [None] * len(deeds)

    def work(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                deeds[place]()
            except DomainError as exc:
                outcomes[place] = exc
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def ring() -> list[int]:
    """Shopkeepers without uplines."""
    return [add_shopkeeper(Somebody(*_person())).id for _ in range(RING)]


def _person() -> tuple[int, str, str, str, str]:
    name = f"P{scalar('SELECT count(*) FROM person')}"
    person = add_person(name)
    return person.id, name, person.mini, person.h5, person.unionid


def below(who: int, upline: int) -> Callable[[], None]:
    def deed() -> None:
        with transaction():
            identity.move_below(who, upline)

    return deed


def below_without_turns(who: int, upline: int) -> Callable[[], None]:
    def deed() -> None:
        with transaction() as current:
            current.execute(text("UPDATE shopkeeper SET parent_id = :up WHERE id = :who"), {"up": upline, "who": who})

    return deed


def loops() -> int:
    """How many shopkeepers meet themselves on the way up."""
    uplines = {each["id"]: each["parent_id"] for each in rows(dict, "SELECT id, parent_id FROM shopkeeper")}
    return sum(_meets_themselves(uplines, who) for who in uplines)


def _meets_themselves(uplines: dict[int, int | None], who: int) -> bool:
    step = uplines[who]
    for _ in uplines:
        if step is None or step == who:
            break
        step = uplines[step]
    return step == who


def test_corrections_at_the_same_moment_leave_no_loop(app: APIFlask) -> None:
    for _ in range(ROUNDS):
        ids = ring()
        outcomes = together(app, [below(who, ids[(n + 1) % RING]) for n, who in enumerate(ids)])
        refused = [outcome for outcome in outcomes if outcome is not None]
        assert [type(each) for each in refused] == [identity.ChainLoop]
    scalar("SELECT 1")
    assert loops() == 0


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_the_same_corrections_close_a_loop(app: APIFlask) -> None:
    for _ in range(ROUNDS):
        ids = ring()
        deeds = [below_without_turns(who, ids[(n + 1) % RING]) for n, who in enumerate(ids)]
        # One that came late may still see the loop, or be chosen to give way; the control asks only for one slip.
        refused = [each for each in together(app, deeds) if each is not None]
        assert all(isinstance(each, Busy | identity.ChainLoop) for each in refused)
        scalar("SELECT 1")
        if loops():
            return
    pytest.fail("the control let no loop through, so the test above proves nothing")


def test_joining_sixteen_times_at_once_opens_one_shop(app: APIFlask) -> None:
    ada, bo = add_shopkeeper(add_person("Ada")), add_person("Bo")
    open_mini_program(bo)
    tokens = [invite_shopkeeper(ada.id).token for _ in range(4)] * 4
    outcomes = together(app, [lambda t=token: _join(bo.id, t) for token in tokens])  # type: ignore[misc]
    assert sorted(type(each).__name__ for each in outcomes if each) == ["AlreadyShopkeeper"] * 15
    assert scalar("SELECT count(*) FROM shopkeeper WHERE person_id = :p", p=bo.id) == 1
    assert scalar("SELECT count(*) FROM bind_decision WHERE person_id = :p AND outcome = 'bound'", p=bo.id) == 1
    assert scalar("SELECT count(*) FROM bind_decision WHERE person_id = :p AND outcome = 'kept'", p=bo.id) == 15


def _join(person_id: int, token: str) -> None:
    open_shop(person_id, token, "Bo", "2026-01")


def test_a_first_login_twice_at_once_makes_one_person(app: APIFlask) -> None:
    def come(appid: str, openid: str) -> Callable[[], None]:
        def deed() -> None:
            with transaction():
                people.find_or_add_person(appid, openid, "u1", now=clock.now())

        return deed

    outcomes = together(app, [come("mini", "o1"), come("h5", "h1")] * 4)
    assert outcomes == [None] * 8
    assert scalar("SELECT count(*) FROM person") == 1
    assert scalar("SELECT count(*) FROM wechat_identity") == 2


def test_joining_while_the_upline_moves_never_loses_the_chain(app: APIFlask) -> None:
    ada, eve = add_shopkeeper(add_person("Ada")), add_shopkeeper(add_person("Eve"))
    token = invite_shopkeeper(ada.id).token
    newcomers = [add_person(f"N{n}") for n in range(7)]
    open_mini_program(*newcomers)
    deeds = [lambda p=person.id: _join(p, token) for person in newcomers]  # type: ignore[misc]
    outcomes = together(app, [below(ada.id, eve.id), *deeds])
    assert [each for each in outcomes if each and not isinstance(each, AlreadyShopkeeper)] == []
    scalar("SELECT 1")
    paths = [list(each["path"]) for each in rows(dict, "SELECT path FROM shopkeeper WHERE parent_id = :a", a=ada.id)]
    assert len(paths) == 7
    assert all(path[:2] == [eve.id, ada.id] for path in paths)
