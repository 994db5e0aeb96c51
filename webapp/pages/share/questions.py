"""What was asked about a product, asking it, and one's own questions. Reading asks nobody who they are."""

from functools import partial

from flask import Response, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature

from webapp.journeys.ask_about_share import ask_about_share
from webapp.kernel.errors import TooMany
from webapp.kernel.paging import Page
from webapp.kernel.settings import settings
from webapp.kernel.words import say
from webapp.pages.share.question_form import QuestionForm
from webapp.pages.share.share_access import open_page, open_product
from webapp.referral import shares
from webapp.social import questions
from webapp.social.questions import AnsweredQuestion, TooManyOpenQuestions
from webapp.social.questions.flows.ask_question import AskedOneself
from webapp.web import htmx
from webapp.web.share.blueprint import share
from webapp.web.share.menu import MenuEntry, register_entry
from webapp.web.share.oauth import buyer, buyer_required, redirect_to_oauth
from webapp.web.share.rendering import language, render, render_kept
from webapp.web.share.same_site import StaleForm, form_token, require_own_form
from webapp.web.share.visitor import cookie_serializer, get_or_new_consumer, set_visitor_cookie

PAGE = 20
ASKING = "asking"
DRAFT = "gx_question"
DRAFT_SECONDS = 600
register_entry(MenuEntry(path="/me/questions", label_key="my_questions", position=20))
_ON_THE_FORM = (AskedOneself, TooManyOpenQuestions, TooMany)


@share.get("/s/<token>/questions")
def product_questions(token: str) -> ResponseReturnValue:
    """Everything that was asked and answered about the product, and a form to ask."""
    draft = _draft(token)
    known = bool(draft) and current_user.is_authenticated
    done = request.args.get("done") == "asked"
    return _page(token, QuestionForm(formdata=None, text=draft), notice="ask.known" if known else "", done=done)


@share.get("/s/<token>/questions/part")
def more_product_questions(token: str) -> ResponseReturnValue:
    """The answered questions alone, for a page that has the rest: the newest, or from one place in the list on."""
    opened, product = open_product(token)
    found = _answered(product.id, opened.shopkeeper_id)
    return render_kept("pages/share/_questions.html", token=token, found=found, is_part=True)


def _answered(product_id: int, shopkeeper_id: int) -> Page[AnsweredQuestion]:
    return questions.answered_questions(
        product_id, shopkeeper_id=shopkeeper_id, cursor=request.args.get("cursor"), limit=PAGE
    )


@share.post("/s/<token>/questions")
def ask(token: str) -> ResponseReturnValue:
    """Ask the shop. Who is not known yet is recognised by WeChat first, and finds what they wrote."""
    form = QuestionForm()
    try:
        require_own_form()
    except StaleForm as error:
        # A visit that was still on its way when the form was drawn gave the browser another cookie meanwhile.
        form.refuse_for(error)
        return _page(token, form, status=403)
    if not form.validate():
        return _page(token, form, status=422)
    if not current_user.is_authenticated:
        return _keeping(token, form.checked_text(), make_response(redirect_to_oauth(f"/s/{token}/questions")))
    try:
        ask_about_share(buyer(), token, form.checked_text())
    except _ON_THE_FORM as error:
        form.refuse_for(error)
        return _page(token, form, status=429 if isinstance(error, TooMany) else 422)
    if htmx.wants_part(ASKING):
        response = _page(token, QuestionForm(formdata=None), done=True)
    else:
        response = make_response(redirect(f"/s/{token}/questions?done=asked", 303))
    response.delete_cookie(DRAFT, path=f"/s/{token}/questions")
    return response


@share.get("/me/questions")
@buyer_required
def my_questions() -> ResponseReturnValue:
    """What this person asked, how it stands, and what was answered."""
    found = questions.questions_of(buyer(), cursor=request.args.get("cursor"), limit=PAGE)
    refs = shares.refs_of_shares([each.share_id for each in found.items if each.share_id is not None])
    links = {share_id: f"/s/{shares.share_token(ref)}" for share_id, ref in refs.items()}
    return render("pages/share/my_questions.html", found=found, links=links)


def _page(token: str, form: QuestionForm, *, notice: str = "", done: bool = False, status: int = 200) -> Response:
    """The page, or of a form that was sent in place only the form."""
    page = open_page(token)
    who, new = get_or_new_consumer()
    common = {
        "token": token,
        "keeper": page.shopkeeper,
        "form": form,
        "done": done,
        "csrf_token": partial(form_token, who),
    }
    if htmx.wants_part(ASKING):
        response = render("pages/share/_ask.html", status=status, is_part=True, **common)
    else:
        response = render(
            "pages/share/questions.html",
            status=status,
            product=page.product,
            found=_answered(page.product.id, page.shopkeeper.id),
            notice=say(notice, language()) if notice else "",
            **common,
        )
    if new:
        set_visitor_cookie(response, who)
    return response


def _draft(token: str) -> str:
    """What was written for this page before WeChat was asked who writes."""
    try:
        written_for, text = cookie_serializer("question").loads(request.cookies.get(DRAFT, ""), max_age=DRAFT_SECONDS)
    except BadSignature:
        return ""
    return str(text) if written_for == token else ""


def _keeping(token: str, text: str, response: Response) -> Response:
    """Seal what was written into a cookie of this page alone: an address would end up in somebody's log."""
    response.set_cookie(
        DRAFT,
        cookie_serializer("question").dumps([token, text]),
        max_age=DRAFT_SECONDS,
        path=f"/s/{token}/questions",
        httponly=True,
        samesite="Lax",
        secure=settings().production,
    )
    return response
