"""Everything is closed unless it is on the list: who may call what, and how often."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from flask import Request, current_app, request
from flask_login import UserMixin, current_user

from webapp.kernel import ratelimit
from webapp.kernel.errors import Forbidden, Unauthenticated
from webapp.kernel.settings import settings
from webapp.kernel.signing import ForgedToken
from webapp.people import identity
from webapp.people.identity import SessionUser, Shopkeeper
from webapp.web import principals

MINUTE = 60
SCHEME = "Bearer "

# Whoever adds a line here opens a door: no session is asked for.
PUBLIC = frozenset(
    {
        "api.session.open_session",
        "api.docs.read_docs",
        "openapi.spec",
    }
)


class SessionNeeded(Unauthenticated):
    """Please log in: this needs a session that is still open."""


class NotShopkeeper(Forbidden):
    """This is for shopkeepers; a shop is opened by invitation."""


View = TypeVar("View", bound=Callable[..., Any])


def for_shopkeepers(view: View) -> View:
    """Say of a view that it may ask for the caller's shop: whoever has none is refused, as the API's document tells."""
    view.for_shopkeepers = True  # type: ignore[attr-defined]
    return view


def is_for_shopkeepers(endpoint: str) -> bool:
    """Whether the view of an endpoint says so."""
    return getattr(current_app.view_functions[endpoint], "for_shopkeepers", False)


@dataclass(frozen=True)
class Caller(UserMixin):  # type: ignore[misc]
    """The person behind a bearer session."""

    session: SessionUser

    @property
    def person_id(self) -> int:
        return self.session.person_id

    @cached_property
    def shop(self) -> Shopkeeper:
        """This person's shop; raises NotShopkeeper."""
        _insist_on_its_saying_so()
        found = identity.shopkeeper_of(self.person_id) if self.session.shopkeeper_id is not None else None
        if found is None:
            raise NotShopkeeper
        return found

    @property
    def shop_id(self) -> int:
        """The id of this person's shop; raises NotShopkeeper."""
        _insist_on_its_saying_so()
        if self.session.shopkeeper_id is None:
            raise NotShopkeeper
        return self.session.shopkeeper_id

    def get_id(self) -> str:
        return str(self.person_id)


def _insist_on_its_saying_so() -> None:
    if request.endpoint is None or not is_for_shopkeepers(request.endpoint):
        raise RuntimeError(f"{request.endpoint} asks for the caller's shop: write @for_shopkeepers above its view")


def bearer(asked: Request) -> str:
    """The bearer token of a request, or nothing."""
    header = asked.headers.get("Authorization", "")
    return header[len(SCHEME) :].strip() if header.startswith(SCHEME) else ""


def load(asked: Request) -> Caller | None:
    """Whose bearer token this is."""
    token = bearer(asked)
    session = identity.session_for(token) if token else None
    return Caller(session) if session else None


def require_session() -> None:
    """Before every request of this face: a session, unless the route is on the public list."""
    principals.clear_principal()
    if request.endpoint in PUBLIC or current_user.is_authenticated:
        return
    if bearer(request):
        count_forgery()
    raise SessionNeeded


def caller() -> Caller:
    """Who calls; only inside routes that need a session."""
    return cast(Caller, current_user._get_current_object())


def count_forgery() -> None:
    """Remember a wrong token of this address; raises TooMany when there were too many."""
    ratelimit.count(f"forged:{request.remote_addr}", most=settings().forgeries_per_minute, seconds=MINUTE)


@contextmanager
def forgeries_counted() -> Iterator[None]:
    """Whoever shows forged links here is slowed down; genuine ones are never counted."""
    try:
        yield
    except ForgedToken:
        count_forgery()
        raise
