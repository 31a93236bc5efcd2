"""Drafting in a real browser: nothing typed is lost, and what comes out opens in Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from tests.web.browser import Window
from tests.web.states import make_draft

ANSWER = "We plan care with each child, and look at it together every month."
GAP = "[name='answer.facts.individualised_care']"


def test_a_draft_arrives_in_sections_and_is_taken_away_as_word_and_pdf(laptop: Window) -> None:
    make_draft(laptop.page, laptop.url)
    page = laptop.page
    expect(page.locator("h1")).to_have_text("Statement of purpose: Elm House")
    expect(page.locator(".coverage")).to_contain_text("points that apply are covered")
    with page.expect_download() as word:
        page.get_by_role("link", name="Download Word").click()
    with zipfile.ZipFile(io.BytesIO(Path(word.value.path()).read_bytes())) as package:
        assert "Elm House" in package.read("word/document.xml").decode()
    with page.expect_download() as pdf:
        page.get_by_role("link", name="Download PDF").click()
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_draft_is_made_with_the_keyboard_alone(laptop: Window) -> None:
    page = laptop.open("/draft")
    page.get_by_role("link", name="Statement of purpose").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/draft/new?kind=statement_of_purpose")
    page.locator("[name='answer.name']").focus()
    page.keyboard.type("Elm House")
    page.locator("#make").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Statement of purpose: Elm House")


def test_a_gap_is_kept_while_it_is_typed_and_filled_when_it_is_saved(laptop: Window) -> None:
    page = laptop.page
    make_draft(page, laptop.url)
    gap = page.locator(GAP).first
    gap.fill(ANSWER)
    page.reload()
    expect(gap).to_have_value(ANSWER)
    expect(page.locator("#section-about .kept-mark")).to_be_visible()
    page.locator("#section-about button[value=fill]").click()
    page.wait_for_url("**#section-about")
    expect(page.locator("#section-about .fact", has_text=ANSWER)).to_be_visible()
    expect(page.locator(".of", has_text="Version 2")).to_be_visible()
    expect(page.locator(".kept-mark")).to_have_count(0)
    page.reload()
    expect(page.locator("#section-about .fact", has_text=ANSWER)).to_be_visible()


def test_what_is_typed_outlives_a_dropped_connection_and_an_answer_that_cannot_be(laptop: Window) -> None:
    page = laptop.page
    make_draft(page, laptop.url)
    page.locator(GAP).first.fill(ANSWER)
    page.context.set_offline(True)
    page.locator("#section-about button[value=fill]").click()
    expect(page.locator("#section-about .notice-error")).to_contain_text("What you typed is kept")
    page.context.set_offline(False)
    places = page.locator("[name='answer.places']").first
    places.fill("many")
    places.locator("xpath=ancestor::form").locator("button[value=fill]").click()
    expect(page.locator("#failed")).to_contain_text("should be a whole number")
    expect(page.locator("[name='answer.places']").first).to_have_value("many")
    expect(page.locator(GAP).first).to_have_value(ANSWER)


def test_ones_own_words_stand_in_a_section_until_they_are_taken_back(laptop: Window) -> None:
    page = laptop.page
    make_draft(page, laptop.url)
    section = page.locator("#section-about")
    section.locator("summary", has_text="in your own words").click()
    section.locator("[name=own]").fill("We keep this statement up to date.")
    section.locator("button[value=own]").click()
    expect(section.locator(".own")).to_contain_text("We keep this statement up to date.")
    section.locator("summary", has_text="in your own words").click()
    section.locator("button[value=drafted]").click()
    expect(section.locator(".own")).to_have_count(0)


def test_the_homes_profile_is_kept_for_the_next_draft_until_it_is_forgotten(laptop: Window) -> None:
    page = laptop.page
    make_draft(page, laptop.url)
    laptop.open("/draft")
    expect(page.locator("#mine-list")).to_contain_text("Statement of purpose: Elm House")
    laptop.open("/draft/new?kind=childrens_guide")
    expect(page.locator("[name='answer.name']")).to_have_value("Elm House")
    page.locator("#forget").click()
    page.reload()
    expect(page.locator("[name='answer.name']")).to_have_value("")


def test_an_answer_that_cannot_be_used_is_told_by_its_question(laptop: Window) -> None:
    page = laptop.open("/draft/new?kind=statement_of_purpose")
    page.get_by_text("The children", exact=True).click()
    page.locator("[name='answer.places']").fill("many")
    page.locator("#make").click()
    expect(page.get_by_role("alert")).to_contain_text("“For how many children is the home?” should be a whole number")
    expect(page.locator("[name='answer.places']")).to_have_value("many")


def test_a_section_on_a_topic_is_drafted_from_what_the_documents_say(laptop: Window) -> None:
    page = laptop.open("/draft/new?kind=section")
    page.locator("#topic").fill("Supervision of staff")
    page.locator("#make").click()
    page.wait_for_selector("#draft")
    assert page.locator(".sections .cite").count() > 0


def test_a_draft_that_is_removed_is_gone_from_the_service_and_from_the_list(laptop: Window) -> None:
    page = laptop.page
    make_draft(page, laptop.url)
    address = page.url
    page.locator(GAP).first.fill(ANSWER)
    page.get_by_text("Remove this draft", exact=True).click()
    page.get_by_role("button", name="Remove the draft").click()
    page.wait_for_url("**/draft")
    expect(page.locator("#mine")).to_be_hidden()
    assert ANSWER not in page.evaluate("JSON.stringify(localStorage)")
    assert page.goto(address).status == 404  # type: ignore[union-attr] # it was answered
