"""People, and the codes their phones hand to a page or a mini-program."""

from apiflask import APIBlueprint

from webapp.sandbox import login, mini_codes, oauth, people
from webapp.sandbox.context import current_context
from webapp.sandbox.control import shapes

blueprint = APIBlueprint("people", __name__, url_prefix="/control", tag="People")


@blueprint.get("/apps")
@blueprint.output(shapes.Apps)
def apps() -> shapes.Apps:
    """Which accounts this WeChat has."""
    accounts = current_context().accounts
    return shapes.Apps(
        mini_appid=accounts.mini_appid,
        h5_appid=accounts.h5_appid,
        mchid=accounts.mchid,
        merchant_name=accounts.merchant_name,
        shop_origin=current_context().accounts.shop_origin,
    )


@blueprint.post("/people")
@blueprint.input(shapes.NewPerson, arg_name="wanted")
@blueprint.output(shapes.Person, status_code=201)
def create(wanted: shapes.NewPerson) -> shapes.Person:
    """Make a person."""
    made = people.create(current_context(), name=wanted.name, avatar=wanted.avatar, colour=wanted.colour)
    return shapes.Person.model_validate(made)


@blueprint.get("/people")
@blueprint.output(shapes.People)
def everybody() -> shapes.People:
    """List everybody."""
    return shapes.People(people=[shapes.Person.model_validate(person) for person in people.listed(current_context())])


@blueprint.get("/people/<person>")
@blueprint.output(shapes.Person)
@blueprint.doc(responses={404: "There is no such person"})
def one(person: str) -> shapes.Person:
    """Show one person."""
    return shapes.Person.model_validate(people.get(current_context(), person))


@blueprint.post("/people/<person>/login-code")
@blueprint.input(shapes.AskLoginCode, arg_name="wanted")
@blueprint.output(shapes.LoginCode, status_code=201)
@blueprint.doc(responses={404: "There is no such person", 409: "That app does not log in with codes"})
def login_code(person: str, wanted: shapes.AskLoginCode) -> shapes.LoginCode:
    """What `wx.login` gives the mini-program: good once, for five minutes."""
    return shapes.LoginCode.model_validate(login.new_code(current_context(), person=person, appid=wanted.appid))


@blueprint.post("/people/<person>/oauth-code")
@blueprint.input(shapes.AskOAuthCode, arg_name="wanted")
@blueprint.output(shapes.OAuthCode, status_code=201)
@blueprint.doc(responses={404: "There is no such person"})
def oauth_code(person: str, wanted: shapes.AskOAuthCode) -> shapes.OAuthCode:
    """What the service account's authorize page would redirect with."""
    code = oauth.approve(current_context(), person=person, scope=wanted.scope)
    return shapes.OAuthCode(code=code, appid=current_context().accounts.h5_appid)


@blueprint.get("/codes")
@blueprint.output(shapes.MiniCodes)
def list_mini_codes() -> shapes.MiniCodes:
    """The mini-program codes the shop had drawn, newest first."""
    origin = current_context().accounts.origin
    return shapes.MiniCodes(
        codes=[
            shapes.MiniCode(**vars(code), address=f"{origin}/scan/{code.id}")
            for code in mini_codes.listed(current_context())
        ]
    )
