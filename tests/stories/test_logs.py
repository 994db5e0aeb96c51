"""What the served shop and its worker write down while people buy: enough to help them, nothing about them."""

import json

from tests.stories.people import ADDRESS, Cast
from tests.stories.served_system import ServedSystem, until


def test_the_logs_of_a_sale_and_its_troubles_name_no_one(system: ServedSystem, cast: Cast) -> None:
    """No tokens, openids, phone numbers, names or secrets: not when all goes well, and not in the words of failures."""
    share = cast.ada.shares(cast.tea)
    seen = cast.cy.opens(share["token"])
    order = cast.cy.orders(cast.tin, page=seen, token=share["token"])
    system.ask("GET", f"/s/{share['token']}")
    system.sandbox.fault("pay.create", "drop_answer")
    system.sandbox.fault("token.stable", "error_before")
    system.sandbox.fault("code.unlimited", "errcode", code=45009)
    system.sandbox.fault("login.jscode2session", "drop_answer")
    for path in (f"/orders/{order['no']}/payment", "/session"):
        code = {"code": system.sandbox.login_code(cast.cy.known)} if path == "/session" else {}
        assert cast.cy.raw("POST", path, **code).status_code == 503
    cast.ada.phone.picture(f"/shares/{share['id']}/code")
    cast.cy.pays(order["no"])
    cast.cy.sees(order["no"], "paid")
    cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    cast.cy.sees(order["no"], "refunded")

    written = system.web.log + system.worker.log
    private = [
        *ADDRESS.values(),
        *cast.cy.known["openids"].values(),
        cast.cy.known["unionid"],
        cast.cy.session_token,
        share["token"],
        seen["forward_token"],
        system.secret,
        *(value for name, value in system.environment.items() if name.endswith(("_SECRET", "_KEY", "SECRET_KEYS"))),
    ]
    assert [each for each in private if each in written] == []
    assert "access_token=" not in written
    assert '"/s/<token>"' in written  # and they do say what happened


def test_every_request_leaves_one_json_line_with_its_number(system: ServedSystem) -> None:
    answer = system.ask("GET", "/api/v1/me")
    number = answer.headers["X-Request-Id"]
    line = until(lambda: [each for each in system.web.log.splitlines() if number in each])[0]
    told = json.loads(line)
    assert (told["method"], told["status"]) == ("GET", 401)
