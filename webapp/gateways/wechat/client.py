"""wechatpy's client with the shop's token handling: shared tokens, timeouts, one repetition after a refused token.

wechatpy's own `auto_retry` recurses without end while WeChat refuses every token, so it is off.
"""

import logging
from typing import Any

from wechatpy import WeChatClient

from webapp.gateways.wechat.error_redaction import checked_json, redact_errors
from webapp.gateways.wechat.origin import API, OriginAdapter, mount
from webapp.gateways.wechat.protocols import WechatTrouble
from webapp.gateways.wechat.request_checks import require_no_transaction
from webapp.gateways.wechat.token_cache import TokenCache
from webapp.kernel import shared_store

log = logging.getLogger(__name__)

REFUSED_TOKEN = frozenset({40001, 40014, 42001})
STABLE_TOKEN = "cgi-bin/stable_token"  # noqa: S105 - a path
# A forced refresh may be had 20 times a day.
BETWEEN_FORCED = 86_400 // 20


class AppClient(WeChatClient):  # type: ignore[misc]
    """One app's calls to api.weixin.qq.com."""

    def __init__(self, appid: str, secret: str, adapter: OriginAdapter) -> None:
        super().__init__(appid, secret, auto_retry=False)
        mount(self._http, adapter)
        self._tokens = TokenCache(f"wechat:token:{appid}")

    @property
    def access_token(self) -> str:
        """The shared token. wechatpy reads every property before __init__ has run and forgives AttributeError only."""
        return self._tokens.get(self._stable_token)

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """One call with our token; when WeChat refuses the token, once more with another. Raises WechatTrouble.

        Paths are given from the root, because wechatpy would put them below /cgi-bin/.
        """
        require_no_transaction()
        token = self.access_token
        try:
            return self._ask(method, path, token, options)
        except WechatTrouble as refused:
            if refused.evidence.get("errcode") not in REFUSED_TOKEN:
                raise
            # It may be the same one, when WeChat insists on it and none may be forced: asked once more all the same.
            other = self._other_token(token)
        return self._ask(method, path, other, options)

    def _ask(self, method: str, path: str, token: str, options: dict[str, Any]) -> Any:
        params = {**options.get("params", {}), "access_token": token}
        return redact_errors(path, lambda: self._request(method, API + path, **{**options, "params": params}))

    def _other_token(self, refused: str) -> str:
        """WeChat's usual answer may be the very token it refuses; then a fresh one is forced, rarely."""

        def fetch() -> tuple[str, int]:
            value, life = self._stable_token()
            if value == refused and shared_store.claim(f"{self._tokens.key}:forced", seconds=BETWEEN_FORCED):
                log.warning("WeChat refuses the very token it gives to %s; a fresh one is forced", self.appid)
                value, life = self._stable_token(force=True)
            return value, life

        return self._tokens.replace(refused, fetch)

    def _stable_token(self, *, force: bool = False) -> tuple[str, int]:
        """Unlike /cgi-bin/token this does not end the token that other processes still use."""
        body = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }

        def ask() -> tuple[str, int]:
            said = checked_json(STABLE_TOKEN, self._http.post(API + STABLE_TOKEN, json=body))
            return str(said["access_token"]), int(said["expires_in"])

        return redact_errors(STABLE_TOKEN, ask)
