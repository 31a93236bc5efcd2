"""A checklist filled in on a visit: kept on the device, without a connection as well, and sent when there is one."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from assistant.entrypoints.web.guard import CONTENT_POLICY, WORKER_POLICY
from tests.web.browser import LAPTOP, NARROW, Window, window
from tests.web.checklist_steps import (
    answer_again,
    clear,
    connect,
    disconnect,
    fill_line,
    filled_id_of,
    fire_checklist,
    open_checklist,
    remove_elsewhere,
    send_line,
    sent_states,
    stop_answering,
    wait_until_sent,
    word_otherwise,
    write_from_another_device,
)
from tests.web.states import STATES

EVIDENCE = "Fire book, 3 to 9 March"
NOTE = "Drill at night.\nNot yet done."


def test_each_line_says_where_it_stands_whose_words_it_has_how_strong_and_by_when(laptop: Window) -> None:
    page = laptop.open("/check/checklists/regulation-44-visit")
    line = page.locator(".fill-line").first
    expect(line.locator(".cite")).to_have_text("reg 43(6), page 31")
    expect(line.locator(".authority")).to_have_text("Law")
    expect(line.locator(".force")).to_contain_text("must")
    expect(line.locator(".fill-limit")).to_contain_text(
        "without delay and, if reasonably practicable, before conducting a visit to the home"
    )
    expect(page.locator(".fill-line", has=page.locator(".authority-practice")).first.locator(".cite")).to_have_count(0)


def test_a_lines_source_opens_beside_it_with_its_words_marked(laptop: Window) -> None:
    page = laptop.open("/check/checklists/topic-fire")
    page.locator(".fill-line .cite").first.click()
    expect(page.locator("#source .page img")).to_have_attribute("alt", "Picture of page 20 of the Children's Homes "
        "(England) Regulations 2015. The quoted words are marked.")  # fmt: skip


def test_what_is_filled_in_is_there_after_a_reload_and_with_the_service(laptop: Window) -> None:
    page = fire_checklist(laptop)
    expect(page.locator("#count")).to_have_text("0 of 6 filled in")
    fill_line(page, 0, "Not seen", evidence=EVIDENCE, note=NOTE)
    expect(page.locator("#count")).to_have_text("1 of 6 filled in")
    page.reload()
    line = page.locator(".fill-line").first
    expect(line.get_by_role("radio", name="Not seen")).to_be_checked()
    expect(line.locator("[name=evidence]")).to_have_value(EVIDENCE)
    expect(line.locator("[name=note]")).to_have_value(NOTE)
    expect(page.locator("#count")).to_have_text("1 of 6 filled in")
    wait_until_sent(page)
    assert list(sent_states(page, laptop.url).values()) == ["not seen"]


def test_it_is_opened_and_filled_in_without_a_connection_and_sent_when_there_is_one(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen")
    disconnect(page)
    expect(page.locator("#connection")).to_have_text("You are offline: what you type is kept on this device.")
    fill_line(page, 1, "Not seen", note=NOTE)
    page.reload()
    expect(page.locator("#connection")).to_have_text("You are offline: what you type is kept on this device.")
    expect(page.locator(".fill-line").nth(1).locator("[name=note]")).to_have_value(NOTE)
    fill_line(page, 2, "Not applicable")
    expect(page.locator("#saved")).to_have_text("2 entries kept on this device, not sent yet")
    assert len(sent_states(page, laptop.url)) == 1
    connect(page)
    expect(page.locator("#connection")).to_have_text("Back online. What you filled in has been sent.")
    assert list(sent_states(page, laptop.url).values()) == ["seen", "not seen", "not applicable"]


def test_offline_a_lines_words_can_be_read_and_its_page_says_why_it_is_not_shown(laptop: Window) -> None:
    page = fire_checklist(laptop)
    disconnect(page)
    page.reload()
    page.locator(".fill-line .cite").first.click()
    expect(page.locator("#source blockquote")).to_contain_text("fire")
    expect(page.locator("#source .failed")).to_contain_text("You are not connected")


def test_offline_a_checklist_that_was_never_opened_says_so_and_names_those_that_were(laptop: Window) -> None:
    page = fire_checklist(laptop)
    fill_line(page, 0, "Seen")
    disconnect(page)
    laptop.open("/check/checklists/topic-bullying")
    expect(page.locator("h1")).to_have_text("You are offline")
    page.locator("#mine-list").get_by_role("link", name="Fire precautions").click()
    expect(page.locator("#count")).to_have_text("1 of 6 filled in")


def test_a_service_that_does_not_answer_is_told_once_and_gets_all_of_it_later(laptop: Window) -> None:
    page = fire_checklist(laptop)
    stop_answering(page)
    fill_line(page, 0, "Seen")
    expect(page.get_by_role("alert")).to_contain_text(
        "The service does not answer. What you type is kept on this device."
    )
    expect(page.locator("#saved")).to_have_text("1 entry kept on this device, not sent yet")
    answer_again(page)
    send_line(page, 1, "Seen")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert len(sent_states(page, laptop.url)) == 2


def test_it_is_taken_away_as_word_pdf_and_json(laptop: Window) -> None:
    page = fire_checklist(laptop)
    page.get_by_label("Home and its reference number").fill("Elm House")
    fill_line(page, 0, "Seen", evidence=EVIDENCE)
    files = {}
    for name in ("Word", "PDF", "JSON"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name).click()
        files[name] = Path(taken.value.path()).read_bytes()
        assert taken.value.suggested_filename.startswith("Fire precautions, filled in.")
    with zipfile.ZipFile(io.BytesIO(files["Word"])) as package:
        words = package.read("word/document.xml").decode()
    assert "Elm House" in words
    assert EVIDENCE in words
    assert files["PDF"].startswith(b"%PDF-")
    assert EVIDENCE in json.dumps(json.loads(files["JSON"]))


def test_a_second_device_goes_on_with_it_by_a_link(laptop: Window, browser: Browser) -> None:
    page = fire_checklist(laptop)
    fill_line(page, 0, "Seen")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("#took")).to_have_text("The link is copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    with window(browser, laptop.url) as second:
        second.page.goto(link)
        expect(second.page.locator("#count")).to_have_text("1 of 6 filled in")
        send_line(second.page, 1, "Not seen")
    page.reload()
    expect(page.locator("#count")).to_have_text("2 of 6 filled in")
    expect(page.locator(".fill-others .notice")).to_have_count(0)


@pytest.mark.parametrize(("at", "stands"), [(1_000, "Seen"), (4_000_000_000_000, "Not seen")], ids=["older", "newer"])
def test_what_two_devices_wrote_apart_is_told_and_one_of_them_chosen(laptop: Window, at: int, stands: str) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen", note="From the phone.")
    write_from_another_device(page, laptop.url, at)
    page.reload()
    line = page.locator(".fill-line").first
    expect(line.get_by_role("radio", name=stands, exact=True)).to_be_checked()
    told = line.locator(".fill-others .notice")
    expect(told).to_contain_text("From the laptop." if stands == "Seen" else "From the phone.")
    other = "Not seen" if stands == "Seen" else "Seen"
    told.get_by_role("button", name="Use that instead").click()
    expect(line.get_by_role("radio", name=other, exact=True)).to_be_checked()
    expect(told).to_have_count(0)
    wait_until_sent(page)
    page.reload()
    expect(line.get_by_role("radio", name=other, exact=True)).to_be_checked()
    expect(told).to_have_count(0)


def test_two_tabs_do_not_take_from_each_other(laptop: Window) -> None:
    page = fire_checklist(laptop)
    fill_line(page, 0, "Seen")
    other = page.context.new_page()
    open_checklist(other, laptop.url)
    fill_line(other, 1, "Not seen")
    fill_line(page, 2, "Seen")
    for each in (page, other):
        expect(each.locator("#count")).to_have_text("3 of 6 filled in")
    page.reload()
    expect(page.locator("#count")).to_have_text("3 of 6 filled in")


def test_it_is_narrowed_and_nothing_jumps_away_while_it_is_filled_in(laptop: Window) -> None:
    page = laptop.page
    open_checklist(page, laptop.url, "regulation-44-visit")
    fill_line(page, 0, "Seen")
    page.get_by_label("Only what is not filled in").check()
    expect(page.locator("#filtered")).to_have_text("77 of 78 lines shown.")
    fill_line(page, 1, "Seen")
    expect(page.locator(".fill-line").nth(1)).to_be_visible()
    page.get_by_label("Whose words").select_option(label="Statutory guidance")
    shown = page.locator(".fill-line:visible .authority").all_inner_texts()
    assert set(shown) == {"Statutory guidance"}
    assert page.locator(".fill-section:visible").count() < 10


def test_it_is_cleared_only_when_asked_twice_and_then_everywhere(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen", note=NOTE)
    filled_id = filled_id_of(page)
    page.get_by_role("button", name="Clear this one").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#count")).to_have_text("1 of 6 filled in")
    clear(page)
    expect(page.locator("#count")).to_have_text("0 of 6 filled in")
    assert "Drill" not in page.evaluate("JSON.stringify(localStorage)")
    assert httpx.get(f"{laptop.url}/api/v1/filled-checklists/{filled_id}").status_code == 404


def test_what_was_removed_elsewhere_is_still_here_and_kept_as_a_new_one(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen", note=NOTE)
    remove_elsewhere(page, laptop.url)
    fill_line(page, 1, "Seen")
    expect(page.get_by_role("alert")).to_contain_text("This checklist was removed from the service.")
    page.get_by_role("button", name="Keep it as a new one").click()
    wait_until_sent(page)
    expect(page.locator("#count")).to_have_text("2 of 6 filled in")
    assert len(sent_states(page, laptop.url)) == 2


def test_a_new_one_leaves_the_one_before_in_the_list(laptop: Window) -> None:
    page = fire_checklist(laptop)
    page.get_by_label("Home and its reference number").fill("Elm House")
    send_line(page, 0, "Seen")
    page.get_by_role("button", name="Start a new one").click()
    expect(page.locator("#count")).to_have_text("0 of 6 filled in")
    laptop.open("/check/checklists")
    page.locator("#mine-list").get_by_role("link", name="Fire precautions: Elm House").click()
    expect(page.locator("#count")).to_have_text("1 of 6 filled in")


def test_what_was_said_of_a_line_that_reads_otherwise_now_is_kept_apart(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen", note=NOTE)
    word_otherwise(page)
    page.reload()
    expect(page.locator("#earlier-list")).to_contain_text("As it was.")
    expect(page.locator("#earlier-list")).to_contain_text("Not yet done.")
    wait_until_sent(page)
    page.reload()
    expect(page.locator("#earlier-list li")).to_have_count(1)


def test_on_paper_the_words_stand_whole_and_the_buttons_are_gone(laptop: Window) -> None:
    page = fire_checklist(laptop)
    fill_line(page, 0, "Seen", note=NOTE)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".on-paper", has_text="Not yet done.")).to_be_visible()
    for hidden in (".fill-acts", "#filters", ".fill-more textarea >> nth=0", ".masthead nav"):
        expect(page.locator(hidden)).to_be_hidden()


def test_it_is_filled_in_with_the_keyboard_alone(laptop: Window) -> None:
    page = fire_checklist(laptop)
    page.get_by_label("Only what is not filled in").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".fill-line .cite").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    line = page.locator(".fill-line").first
    expect(line.get_by_role("radio", name="Not seen")).to_be_checked()
    page.keyboard.press("Tab")
    expect(line.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(EVIDENCE)
    page.keyboard.press("Tab")
    page.keyboard.type("Seen at noon")
    page.keyboard.press("Tab")
    expect(page.locator(".fill-line .cite").nth(1)).to_be_focused()
    top = page.locator(".fill-line .cite").nth(1).bounding_box()
    bar = page.locator("#bar").bounding_box()
    assert top
    assert bar
    assert top["y"] >= bar["y"] + bar["height"], "the bar hides nothing that has the focus"
    wait_until_sent(page)
    page.reload()
    expect(line.locator("[name=evidence]")).to_have_value(EVIDENCE)
    expect(line.locator("[name=note]")).to_have_value("Seen at noon")


def test_a_narrow_phone_can_do_all_of_it(browser: Browser, site: str) -> None:
    with window(browser, site, NARROW) as opened:
        open_checklist(opened.page, site)
        send_line(opened.page, 0, "Not applicable", note=NOTE)
        wide = opened.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0
        assert opened.elsewhere == []
        assert opened.faults == []


def test_only_this_page_may_register_a_worker_and_only_the_one(site: str, browser: Browser) -> None:
    policy = httpx.get(f"{site}/check/checklists/topic-fire").headers["content-security-policy"]
    assert policy == WORKER_POLICY
    assert policy.replace("trusted-types checklist-worker", "trusted-types 'none'") == CONTENT_POLICY
    for path in ("/check/checklists", "/check/checklists/offline", "/check/worker.js", "/check/checklists/nothing"):
        assert httpx.get(f"{site}{path}").headers["content-security-policy"] == CONTENT_POLICY
    with window(browser, site, LAPTOP) as opened:
        STATES["checklist"](opened.page, site)
        refused = opened.page.evaluate(
            "navigator.serviceWorker.register('/static/other.js').then(() => 'taken', (error) => error.name)"
        )
        assert refused == "TypeError"


def test_a_checklist_that_there_is_not_leads_to_those_there_are(laptop: Window) -> None:
    page = laptop.open("/check/checklists/nothing-of-the-kind")
    expect(page.get_by_role("alert")).to_contain_text("There is no such checklist.")
    page.get_by_role("link", name="Regulation 44 visit", exact=True).click()
    expect(page.locator("#count")).to_have_text("0 of 78 filled in")
    response = httpx.get(f"{laptop.url}/check/checklists/nothing-of-the-kind")
    assert (response.status_code, response.headers["content-security-policy"]) == (404, CONTENT_POLICY)


def test_the_worker_is_never_older_than_the_service(site: str) -> None:
    response = httpx.get(f"{site}/check/worker.js")
    assert response.headers["cache-control"] == "no-cache"
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assets = json.loads(response.text.splitlines()[1].removeprefix("const ASSETS = ").removesuffix(";"))
    assert all(httpx.get(f"{site}{one}").status_code == 200 for one in assets)
