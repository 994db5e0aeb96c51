"""A real Chromium for the pages: found on the machine, never downloaded."""

import os
import shutil
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 15_000  # ms, for a machine with other work
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
INSTALL = "install it (Debian: apt install chromium) or set CHROMIUM to its path"
MISSING = f"no Chromium on this machine: {INSTALL}"


def executable() -> str | None:
    """Where Chromium is: CHROMIUM, or the usual names."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; its absence is a failure where CI=true and a spoken skip elsewhere."""
    path = executable()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


def open_quietly(context: BrowserContext, addresses: Iterable[str]) -> tuple[list[Page], list[str]]:
    """A tab for each address, when all are quiet, and what the browser complained about.

    A page counts as quiet half a second after its last request: they wait side by side.
    """
    complaints: list[str] = []
    tabs = []
    for address in addresses:
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(address)
        tabs.append(tab)
    for tab in tabs:
        tab.wait_for_load_state("networkidle")
    return tabs, complaints


@pytest.fixture
def browsing(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile the size of a cheap phone, in Chinese."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", device_scale_factor=2)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(browsing: BrowserContext) -> Page:
    """One tab of it."""
    return browsing.new_page()
