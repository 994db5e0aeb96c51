"""Mini-program codes: pictures that lead a scan to a page with its scene."""

import io
import re
import secrets
from dataclasses import dataclass
from typing import Any

import segno

from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import ApiError, Missing
from webapp.sandbox.store import as_dict

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")


@dataclass(frozen=True, kw_only=True)
class MiniCode:
    id: str
    appid: str
    scene: str
    page: str
    env_version: str


def unlimited(context: SandboxContext, *, appid: str, wanted: dict[str, Any]) -> bytes:
    """A PNG that any scanner reads; it holds the address of this code on this machine."""
    code = _checked(appid, wanted)
    width = wanted.get("width", 430)
    if not isinstance(width, int) or not 280 <= width <= 1280:
        raise ApiError(40097)
    with context.store.writing() as db:
        db.execute(
            "INSERT INTO mini_code VALUES (?, ?, ?, ?, ?, ?)",
            (code.id, code.appid, code.scene, code.page, code.env_version, context.clock.now()),
        )
    picture = segno.make(f"{context.accounts.origin}/scan/{code.id}", error="m", micro=False)
    drawn = io.BytesIO()
    picture.save(drawn, kind="png", scale=max(1, width // picture.symbol_size()[0]), border=4)
    return drawn.getvalue()


def listed(context: SandboxContext) -> list[MiniCode]:
    """Newest first."""
    with context.store.reading() as db:
        rows = db.execute(
            "SELECT id, appid, scene, page, env_version FROM mini_code ORDER BY created_at DESC, rowid DESC"
        ).fetchall()
    return [MiniCode(**as_dict(MiniCode, row)) for row in rows]


def scanned(context: SandboxContext, code_id: str) -> MiniCode:
    """What a scan of the picture means: the page to open and its scene."""
    with context.store.reading() as db:
        row = db.execute(
            "SELECT id, appid, scene, page, env_version FROM mini_code WHERE id = ?", (code_id,)
        ).fetchone()
    if row is None:
        raise Missing(f"There is no code {code_id}.")
    return MiniCode(**as_dict(MiniCode, row))


def _checked(appid: str, wanted: dict[str, Any]) -> MiniCode:
    scene, page = wanted.get("scene"), wanted.get("page", "")
    if not isinstance(scene, str) or not _SCENE.fullmatch(scene):
        raise ApiError(40169)
    if not isinstance(page, str) or page.startswith("/") or "?" in page:
        raise ApiError(41030)
    env_version = wanted.get("env_version", "release")
    if env_version not in {"release", "trial", "develop"}:
        raise ApiError(40097)
    return MiniCode(id=secrets.token_urlsafe(9), appid=appid, scene=scene, page=page, env_version=env_version)
