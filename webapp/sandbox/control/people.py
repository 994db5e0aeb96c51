"""People, and the codes their phones hand to a page or a mini-program."""

from apiflask import APIBlueprint

from webapp.sandbox import codes, login, oauth, people
from webapp.sandbox.control import shapes
from webapp.sandbox.world import here

blueprint = APIBlueprint("people", __name__, url_prefix="/control", tag="People")


@blueprint.get("/apps")
@blueprint.output(shapes.Apps)
def apps() -> shapes.Apps:
    """Which accounts this WeChat has."""
    founding = here().founding
    return shapes.Apps(
        mini_appid=founding.mini_appid,
        h5_appid=founding.h5_appid,
        mchid=founding.mchid,
        merchant_name=founding.merchant_name,
        shop_origin=here().founding.shop_origin,
    )


@blueprint.post("/people")
@blueprint.input(shapes.NewPerson, arg_name="wanted")
@blueprint.output(shapes.Person, status_code=201)
def create(wanted: shapes.NewPerson) -> shapes.Person:
    """Make a person."""
    made = people.create(here(), name=wanted.name, avatar=wanted.avatar, colour=wanted.colour)
    return shapes.Person.model_validate(made)


@blueprint.get("/people")
@blueprint.output(shapes.People)
def everybody() -> shapes.People:
    """List everybody."""
    return shapes.People(people=[shapes.Person.model_validate(person) for person in people.listed(here())])


@blueprint.get("/people/<person>")
@blueprint.output(shapes.Person)
@blueprint.doc(responses={404: "There is no such person"})
def one(person: str) -> shapes.Person:
    """Show one person."""
    return shapes.Person.model_validate(people.get(here(), person))


@blueprint.post("/people/<person>/login-code")
@blueprint.input(shapes.AskLoginCode, arg_name="wanted")
@blueprint.output(shapes.LoginCode, status_code=201)
@blueprint.doc(responses={404: "There is no such person", 409: "That app does not log in with codes"})
def login_code(person: str, wanted: shapes.AskLoginCode) -> shapes.LoginCode:
    """What `wx.login` gives the mini-program: good once, for five minutes."""
    return shapes.LoginCode.model_validate(login.new_code(here(), person=person, appid=wanted.appid))


@blueprint.post("/people/<person>/oauth-code")
@blueprint.input(shapes.AskOAuthCode, arg_name="wanted")
@blueprint.output(shapes.OAuthCode, status_code=201)
@blueprint.doc(responses={404: "There is no such person"})
def oauth_code(person: str, wanted: shapes.AskOAuthCode) -> shapes.OAuthCode:
    """What the service account's authorize page would redirect with."""
    code = oauth.approve(here(), person=person, scope=wanted.scope)
    return shapes.OAuthCode(code=code, appid=here().founding.h5_appid)


@blueprint.get("/codes")
@blueprint.output(shapes.MiniCodes)
def mini_codes() -> shapes.MiniCodes:
    """The mini-program codes the shop had drawn, newest first."""
    origin = here().founding.origin
    return shapes.MiniCodes(
        codes=[shapes.MiniCode(**vars(code), address=f"{origin}/scan/{code.id}") for code in codes.listed(here())]
    )
