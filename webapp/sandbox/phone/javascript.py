"""WeixinJSBridge on the pages of the browser, and the signature WeChat checks before a page may set its card."""

import hashlib
import json
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Response

from webapp.sandbox import people, tokens
from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.phone.addresses import Addresses, phone_origins
from webapp.sandbox.phone.same_origin import posted_json, text_field
from webapp.sandbox.phone.shop_client import WECHAT_BROWSER

blueprint = Blueprint("phone_javascript", __name__)
STATIC = Path(__file__).parents[3] / "static" / "sandbox"


def bridge_script() -> Response:
    """The script with the addresses of the phones it may talk to written in; a page cannot choose others."""
    script = (STATIC / "bridge.js").read_text("utf-8")
    script = script.replace('"PHONE_ORIGINS"', json.dumps(phone_origins(current_context().accounts.origin)))
    script = script.replace('"WECHAT_BROWSER"', json.dumps(WECHAT_BROWSER))
    return Response(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@blueprint.post("/phone/api/js-config")
def check_config() -> dict[str, object]:
    """What `wx.config` asks of WeChat: was this very page's address signed with the account's ticket?"""
    asked = posted_json()
    context = current_context()
    person = people.get(context, text_field(asked, "person")).id
    url = Addresses.of(context, person).inward(text_field(asked, "href")).split("#")[0]
    problem = _problem(context, url=url, asked={name: str(value) for name, value in asked.items()})
    return {"ok": problem is None, "err_msg": problem or "ok", "url": url}


def _problem(context: SandboxContext, *, url: str, asked: dict[str, str]) -> str | None:
    """None when everything is in order, or else WeChat's own words."""
    if urlsplit(url).netloc != urlsplit(context.accounts.shop_origin).netloc:
        return "invalid url domain"
    if asked.get("appid") != context.accounts.h5_appid:
        return "invalid appid"
    ticket, _ = tokens.ticket(context, context.accounts.h5_appid)
    signed = signature(ticket, nonce=asked.get("nonce", ""), timestamp=asked.get("timestamp", ""), url=url)
    return None if signed == asked.get("signature") else "invalid signature"


def signature(ticket: str, *, nonce: str, timestamp: str, url: str) -> str:
    """SHA-1 because that is what WeChat's JS-SDK speaks."""
    text_signed = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}"
    return hashlib.sha1(text_signed.encode(), usedforsecurity=False).hexdigest()
