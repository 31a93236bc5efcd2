"""A real Chromium, pages of it that write down what they ask for and what goes wrong, and what it is asked to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
MISSING = f"{CHROMIUM} is missing: the pages are tested in a real browser (apt-get install chromium)"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LAPTOP = (1366, 768)
TABLET = (820, 1180)
PHONE = (390, 844)
NARROW = (320, 640)
ZOOMED = (683, 384)
"""A laptop's window at 200 %."""

PATIENCE_MS = 20_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with nothing remembered."""
    assert CHROMIUM.exists(), MISSING
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@dataclass(slots=True)
class Window:
    """A page with a storage of its own. ``elsewhere`` are the addresses it asked other hosts for."""

    page: Page
    url: str
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def watch(self) -> None:
        """Write down requests to other hosts and errors of scripts."""
        here = urlsplit(self.url).netloc
        self.page.on(
            "request", lambda one: None if urlsplit(one.url).netloc == here else self.elsewhere.append(one.url)
        )
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        self.page.on("response", lambda one: self.sizes.update({one.url: int(one.headers.get("content-length", 0))}))


@contextmanager
def window(browser: Browser, url: str, size: tuple[int, int] = LAPTOP, *, scripts: bool = True) -> Iterator[Window]:
    """A window of this size; scripts may be switched off."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=width < LAPTOP[0],
        java_script_enabled=scripts,
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    opened = Window(context.new_page(), url)
    opened.watch()
    try:
        yield opened
    finally:
        opened.page.unroute_all(behavior="ignoreErrors")
        context.close()
