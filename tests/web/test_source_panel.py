"""A citation's source beside the answer: the page's own picture, the words marked on it, and how one gets about."""

from __future__ import annotations

import io
import json
from urllib.parse import parse_qs, urlsplit

import httpx
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.web.browser import PHONE, Window, window
from tests.web.states import QUESTION, STATES, ask, open_source

MARKED = (255, 224, 120)
"""About the colour of what is marked."""


def test_the_quote_is_marked_on_its_own_rectangles_of_the_cited_page(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, QUESTION)
    open_source(page)
    shown = page.locator("#source .page img")
    address = str(shown.evaluate("(image) => image.src"))
    quote = parse_qs(urlsplit(address).query)["quote"][0]
    assert quote == json.loads(page.locator("a.cite").first.get_attribute("data-citation") or "")["quote"]
    assert urlsplit(address).path == "/api/v1/documents/regulations-2015/pages/22.png"
    picture = Image.open(io.BytesIO(httpx.get(address).content)).convert("RGB")
    rectangles = httpx.get(
        f"{laptop.url}/api/v1/documents/regulations-2015/pages/22/rectangles", params={"quote": quote}
    ).json()
    assert len(rectangles) > 5, "it runs over several lines"
    assert all(_is_marked(picture, one) for one in rectangles)
    assert shown.get_attribute("alt") == (
        "Picture of page 22 of the Children's Homes (England) Regulations 2015. The quoted words are marked."
    )


def _is_marked(picture: Image.Image, one: dict[str, float]) -> bool:
    """Whether most of a rectangle's middle row has the colour of a marker."""
    row = round((one["y0"] + one["y1"]) / 2 * picture.height)
    columns = range(round(one["x0"] * picture.width) + 2, round(one["x1"] * picture.width) - 2)
    pixels = [picture.getpixel((column, row)) for column in columns]
    marked = [one for one in pixels if isinstance(one, tuple) and one[0] > 200 and one[2] < 190]
    return len(marked) > len(pixels) / 4


def test_the_marked_line_is_in_sight_and_the_words_are_there_for_those_who_do_not_see(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, QUESTION)
    open_source(page)
    panel = page.get_by_role("dialog", name="reg 28(2)")
    expect(panel.locator("blockquote")).to_contain_text("within the last 5 years")
    expect(panel).to_contain_text("as at 21 May 2024")
    expect(panel.get_by_role("link", name="The publisher’s own page")).to_have_attribute("rel", "noopener noreferrer")
    assert int(page.locator("#source .page").evaluate("(box) => box.scrollTop")) > 0


def test_pages_are_turned_citations_stepped_through_and_the_picture_enlarged(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, QUESTION)
    open_source(page)
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Page 22 of 47")
    panel.get_by_role("button", name="Next page").click()
    expect(panel).to_contain_text("Page 23 of 47")
    expect(panel.locator("img")).to_have_attribute("alt", "Picture of page 23 of the Children's Homes (England) "
        "Regulations 2015. The quoted words are not on this page.")  # fmt: skip
    panel.get_by_role("button", name="Next citation").click()
    expect(page.get_by_role("dialog", name="reg 28(1)")).to_be_visible()
    narrow = panel.locator("img").evaluate("(image) => image.clientWidth")
    panel.get_by_role("button", name="Larger").click()
    page.wait_for_function("(width) => document.querySelector('#source img').clientWidth > width", arg=narrow)


def test_on_a_phone_it_is_a_sheet_that_keeps_the_focus_and_gives_it_back(browser: Browser, site: str) -> None:
    with window(browser, site, PHONE) as opened:
        page = opened.open("/")
        ask(page, QUESTION)
        open_source(page)
        assert page.locator("#source").evaluate("(panel) => panel.matches(':modal')")
        for _ in range(20):
            page.keyboard.press("Tab")
            inside = page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('#source')"
            )
            assert inside
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()
        assert page.evaluate("document.activeElement.className") == "cite"


def test_a_web_page_has_no_pictures_its_words_are_marked_in_its_text(laptop: Window) -> None:
    STATES["source-web-page"](laptop.page, laptop.url)
    marked = laptop.page.locator("#source .plain mark")
    expect(marked).to_have_count(1)
    quote = laptop.page.locator("#source blockquote").inner_text()
    assert " ".join(marked.inner_text().split()) == " ".join(quote.split())


def test_a_page_that_cannot_be_drawn_leaves_its_words(laptop: Window) -> None:
    page = laptop.page
    page.route("**/pages/*", lambda route: route.abort())
    laptop.open("/")
    ask(page, QUESTION)
    page.locator("main a.cite").first.click()
    expect(page.locator("#source .failed")).to_contain_text("Its words are above")
    expect(page.locator("#source blockquote")).to_contain_text("within the last 5 years")
