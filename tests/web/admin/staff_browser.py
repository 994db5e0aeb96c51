"""A browser of staff: Di and her colleagues open pages and press buttons as a person would."""

import html
import re
from typing import Any

from apiflask import APIFlask
from werkzeug.test import TestResponse

from tests.cast import STAFF_PASSWORD, TOTP_SECRET, add_staff
from tests.web.form_tokens import form_token
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.people.staff import audit, secrets
from webapp.people.staff.service.audit import AuditLine


class StaffBrowser:
    """One browser. `log_in` takes the whole way through the door."""

    def __init__(self, app: APIFlask) -> None:
        self.client = app.test_client()

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **more)

    def see(self, path: str, **more: Any) -> str:
        """A page that must be there."""
        answer = self.get(path, **more)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def press(self, page: str, path: str, **fields: Any) -> TestResponse:
        """Send a form that stands on a page."""
        return self.client.post(path, data={"csrf_token": self.token(page), **fields})

    def do(self, page: str, path: str, **fields: Any) -> str:
        """Send a form and read the page one is sent to."""
        answer = self.press(page, path, **fields)
        assert answer.status_code == 303, (path, answer.status_code, answer.text)
        return self.see(answer.location)

    def refused(self, page: str, path: str, **fields: Any) -> str:
        """Send a form that is shown again with what to correct."""
        answer = self.press(page, path, **fields)
        assert answer.status_code == 422, (path, answer.status_code, answer.text)
        return answer.text

    def token(self, page: str) -> str:
        return form_token(self.get(page).text)

    def log_in(self, login: str = "di", *, role: str = "admin") -> "StaffBrowser":
        """As a member of staff who is made when there is none."""
        add_staff(login, role=role)
        with transaction():  # several desks in one test share one half minute
            execute("UPDATE staff SET totp_last_step = 1 WHERE login = :login", login=login)
        answer = self.press("/admin/login", "/admin/login", login=login, password=STAFF_PASSWORD, code=code())
        assert answer.status_code == 303, answer.text
        return self


def code() -> str:
    """What everybody's authenticator shows now."""
    return secrets.code_at(TOTP_SECRET, at=clock.machine_now())


def last_audit_line() -> AuditLine:
    """What the audit log wrote down last."""
    return audit.lines().items[0]


def mistakes(page: str) -> dict[str, str]:
    """What a form's summary says must be corrected, by the field it leads to, where the same words stand."""
    summary = re.search(
        r'<div class="notice notice-bad" role="alert" tabindex="-1" autofocus>.*?</div>', page, re.DOTALL
    )
    assert summary, "nothing is to be corrected"
    found = {
        html.unescape(id): html.unescape(words) for id, words in re.findall(r'<a href="#(.+?)">(.+?)</a>', summary[0])
    }
    for field, words in found.items():
        assert f'<p class="field-error" id="{field}-error">{html.escape(words)}</p>' in page, field
        assert re.search(rf'<\w+ [^>]*\bid="{field}"', page), f"{field} is not on the page"
    return found
