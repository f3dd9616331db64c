"""A real Chromium over a real server, both stopped by the test that started them."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import pytest

from baoxue.server import command
from baoxue.settings import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'

_OVERRUN = """() => [
    ...[document.documentElement, document.querySelector('[data-testid=stMain]')]
        .filter(e => e && e.scrollWidth > innerWidth + 1).map(e => `${e.tagName} scrolls sideways`),
    ...[...document.querySelectorAll('.bx-figure dt, .bx-figure dd, .bx-table:not(.bx-wide) td')]
        .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.innerText)]"""
"""The document is cut where it is too wide: what scrolls is the element of Streamlit within."""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@contextmanager
def serving(home, as_of="2018-12-20T18:30"):
    """The app over a home at a time, as anybody starts it; answers its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BAOXUE_HOME": str(home), "BAOXUE_AS_OF": as_of}
    process = subprocess.Popen(
        command(port), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("no chromium: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Walker:
    """One visitor: opens addresses, waits until the page stands, keeps pictures where asked to."""

    def __init__(self, context, base: str, width: int):
        self.page, self.base, self.width = context.new_page(), base, width
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda r: self._outside(r.url))

    def _outside(self, url: str) -> None:
        if not url.startswith((self.base, "ws://127.0.0.1", "data:", "blob:")):
            self.outside.append(url)

    def open(self, path: str) -> str:
        self.page.goto(self.base + path)
        return self.text()

    def text(self) -> str:
        self.page.wait_for_selector(DONE, timeout=60_000)
        self.page.wait_for_selector(".bx-head", timeout=60_000)
        self.page.wait_for_timeout(600)
        return self.page.inner_text(".stMainBlockContainer")

    def overrun(self) -> list[str]:
        """What stands outside its place: the page that scrolls sideways, words over their neighbours."""
        return self.page.evaluate(_OVERRUN)

    def keep(self, name: str) -> None:
        """A picture for the documents, only when BAOXUE_PICTURES asks for new ones."""
        assert not self.overrun()
        if os.environ.get("BAOXUE_PICTURES"):
            self.text()  # what the run before showed is gone
            folder = ROOT / "docs" / "pictures"
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{name}-{self.width}.png")


@pytest.fixture(params=[1280, 390])
def walker_of(request, chromium):
    """A function that makes a visitor of a server at 1280 or 390 pixels."""
    contexts = []

    def make(base: str) -> Walker:
        phone = request.param < 500
        context = chromium.new_context(
            viewport={"width": request.param, "height": 844 if phone else 900},
            locale="zh-CN", timezone_id="Asia/Shanghai", is_mobile=phone, has_touch=phone, accept_downloads=True,
        )  # fmt: skip
        contexts.append(context)
        return Walker(context, base, request.param)

    yield make
    for context in contexts:
        context.close()
