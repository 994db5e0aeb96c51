"""The mini-program's way to its server (`wx.request`), and which people turn out to be shopkeepers there."""

import base64
import json
import threading
from http import HTTPStatus
from typing import Any

from flask import Blueprint

from webapp.sandbox import login, mini_codes, people
from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.errors import Impossible
from webapp.sandbox.people import Person
from webapp.sandbox.phone import shop_client
from webapp.sandbox.phone.same_origin import posted_json, text_field

blueprint = Blueprint("phone_mini_program", __name__)
MOST_ANSWER = 4_000_000
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
_HEADERS = {"authorization", "content-type", "idempotency-key", "accept-language", "accept"}
_KEEPER_SECONDS = 3600
_AT_ONCE = 8
_asking = threading.Lock()


@blueprint.post("/phone/request")
def wx_request() -> tuple[dict[str, Any], int]:
    """Forward one request of the mini-program to the shop's API; the phone learns exactly what the shop answered."""
    asked = posted_json()
    person = people.get(current_context(), text_field(asked, "person"))
    method, path = text_field(asked, "method", default="GET").upper(), text_field(asked, "path")
    shop_client.require_api_path(path)
    if method not in _METHODS:
        raise Impossible(f"wx.request knows no {method}.")
    given = asked.get("headers") or {}
    headers = {name: str(value) for name, value in given.items() if name.lower() in _HEADERS}
    try:
        answer = _send(current_context(), method, path, headers=headers, body=asked.get("body"))
    except shop_client.ShopUnreachable:
        return {"status": 0, "person": person.id, "error": "request:fail"}, HTTPStatus.OK
    return answer, HTTPStatus.OK


@blueprint.get("/phone/api/codes/<code_id>")
def scanned(code_id: str) -> dict[str, str]:
    """What the camera reads from a mini-program code."""
    code = mini_codes.scanned(current_context(), code_id)
    return {"scene": code.scene, "page": code.page}


@blueprint.post("/phone/api/keepers")
def find_shopkeepers() -> dict[str, Any]:
    """Ask the shop, as each person's own mini-program would, who is a shopkeeper; answers are kept an hour.

    `again` names somebody who has just become one.
    """
    again = text_field(posted_json(), "again", default="")
    context = current_context()
    with _asking:
        fresh = known_shopkeepers(context, asked_since=context.clock.machine_now() - _KEEPER_SECONDS)
        known = {person: shop for person, shop in fresh.items() if person != again}
        unknown = [person for person in people.listed(context) if person.id not in known]
        for person in unknown[:_AT_ONCE]:
            try:
                known[person.id] = _ask_about(context, person)
            except (shop_client.ShopUnreachable, Impossible):
                unknown = []  # the shop is not there yet: the people are shown without their shops
                break
    return {"keepers": known, "more": len(unknown) > _AT_ONCE}


def _send(
    context: SandboxContext, method: str, path: str, *, headers: dict[str, str], body: object | None = None
) -> dict[str, Any]:
    """The answer as the phone's page gets it: JSON as JSON, pictures and archives in base64."""
    sent = {
        **headers,
        "User-Agent": shop_client.WECHAT_BROWSER + " MiniProgramEnv/iOS",
        "Referer": f"https://servicewechat.com/{context.accounts.mini_appid}/1/page-frame.html",
    }
    if body is not None:
        sent.setdefault("Content-Type", "application/json")
    answer = shop_client.request_shop(
        context, method, path, headers=sent, body=None if body is None else json.dumps(body).encode()
    )
    content, kind = shop_client.read(answer, most=MOST_ANSWER), answer.headers.get("Content-Type", "")
    result: dict[str, Any] = {"status": answer.status_code, "type": kind, "body": None}
    if "json" in kind:
        result["body"] = json.loads(content) if content else None
    elif kind.startswith(("image/", "application/zip")):
        result["base64"] = base64.b64encode(content).decode()
    else:
        result["text"] = content[:2000].decode("utf-8", "replace")
    return result


def known_shopkeepers(context: SandboxContext, *, asked_since: float = 0) -> dict[str, str | None]:
    """Who has which shop, as far as anybody asked since that moment of the machine's clock; None means no shop."""
    with context.store.reading() as db:
        rows = db.execute("SELECT person_id, shop_name FROM phone_keeper WHERE asked_at > ?", (asked_since,)).fetchall()
    return dict(rows)


def _ask_about(context: SandboxContext, person: Person) -> str | None:
    """Log in once, look, and log out again, so that no session is left behind."""
    code = login.new_code(context, person=person.id).code
    opened = _send(context, "POST", "/api/v1/session", headers={}, body={"code": code})
    if opened["status"] not in {HTTPStatus.OK, HTTPStatus.CREATED}:
        raise Impossible(f"The shop answered {opened['status']} to a login.")
    bearer = {"Authorization": f"Bearer {opened['body']['token']}"}
    shop_name = shop_name_in(opened["body"]["me"])
    _send(context, "DELETE", "/api/v1/session", headers=bearer)
    remember_shopkeeper(context, person.id, shop_name)
    return shop_name


def shop_name_in(me: dict[str, Any]) -> str | None:
    keeper = me.get("shopkeeper")
    return str(keeper.get("shop_name", "")) if keeper else None


def remember_shopkeeper(context: SandboxContext, person: str, shop_name: str | None) -> None:
    with context.store.writing() as db:
        db.execute(
            "INSERT OR REPLACE INTO phone_keeper VALUES (?, ?, ?)", (person, shop_name, context.clock.machine_now())
        )
