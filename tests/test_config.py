"""The configuration refuses to start a shop that would go wrong."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from config import BadConfiguration, Config

REQUIRED = {
    "DATABASE_URL": "postgresql://shop@db/guanxi",
    "SECRET_KEYS": "an old secret of thirty-two letters,a new secret of thirty-two letters.",
    "SHOP_ORIGIN": "https://shop.example",
    "WECHAT_MINI_APPID": "wx1",
    "WECHAT_MINI_SECRET": "s",
    "WECHAT_H5_APPID": "wx2",
    "WECHAT_H5_SECRET": "s",
    "WECHAT_PAY_MCHID": "190",
    "WECHAT_PAY_CERT_SERIAL": "AA",
    "WECHAT_PAY_PRIVATE_KEY": "pem",
    "WECHAT_PAY_APIV3_KEY": "0123456789abcdef0123456789abcdef",
    "WECHAT_PAY_PUBLIC_KEY_ID": "PUB_KEY_ID_1",
    "WECHAT_PAY_PUBLIC_KEY": "pem",
}


def problems_of(**changes: str) -> list[str]:
    with pytest.raises(BadConfiguration) as caught:
        Config.from_env({**REQUIRED, **changes})
    return caught.value.problems


def test_it_works() -> None:
    config = Config.from_env(REQUIRED)
    assert config.production
    assert config.database_url == "postgresql+psycopg://shop@db/guanxi"
    assert config.paid_depth == 1


def test_all_missing_settings_are_named_at_once() -> None:
    with pytest.raises(BadConfiguration) as caught:
        Config.from_env({})
    assert {p.split(" ")[0] for p in caught.value.problems} == set(REQUIRED) - {"SHOP_ORIGIN"}


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "apiv3"
    secret.write_text("f" * 32 + "\n", encoding="utf-8")
    environ = {**REQUIRED, "WECHAT_PAY_APIV3_KEY_FILE": str(secret)}
    assert Config.from_env(environ).wechat_pay_apiv3_key == "f" * 32


@pytest.mark.parametrize("name", ["WECHAT_API_ORIGIN", "WECHAT_OPEN_ORIGIN", "WECHAT_PAY_ORIGIN"])
def test_production_refuses_a_sandbox(name: str) -> None:
    assert any(p.startswith(name) for p in problems_of(**{name: "http://127.0.0.1:5001"}))
    assert any(p.startswith(name) for p in problems_of(**{name: "https://wechat.example"}))


def test_production_refuses_passwords_that_are_guessed_quickly() -> None:
    assert any(p.startswith("PASSWORD_MEMORY_KIB") for p in problems_of(PASSWORD_MEMORY_KIB="19455"))
    assert Config.from_env(REQUIRED).password_memory_kib == 19_456


def test_production_refuses_a_clock_that_can_be_moved() -> None:
    assert any(p.startswith("DEVELOPMENT_SECRET") for p in problems_of(DEVELOPMENT_SECRET="x" * 32))


def test_production_refuses_plain_http() -> None:
    assert any(p.startswith("SHOP_ORIGIN") for p in problems_of(SHOP_ORIGIN="http://shop.example"))


def test_a_second_paid_level_needs_a_name_that_answers_for_it() -> None:
    assert any("PAID_DEPTH" in p for p in problems_of(PAID_DEPTH="2"))
    assert Config.from_env({**REQUIRED, "PAID_DEPTH": "2", "PAID_DEPTH_ACKNOWLEDGED_BY": "Di"}).paid_depth == 2


def test_a_third_paid_level_does_not_exist() -> None:
    assert problems_of(PAID_DEPTH="3", PAID_DEPTH_ACKNOWLEDGED_BY="Di")


BOUNDED = [(f.name, *f.metadata["bounds"]) for f in fields(Config) if f.metadata["bounds"]]


@pytest.mark.parametrize(("name", "least", "most"), BOUNDED)
def test_numbers_have_bounds(name: str, least: int, most: int) -> None:
    assert any(name.upper() in p for p in problems_of(**{name.upper(): str(least - 1)}))
    assert any(name.upper() in p for p in problems_of(**{name.upper(): str(most + 1)}))


@pytest.mark.parametrize("short", ["short", "", "x" * 31])
def test_short_secrets_are_refused(short: str) -> None:
    assert any(p.startswith("SECRET_KEYS") for p in problems_of(SECRET_KEYS=short or " "))


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_explains_every_setting_and_no_other(name: str) -> None:
    readme = (Path(__file__).parents[1] / name).read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([A-Z0-9_]+)`", readme, re.MULTILINE))
    assert explained == {f.name.upper() for f in fields(Config)}


@pytest.mark.parametrize("words", ["halflife=3", "gate=2", "gate=high", "gate"])
def test_a_shop_does_not_start_on_trust_parameters_that_mean_nothing(words: str) -> None:
    from webapp import create_app
    from webapp.kernel import settings

    before = settings._current[:]
    try:
        with pytest.raises(BadConfiguration, match="TRUST_PARAMETERS"):
            create_app(Config.from_env({**REQUIRED, "TRUST_PARAMETERS": words}))
    finally:
        settings._current[:] = before
