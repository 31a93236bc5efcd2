"""Checking in a real browser: a point by typing, a document beside what is asked of it, deadlines counted."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import NARROW, Window, window
from tests.web.states import PAPER, POINT, POLICY, STATES, check_point, review


def test_a_point_is_typed_and_laid_beside_the_provision_that_governs_it(laptop: Window) -> None:
    check_point(laptop.page, laptop.url, POINT)
    page = laptop.page
    expect(page.locator(".checked-statement .verdict").first).to_contain_text("Conflicts with what is printed")
    governing = page.locator(".beside-governs").first
    expect(governing.locator(".cite").first).to_contain_text("reg 35(3)")
    expect(governing.locator(".difference").first).to_contain_text("two days")
    expect(governing.locator(".difference").first).to_contain_text("24 hours")
    governing.locator(".cite").first.click()
    expect(page.locator("#source .page img")).to_have_attribute("alt", re.compile("The quoted words are marked"))


def test_a_point_is_typed_and_checked_with_the_keyboard_alone(laptop: Window) -> None:
    page = laptop.open("/check/point")
    page.locator("#point").focus()
    page.keyboard.type(POINT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".checked-statement .verdict").first).to_contain_text("Conflicts")
    expect(page.locator("#point")).to_have_value(POINT)


def test_a_document_is_laid_beside_its_sources_both_sides_marked(laptop: Window) -> None:
    review(laptop.page, laptop.url, POLICY)
    page = laptop.page
    expect(page.locator("#result .decides")).to_contain_text("Nothing here decides compliance.")
    finding = page.locator(".finding[data-state=contradicts]").first
    expect(finding.locator(".side-document mark")).to_contain_text("within five days")
    expect(finding.locator(".side-document .differs")).to_have_text("five days")
    expect(finding.locator(".side-document figcaption")).to_contain_text("Under “Whom we tell”, paragraph")
    expect(finding.locator(".side-source mark").first).not_to_be_empty()
    finding.locator(".side-source .cite").first.click()
    expect(page.locator("#source .page img, #source .page .plain mark")).to_be_visible()


def test_a_sentence_stands_in_its_own_paragraph(laptop: Window) -> None:
    review(laptop.page, laptop.url, POLICY)
    claim = laptop.page.locator(".finding[data-state=claim]", has_text="LSCB").first
    expect(claim.locator(".side-document mark")).to_contain_text("The LSCB is told of each serious incident.")
    expect(claim.locator(".side-document .around").first).to_contain_text("Allegations against staff are told")


def test_the_page_of_a_pdf_is_drawn_with_the_quoted_words_marked(laptop: Window) -> None:
    STATES["review-own-page"](laptop.page, laptop.url)
    picture = laptop.page.get_by_role("img", name="Page 2 of your document. The quoted words are marked.")
    expect(picture).to_be_visible()
    marked = picture.evaluate(
        "(canvas) => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); "
        "let count = 0; for (let at = 0; at < data.length; at += 4) count += data[at] > 200 && data[at + 2] < 190; "
        "return count; }"
    )
    assert marked > 500


def test_a_review_that_runs_can_be_stopped_and_begun_again(laptop: Window) -> None:
    page = laptop.page
    STATES["reviewing"](page, laptop.url)
    expect(page.locator("#review")).to_be_disabled()
    page.locator("#stop").click()
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.locator("#result")).to_be_hidden()
    page.unroute("**/api/v1/reviews")
    page.locator("#review").click()
    expect(page.locator("#result")).to_be_visible()


def test_findings_are_narrowed_to_a_state(laptop: Window) -> None:
    review(laptop.page, laptop.url, POLICY)
    page = laptop.page
    whole = page.locator(".finding:visible").count()
    page.get_by_role("radio", name=re.compile("Not found")).check()
    shown = page.locator(".finding:visible")
    assert 0 < shown.count() < whole
    assert set(shown.evaluate_all("(all) => all.map((one) => one.dataset.state)")) == {"not found"}
    expect(page.locator("#result > [role=status]")).to_have_text(f"Not found: {shown.count()} shown.")
    page.get_by_role("radio", name=re.compile("All")).check()
    expect(page.locator(".finding:visible")).to_have_count(whole)


def test_the_report_is_taken_away_as_word(laptop: Window) -> None:
    review(laptop.page, laptop.url, POLICY)
    with laptop.page.expect_download() as taken:
        laptop.page.get_by_role("button", name="Download the Word report").click()
    with zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes())) as package:
        assert "within five days" in package.read("word/document.xml").decode()


def test_a_file_that_cannot_be_read_says_why_and_the_page_can_be_used_again(laptop: Window) -> None:
    STATES["review-failed"](laptop.page, laptop.url)
    expect(laptop.page.get_by_role("alert")).to_contain_text("content is text: it was not read")
    expect(laptop.page.locator("#review")).to_be_enabled()


def test_an_upload_survives_a_dropped_connection(laptop: Window) -> None:
    page = laptop.open("/check/document")
    page.context.set_offline(True)
    _choose_and_send(page)
    expect(page.get_by_role("alert")).to_contain_text("You are not connected")
    page.context.set_offline(False)
    page.locator("#review").click()
    expect(page.locator("#result")).to_be_visible()


def _choose_and_send(page: Page) -> None:
    page.locator("#file").set_input_files({"name": "p.md", "mimeType": "text/markdown", "buffer": POLICY.encode()})
    page.locator("#against").select_option("policy/safeguarding")
    page.locator("#review").click()


def test_a_deadline_is_counted_on_a_narrow_phone(browser: Browser, site: str) -> None:
    with window(browser, site, NARROW) as opened:
        page = opened.open("/check/deadlines")
        page.locator("#provision").fill("reg 35(3)")
        page.locator("#day").fill("2026-03-01")
        page.locator("#time").fill("21:40")
        page.get_by_role("button", name="Count").click()
        expect(page.locator(".due-one").first).to_contain_text("Monday, 21:40 on 2 March 2026")


@pytest.mark.parametrize("name", ["policy.docx", "policy.md"])
def test_only_a_pdf_has_pages_to_draw(site: str, name: str) -> None:
    sent = {"file": (name, POLICY.encode())}
    response = httpx.post(f"{site}/api/v1/reviews/page", files=sent, data={"page": "1"})
    assert (response.status_code, response.json()["type"]) == (422, "unsupported-file")


def test_a_page_that_is_not_there_is_told_and_a_drawn_one_is_kept_by_nobody(site: str) -> None:
    sent = {"file": ("policy.pdf", PAPER)}
    missing = httpx.post(f"{site}/api/v1/reviews/page", files=sent, data={"page": "9"})
    assert (missing.status_code, missing.json()["type"]) == (404, "unknown-page")
    drawn = httpx.post(f"{site}/api/v1/reviews/page", files=sent, data={"page": "2", "quote": "prevent bullying"})
    assert drawn.content.startswith(b"\x89PNG")
    assert drawn.headers["cache-control"] == "no-store"
