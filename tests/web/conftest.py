"""One service and one browser for all tests of the pages; a window of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import services
from tests.web.browser import CHROMIUM, MISSING, Window, chromium, window


@pytest.fixture(scope="session")
def site(ingested_data: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over every official document."""
    with services.service(tmp_path_factory.mktemp("site"), model_folder, ingested_data) as url:
        yield url


@pytest.fixture(scope="session")
def empty_site(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over nothing."""
    with services.service(tmp_path_factory.mktemp("empty"), model_folder, None) as url:
        yield url


@pytest.fixture(scope="session")
def stalling_site(
    site: str, ingested_data: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A service whose model stops in the middle of its answer."""
    folder = tmp_path_factory.mktemp("stalling")
    with services.service_with_a_model_that_stalls(folder, model_folder, ingested_data, site) as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. Of the package: while it runs, its event loop is that of the whole process."""
    if not CHROMIUM.exists():
        pytest.fail(MISSING)
    with chromium() as opened:
        yield opened


@pytest.fixture
def laptop(browser: Browser, site: str) -> Iterator[Window]:
    """A window on a laptop. Afterwards: nothing was asked of other hosts, no script failed, no policy was broken."""
    with window(browser, site) as opened:
        yield opened
        assert opened.elsewhere == []
        assert opened.faults == []
