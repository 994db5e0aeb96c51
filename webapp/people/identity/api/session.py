"""Logging in and out of the mini-program."""

from apiflask import APIBlueprint
from flask import request
from pydantic import Field

from webapp.kernel import ratelimit
from webapp.kernel.settings import settings
from webapp.people import identity
from webapp.people.identity.api.me import MeResponse, me_of
from webapp.people.identity.flows import login
from webapp.web.api.guard import MINUTE, bearer
from webapp.web.api.shapes import Moment, RequestModel, ResponseModel

section = APIBlueprint("session", __name__)


class LoginRequest(RequestModel):
    """A fresh code of wx.login; each works once, for five minutes."""

    code: str = Field(min_length=1, max_length=128, examples=["0a1Bcd2e3Fgh4i5Jkl"])


class SessionResponse(ResponseModel):
    """A session. The token is told once: keep it on the phone and send it as `Authorization: Bearer …`."""

    token: str = Field(description="256 random bits; say them to nobody.", examples=["qkU2f…"])
    expires_at: Moment
    me: MeResponse


@section.post("/session")
@section.input(LoginRequest)
@section.output(SessionResponse, status_code=201)
def open_session(json_data: LoginRequest) -> SessionResponse:
    """Log in

    Exchanges a code of `wx.login` for a session of ours. WeChat's session key stays on the server. A code that is
    used, too old or made up is refused with `code_refused`; ask `wx.login` for another one.
    """
    ratelimit.count(f"login:{request.remote_addr}", most=settings().logins_per_minute, seconds=MINUTE)
    opened = login.login(json_data.code)
    return SessionResponse(
        token=opened.token, expires_at=opened.expires_at, me=me_of(identity.person(opened.person_id))
    )


@section.delete("/session")
@section.output({}, status_code=204, description="The session is over.")
def end_session() -> str:
    """Log out

    Ends this session at once, on the server; the token is worth nothing from then on.
    """
    login.logout(bearer(request))
    return ""
