"""What init makes and keeps, and what the sandbox refuses to start with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.serving import ROOT, SandboxServer
from webapp.sandbox.guard import is_loopback_url, read_env
from webapp.sandbox.provisioning import SandboxFolder, load_accounts, provision, shop_settings

pytestmark = pytest.mark.programs

SHOP = "http://127.0.0.1:5000"


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("WECHAT_", "GUANXI_"))}
    command = [sys.executable, "-m", "webapp.sandbox", *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean | env, capture_output=True, text=True, timeout=30)


def test_a_second_init_keeps_every_key_and_secret(tmp_path: Path) -> None:
    assert run("init", str(tmp_path), "--port", "5001").returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run("init", str(tmp_path), "--port", "5001").returncode == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_new_port_changes_only_the_origin(tmp_path: Path) -> None:
    folder = SandboxFolder(tmp_path)
    first = shop_settings(folder, provision(folder, origin="http://127.0.0.1:5001", shop_origin=SHOP))
    second = shop_settings(folder, provision(folder, origin="http://127.0.0.1:6001", shop_origin=SHOP))
    assert {name for name in first if first[name] != second[name]} == {
        "WECHAT_API_ORIGIN",
        "WECHAT_OPEN_ORIGIN",
        "WECHAT_PAY_ORIGIN",
    }


def test_the_shop_gets_only_the_public_half_of_the_platform(tmp_path: Path) -> None:
    folder = SandboxFolder(tmp_path)
    provision(folder, origin="http://127.0.0.1:5001", shop_origin=SHOP)
    settings = read_env(folder.shop_env)
    assert folder.shop_env.stat().st_mode & 0o777 == 0o600
    assert "PUBLIC KEY" in Path(settings["WECHAT_PAY_PUBLIC_KEY_FILE"]).read_text()
    assert Path(settings["WECHAT_PAY_PRIVATE_KEY_FILE"]).read_text().startswith("-----BEGIN PRIVATE KEY-----")
    assert folder.platform_private.read_text() not in "".join(
        path.read_text() for path in (tmp_path / "shop").iterdir()
    )


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"GUANXI_ENV": "production"}, "production"),
        ({"WECHAT_PAY_MCHID": "1900000109"}, "WECHAT_PAY_MCHID"),
        ({"WECHAT_MINI_APPID": "wx1234567890abcdef"}, "WECHAT_MINI_APPID"),
        ({"WECHAT_PAY_ORIGIN": "https://api.mch.weixin.qq.com"}, "api.mch.weixin.qq.com"),
    ],
)
def test_a_production_environment_is_refused(tmp_path: Path, env: dict[str, str], said: str) -> None:
    ended = run("init", str(tmp_path), **env)
    assert (ended.returncode, said in ended.stderr) == (2, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [("--bind", "0.0.0.0"), ("--shop-origin", "https://shop.example")],  # noqa: S104
)
def test_nothing_outside_this_machine_is_served(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    provision(SandboxFolder(tmp_path), origin="http://127.0.0.1:5001", shop_origin=SHOP)
    ended = run("serve", str(tmp_path), "--port", "0", *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")


def test_real_accounts_in_the_folder_are_refused(tmp_path: Path) -> None:
    folder = SandboxFolder(tmp_path)
    made = provision(folder, origin="http://127.0.0.1:5001", shop_origin=SHOP)
    text = folder.accounts_file.read_text().replace(made.mchid, "1900000109")
    folder.accounts_file.write_text(text)
    ended = run("serve", str(tmp_path), "--port", "0")
    assert (ended.returncode, "did not make" in ended.stderr) == (2, True)


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    ended = run("serve", str(tmp_path))
    assert (ended.returncode, "init" in ended.stderr) == (2, True)


def test_a_taken_port_is_said_in_one_line(tmp_path: Path, sandbox: SandboxServer) -> None:
    provision(SandboxFolder(tmp_path), origin="http://127.0.0.1:5001", shop_origin=SHOP)
    ended = run("serve", str(tmp_path), "--port", sandbox.origin.rpartition(":")[2])
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "--port" in ended.stderr


def test_one_folder_is_served_once(sandbox: SandboxServer) -> None:
    ended = run("serve", str(sandbox.folder.root), "--port", "0")
    assert (ended.returncode, "already serves" in ended.stderr) == (2, True)


def test_serving_elsewhere_rewrites_the_shops_settings(sandbox: SandboxServer) -> None:
    assert read_env(sandbox.folder.shop_env)["WECHAT_PAY_ORIGIN"] == sandbox.origin
    assert load_accounts(sandbox.folder).origin == sandbox.origin


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:5000", True),
        ("http://localhost:5000/x", True),
        ("http://pabc.localhost:5001", True),
        ("http://[::1]:5000", True),
        ("http://192.168.1.4:5000", False),
        ("https://localhost.example", False),
        ("ftp://127.0.0.1", False),
    ],
)
def test_this_machine_is_recognised(url: str, here: bool) -> None:
    assert is_loopback_url(url) is here
