"""A really served sandbox for tests: its own process, its own folder, a free port."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import requests

from webapp.local import exec_as_user
from webapp.sandbox.provisioning import Accounts, SandboxFolder, load_accounts, provision, shop_settings

ROOT = Path(__file__).resolve().parents[2]
NOBODY = "http://127.0.0.1:9"


class ControlRefused(Exception):
    """The control API answered 4xx or 5xx; `status` and `problem` say what."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status, self.problem = status, problem
        super().__init__(f"{status}: {problem}")


class SandboxServer:
    """`with SandboxServer(tmp_path, shop_origin=...) as sandbox:`, or start() and stop()."""

    def __init__(self, folder: Path, *, shop_origin: str = NOBODY, shop_clock_secret: str | None = None) -> None:
        self.folder = SandboxFolder(folder)
        self.shop_origin = shop_origin
        self._secret = shop_clock_secret
        self._process: subprocess.Popen[str] | None = None
        self.origin = ""

    def start(self) -> Self:
        provision(self.folder, origin="http://127.0.0.1:0", shop_origin=self.shop_origin)
        tied = f"parent={os.getpid()}:{int(signal.SIGTERM)}"
        command = [sys.executable, "-I", "-S", exec_as_user.__file__, tied, "--"]
        command += [sys.executable, "-m", "webapp.sandbox", "serve", str(self.folder.root), "--port", "0"]
        foreign = ("WECHAT_", "GUANXI_", "SHOP_CLOCK_SECRET")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        if self._secret:
            clean["SHOP_CLOCK_SECRET"] = self._secret
        self._process = subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        first = self._process.stdout.readline()
        if not first.startswith("WeChat sandbox on "):
            self.stop()
            raise RuntimeError(f"the sandbox did not start: {first!r}")
        self.origin = first.split()[3]
        return self

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> int:
        """End it as an operator would, with SIGTERM; the exit status tells whether that was clean."""
        assert self._process is not None
        self._process.terminate()
        status = self._process.wait(timeout=15)
        if self._process.stdout:
            self._process.stdout.close()
        return status

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def accounts(self) -> Accounts:
        return load_accounts(self.folder)

    def shop_settings(self) -> dict[str, str]:
        """The WECHAT_* variables for the shop under test."""
        return shop_settings(self.folder, self.accounts)

    def control(self, method: str, path: str, **body: Any) -> Any:
        """One call to the control API: `control("POST", "/people", name="Ada")`."""
        answer = self.ask(method, f"/control{path}", json=body if method != "GET" else None)
        if answer.status_code >= 400:
            raise ControlRefused(answer.status_code, answer.json())
        return answer.json() if answer.content else None

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """One bare request to any address of the sandbox."""
        with requests.Session() as wire:
            wire.trust_env = False
            return wire.request(method, self.origin + path, timeout=60, allow_redirects=False, **options)

    def person(self, name: str) -> dict[str, Any]:
        made: dict[str, Any] = self.control("POST", "/people", name=name)
        return made

    def login_code(self, person: dict[str, Any]) -> str:
        code: str = self.control("POST", f"/people/{person['id']}/login-code")["code"]
        return code

    def fault(self, endpoint: str, kind: str, **options: Any) -> None:
        self.control("POST", "/faults", endpoint=endpoint, kind=kind, **options)

    def advance(self, seconds: int) -> dict[str, Any]:
        moved: dict[str, Any] = self.control("POST", "/clock", advance_seconds=seconds)
        return moved

    def open_sheet(self, person: dict[str, Any], appid: str, params: dict[str, str]) -> dict[str, Any]:
        """`wx.requestPayment(params)` on this person's phone, inside the app `appid`."""
        named = {name: params[name] for name in ("timeStamp", "nonceStr", "package", "signType", "paySign")}
        shown: dict[str, Any] = self.control("POST", "/pay-sheet", person=person["id"], appId=appid, **named)
        return shown

    def pay(self, person: dict[str, Any], appid: str, params: dict[str, str]) -> dict[str, Any]:
        """Open the sheet and pay."""
        sheet = self.open_sheet(person, appid, params)
        paid: dict[str, Any] = self.control("POST", f"/payments/{sheet['prepay_id']}/pay")
        return paid

    def notifications(self, about: str) -> list[dict[str, Any]]:
        with_attempts: list[dict[str, Any]] = self.ask("GET", "/control/notifications", params={"about": about}).json()[
            "notifications"
        ]
        return with_attempts
