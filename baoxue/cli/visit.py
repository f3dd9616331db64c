"""Opening every page once in a headless Chromium, as the measurement of memory needs it."""

import shutil

from baoxue.access import PAGES

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def open_pages(base: str) -> None:
    """Needs playwright (a development dependency) and a Chromium on the machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page()
        for name in PAGES:
            page.goto(f"{base}/{name}?as=bureau_clerk")
            page.wait_for_selector(".bx-foot, .bx-empty", timeout=120_000)
        browser.close()
