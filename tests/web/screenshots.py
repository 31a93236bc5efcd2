"""``make screenshots``: a picture of every state of the pages, at three widths, to be looked at."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser

from assistant.settings import Settings
from tests.web import services, states
from tests.web.browser import LAPTOP, PHONE, TABLET, chromium, window

WIDTHS = {"laptop": LAPTOP, "tablet": TABLET, "phone": PHONE}


def main(folder: Path) -> None:
    """Write the pictures of an ingested data folder's service into ``folder``."""
    settings = Settings()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        base = Path(scratch)
        with services.service(base / "site", settings.embedding, settings.data) as url:
            _shoot(browser, url, states.STATES, folder)
            with services.service_with_a_model_that_stalls(
                base / "stalling", settings.embedding, settings.data, url
            ) as stalling:
                _shoot(browser, stalling, states.STALLING_STATES, folder)
        with services.service(base / "empty", settings.embedding, None) as url:
            _shoot(browser, url, states.EMPTY_STATES, folder)


def _shoot(browser: Browser, url: str, wanted: Mapping[str, states.Steps], folder: Path) -> None:
    only = os.environ.get("STATES", "").split()
    for name, steps in wanted.items():
        for width, size in WIDTHS.items():
            if only and name not in only:
                continue
            with window(browser, url, size) as opened:
                steps(opened.page, url)
                opened.page.screenshot(path=folder / f"{name}-{width}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
