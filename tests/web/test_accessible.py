"""Every page in every state: WCAG 2.2 AA as axe-core tests it, 320 pixels, 200 %, and the keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web import states
from tests.web.browser import LAPTOP, NARROW, ZOOMED, Window, window

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("size", [LAPTOP, NARROW], ids=["laptop", "narrow"])
@pytest.mark.parametrize("state", states.STATES)
def test_a_state_is_accessible_and_fits(browser: Browser, site: str, state: str, size: tuple[int, int]) -> None:
    check(browser, site, states.STATES[state], size)


@pytest.mark.parametrize("state", states.EMPTY_STATES)
def test_an_empty_library_is_accessible_and_fits(browser: Browser, empty_site: str, state: str) -> None:
    check(browser, empty_site, states.EMPTY_STATES[state], NARROW)


@pytest.mark.parametrize("state", states.STALLING_STATES)
def test_an_answer_whose_model_broke_off_is_accessible_and_fits(
    browser: Browser, stalling_site: str, state: str
) -> None:
    check(browser, stalling_site, states.STALLING_STATES[state], NARROW)


WIDE_STATES = ("ask", "source", "library", "provision", "profile", "draft", "checklist-filled", "review-findings")


@pytest.mark.parametrize("state", WIDE_STATES)
def test_at_200_per_cent_nothing_is_cut_off(browser: Browser, site: str, state: str) -> None:
    with window(browser, site, ZOOMED) as opened:
        states.STATES[state](opened.page, site)
        assert overflow(opened.page) == 0


def check(browser: Browser, url: str, steps: states.Steps, size: tuple[int, int]) -> None:
    with window(browser, url, size) as opened:
        steps(opened.page, url)
        found = Axe().run(opened.page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert overflow(opened.page) == 0
        assert opened.elsewhere == []
        assert opened.faults == []


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


def test_a_question_is_asked_and_its_source_read_with_the_keyboard_alone(laptop: Window) -> None:
    page = laptop.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type(states.QUESTION)
    page.keyboard.press("Enter")
    page.locator(".acts").wait_for()
    expect(page.locator(".exchange h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("a.cite").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source-title")).to_be_focused()
    page.locator("#source .page img[alt]").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("a.cite").first).to_be_focused()
