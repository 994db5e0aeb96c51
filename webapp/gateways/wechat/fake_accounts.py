"""The fake's mini-program and service account: codes that work once, for five minutes."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from webapp.gateways.wechat.fault_injection import FaultInjection
from webapp.gateways.wechat.protocols import (
    CodeRefused,
    JsSignature,
    LoginSession,
    NotSeenLately,
    OAuthIdentity,
    TextCheck,
    TextScene,
)
from webapp.gateways.wechat.request_checks import check_page_url, check_scene, check_state, check_text_length
from webapp.kernel import clock

CODE_LIFE = timedelta(minutes=5)
SEEN_LIFE = timedelta(hours=2)
FLAGGED = "特3456书yuuo莞6543李zxcz蒜7782法fgnv级"
"""WeChat's own test text, which its check must find risky."""
DOUBTFUL = "加微信返现"
# A PNG of one transparent point: the smallest picture that every decoder accepts.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "000000050001a5f645400000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class _Code:
    openid: str
    unionid: str | None
    snapshot: bool
    expires_at: datetime


class _Codes:
    """Codes not yet used."""

    def __init__(self) -> None:
        self._open: dict[str, _Code] = {}

    def make(self, openid: str, unionid: str | None, *, snapshot: bool = False) -> str:
        code = "0" + secrets.token_urlsafe(24)[:31]
        self._open[code] = _Code(openid, unionid, snapshot, clock.now() + CODE_LIFE)
        return code

    def use(self, code: str) -> _Code:
        known = self._open.pop(code, None)
        if known is None or known.expires_at < clock.now():
            raise CodeRefused
        return known


class FakeMini:
    """The mini-program's side of the fake."""

    def __init__(self, faults: FaultInjection, appid: str) -> None:
        self.appid = appid
        self.codes_drawn: list[tuple[str, str]] = []
        self._seen: dict[str, datetime] = {}
        self._faults = faults
        self._codes = _Codes()

    def code_for(self, openid: str, unionid: str | None = None) -> str:
        """What `wx.login` hands to this person's mini-program."""
        return self._codes.make(openid, unionid)

    def login(self, code: str) -> LoginSession:
        with self._faults.call("mini.login"):
            known = self._codes.use(code)
            self._seen[known.openid] = clock.now()
        return LoginSession(openid=known.openid, unionid=known.unionid, session_key=secrets.token_urlsafe(18)[:24])

    def check_text(self, openid: str, scene: TextScene, text: str) -> TextCheck:
        check_text_length(text)
        with self._faults.call("mini.check_text"):
            if self._seen.get(openid, datetime.min.replace(tzinfo=UTC)) < clock.now() - SEEN_LIFE:
                raise NotSeenLately
        if FLAGGED in text:
            return TextCheck(suggest="risky", label=20006)
        return TextCheck(suggest="review", label=10001) if DOUBTFUL in text else TextCheck(suggest="pass", label=100)

    def code_picture(self, scene: str, page: str) -> bytes:
        check_scene(scene)
        with self._faults.call("mini.code_picture"):
            self.codes_drawn.append((scene, page))
        return PICTURE


class FakeOfficial:
    """The service account's side of the fake."""

    def __init__(self, faults: FaultInjection, appid: str) -> None:
        self.appid = appid
        self._faults = faults
        self._codes = _Codes()

    def code_for(self, openid: str, unionid: str | None = None, *, snapshot: bool = False) -> str:
        """The code with which this person comes back from the authorize page."""
        return self._codes.make(openid, unionid, snapshot=snapshot)

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        return (
            f"https://open.weixin.qq.com/connect/oauth2/authorize?appid={self.appid}"
            f"&redirect_uri={quote(redirect_uri, safe='')}&response_type=code&scope=snsapi_userinfo"
            f"&state={check_state(state)}#wechat_redirect"
        )

    def identity(self, code: str) -> OAuthIdentity:
        with self._faults.call("official.identity"):
            known = self._codes.use(code)
        return OAuthIdentity(openid=known.openid, unionid=known.unionid, is_snapshot=known.snapshot)

    def js_signature(self, url: str) -> JsSignature:
        check_page_url(url, shop_origin="", local=True)
        with self._faults.call("official.js_signature"):
            timestamp, nonce = int(clock.now().timestamp()), secrets.token_hex(8)
        plain = f"jsapi_ticket=fake-ticket&noncestr={nonce}&timestamp={timestamp}&url={url}"
        signature = hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest()
        return JsSignature(appid=self.appid, timestamp=timestamp, nonce=nonce, signature=signature)
