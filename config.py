"""Every setting of the shop, read once from the environment and never again."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

ENVIRONMENTS = ("development", "test", "production")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DAY = 86_400
OWASP_MEMORY_KIB = 19_456


class BadConfiguration(Exception):
    """The environment does not describe a shop that may start."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The configuration has problems:\n" + "\n".join(f"  - {p}" for p in problems))
        self.problems = problems


def _text(value: str) -> str:
    return value


def _whole(value: str) -> int:
    return int(value)


def _truth(value: str) -> bool:
    if value not in ("True", "False"):
        raise ValueError("use True or False")
    return value == "True"


def _folder(value: str) -> Path:
    return Path(value).expanduser().resolve()


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
        raise ValueError("use an origin such as https://shop.example")
    return f"{parts.scheme}://{parts.netloc}"


def _database(value: str) -> str:
    if not value.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise ValueError("use a PostgreSQL URL: postgresql://user:password@host:5432/name")
    return re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", value)


def _policy(value: str) -> str:
    if value not in ("last_touch_7d", "first_touch_7d"):
        raise ValueError("use last_touch_7d or first_touch_7d")
    return value


def _keys(value: str) -> tuple[str, ...]:
    keys = tuple(k.strip() for k in value.split(",") if k.strip())
    if not keys or any(len(k) < 32 for k in keys):
        raise ValueError("use one or more secrets of at least 32 characters, oldest first, separated by commas")
    if len(keys) > 16:
        raise ValueError("at most 16 keys: the key's number takes 4 bits of a token")
    return keys


def _setting(
    description: str, *, default: Any = ..., parse: Callable[[str], Any] = _text, bounds: tuple[int, int] | None = None
) -> Any:
    """Declare one environment variable: its meaning, parser, default and, for numbers, its bounds."""
    metadata = {"description": description, "parse": parse, "bounds": bounds}
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Config:
    """What the shop needs to know; each field is the environment variable of the same name in capitals.

    A variable may also be given as NAME_FILE with the path of a file that holds the value.
    """

    database_url: str = _setting("PostgreSQL 15 or later", parse=_database)
    secret_keys: tuple[str, ...] = _setting(
        "Signing secrets, oldest first, comma-separated, each ≥ 32 characters; the last one signs", parse=_keys
    )
    guanxi_env: str = _setting("development, test or production", default="production")
    guanxi_data: Path = _setting("Folder for spooled visits, logs and local state", default=Path("data"), parse=_folder)
    shop_origin: str = _setting("Where people reach the shop", default="http://127.0.0.1:5000", parse=_origin)
    frame_ancestors: str = _setting("Origins that may frame share pages (development: the phone)", default="'none'")
    development_secret: str = _setting("Lets the sandbox move the development clock; empty: nobody can", default="")
    trusted_proxies: int = _setting(
        "Reverse proxies in front whose X-Forwarded-* headers are believed", default=0, parse=_whole, bounds=(0, 5)
    )

    wechat_api_origin: str = _setting("WeChat's API", default="https://api.weixin.qq.com", parse=_origin)
    wechat_open_origin: str = _setting("WeChat's OAuth pages", default="https://open.weixin.qq.com", parse=_origin)
    wechat_pay_origin: str = _setting("WeChat Pay's API", default="https://api.mch.weixin.qq.com", parse=_origin)
    wechat_mini_appid: str = _setting("App id of the mini-program")
    wechat_mini_secret: str = _setting("Secret of the mini-program")
    wechat_h5_appid: str = _setting("App id of the service account (share pages)")
    wechat_h5_secret: str = _setting("Secret of the service account")
    wechat_pay_mchid: str = _setting("Merchant id")
    wechat_pay_cert_serial: str = _setting("Serial number of the merchant's API certificate")
    wechat_pay_private_key: str = _setting("The merchant's API key, PKCS#8 PEM")
    wechat_pay_apiv3_key: str = _setting("APIv3 key, 32 characters")
    wechat_pay_public_key_id: str = _setting("WeChat Pay public key id, PUB_KEY_ID_…")
    wechat_pay_public_key: str = _setting("WeChat Pay public key, PEM")
    mini_program_page: str = _setting("Page a mini-program code opens", default="pages/share/index")

    paid_depth: int = _setting("Levels of the chain that earn cash", default=1, parse=_whole, bounds=(1, 2))
    paid_depth_acknowledged_by: str = _setting("Name of the operator who answers for paid depth 2", default="")
    commission_rate_cap_bp: int = _setting(
        "Ceiling of all commissions on a line, in basis points", default=3000, parse=_whole, bounds=(0, 3000)
    )
    attribution_policy: str = _setting(
        "Who is credited with an order: last_touch_7d or first_touch_7d", default="last_touch_7d", parse=_policy
    )
    attribution_window_seconds: int = _setting(
        "How long a touch may earn", default=7 * DAY, parse=_whole, bounds=(3600, 90 * DAY)
    )
    touch_window_seconds: int = _setting(
        "Visits of one person by one token within this time are one touch", default=1800, parse=_whole, bounds=(60, DAY)
    )
    protection_seconds: int = _setting(
        "A shopkeeper's own visit does not override somebody's touch younger than this",
        default=1800,
        parse=_whole,
        bounds=(0, DAY),
    )
    settle_hold_seconds: int = _setting(
        "From confirmed receipt to payable: return window and refund time",
        default=15 * DAY,
        parse=_whole,
        bounds=(14 * DAY, 90 * DAY),
    )
    auto_receipt_seconds: int = _setting(
        "From shipping to receipt when nobody confirms", default=10 * DAY, parse=_whole, bounds=(DAY, 30 * DAY)
    )
    reservation_seconds: int = _setting(
        "How long an unpaid order holds its stock", default=600, parse=_whole, bounds=(60, 7200)
    )
    complaint_seconds: int = _setting(
        "How long after receipt a purchase may be complained about",
        default=90 * DAY,
        parse=_whole,
        bounds=(15 * DAY, 365 * DAY),
    )
    complaint_answer_seconds: int = _setting(
        "How long a shopkeeper has to answer a complaint before staff take it",
        default=2 * DAY,
        parse=_whole,
        bounds=(3600, 14 * DAY),
    )
    idempotency_seconds: int = _setting(
        "How long an Idempotency-Key's answer is kept", default=7 * DAY, parse=_whole, bounds=(7 * DAY, 90 * DAY)
    )
    session_seconds: int = _setting(
        "Life of a mini-program session", default=30 * DAY, parse=_whole, bounds=(3600, 365 * DAY)
    )
    share_seconds: int = _setting("Life of a share link", default=90 * DAY, parse=_whole, bounds=(DAY, 365 * DAY))
    invitation_seconds: int = _setting(
        "Life of an invitation to become a shopkeeper", default=7 * DAY, parse=_whole, bounds=(3600, 30 * DAY)
    )
    agreement_version: str = _setting("Version of the shopkeeper agreement in force", default="2026-01")
    logins_per_minute: int = _setting(
        "Mini-program logins one network address may try in a minute; a carrier shares one among many people",
        default=120,
        parse=_whole,
        bounds=(5, 10_000),
    )
    password_memory_kib: int = _setting(
        "Memory that checking a staff password takes, in KiB; OWASP asks for the default, and production for no less",
        default=OWASP_MEMORY_KIB,
        parse=_whole,
        bounds=(8, 1_048_576),
    )
    orders_per_minute: int = _setting(
        "Orders one person may place in a minute", default=5, parse=_whole, bounds=(1, 1_000)
    )
    forgeries_per_minute: int = _setting(
        "Forged tokens one network address may show in a minute", default=10, parse=_whole, bounds=(1, 1_000)
    )
    trust_parameters: str = _setting(
        "Parameters of trust and of the stages that differ from their defaults, as `name=value, name=value`", default=""
    )
    page_cache_seconds: int = _setting(
        "How long a rendered share page is served before it is made again", default=10, parse=_whole, bounds=(0, 300)
    )

    def __post_init__(self) -> None:
        problems = [*_bound_problems(self), *_combination_problems(self)]
        if problems:
            raise BadConfiguration(problems)

    @property
    def development(self) -> bool:
        return self.guanxi_env == "development"

    @property
    def production(self) -> bool:
        return self.guanxi_env == "production"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read all settings; raises BadConfiguration that names every missing or malformed one at once."""
        source = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        problems: list[str] = []
        for setting in fields(cls):
            try:
                found = _read(setting.name, source)
                if found is not None:
                    values[setting.name] = setting.metadata["parse"](found)
                elif _required(setting):
                    problems.append(f"{setting.name.upper()} is missing: {setting.metadata['description']}")
            except (ValueError, OSError) as exc:
                problems.append(f"{setting.name.upper()}: {exc}")
        if problems:
            raise BadConfiguration(problems)
        return cls(**values)


def _required(setting: Field[Any]) -> bool:
    return setting.default is MISSING


def _read(name: str, source: Mapping[str, str]) -> str | None:
    variable = name.upper()
    if path := source.get(f"{variable}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return source.get(variable) or None


def _bound_problems(config: Config) -> list[str]:
    problems = []
    for setting in fields(config):
        bounds = setting.metadata["bounds"]
        if bounds and not bounds[0] <= getattr(config, setting.name) <= bounds[1]:
            problems.append(f"{setting.name.upper()} must lie between {bounds[0]} and {bounds[1]}")
    return problems


def _combination_problems(config: Config) -> list[str]:
    problems = []
    if config.guanxi_env not in ENVIRONMENTS:
        problems.append(f"GUANXI_ENV must be one of {', '.join(ENVIRONMENTS)}")
    if config.paid_depth > 1 and not config.paid_depth_acknowledged_by:
        problems.append("PAID_DEPTH 2 pays an upline: PAID_DEPTH_ACKNOWLEDGED_BY must name who answers for it")
    if len(config.wechat_pay_apiv3_key) != 32:
        problems.append("WECHAT_PAY_APIV3_KEY must have 32 characters")
    if config.production:
        problems += _production_problems(config)
    return problems


def _production_problems(config: Config) -> list[str]:
    problems = []
    for name in ("wechat_api_origin", "wechat_open_origin", "wechat_pay_origin"):
        parts = urlsplit(getattr(config, name))
        if parts.scheme != "https" or parts.hostname in LOOPBACK or not str(parts.hostname).endswith(".qq.com"):
            problems.append(
                f"{name.upper()} points to {parts.netloc}: production speaks with WeChat itself, never a sandbox"
            )
    if not config.shop_origin.startswith("https://"):
        problems.append("SHOP_ORIGIN must be https in production: WeChat calls it back")
    if config.development_secret:
        problems.append("DEVELOPMENT_SECRET must be empty in production: nobody moves its clock")
    if config.frame_ancestors != "'none'":
        problems.append("FRAME_ANCESTORS must be 'none' in production")
    if config.password_memory_kib < OWASP_MEMORY_KIB:
        problems.append(f"PASSWORD_MEMORY_KIB must be at least {OWASP_MEMORY_KIB} in production")
    return problems
