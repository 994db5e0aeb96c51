"""What `init` makes once: the accounts, keys and secrets of a WeChat that exists only on this machine.

The made-up numbers cannot be mistaken for real ones: real merchant numbers start with 1, these with 9; every app id
carries the mark of the sandbox. That is how production credentials are recognised and refused.
"""

import fcntl
import json
import re
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

APPID_MARK = "wx5a4db0"
MADE_APPID = re.compile(rf"{APPID_MARK}[0-9a-f]{{10}}")
MADE_MCHID = re.compile(r"9\d{9}")


class StartRefused(Exception):
    """The sandbox will not start like this; the text says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """The two apps, the merchant and the platform, as this WeChat knows them."""

    origin: str
    shop_origin: str
    mini_appid: str
    mini_secret: str
    h5_appid: str
    h5_secret: str
    mchid: str
    merchant_name: str
    cert_serial: str
    apiv3_key: str
    public_key_id: str

    @classmethod
    def fresh(cls, *, origin: str, shop_origin: str) -> Self:
        return cls(
            origin=origin,
            shop_origin=shop_origin.rstrip("/"),
            mini_appid=APPID_MARK + secrets.token_hex(5),
            mini_secret=secrets.token_hex(16),
            h5_appid=APPID_MARK + secrets.token_hex(5),
            h5_secret=secrets.token_hex(16),
            mchid="9" + "".join(secrets.choice("0123456789") for _ in range(9)),
            merchant_name="关系小铺",
            cert_serial=secrets.token_hex(20).upper(),
            apiv3_key=secrets.token_hex(16),
            public_key_id="PUB_KEY_ID_99" + "".join(secrets.choice("0123456789") for _ in range(26)),
        )

    def secret_of(self, appid: str) -> str | None:
        return {self.mini_appid: self.mini_secret, self.h5_appid: self.h5_secret}.get(appid)

    @property
    def appids(self) -> tuple[str, str]:
        return self.mini_appid, self.h5_appid


@dataclass(frozen=True)
class SandboxFolder:
    """Where everything of one sandbox lies: `wechat/` is its own; `shop.env` and `shop/` are what the shop may see."""

    root: Path

    @property
    def accounts_file(self) -> Path:
        return self.root / "wechat" / "founding.json"

    @property
    def platform_private(self) -> Path:
        return self.root / "wechat" / "platform_key.pem"

    @property
    def merchant_public(self) -> Path:
        return self.root / "wechat" / "merchant_public.pem"

    @property
    def database(self) -> Path:
        return self.root / "wechat" / "wechat.sqlite3"

    @property
    def merchant_private(self) -> Path:
        return self.root / "shop" / "apiclient_key.pem"

    @property
    def platform_public(self) -> Path:
        return self.root / "shop" / "platform_public.pem"

    @property
    def shop_env(self) -> Path:
        return self.root / "shop.env"


def provision(folder: SandboxFolder, *, origin: str, shop_origin: str) -> Accounts:
    """Make what is missing and keep what is there, so that a second init changes no key; only the origins follow."""
    for part in (folder.accounts_file.parent, folder.merchant_private.parent):
        part.mkdir(parents=True, exist_ok=True, mode=0o700)
    accounts = _with_origins(folder, origin=origin, shop_origin=shop_origin)
    _write_private(folder.accounts_file, json.dumps(asdict(accounts), indent=2, ensure_ascii=False) + "\n")
    _keep_key_pair(folder.merchant_private, folder.merchant_public)
    _keep_key_pair(folder.platform_private, folder.platform_public)
    _write_private(folder.shop_env, "".join(f"{k}={v}\n" for k, v in shop_settings(folder, accounts).items()))
    return accounts


def load_accounts(folder: SandboxFolder) -> Accounts:
    if not folder.accounts_file.exists():
        raise StartRefused(
            f"{folder.root} holds no sandbox yet: run `python -m webapp.sandbox init {folder.root}` first."
        )
    accounts = Accounts(**json.loads(folder.accounts_file.read_text("utf-8")))
    if not MADE_MCHID.fullmatch(accounts.mchid) or not all(MADE_APPID.fullmatch(a) for a in accounts.appids):
        raise StartRefused(
            f"{folder.accounts_file} names accounts that init did not make. The sandbox never uses real ones."
        )
    return accounts


def lock_folder(folder: SandboxFolder) -> IO[str]:
    """Hold the folder for one serving process; the kernel lets go when it ends, however it ends."""
    held = (folder.root / "wechat" / "serving.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise StartRefused(
            f"Another sandbox already serves {folder.root}: stop it first, or use another folder."
        ) from None
    return held


def shop_settings(folder: SandboxFolder, accounts: Accounts) -> dict[str, str]:
    """The variables a shop needs to talk to this WeChat; of the platform's key only the public half."""
    return {
        "WECHAT_API_ORIGIN": accounts.origin,
        "WECHAT_OPEN_ORIGIN": accounts.origin,
        "WECHAT_PAY_ORIGIN": accounts.origin,
        "WECHAT_MINI_APPID": accounts.mini_appid,
        "WECHAT_MINI_SECRET": accounts.mini_secret,
        "WECHAT_H5_APPID": accounts.h5_appid,
        "WECHAT_H5_SECRET": accounts.h5_secret,
        "WECHAT_PAY_MCHID": accounts.mchid,
        "WECHAT_PAY_CERT_SERIAL": accounts.cert_serial,
        "WECHAT_PAY_PRIVATE_KEY_FILE": str(folder.merchant_private.resolve()),
        "WECHAT_PAY_APIV3_KEY": accounts.apiv3_key,
        "WECHAT_PAY_PUBLIC_KEY_ID": accounts.public_key_id,
        "WECHAT_PAY_PUBLIC_KEY_FILE": str(folder.platform_public.resolve()),
    }


def _with_origins(folder: SandboxFolder, *, origin: str, shop_origin: str) -> Accounts:
    if not folder.accounts_file.exists():
        return Accounts.fresh(origin=origin, shop_origin=shop_origin)
    kept = asdict(load_accounts(folder))
    return Accounts(**{**kept, "origin": origin, "shop_origin": shop_origin})


def _keep_key_pair(private: Path, public: Path) -> None:
    if private.exists() and public.exists():
        return
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _write_private(private, pem.decode())
    shown = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    public.write_bytes(shown)


def _write_private(path: Path, text: str) -> None:
    """Write through a 0600 neighbour and rename, so a reader never sees half a file nor a readable secret."""
    draft = path.with_suffix(path.suffix + ".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text, "utf-8")
    draft.replace(path)
