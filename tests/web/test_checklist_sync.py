"""What is filled in on a device and what the service has: parts, a full store, an older store, refusals, releases."""

from __future__ import annotations

import json

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser import Window
from tests.web.checklist_steps import (
    SENDING,
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

NOTE = "Drill at night.\nNot yet done."


def lines_in(route: Route) -> list[dict[str, str]]:
    """The lines that a request of the page carries."""
    lines: list[dict[str, str]] = json.loads(route.request.post_data or "")["lines"]
    return lines


def test_what_is_typed_while_a_long_one_is_sent_in_parts_stays_as_it_was_typed_last(laptop: Window) -> None:
    page = fire_checklist(laptop)
    parts: list[list[str]] = []

    def hold(route: Route) -> None:
        if route.request.method != "PUT":
            route.continue_()
            return
        parts.append([one["line"] for one in lines_in(route)])
        if len(parts) == 1:
            fill_line(page, 5, "Not seen", note="The last words.")
        route.continue_()

    disconnect(page)
    for number in range(6):
        fill_line(page, number, "Seen", evidence="x" * 10_000, note="é" * 10_000)
    page.context.route(SENDING, hold)
    connect(page)
    wait_until_sent(page)
    assert len(parts) > 1
    expect(page.locator(".fill-line").nth(5).locator("[name=note]")).to_have_value("The last words.")
    page.reload()
    expect(page.locator(".fill-line").nth(5).locator("[name=note]")).to_have_value("The last words.")


def fill_up(page: Page) -> None:
    """Leave no room in what the browser keeps for this site."""
    page.evaluate(
        "for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {"
        " try { for (let n = 0; ; n += 1) localStorage.setItem(`other.${size}.${n}`, 'x'.repeat(size)); } catch {} }"
    )


def test_where_the_browser_has_no_room_left_it_says_so_and_what_is_typed_is_sent(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen", note="Short.")
    fill_up(page)
    stop_answering(page)
    fill_line(page, 0, "Seen", note="Short at first, and then much longer.")
    expect(page.get_by_role("alert")).to_contain_text("Leave this page open")
    answer_again(page)
    fill_line(page, 1, "Not seen")
    expect(page.locator("#saved")).to_have_text("All sent. This browser has no room to keep it on this device")
    expect(page.locator("#count")).to_have_text("2 of 6 filled in")
    assert list(sent_states(page, laptop.url).values()) == ["seen", "not seen"]
    page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('other.'))"
        ".forEach((name) => localStorage.removeItem(name))"
    )
    send_line(page, 2, "Seen")
    page.reload()
    expect(page.locator("#count")).to_have_text("3 of 6 filled in")
    expect(page.locator(".fill-line").first.locator("[name=note]")).to_have_value(
        "Short at first, and then much longer."
    )


def test_what_cannot_be_kept_as_a_new_one_for_want_of_room_is_not_given_up(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen", note=NOTE)
    filled_id = remove_elsewhere(page, laptop.url)
    fill_up(page)
    fill_line(page, 1, "Seen")
    page.get_by_role("button", name="Keep it as a new one").click()
    expect(page.get_by_role("alert")).to_contain_text("no room to keep it as a new one")
    assert "Drill" in page.evaluate(
        f"JSON.stringify(Object.entries(localStorage).filter(([name]) => name.includes('{filled_id}')))"
    )


@pytest.mark.parametrize("has", ["nothing", "what was written before"])
def test_a_service_that_has_an_older_store_again_gets_what_it_lost_and_takes_nothing(laptop: Window, has: str) -> None:
    page = fire_checklist(laptop)
    fill_line(page, 0, "Seen", note=NOTE)
    send_line(page, 1, "Not seen")
    resent: list[list[str]] = []

    def restored(route: Route) -> None:
        if route.request.method == "PUT":
            resent.append(sorted(one["note"] for one in lines_in(route)))
            route.continue_()
            return
        kept = route.fetch().json()
        old = [one | {"note": "Old.", "written_at": 1} for one in kept["lines"][:1]]
        route.fulfill(json=kept | {"lines": [] if has == "nothing" else old})

    page.context.route(SENDING, restored)
    page.reload()
    wait_until_sent(page)
    assert resent == [["", NOTE]]
    expect(page.locator(".fill-line").first.locator("[name=note]")).to_have_value(NOTE)
    expect(page.locator("#count")).to_have_text("2 of 6 filled in")


def test_what_was_cleared_of_a_line_that_reads_otherwise_now_is_sent_once(laptop: Window) -> None:
    page = fire_checklist(laptop)
    send_line(page, 0, "Seen")
    page.locator(".fill-line").first.get_by_role("button", name="Clear").click()
    wait_until_sent(page)
    word_otherwise(page)
    stop_answering(page)
    page.reload()
    fill_line(page, 0, "Not seen")
    answer_again(page)
    send_line(page, 1, "Seen")


def test_what_another_device_wrote_is_told_though_one_types_while_it_is_sent(laptop: Window) -> None:
    page = fire_checklist(laptop)
    parts: list[int] = []

    def hold(route: Route) -> None:
        if not parts:
            parts.append(1)
            write_from_another_device(page, laptop.url)
            fill_line(page, 0, "Seen", note="From the phone, and more.")
        route.continue_()

    page.context.route(SENDING, hold)
    fill_line(page, 0, "Seen", note="From the phone.")
    expect(page.locator(".fill-others .notice")).to_contain_text("From the laptop.")
    expect(page.locator(".fill-line").first.locator("[name=note]")).to_have_value("From the phone, and more.")


def keep_as_an_earlier_release(page: Page, *kinds: str) -> None:
    """Lay pages into the cache that the worker of a release before this one would have left."""
    page.evaluate(
        "async (kinds) => { const cache = await caches.open('checklists-earlier'); for (const kind of kinds)"
        " await cache.put(`/check/checklists/${kind}`, new Response('As it was in the release before.')); }",
        kinds,
    )


def test_offline_this_releases_page_is_shown_and_an_earlier_one_where_there_is_no_other(laptop: Window) -> None:
    page = fire_checklist(laptop)
    keep_as_an_earlier_release(page, "topic-fire", "topic-bullying")
    disconnect(page)
    page.reload()
    expect(page.locator("#count")).to_have_text("0 of 6 filled in")
    laptop.open("/check/checklists/topic-bullying")
    expect(page.locator("body")).to_have_text("As it was in the release before.")
    connect(page)
    open_checklist(page, laptop.url, "topic-bullying")
    page.wait_for_function("async () => !(await caches.has('checklists-earlier'))")


def test_a_page_that_there_is_no_more_is_not_shown_offline_either(laptop: Window) -> None:
    page = fire_checklist(laptop)
    keep_as_an_earlier_release(page, "no-more")
    expect(laptop.open("/check/checklists/no-more").get_by_role("alert")).to_contain_text("no such checklist")
    disconnect(page)
    page.reload()
    expect(page.locator("h1")).to_have_text("You are offline")


def test_an_entry_that_the_service_refuses_is_named_and_keeps_back_no_other(laptop: Window) -> None:
    page = fire_checklist(laptop)
    page.locator("textarea").evaluate_all("(fields) => fields.forEach((field) => field.removeAttribute('maxlength'))")
    disconnect(page)
    for number in range(5):
        fill_line(page, number, "Seen", note="x" * 10_001 if number == 3 else "")
    connect(page)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The service did not take line 4.")
    expect(alert).to_contain_text("Everything else has been sent.")
    expect(page.locator("#saved")).to_have_text("1 entry kept on this device, not sent yet")
    assert len(sent_states(page, laptop.url)) == 4
    laptop.open("/check/checklists")
    expect(page.locator("#mine-list")).to_contain_text("1 not sent yet: open it to send it")
    page.go_back()
    send_line(page, 3, "Seen", note="Short.")
    expect(alert).to_have_count(0)


def test_what_was_on_its_way_when_it_was_cleared_does_not_come_to_stay(laptop: Window) -> None:
    page = fire_checklist(laptop)
    filled_id = filled_id_of(page)
    asked: list[str] = []

    def hold(route: Route) -> None:
        asked.append(route.request.method)
        if asked == ["PUT"]:
            clear(page)
        route.continue_()

    page.context.route(f"**/api/v1/filled-checklists/{filled_id}", hold)
    fill_line(page, 0, "Seen", note=NOTE)
    expect(page.locator("#count")).to_have_text("1 of 6 filled in")
    page.wait_for_function("(id) => JSON.parse(localStorage['homes.filling.topic-fire']) !== id", arg=filled_id)
    expect(page.locator("#count")).to_have_text("0 of 6 filled in")
    assert asked == ["PUT", "DELETE"]
    assert httpx.get(f"{laptop.url}/api/v1/filled-checklists/{filled_id}").status_code == 404
