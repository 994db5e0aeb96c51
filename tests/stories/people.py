"""What people do on their phones in these stories, through the JSON API and WeChat's payment sheet alone."""

import uuid
from dataclasses import dataclass
from typing import Any

import requests

from tests.stories.served_system import ServedSystem, until

ADDRESS = {"recipient": "林小波", "phone": "13800138000", "region": "浙江省 杭州市 西湖区", "detail": "龙井路 1 号"}
Json = dict[str, Any]


class Refused(Exception):
    """The shop said no: its status and its problem."""

    def __init__(self, status: int, problem: Json) -> None:
        self.status, self.code = status, problem.get("code")
        super().__init__(f"{status}: {problem}")


class Phone:
    """Somebody with the mini-program open, logged in."""

    def __init__(self, system: ServedSystem, name: str, known: Json | None = None) -> None:
        self.system = system
        self.known = known or system.sandbox.person(name)
        self.session_token = ""
        self.log_in()

    @classmethod
    def of_lin(cls, system: ServedSystem) -> "Phone":
        """Lin is in every story, and logs in only when she has to: twenty times a minute is too often for anybody."""
        lin = system.lins_phone
        if not isinstance(lin, cls) or lin.raw("GET", "/me").status_code != 200:
            lin = system.lins_phone = cls(system, "Lin", known=system.lin)
        return lin

    def log_in(self) -> None:
        opened = self.ask("POST", "/session", code=self.system.sandbox.login_code(self.known))
        self.session_token = opened["token"]

    def ask(self, method: str, path: str, *, headers: dict[str, str] | None = None, **body: Any) -> Json:
        """One call of the API; raises Refused."""
        answer = self.raw(method, path, headers=headers, **body)
        content: Json = answer.json() if answer.content else {}
        if answer.status_code >= 400:
            raise Refused(answer.status_code, content)
        return content

    def raw(self, method: str, path: str, *, headers: dict[str, str] | None = None, **body: Any) -> requests.Response:
        """The same, with whatever was answered."""
        sent = {"Accept-Language": "en", **(headers or {})}
        if self.session_token:
            sent["Authorization"] = f"Bearer {self.session_token}"
        told = body if method in ("POST", "PATCH") else None
        return self.system.ask(method, f"/api/v1{path}", headers=sent, json=told)

    def picture(self, path: str) -> requests.Response:
        """Something that is not JSON, or the refusal."""
        return self.system.ask("GET", f"/api/v1{path}", headers={"Authorization": f"Bearer {self.session_token}"})

    def get(self, path: str) -> Json:
        return self.ask("GET", path)

    def opens(self, token: str) -> Json:
        """Look at a share; the answer carries one's own forward."""
        return self.ask("POST", "/visits", token=token)

    def orders(self, sku: str, *, page: Json | None = None, token: str | None = None, **more: Any) -> Json:
        """Order from a page one looked at, under a key of one's own."""
        key = more.pop("key", None) or uuid.uuid4().hex
        headers = {"Idempotency-Key": key, **more.pop("headers", {})}
        wish = {"items": [{"sku_code": sku, "quantity": more.pop("quantity", 1)}], "address": ADDRESS, **more}
        if page:
            wish |= {"token": token, "visit_id": page["visit_id"]}
        return self.ask("POST", "/orders", headers=headers, **wish)

    def order(self, no: str) -> Json:
        return self.get(f"/orders/{no}")

    def wants_to_pay(self, no: str) -> Json:
        """What `wx.requestPayment` is given."""
        return self.ask("POST", f"/orders/{no}/payment")

    def opens_sheet(self, payment: Json) -> Json:
        """WeChat's payment sheet slides up."""
        return self.system.sandbox.open_sheet(self.known, self.system.sandbox.accounts.mini_appid, payment["sheet"])

    def confirms(self, sheet: Json) -> Json:
        """The thumb on the green button."""
        paid: Json = self.system.sandbox.control("POST", f"/payments/{sheet['prepay_id']}/pay")
        return paid

    def pays(self, no: str) -> Json:
        """Ask to pay, open the sheet, confirm; gives what the shop handed out."""
        payment = self.wants_to_pay(no)
        self.confirms(self.opens_sheet(payment))
        return payment

    def sees(self, no: str, state: str) -> Json:
        """Wait until the order stands so; the shop is only read, nobody is asked."""

        def found() -> Json | None:
            order = self.order(no)
            return order if order["state"] == state else None

        return until(found, what=f"for {no} to be {state}: {self.order(no)}") or {}


class Keeper:
    """A shopkeeper: a phone with a shop."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.ask, self.get = phone.ask, phone.get

    @classmethod
    def below(cls, inviter: Phone, guest: Phone) -> "Keeper":
        """Invited, read, accepted: no fee and no purchase."""
        invitation = inviter.ask("POST", "/shopkeepers/invitations")
        shown = guest.get(f"/shopkeepers/invitations/{invitation['token']}")
        guest.ask(
            "POST",
            "/shopkeepers",
            invite_token=invitation["token"],
            shop_name="阿达的小店",
            agreement_version=shown["agreement"]["version"],
            accept=True,
        )
        return cls(guest)

    def shares(self, product: str, words: str = "") -> Json:
        return self.ask("POST", "/shares", product_code=product, text=words)

    @property
    def entries(self) -> list[Json]:
        """Every reward, newest first."""
        items: list[Json] = self.get("/earnings/entries")["items"]
        return items

    @property
    def purse(self) -> tuple[int, int]:
        """Pending and payable, in fen."""
        found = self.get("/earnings")
        return found["pending_fen"], found["payable_fen"]


@dataclass(frozen=True)
class Cast:
    """Who is in the story, and the tea it is about."""

    ada: Keeper
    bo: Phone
    cy: Phone
    tea: str

    @property
    def tin(self) -> str:
        """The small tin, ¥99."""
        return f"{self.tea}-s"

    def cy_orders(self, **more: Any) -> Json:
        """Cy opens Ada's share and orders a tin."""
        share = self.ada.shares(self.tea)
        return self.cy.orders(self.tin, page=self.cy.opens(share["token"]), token=share["token"], **more)
