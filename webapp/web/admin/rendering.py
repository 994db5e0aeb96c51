"""How a page of staff is made: page or fragment of one template, words in two languages, Shanghai time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from webapp.kernel import clock, words
from webapp.kernel.errors import Invalid
from webapp.kernel.privacy import masked_name
from webapp.kernel.short_codes import short_code
from webapp.kernel.words import LANGUAGES, say, vocabulary
from webapp.people.identity import ShopkeeperCard
from webapp.web.admin import session
from webapp.web.admin.navigation import entries_for
from webapp.web.badge_tones import badge_tone

BASIS_POINTS = 10_000
LANGUAGE_COOKIE = "guanxi_staff_language"


class BadDate(Invalid):
    """A date is written like 2026-06-01."""


def language() -> str:
    """Chosen by the member of staff, else the browser's, else Chinese."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "zh") or "zh"


def t(key: str, **values: Any) -> str:
    """A phrase in the language of this request; `count` chooses between one and many."""
    if any(hasattr(value, "__html__") for value in values.values()):
        phrase = vocabulary().form(key, language(), values.get("count"))
        return Markup(phrase).format(**values)  # noqa: S704 - the phrase is ours, values are escaped
    return say(key, language(), **values)


def phrase_or(key: str, fallback: str) -> str:
    """A phrase for something the domain named; its own name when it is newer than our words."""
    return say(key, language(), fallback=fallback)


def redirect_done(message: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """After a change: say what happened and show the page it happened to."""
    flash(t(message), "ok")
    return redirect(url_for(f"admin.{endpoint}", **values), 303)


def redirect_counted(message: str, endpoint: str, *, done: int, refused: int) -> ResponseReturnValue:
    """After a change of several things: say how many were changed and how many were not."""
    if not done and not refused:
        flash(t("list.none_chosen"), "bad")
    if done:
        flash(t(message, count=done), "ok")
    if refused:
        flash(t("list.refused", count=refused), "bad")
    return redirect(url_for(f"admin.{endpoint}"), 303)


def redirect_refused(error: Exception, endpoint: str, **values: Any) -> ResponseReturnValue:
    """After a refusal: nothing changed, say why, show the page again."""
    flash(error_words(error), "bad")
    return redirect(url_for(f"admin.{endpoint}", **values), 303)


def error_words(error: Exception) -> str:
    """A refusal in the reader's language: by its code where we have words for it, else its own message."""
    return say(f"error.{getattr(error, 'code', '')}", language(), fallback=str(error))


def day(name: str) -> date | None:
    """A day of the address, or None when it is not given; raises BadDate."""
    given = request.args.get(name, "")
    if not given:
        return None
    try:
        found = date.fromisoformat(given)
    except ValueError as exc:
        raise BadDate from exc
    if not 2000 <= found.year <= 2199:
        raise BadDate
    return found


def since(name: str) -> datetime | None:
    """The first moment of a day of the address."""
    found = day(name)
    return clock.day_start(found) if found else None


def until(name: str) -> datetime | None:
    """The first moment after a day of the address."""
    found = day(name)
    return clock.day_start(found + timedelta(days=1)) if found else None


def next_page_url(endpoint: str, cursor: str | None) -> str | None:
    """The address of the next page of a list with the same filters."""
    if cursor is None:
        return None
    return _asking(url_for(f"admin.{endpoint}"), _given() | {"cursor": cursor})


def first_page_url(endpoint: str) -> str | None:
    """The address of the first page of a list with the same filters, when this is not it."""
    return _asking(url_for(f"admin.{endpoint}"), _given("cursor")) if "cursor" in request.args else None


def sorted_url(endpoint: str, column: str) -> str:
    """The address of the first page by another column with the same filters; a minus puts the largest first."""
    return _asking(url_for(f"admin.{endpoint}"), _given("cursor") | {"sort": column})


def export_url(endpoint: str) -> str:
    """The address of the CSV file of a list with the same filters, all its pages."""
    return _asking(url_for(f"admin.{endpoint}_csv"), _given("cursor", "sort"))


def row_url(endpoint: str, **values: Any) -> str:
    """Where the form of a row is sent; it takes filters and page along, so that it is shown again where it stood."""
    return _asking(url_for(f"admin.{endpoint}", **values), _given())


def _given(*without: str) -> dict[str, str]:
    """What the address asks for."""
    return {name: value for name, value in request.args.items() if name not in without}


def _asking(address: str, arguments: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(arguments)}" if arguments else address


def moment(at: datetime | None, form: str = "minute") -> str:
    """A moment as staff read it, in Shanghai: 06-01 12:00, with seconds or a year where asked."""
    return "" if at is None else words.moment(at, language(), form)


def named(thing: Any, field: str = "name") -> str:
    """The name of a thing that has it in both languages, from an object or a mapping."""
    key = f"{field}_{language()}"
    value = thing[key] if hasattr(thing, "keys") else getattr(thing, key)
    return str(value)


def percent(basis_points: int) -> str:
    """1000 → 10%, 1250 → 12.5%."""
    return words.percent(basis_points / BASIS_POINTS, language(), places=2)


def percents(rates: Sequence[int]) -> str:
    """The rates of a line, level by level; a dash when it earns nobody anything."""
    return " + ".join(percent(rate) for rate in rates if rate) or "—"


def choices(keys: Sequence[str], prefix: str = "") -> list[tuple[str, str]]:
    """Pairs for a select: the key and its words; without a prefix the key speaks for itself."""
    return [(key, phrase_or(prefix + key, key) if prefix else key) for key in keys]


def owner_link(owner: str, owners: Mapping[int, ShopkeeperCard] | None = None) -> Markup:
    """Whose account this is: a shopkeeper's page by name or number, or the owner as it stands."""
    kind, _, number = owner.partition(":")
    if kind != "shopkeeper" or not number.isdigit():
        return escape(owner)
    card = (owners or {}).get(int(number))
    if card is not None:
        return Markup('<a href="{}">{}</a>').format(url_for("admin.shopkeeper", code=card.code), card.shop_name)
    address = url_for("admin.shopkeeper_by_id", shopkeeper_id=int(number))
    return Markup('<a href="{}">{} #{}</a>').format(address, t("orders.keeper"), number)


def subject_link(subject: str) -> Markup:
    """What an audit line is about, as a link where there is a page for it."""
    kind, _, name = subject.partition(":")
    if kind == "shopkeeper":
        return owner_link(subject)
    places = {
        "order": ("admin.order", "no"),
        "product": ("admin.product", "code"),
        "material": ("admin.material", "material_id"),
    }
    if kind not in places or not name:
        return escape(subject)
    endpoint, argument = places[kind]
    values: dict[str, Any] = {argument: name}
    return Markup('<a href="{}">{}</a>').format(url_for(endpoint, **values), name)


def detail_words(detail: dict[str, Any]) -> str:
    """An audit line's detail in one line: `price_fen: 9900 → 8900; reason: …`."""
    return "; ".join(
        f"{name}: {value[0]} → {value[1]}" if isinstance(value, list) and len(value) == 2 else f"{name}: {value}"
        for name, value in detail.items()
    )


def register(app: Flask) -> None:
    """Give the admin's templates their words; templates of other faces never see them."""

    @app.context_processor
    def for_staff() -> dict[str, Any]:
        if not (request and request.path.startswith("/admin")):
            return {}
        return {
            "t": t,
            "language": language(),
            "me": session.colleague(),
            "csrf_token": session.csrf_token,
            "moment": moment,
            "named": named,
            "percent": percent,
            "percents": percents,
            "choices": choices,
            "owner_link": owner_link,
            "subject_link": subject_link,
            "detail_words": detail_words,
            "words_or": phrase_or,
            "masked": masked_name,
            "tone": badge_tone,
            "short": short_code,
            "parsed": datetime.fromisoformat,
            "next_page": next_page_url,
            "newest": first_page_url,
            "sorted_by": sorted_url,
            "exported": export_url,
            "row_address": row_url,
            "places": entries_for,
        }
