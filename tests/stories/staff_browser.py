"""A browser of staff: the staff pages over HTTP, with a form token and an authenticator, as a browser would."""

import html
import re

import pyotp
import requests

from tests.stories import initial_data
from tests.stories.served_system import ServedSystem
from tests.web.form_tokens import form_token
from webapp.kernel import clock


class StaffBrowser:
    """One browser of staff; `with StaffBrowser(system) as di:`."""

    def __init__(self, system: ServedSystem) -> None:
        self._system = system
        self._wire = requests.Session()
        self._wire.trust_env = False

    def __enter__(self) -> "StaffBrowser":
        code = pyotp.TOTP(initial_data.AUTHENTICATOR).at(clock.machine_now())
        entered = self.does(
            "/admin/login", "/admin/login", login=initial_data.STAFF, password=initial_data.PASSWORD, code=code
        )
        assert entered.status_code == 200, entered.text[:2000]
        assert not entered.url.endswith("/login"), entered.text[:2000]
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    @property
    def cookies(self) -> requests.cookies.RequestsCookieJar:
        """Her login, for another browser of hers."""
        return self._wire.cookies

    def page(self, path: str) -> str:
        """What she reads, in English."""
        shown = self._wire.get(self._system.origin + path, headers={"Accept-Language": "en"}, timeout=60)
        assert shown.status_code == 200, (path, shown.status_code, shown.text[:2000])
        return shown.text

    def reads(self, path: str) -> str:
        """The words of a page without its markup."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", self.page(path))).split())

    def does(self, page: str, path: str, **form: str) -> requests.Response:
        """Send a form of a page."""
        return self._wire.post(
            self._system.origin + path,
            data={"csrf_token": form_token(self.page(page)), **form},
            headers={"Accept-Language": "en"},
            timeout=60,
        )

    def ships(self, no: str) -> None:
        """The parcel leaves."""
        done = self.does(
            f"/admin/orders/{no}", f"/admin/orders/{no}/shipment", carrier="顺丰", tracking_no="SF100200300"
        )
        assert done.status_code == 200, done.text[:2000]
