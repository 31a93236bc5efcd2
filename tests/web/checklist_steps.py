"""Steps on a checklist's page: filling in, losing the connection, and what happens elsewhere meanwhile."""

from __future__ import annotations

import httpx
from playwright.sync_api import Page

from tests.web.browser import Window

SENDING = "**/api/v1/filled-checklists/*"
"""Where a page asks for what is filled in, and sends it."""


def open_checklist(page: Page, url: str, kind: str = "topic-fire") -> None:
    """Open a checklist and wait until it can be opened offline."""
    page.goto(f"{url}/check/checklists/{kind}")
    page.locator("#connection", has_text="Ready to use offline").wait_for()


def fire_checklist(shown: Window) -> Page:
    """The page of the window, with the six lines on fire precautions opened and none filled in."""
    open_checklist(shown.page, shown.url)
    return shown.page


def fill_line(page: Page, number: int, state: str, **written: str) -> None:
    """Mark the ``number``-th line of a checklist, counted from 0, and write its evidence and note."""
    line = page.locator(".fill-line").nth(number)
    line.get_by_role("radio", name=state, exact=True).check()
    for field, text in written.items():
        if not line.locator(f"[name={field}]").is_visible():
            line.locator("summary").click()
        line.locator(f"[name={field}]").fill(text)


def wait_until_sent(page: Page) -> None:
    """Until the service has everything that was filled in."""
    page.locator("#saved", has_text="and sent").wait_for()


def send_line(page: Page, number: int, state: str, **written: str) -> None:
    """Fill in a line as ``fill_line`` does, and wait until the service has it."""
    fill_line(page, number, state, **written)
    wait_until_sent(page)


def filled_id_of(page: Page) -> str:
    """The id of the checklist on fire precautions that is being filled in."""
    return str(page.evaluate("JSON.parse(localStorage['homes.filling.topic-fire'])"))


def sent_states(page: Page, url: str) -> dict[str, str]:
    """What the service has: the state of each line that says something."""
    filled_id = filled_id_of(page)
    kept = httpx.get(f"{url}/api/v1/filled-checklists/{filled_id}").json()
    return {one["line"]: one["state"] for one in kept.get("lines", [])}


def clear(page: Page) -> None:
    """Clear the checklist that is open, and say so again when asked."""
    page.get_by_role("button", name="Clear this one").click()
    page.get_by_role("button", name="Clear it").click()


def word_otherwise(page: Page) -> None:
    """Let each line have had other words when it was filled in, and no service have what was."""
    page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.split('.').length > 3).forEach(([name, kept]) => "
        "localStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), asked: 'As it was.', seen: null })))"
    )


_CUT = """{
  const through = window.fetch;
  window.fetch = (...asked) => sessionStorage.getItem("cut") ? Promise.reject(new TypeError("cut")) : through(...asked);
}"""


def disconnect(page: Page) -> None:
    """Take the connection away, in the page's own requests too.

    While a page loads, Chromium's own switch and a route were seen to let a request through.
    """
    page.context.add_init_script(_CUT)
    page.evaluate(_CUT)
    page.evaluate("sessionStorage.setItem('cut', '1')")
    page.context.route("**/api/**", lambda route: route.abort("internetdisconnected"))
    page.context.set_offline(True)


def connect(page: Page) -> None:
    """Give it back."""
    page.evaluate("sessionStorage.removeItem('cut')")
    page.context.unroute("**/api/**")
    page.context.set_offline(False)


def stop_answering(page: Page) -> None:
    """Let no request about what is filled in reach the service."""
    page.context.route(SENDING, lambda route: route.abort())


def answer_again(page: Page) -> None:
    """Let them reach it."""
    page.context.unroute(SENDING)


def write_from_another_device(page: Page, url: str, at: int = 1_000) -> None:
    """Send an entry for the first line as a device does that has not seen what this one wrote, at its own moment."""
    filled_id = filled_id_of(page)
    box = page.locator(".fill-line").first
    said = {"line": box.get_attribute("data-line"), "asked": box.get_attribute("data-asked")}
    line = said | {"state": "not seen", "note": "From the laptop.", "written_at": at}
    sent = httpx.put(f"{url}/api/v1/filled-checklists/{filled_id}", json={"kind": "topic-fire", "lines": [line]})
    sent.raise_for_status()


def remove_elsewhere(page: Page, url: str) -> str:
    """Remove from the service what is being filled in, as another device does. Returns the id it had."""
    filled_id = filled_id_of(page)
    httpx.delete(f"{url}/api/v1/filled-checklists/{filled_id}").raise_for_status()
    return filled_id
