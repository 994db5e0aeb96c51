"""Two names for one page: the shop's own address, and the one under which a person's browser frames it here."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from webapp.sandbox.context import SandboxContext

PERSON_HOST = re.compile(r"(p[0-9a-f]{12})(?:-(zh|en))?\.localhost(?::\d+)?")
"""The person, and the language of the phone that frames the page: two phones open at once may speak two languages."""
_AUTHORIZE = "/connect/oauth2/authorize"
_FRAME_ANCESTORS = re.compile(r"frame-ancestors [^;]*")


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """The origins one person's browser meets."""

    shop: str
    wechat: str
    own: str
    """The person's frame: http://p….localhost:port, or p…-en for a phone in English."""
    any_own: tuple[str, ...]
    """The person's frame in every language."""

    @classmethod
    def of(cls, context: SandboxContext, person: str, *, language: str | None = None) -> "Addresses":
        port = urlsplit(context.accounts.origin).port
        named = {spoken: f"http://{person}{spoken and f'-{spoken}'}.localhost:{port}" for spoken in ("", "zh", "en")}
        return cls(
            shop=context.accounts.shop_origin,
            wechat=context.accounts.origin,
            own=named[language or ""],
            any_own=tuple(named.values()),
        )

    def inward(self, address: str) -> str:
        """An address as the shop knows it."""
        for own in self.any_own:
            address = address.replace(own, self.shop).replace(quote(own, safe=""), quote(self.shop, safe=""))
        return address

    def outward(self, address: str) -> str:
        """An address as the frame must know it; the sign-in page, too, is answered for this person alone."""
        if address == self.shop or address.startswith((f"{self.shop}/", f"{self.shop}?")):
            return self.own + address[len(self.shop) :]
        if address.startswith(self.wechat + _AUTHORIZE):
            return self.own + address[len(self.wechat) :]
        return address

    def outward_page(self, page: str) -> str:
        """A page whose absolute links stay inside the frame."""
        return page.replace(self.shop, self.own).replace(self.wechat + _AUTHORIZE, self.own + _AUTHORIZE)

    def framed_by_phone(self, policy: str) -> str:
        """The page's own security policy, except for who may frame it: in WeChat the page is no frame at all."""
        return _FRAME_ANCESTORS.sub(f"frame-ancestors {' '.join(phone_origins(self.wechat))}", policy)


def phone_origins(wechat: str) -> tuple[str, ...]:
    """Under which addresses people open the phone."""
    port = urlsplit(wechat).port
    return f"http://127.0.0.1:{port}", f"http://localhost:{port}"
