"""What shops keep about a consumer, and what the consumer decides: mute, block, contest."""

from collections.abc import Sequence
from functools import partial

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock, paging
from webapp.kernel.errors import NotFound
from webapp.kernel.words import percent
from webapp.social import customers, relationships
from webapp.social.customers.flows.annotate_customer import remove_customer_note, remove_customer_tag
from webapp.social.customers.share.my_shop_forms import ObjectionForm, RemovalForm
from webapp.social.customers.share.relationship_summary import TimelineLine, relationship_summary, timeline_line
from webapp.social.relationships import AlreadyObjected, ShopHoldingData
from webapp.social.relationships.flows import mute_or_block_shopkeeper
from webapp.social.relationships.flows.object_to_event import object_to_event
from webapp.web.ids import parse_id
from webapp.web.share.blueprint import share
from webapp.web.share.menu import MenuEntry, register_entry
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, render
from webapp.web.share.same_site import require_own_form

PAGE = 20
_CHOICES: dict[str, mute_or_block_shopkeeper.PreferenceChange] = {
    "mute": mute_or_block_shopkeeper.mute,
    "unmute": mute_or_block_shopkeeper.unmute,
    "block": mute_or_block_shopkeeper.block,
    "unblock": mute_or_block_shopkeeper.unblock,
}

register_entry(MenuEntry(path="/me/shops", label_key="my_shops", position=30))


@share.get("/me/shops")
@buyer_required
def my_shops() -> ResponseReturnValue:
    """Every shop with a record of this person or a decision of theirs, latest first."""
    found = relationships.shops_holding_data_of(
        buyer(), after=paging.decode_moment(request.args.get("cursor")), limit=PAGE + 1, now=clock.now()
    )
    page = paging.page(found, PAGE, _key)
    shops = [(held, relationship_summary(held, language())) for held in page.items]
    return render(
        "social/customers/share/my_shops.html",
        shops=shops,
        percent=partial(percent, language=language()),
        next_cursor=page.next_cursor,
        first=not request.args.get("cursor"),
    )


@share.get("/me/shops/<code>")
@buyer_required
def my_shop(code: str) -> ResponseReturnValue:
    """One shop's record, event by event."""
    done = request.args.get("done")
    return _record(code, done=done if done in (*_CHOICES, "objection", "removal") else None)


@share.post("/me/shops/<code>/<any(mute, unmute, block, unblock):choice>")
@buyer_required
def set_preference(code: str, choice: str) -> ResponseReturnValue:
    """Decide about a shop, whether or not it has a record."""
    require_own_form()
    held = relationships.data_held_by_shop(code, buyer(), now=clock.now())
    _CHOICES[choice](buyer(), held.shopkeeper_id)
    return redirect(f"/me/shops/{code}?done={choice}", 303)


@share.post("/me/shops/<code>/removal")
@buyer_required
def remove_tag_or_note(code: str) -> ResponseReturnValue:
    """Take away a tag or a note a shop wrote about oneself."""
    require_own_form()
    held = relationships.data_held_by_shop(code, buyer(), now=clock.now())
    form = RemovalForm()
    if form.note.data:
        remove_customer_note(held.shopkeeper_id, buyer(), parse_id(form.note.data))
    else:
        remove_customer_tag(held.shopkeeper_id, buyer(), form.tag.data or "")
    return redirect(f"/me/shops/{code}?done=removal", 303)


@share.post("/me/shops/<code>/objection")
@buyer_required
def file_objection(code: str) -> ResponseReturnValue:
    """Say that something recorded is wrong; what was written is kept when it must be corrected."""
    require_own_form()
    relationships.data_held_by_shop(code, buyer(), now=clock.now())
    form = ObjectionForm.sent()
    if not form.validate():
        return _record(code, status=422, wrong=form)
    try:
        object_to_event(buyer(), form.event_id, form.text.data or "")
    except AlreadyObjected:
        return _record(code, status=409, trouble="objection.before")
    return redirect(f"/me/shops/{code}?done=objection#event-{form.event_id}", 303)


def _record(
    code: str,
    *,
    status: int = 200,
    done: str | None = None,
    trouble: str | None = None,
    wrong: ObjectionForm | None = None,
) -> ResponseReturnValue:
    now, chosen = clock.now(), language()
    held = relationships.data_held_by_shop(code, buyer(), now=now)
    timeline = relationships.timeline_of(held.shopkeeper_id, buyer(), now=now)
    lines = [timeline_line(each, chosen) for each in reversed(timeline)]
    return render(
        "social/customers/share/my_shop.html",
        status=status,
        here=f"/me/shops/{code}",
        held=held,
        standing=relationship_summary(held, chosen),
        tags=customers.tags_of(held.shopkeeper_id, [buyer()]).get(buyer(), ()),
        notes=customers.notes_of(held.shopkeeper_id, buyer()),
        lines=lines,
        objection_forms=_objection_forms(lines, wrong),
        wrong=wrong,
        removal_form=RemovalForm(formdata=None),
        percent=partial(percent, language=chosen),
        half_life=relationships.parameters().half_life_days,
        done=done,
        trouble=trouble,
    )


def _objection_forms(lines: Sequence[TimelineLine], wrong: ObjectionForm | None) -> dict[int, ObjectionForm]:
    """A form for each event that can be contested, empty but for the one that must be corrected."""
    forms = ObjectionForm.of_events([each.event_id for each in lines if each.event_id and each.can_object])
    if wrong is None:
        return forms
    # Somebody else's event, or one of another shop, stands nowhere on this page.
    if wrong.event_id not in forms:
        raise NotFound
    return forms | {wrong.event_id: wrong}


def _key(held: ShopHoldingData) -> tuple[str, int]:
    return (held.at.isoformat() if held.at else "", held.shopkeeper_id)
