"""What one allows, what is held about one, and being forgotten: the same as in the mini-program, without scripts."""

from typing import Literal

from flask import redirect, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf

from webapp.kernel.errors import Invalid, NotFound
from webapp.people.consent import consents_of
from webapp.people.consent.flows.decide_consent import give_consent, withdraw_consent
from webapp.people.identity import new_visitor_id
from webapp.people.privacy import ErasureState, erasures
from webapp.people.privacy.flows.export_file import export_file
from webapp.people.privacy.flows.request_erasure import NotConfirmed, ShopStillOpen, cancel_erasure, request_erasure
from webapp.people.privacy.words import blocker_text
from webapp.web.downloads import download
from webapp.web.share.blueprint import share
from webapp.web.share.forms import ShareForm
from webapp.web.share.menu import MenuEntry, register_entry
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, render
from webapp.web.share.same_site import require_own_form
from webapp.web.share.visitor import Consumer, set_visitor_cookie

HERE = "/me/privacy"
_HOW: Literal["h5"] = "h5"
register_entry(MenuEntry(path=HERE, label_key="my_privacy", position=50))


class ConsentForm(ShareForm):
    """Yes or no to a purpose; nothing else is taken for either."""

    given = HiddenField(validators=[AnyOf(("yes", "no"))])


class ErasureForm(ShareForm):
    """The word nobody types by accident."""

    word = StringField("my_privacy.word", render_kw={"autocomplete": "off", "required": True})


@share.get(HERE)
@buyer_required
def privacy() -> ResponseReturnValue:
    """Every purpose with its words, the downloads, and how to be forgotten."""
    return _page(ErasureForm(formdata=None), done=request.args.get("done"))


def _page(form: ErasureForm, *, done: str | None = None, status: int = 200) -> ResponseReturnValue:
    asked = erasures.latest_request(buyer())
    waiting = asked if asked and asked.state is ErasureState.WAITING else None
    return render(
        "people/privacy/share/privacy.html",
        status=status,
        here=HERE,
        form=form,
        consent_form=ConsentForm(formdata=None),
        consents=consents_of(buyer()),
        waiting=waiting,
        blocked_by=[blocker_text(each, language()) for each in waiting.blocked_by] if waiting else [],
        done=done if done in ("consent", "stay") else None,
        english=language() == "en",
    )


@share.post(f"{HERE}/consents/<purpose>")
@buyer_required
def decide(purpose: str) -> ResponseReturnValue:
    """Yes or no to one purpose: one tap either way."""
    require_own_form()
    form = ConsentForm()
    if not form.validate():
        raise Invalid
    (give_consent if form.given.data == "yes" else withdraw_consent)(buyer(), purpose, _HOW)
    return redirect(f"{HERE}?done=consent", 303)


@share.get(f"{HERE}/export.<form>")
@buyer_required
def export(form: str) -> ResponseReturnValue:
    """Everything held about one, as `zip` or `json`."""
    if form not in ("zip", "json"):
        raise NotFound
    return download(export_file(buyer(), "csv" if form == "zip" else "json", language()))


@share.post(f"{HERE}/erasure")
@buyer_required
def erase() -> ResponseReturnValue:
    """Be forgotten, after typing the word. Who has nothing under way is forgotten by this browser at once, too."""
    require_own_form()
    form = ErasureForm()
    try:
        asked = request_erasure(buyer(), form.word.data or "", _HOW)
    except (NotConfirmed, ShopStillOpen) as error:
        words = "my_privacy.shop_open" if isinstance(error, ShopStillOpen) else "my_privacy.word_wrong"
        form.refuse("word", form.phrase(words))
        return _page(form, status=422)
    if asked.blocked_by:
        return redirect(f"{HERE}#erasure", 303)
    # Asking who they are on the next page would make a new person of them.
    gone = redirect("/me/forgotten", 303)
    set_visitor_cookie(gone, Consumer(new_visitor_id()))
    return gone


@share.post(f"{HERE}/erasure/taken-back")
@buyer_required
def keep_account() -> ResponseReturnValue:
    """Stay after all, while it still waits."""
    require_own_form()
    cancel_erasure(buyer())
    return redirect(f"{HERE}?done=stay", 303)


@share.get("/me/forgotten")
def forgotten() -> ResponseReturnValue:
    """A last word, to nobody in particular."""
    return render("people/privacy/share/erased.html")
