"""The service account behind share pages: who is looking, and signatures for WeChat's JS bridge."""

import secrets

from wechatpy.oauth import WeChatOAuth

from webapp.gateways.wechat.client import AppClient
from webapp.gateways.wechat.error_redaction import redact_errors
from webapp.gateways.wechat.origin import OriginAdapter, mount
from webapp.gateways.wechat.protocols import CodeRefused, JsSignature, OAuthIdentity, WechatTrouble
from webapp.gateways.wechat.request_checks import check_page_url, check_state, require_no_transaction
from webapp.gateways.wechat.token_cache import TokenCache
from webapp.kernel import clock

REFUSED_CODE = frozenset({40029, 40163, 41008})
MOST_CODE = 256
OAUTH = "sns/oauth2/access_token"
TICKET = "cgi-bin/ticket/getticket"


class LiveOfficial:
    """The service account's gateway; `open_origin` is where browsers are sent to say who they are."""

    def __init__(
        self, client: AppClient, adapter: OriginAdapter, *, open_origin: str, shop_origin: str, local: bool
    ) -> None:
        self.appid: str = client.appid
        self._client = client
        self._adapter = adapter
        self._open_origin = open_origin
        self._shop_origin = shop_origin
        self._local = local
        self._ticket = TokenCache(f"wechat:ticket:{client.appid}")

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Where a browser inside WeChat is sent; silent, so unionid may be missing."""
        return str(self._oauth(redirect_uri=redirect_uri, state=check_state(state)).authorize_url)

    def identity(self, code: str) -> OAuthIdentity:
        """Exchange the code a browser came back with; a reloaded or shared address carries a used one."""
        require_no_transaction()
        if not 0 < len(code) <= MOST_CODE:
            raise CodeRefused
        try:
            return redact_errors(OAUTH, lambda: self._exchange(code))
        except WechatTrouble as trouble:
            if trouble.evidence.get("errcode") not in REFUSED_CODE:
                raise
        raise CodeRefused

    def js_signature(self, url: str) -> JsSignature:
        """Sign the address exactly as the page sees it."""
        check_page_url(url, shop_origin=self._shop_origin, local=self._local)
        require_no_transaction()
        ticket = self._ticket.get(self._fetch_ticket)
        timestamp, nonce = int(clock.now().timestamp()), secrets.token_hex(8)
        signature = self._client.jsapi.get_jsapi_signature(nonce, ticket, timestamp, url)
        return JsSignature(appid=self.appid, timestamp=timestamp, nonce=nonce, signature=str(signature))

    def _fetch_ticket(self) -> tuple[str, int]:
        said = self._client.ask("get", TICKET, params={"type": "jsapi"})
        return redact_errors(TICKET, lambda: (str(said["ticket"]), int(said["expires_in"])))

    def _exchange(self, code: str) -> OAuthIdentity:
        said = self._oauth().fetch_access_token(code)
        return OAuthIdentity(
            openid=str(said["openid"]),
            unionid=said.get("unionid") or None,
            is_snapshot=bool(said.get("is_snapshotuser")),
        )

    def _oauth(self, *, redirect_uri: str = "", state: str = "") -> WeChatOAuth:
        """A fresh one each time: wechatpy keeps the last person's tokens on it."""
        oauth = WeChatOAuth(self.appid, self._client.secret, redirect_uri, scope="snsapi_userinfo", state=state)
        oauth.OAUTH_BASE_URL = f"{self._open_origin}/connect/"
        mount(oauth._http, self._adapter)
        return oauth
