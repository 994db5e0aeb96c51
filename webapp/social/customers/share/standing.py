"""What shops keep about a consumer, and what the consumer decides: mute, block, contest."""

from functools import partial

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock, paging
from webapp.kernel.errors import Invalid
from webapp.social import customers, relationships
from webapp.social.customers.flows.remember_customer import forget_note, forget_tag
from webapp.social.customers.share.account import line_of, percent, standing_of
from webapp.social.relationships import AlreadyContested, Held
from webapp.social.relationships.flows import choose_about_shopkeeper as choices
from webapp.social.relationships.flows.contest_event import MOST_WORDS, contest
from webapp.web.numbers import number
from webapp.web.share.blueprint import share
from webapp.web.share.me import Entry, offer
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.pages import language, render
from webapp.web.share.same_site import form_token, require_own_form
from webapp.web.share.visitor import consumer

PAGE = 20
_CHOICES: dict[str, choices.Choosing] = {
    "mute": choices.mute,
    "unmute": choices.unmute,
    "block": choices.block,
    "unblock": choices.unblock,
}

offer(Entry(path="/me/shops", words="my_shops", place=30))


@share.get("/me/shops")
@buyer_required
def shops_that_know_me() -> ResponseReturnValue:
    """Every shop with a record of this person or a decision of theirs, latest first."""
    found = relationships.shops_that_know(
        buyer(), after=paging.decode_moment(request.args.get("cursor")), limit=PAGE + 1, now=clock.now()
    )
    page = paging.page(found, PAGE, _key)
    shops = [(held, standing_of(held, language())) for held in page.items]
    return render(
        "social/customers/share/my_shops.html",
        shops=shops,
        percent=partial(percent, chosen=language()),
        next_cursor=page.next_cursor,
        first=not request.args.get("cursor"),
    )


@share.get("/me/shops/<code>")
@buyer_required
def shop_that_knows_me(code: str) -> ResponseReturnValue:
    """One shop's record, event by event."""
    done = request.args.get("done")
    return _record(code, done=done if done in (*_CHOICES, "contest", "removal") else None)


@share.post("/me/shops/<code>/<any(mute, unmute, block, unblock):choice>")
@buyer_required
def choose(code: str, choice: str) -> ResponseReturnValue:
    """Decide about a shop, whether or not it has a record."""
    require_own_form()
    held = relationships.held_by(code, buyer(), now=clock.now())
    _CHOICES[choice](buyer(), held.shopkeeper_id)
    return redirect(f"/me/shops/{code}?done={choice}", 303)


@share.post("/me/shops/<code>/removal")
@buyer_required
def remove_written(code: str) -> ResponseReturnValue:
    """Take away a tag or a note a shop wrote about oneself."""
    require_own_form()
    held = relationships.held_by(code, buyer(), now=clock.now())
    if note := request.form.get("note", ""):
        forget_note(held.shopkeeper_id, buyer(), number(note))
    else:
        forget_tag(held.shopkeeper_id, buyer(), request.form.get("tag", ""))
    return redirect(f"/me/shops/{code}?done=removal", 303)


@share.post("/me/shops/<code>/contest")
@buyer_required
def contest_line(code: str) -> ResponseReturnValue:
    """Say that something recorded is wrong; what was written is kept when it must be corrected."""
    require_own_form()
    relationships.held_by(code, buyer(), now=clock.now())
    event_id, words = number(request.form.get("event", "")), request.form.get("words", "")
    try:
        contest(buyer(), event_id, words)
    except AlreadyContested:
        return _record(code, status=409, trouble="contested_before")
    except Invalid:
        return _record(code, status=422, wrong=(event_id, words))
    return redirect(f"/me/shops/{code}?done=contest#event-{event_id}", 303)


def _record(
    code: str,
    *,
    status: int = 200,
    done: str | None = None,
    trouble: str | None = None,
    wrong: tuple[int, str] | None = None,
) -> ResponseReturnValue:
    now, chosen = clock.now(), language()
    held = relationships.held_by(code, buyer(), now=now)
    lines = relationships.story(held.shopkeeper_id, buyer(), now=now)
    who = consumer()
    return render(
        "social/customers/share/my_shop.html",
        status=status,
        here=f"/me/shops/{code}",
        held=held,
        standing=standing_of(held, chosen),
        tags=customers.tags_of(held.shopkeeper_id, [buyer()]).get(buyer(), ()),
        notes=customers.notes_of(held.shopkeeper_id, buyer()),
        lines=[line_of(each, chosen) for each in reversed(lines)],
        percent=partial(percent, chosen=chosen),
        half_life=relationships.parameters().half_life_days,
        most=MOST_WORDS,
        done=done,
        trouble=trouble,
        wrong_event=wrong[0] if wrong else None,
        wrong_words=wrong[1] if wrong else "",
        csrf=form_token(who.visitor_id) if who else "",
    )


def _key(held: Held) -> tuple[str, int]:
    return (held.at.isoformat() if held.at else "", held.shopkeeper_id)
