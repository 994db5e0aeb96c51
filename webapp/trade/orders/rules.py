"""What an order may look like, decided without a database."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.errors import Conflict, Invalid, NotFound, Refused
from webapp.trade.orders.kinds import states

MAX_LINES = 20
MAX_NOTE_LENGTH = 200
MAX_TOTAL_FEN = 10_000_000
MAX_CARRIER_LENGTH = 20
MAX_TRACKING_NO_LENGTH = 40
# Crockford's base 32: no I, L, O, U, so a number can be read out on the phone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PHONE = re.compile(r"(1[3-9]\d{9}|\+?\d{5,20})")


class OrderNotFound(NotFound):
    """There is no such order, or it is not yours."""


class OrderChanged(Conflict):
    """The order has changed meanwhile; please look at it again."""


class OrderExpired(Refused):
    """The time to pay this order is over; please place it again."""


class NothingChosen(Invalid):
    """Please choose at least one thing to buy."""


class OrderTotalTooHigh(Refused):
    """One order goes up to ¥100,000; please split it."""


class BadAddress(Invalid):
    """Please check the delivery address."""


class NotRefundable(Refused):
    """This order cannot be refunded as it stands."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an order goes."""

    recipient: str
    phone: str
    region: str
    detail: str


def checked_address(address: Address) -> dict[str, str]:
    """The address without stray spaces, ready to be kept; raises BadAddress naming the field."""
    clean = {name: " ".join(getattr(address, name).split()) for name in ("recipient", "phone", "region", "detail")}
    clean["phone"] = re.sub(r"[\s()-]", "", address.phone)
    for name, most in (("recipient", 40), ("region", 60), ("detail", 120)):
        if not 1 <= len(clean[name]) <= most:
            raise BadAddress(f"{name} has between 1 and {most} characters", field=name)
    if not _PHONE.fullmatch(clean["phone"]):
        raise BadAddress("the phone number has between 5 and 20 digits", field="phone")
    return clean


def merged(items: Sequence[tuple[str, int]]) -> dict[str, int]:
    """SKU code → quantity; the same SKU named twice is one line."""
    if not items:
        raise NothingChosen
    wanted: dict[str, int] = {}
    for code, quantity in items:
        if type(quantity) is not int or quantity < 1:
            raise Invalid("a quantity is at least 1")
        wanted[code] = wanted.get(code, 0) + quantity
    if len(wanted) > MAX_LINES:
        raise Invalid(f"an order has at most {MAX_LINES} different things")
    return wanted


def new_number(letter: str, now: datetime) -> str:
    """A number for an order (G), a payment (P) or a refund (R): its Shanghai day and 50 random bits.

    17 characters of [0-9A-Z]: fits WeChat's 6-32, and says nothing about how much is sold.
    """
    chance = secrets.randbits(50)
    letters = "".join(_ALPHABET[chance >> shift & 31] for shift in range(0, 50, 5))
    return f"{letter}{clock.shanghai_day(now):%y%m%d}{letters}"


def state_before_refund(stamps: Mapping[str, object]) -> str:
    """What an order was before its refund began, told by how far its time stamps go."""
    for stamp, state in (
        ("settled_at", states.SETTLED),
        ("received_at", states.RECEIVED),
        ("shipped_at", states.SHIPPED),
    ):
        if stamps[stamp] is not None:
            return state
    return states.PAID


def checked_total(amounts_fen: Iterable[int]) -> int:
    """The total of an order in fen; raises TooMuchAtOnce beyond what one order may cost."""
    total = sum(amounts_fen)
    if total > MAX_TOTAL_FEN:
        raise OrderTotalTooHigh
    return total
