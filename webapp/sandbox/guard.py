"""What the sandbox refuses: to be reachable from outside, and to be mixed with anything real."""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from webapp.sandbox.provisioning import MADE_APPID, MADE_MCHID, SandboxFolder, StartRefused

_MADE = {
    "WECHAT_MINI_APPID": MADE_APPID,
    "WECHAT_H5_APPID": MADE_APPID,
    "WECHAT_PAY_MCHID": MADE_MCHID,
}
_ORIGINS = ("WECHAT_API_ORIGIN", "WECHAT_OPEN_ORIGIN", "WECHAT_PAY_ORIGIN")


def is_loopback(host: str | None) -> bool:
    if host and (host == "localhost" or host.endswith(".localhost")):
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def is_loopback_url(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and is_loopback(parts.hostname)


def refuse_outside(*, bind: str, shop_origin: str) -> None:
    if not is_loopback(bind):
        raise StartRefused(f"The sandbox signs for anyone who asks, so it binds to loopback only, not to {bind}.")
    if not is_loopback_url(shop_origin):
        raise StartRefused(f"The sandbox serves a shop on this machine only; {shop_origin} is somewhere else.")


def refuse_production(env: Mapping[str, str], *, source: str) -> None:
    """Refuse an environment that belongs to a production shop: its flag, its accounts, or WeChat's own hosts."""
    if env.get("GUANXI_ENV", "").lower() == "production":
        raise StartRefused(f"{source}: GUANXI_ENV=production. The sandbox and production never run side by side.")
    for name, made in _MADE.items():
        if env.get(name) and not made.fullmatch(env[name]):
            raise StartRefused(
                f"{source}: {name} was not made by the sandbox's init. Real credentials do not belong here."
            )
    for name in _ORIGINS:
        if env.get(name) and not is_loopback_url(env[name]):
            raise StartRefused(f"{source}: {name} points at {urlsplit(env[name]).hostname}, which is not this machine.")


def refuse_production_shop(folder: SandboxFolder) -> None:
    if folder.shop_env.exists():
        refuse_production(read_env(folder.shop_env), source=str(folder.shop_env))


def read_env(path: Path) -> dict[str, str]:
    lines = (line.partition("=") for line in path.read_text("utf-8").splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, _, value in lines if not name.startswith("#")}
