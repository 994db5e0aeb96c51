"""A share as a printed code: WeChat draws it once, and it is kept."""

import hashlib
from pathlib import Path

from webapp.gateways.wechat import wechat
from webapp.kernel import clock
from webapp.kernel.settings import settings
from webapp.people import identity
from webapp.referral import shares, visits


def draw_share_code(shopkeeper_id: int, ref: int) -> bytes:
    """The picture of the mini-program code that opens a shopkeeper's own share. Raises what a closed share raises.

    WeChat draws five thousand codes a minute for everybody together, so each is asked for once.
    """
    shares.share_for(shopkeeper_id, ref)
    token = shares.share_token(ref)
    visits.resolve_open_token(token, clock.now())
    kept = _place(token)
    if kept.is_file():
        return kept.read_bytes()
    drawn = wechat().mini.code_picture(token, settings().mini_program_page)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{identity.new_visitor_id():x}")
    draft.write_bytes(drawn)
    draft.replace(kept)
    return drawn


def _place(token: str) -> Path:
    """Where a drawn code is kept; its name tells nobody the token."""
    config = settings()
    name = hashlib.sha256(f"{config.wechat_mini_appid} {config.mini_program_page} {token}".encode()).hexdigest()
    return config.guanxi_data / "codes" / f"{name[:40]}.png"
