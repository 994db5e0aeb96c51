"""The mini-program: who logs in, pictures of codes, and whether words may be published."""

from typing import cast

import requests

from webapp.gateways.wechat.client import AppClient
from webapp.gateways.wechat.error_redaction import checked_json, redact_errors
from webapp.gateways.wechat.origin import API, OriginAdapter, mount
from webapp.gateways.wechat.protocols import (
    CodeRefused,
    LoginSession,
    NotSeenLately,
    TextCheck,
    TextScene,
    WechatTrouble,
)
from webapp.gateways.wechat.request_checks import check_scene, check_text_length, require_no_transaction

# Wrong, used, and refused for this person; anything else is about us or about WeChat.
REFUSED_CODE = frozenset({40029, 40163, 40226, 41008})
MOST_CODE = 256
LOGIN = "sns/jscode2session"
CODE = "wxa/getwxacodeunlimit"
TEXT = "wxa/msg_sec_check"
NOT_SEEN = 61010


class LiveMini:
    """The mini-program's gateway. Logging in needs no access token, so it works while tokens cannot be had."""

    def __init__(self, client: AppClient, adapter: OriginAdapter) -> None:
        self.appid: str = client.appid
        self._client = client
        self._http = mount(requests.Session(), adapter)

    def login(self, code: str) -> LoginSession:
        """Exchange a login code for who it is; the session_key never leaves the server."""
        require_no_transaction()
        if not 0 < len(code) <= MOST_CODE:
            raise CodeRefused
        try:
            return redact_errors(LOGIN, lambda: self._exchange(code))
        except WechatTrouble as trouble:
            if trouble.evidence.get("errcode") not in REFUSED_CODE:
                raise
        raise CodeRefused

    def code_picture(self, scene: str, page: str) -> bytes:
        """Draw a code; success is the bare picture, failure is JSON."""
        wanted = {"scene": check_scene(scene), "page": page}
        answer = self._client.ask("post", CODE, data=wanted)
        if not isinstance(answer, requests.Response):
            raise WechatTrouble(call=CODE, reason="no picture")
        return cast(bytes, answer.content)

    def check_text(self, openid: str, scene: TextScene, text: str) -> TextCheck:
        """Ask version 2 of the text check. Its errcode is 0 for risky words, too: `result.suggest` is what counts."""
        body = {"version": 2, "openid": openid, "scene": int(scene), "content": check_text_length(text)}
        try:
            said = self._client.ask("post", TEXT, data=body)
        except WechatTrouble as trouble:
            if trouble.evidence.get("errcode") != NOT_SEEN:
                raise
        else:
            return redact_errors(
                TEXT, lambda: TextCheck(suggest=str(said["result"]["suggest"]), label=int(said["result"]["label"]))
            )
        raise NotSeenLately

    def _exchange(self, code: str) -> LoginSession:
        asked = {
            "appid": self.appid,
            "secret": self._client.secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        said = checked_json(LOGIN, self._http.get(API + LOGIN, params=asked))
        return LoginSession(
            openid=str(said["openid"]), unionid=said.get("unionid") or None, session_key=str(said["session_key"])
        )
