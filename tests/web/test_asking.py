"""Asking in a real browser: answers, follow-ups, refusals, what is kept and what goes wrong on the way."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.web.browser import Window, window
from tests.web.services import VISIT, VISIT_QUESTION
from tests.web.states import NO_ANSWER, QUESTION, URGENT, ask


def test_an_answer_shows_whose_words_it_stands_on_how_strong_they_are_and_as_at_when(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, QUESTION)
    first = page.locator(".statement").first
    expect(first).to_contain_text("Level 5 Diploma")
    expect(first.locator(".cite")).to_have_text("[1] reg 28(2), page 22")
    expect(first.locator(".authority")).to_have_text("Law")
    expect(page.locator(".stands-on")).to_contain_text("as at 21 May 2024")
    expect(page.locator("#told")).to_contain_text("Answered, in ")


def test_an_example_is_asked_as_it_stands(laptop: Window) -> None:
    page = laptop.open("/")
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    page.locator(".acts").wait_for()
    expect(page.locator(".exchange h2")).to_have_text(question)


def test_a_follow_up_is_understood_by_what_came_before_and_the_thread_survives_a_reload(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, "Who may be the independent person?")
    ask(page, "How often must they visit?")
    assert "least once each month" in page.locator(".exchange").nth(1).inner_text()
    before = page.locator("#thread").inner_text()
    page.locator("#question").fill("And who gets the rep")
    page.reload()
    assert page.locator("#thread").inner_text() == before
    expect(page.locator("#question")).to_have_value("And who gets the rep")


def test_a_forgotten_conversation_is_nowhere_any_more(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, QUESTION)
    page.locator("#forget").click()
    expect(page.locator(".exchange")).to_have_count(0)
    page.reload()
    expect(page.locator(".exchange")).to_have_count(0)
    assert "Diploma" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_refusal_says_why_and_shows_the_nearest_provisions(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, NO_ANSWER)
    refusal = page.locator(".refusal")
    expect(refusal.locator("h3")).to_have_text("The documents do not answer this")
    assert refusal.locator(".nearest > li").count() == 3


def test_a_child_in_danger_comes_before_everything_else(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, URGENT)
    expect(page.get_by_role("alert")).to_contain_text("call 999 first")
    assert page.locator(".exchange > div > *").first.get_attribute("class") == "notice notice-urgent_safeguarding"


def test_an_answer_is_copied_with_the_words_it_stands_on(laptop: Window) -> None:
    page = laptop.open("/")
    ask(page, QUESTION)
    page.get_by_role("button", name="Copy with citations").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n\n")
    assert "[1] Law. The Children's Homes (England) Regulations 2015, reg 28(2), page 22: “(2) For the pur" in copied
    assert "as at 21 May 2024" in copied


def test_a_link_asks_the_question_again_and_tells_it_to_no_log(laptop: Window, browser: Browser) -> None:
    page = laptop.open("/")
    ask(page, "Who may be the independent person?")
    ask(page, "How often must they visit?")
    page.get_by_role("button", name="Copy a link").last.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{laptop.url}/#ask=")
    with window(browser, laptop.url) as another:
        another.page.goto(link)
        another.page.locator(".acts").wait_for()
        assert "least once each month" in another.page.locator(".exchange").inner_text()
        assert not any("visit" in address for address in another.sizes)


def test_without_scripts_the_form_still_answers(browser: Browser, site: str) -> None:
    with window(browser, site, scripts=False) as opened:
        page = opened.open("/")
        page.locator("#question").fill(QUESTION)
        page.locator("#send").click()
        expect(page.locator(".statement").first).to_contain_text("Level 5 Diploma")
        page.locator(".cite").first.click()
        expect(page.locator("img.whole-page")).to_be_visible()


def test_what_a_model_said_is_taken_back_when_it_goes_down_and_the_documents_speak(
    browser: Browser, stalling_site: str
) -> None:
    with window(browser, stalling_site) as opened:
        page = opened.open("/")
        page.locator("#question").fill(VISIT_QUESTION)
        page.locator("#send").click()
        expect(page.locator(".statement")).to_have_count(1)
        expect(page.locator(".statement")).to_contain_text(VISIT)
        expect(page.locator("#told")).to_contain_text("What the language model had said is taken back")
        page.locator(".acts").wait_for()
        expect(page.locator(".notice-model")).to_contain_text("took too long")
        assert page.locator(".statement").count() > 1


def test_a_question_outlives_a_dropped_connection(laptop: Window) -> None:
    page = laptop.open("/")
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    page.locator("#question").fill(QUESTION)
    page.locator("#send").click()
    expect(page.get_by_role("alert")).to_contain_text("You are not connected")
    expect(page.locator("#question")).to_have_value(QUESTION)
    page.context.set_offline(False)
    page.get_by_role("button", name="Ask again").click()
    page.locator(".acts").wait_for()
    expect(page.locator("#offline")).to_be_hidden()


def test_an_answer_can_be_stopped(laptop: Window) -> None:
    page = laptop.page
    page.route("**/api/v1/ask", lambda _: None)
    laptop.open("/")
    page.locator("#question").fill(QUESTION)
    page.locator("#send").click()
    page.locator("#stop").click()
    expect(page.get_by_role("alert")).to_contain_text("You stopped this answer")


def test_an_empty_library_says_what_to_do_before_anything_is_asked(browser: Browser, empty_site: str) -> None:
    with window(browser, empty_site) as opened:
        page = opened.open("/")
        expect(page.locator("#empty")).to_contain_text("homes ingest")
        page.locator("#question").fill(QUESTION)
        page.locator("#send").click()
        expect(page.get_by_role("alert")).to_contain_text("Nothing has been ingested yet")


def test_a_question_that_is_too_long_is_told_so_and_kept_whole(laptop: Window) -> None:
    page = laptop.open("/")
    question = ("How often must staff meet? " * 200)[:4_500]
    page.locator("#question").fill(question)
    page.locator("form:has(#question) button").first.click()
    expect(page.locator(".notice-error")).to_contain_text("4,000 characters at most")
    expect(page.locator("#question")).to_have_value(question)
