"""Every state that a page can be in, by name: how to bring a window into it. For tests and for screenshots."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.ingest import made_pdfs
from tests.web.checklist_steps import disconnect, fill_line, open_checklist, wait_until_sent, write_from_another_device
from tests.web.services import VISIT_QUESTION

Steps = Callable[[Page, str], None]
"""Brings a page into the state; the text is the service's address."""

QUESTION = "Which qualification does a registered manager need, and by when?"
URGENT = "A child has gone missing right now, what do I do?"
NO_ANSWER = "How do I bake bread?"
POINT = "Restraint records are completed within two days."
POLICY = """# Safeguarding policy of Elm House

## Whom we tell

Allegations against staff are told to the local authority designated officer within five days.
The LSCB is told of each serious incident. Ofsted is notified without delay.

## Bullying

Staff should know how to prevent bullying, and each child is told whom to turn to.
"""


PAPER = made_pdfs.of_lines(
    ["Policy against bullying of Elm House", "1. Whom we tell"],
    ["2. Bullying", "Staff know how to prevent bullying.", "Each child knows whom to turn to."],
)


def ask(page: Page, question: str) -> None:
    """Type a question, send it and wait for what comes of it."""
    before = page.locator(".exchange .acts").count()
    page.locator("#question").fill(question)
    page.locator("#send").click()
    page.locator(".exchange .acts").nth(before).wait_for()


def open_source(page: Page, number: int = 0) -> None:
    """Open a citation's source and wait for its page."""
    page.locator("main a.cite").nth(number).click()
    page.locator("#source .page img[alt], #source .page .plain").wait_for()


def make_draft(page: Page, url: str, kind: str = "statement_of_purpose") -> None:
    """Fill in the home's name and make a draft."""
    page.goto(f"{url}/draft/new?kind={kind}")
    page.locator("[name='answer.name']").fill("Elm House")
    page.locator("#make").click()
    page.wait_for_selector("#draft")


def _at(path: str) -> Steps:
    return lambda page, url: (page.goto(f"{url}{path}"), None)[1]


def _answered(*questions: str) -> Steps:
    def steps(page: Page, url: str) -> None:
        page.goto(f"{url}/")
        for question in questions:
            ask(page, question)

    return steps


def _source(page: Page, url: str) -> None:
    _answered(QUESTION)(page, url)
    open_source(page)


def _source_of_a_web_page(page: Page, url: str) -> None:
    _answered("What do inspectors evaluate about leaders and managers?")(page, url)
    page.locator("main a.cite", has=page.locator("xpath=self::a[contains(@data-citation, 'sccif-2025')]")).first.click()
    page.locator("#source .page .plain").wait_for()


def _searched(page: Page, url: str) -> None:
    page.goto(f"{url}/search")
    page.locator("#q").fill("missing children")
    page.locator("#results li").first.wait_for()


def _offline(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    page.context.set_offline(True)
    page.locator("#question").fill(QUESTION)
    page.locator("#send").click()
    page.locator(".notice-error").wait_for()


def _waiting(page: Page, url: str) -> None:
    page.route("**/api/v1/ask", lambda _: None)  # it is never answered
    page.goto(f"{url}/")
    page.locator("#question").fill(QUESTION)
    page.locator("#send").click()
    page.locator(".working").wait_for()


def _profile_failed(page: Page, url: str) -> None:
    page.goto(f"{url}/draft/new?kind=statement_of_purpose")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("[name='answer.places']").fill("many")
    page.locator("#make").click()
    page.locator(".notice-error").wait_for()


def _too_long(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    page.locator("#question").fill("Who may visit? " * 250 + "x" * 200)
    page.locator("#send").click()
    page.locator(".exchange .acts, .notice-error").first.wait_for()
    page.get_by_text("The whole question").wait_for()


def _draft(page: Page, url: str) -> None:
    make_draft(page, url)


def _own_words(page: Page, url: str) -> None:
    make_draft(page, url)
    section = page.locator("#section-about")
    section.locator("summary", has_text="in your own words").click()
    section.locator("[name=own]").fill("We keep this statement up to date.")
    section.locator("button[value=own]").click()
    page.locator("#section-about .own").wait_for()


def check_point(page: Page, url: str, point: str) -> None:
    """Lay a point beside its provisions."""
    page.goto(f"{url}/check/point")
    page.locator("#point").fill(point)
    page.locator("#check").click()
    page.locator(".checked").wait_for()


def review(page: Page, url: str, text: str, name: str = "policy.md") -> None:
    """Hand in a document as a safeguarding policy and wait for what comes of it."""
    page.goto(f"{url}/check/document")
    choose_document(page, text, name)
    page.locator("#review").click()
    page.locator("#result:not([hidden]), .notice-error").first.wait_for()


def choose_document(page: Page, text: str, name: str = "policy.md") -> None:
    """Choose a file, to be laid beside what is asked of a safeguarding policy."""
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": text.encode()})
    page.locator("#against").select_option("policy/safeguarding")


def _checked(page: Page, url: str) -> None:
    check_point(page, url, POINT)


def _point_refused(page: Page, url: str) -> None:
    page.goto(f"{url}/check/point")
    page.locator("#point").fill("?")
    page.locator("#check").click()
    page.locator(".checked, .notice-error").first.wait_for()


def _reviewed(page: Page, url: str) -> None:
    review(page, url, POLICY)


def _unreadable(page: Page, url: str) -> None:
    review(page, url, "nothing of the kind", "policy.pdf")


def _checklist_filled(page: Page, url: str) -> None:
    open_checklist(page, url, "regulation-44-visit")
    page.get_by_label("Home and its reference number").fill("Elm House, SC000001")
    fill_line(page, 0, "Seen", evidence="Declaration of 3 March")
    fill_line(page, 1, "Not seen", note="Asked the manager for it.\nIt comes by post.")
    wait_until_sent(page)


def _checklist_offline(page: Page, url: str) -> None:
    _checklist_filled(page, url)
    disconnect(page)
    page.reload()
    fill_line(page, 2, "Not applicable")
    page.locator("#saved", has_text="not sent yet").wait_for()


def _checklist_not_opened(page: Page, url: str) -> None:
    _checklist_offline(page, url)
    page.goto(f"{url}/check/checklists/topic-bullying")
    page.locator("#mine-list li").wait_for()


def _checklist_narrowed(page: Page, url: str) -> None:
    _checklist_filled(page, url)
    page.get_by_label("Only what is not filled in").check()
    page.get_by_label("Whose words").select_option("practice, no source")


def _checklist_written_twice(page: Page, url: str) -> None:
    open_checklist(page, url)
    fill_line(page, 0, "Seen", note="From the phone.")
    wait_until_sent(page)
    write_from_another_device(page, url)
    page.reload()
    page.locator(".fill-others .notice").wait_for()


def _checklist_to_clear(page: Page, url: str) -> None:
    _checklist_filled(page, url)
    page.get_by_role("button", name="Clear this one").click()


def _own_page(page: Page, url: str) -> None:
    page.goto(f"{url}/check/document")
    page.locator("#file").set_input_files({"name": "policy.pdf", "mimeType": "application/pdf", "buffer": PAPER})
    page.locator("#against").select_option("policy/bullying")
    page.locator("#review").click()
    side = page.locator(".side-document", has=page.locator("figcaption", has_text="Page 2")).first
    side.get_by_text("See page 2 of the document").click()
    side.locator("canvas").wait_for()


def _reviewing(page: Page, url: str) -> None:
    page.route("**/api/v1/reviews", lambda _: None)  # it is never answered
    page.goto(f"{url}/check/document")
    choose_document(page, POLICY)
    page.locator("#review").click()
    page.locator("#stop").wait_for()


STATES: Mapping[str, Steps] = {
    "ask": _at("/"),
    "waiting": _waiting,
    "answer": _answered(QUESTION),
    "urgent": _answered(URGENT),
    "refusal": _answered(NO_ANSWER),
    "long-question": _too_long,
    "thread": _answered("Who may be the independent person?", "How often must they visit?"),
    "source": _source,
    "source-web-page": _source_of_a_web_page,
    "offline": _offline,
    "library": _at("/library"),
    "contents": _at("/library/regulations-2015"),
    "provision": _at("/provision/regulations-2015/regulation/28"),
    "page": _at("/library/guide-2015/page/53?quote=the+term+%E2%80%98equivalent%E2%80%99"),
    "search": _searched,
    "drafts": _at("/draft"),
    "profile": _at("/draft/new?kind=statement_of_purpose"),
    "profile-failed": _profile_failed,
    "draft": _draft,
    "own-words": _own_words,
    "check": _at("/check"),
    "point": _at("/check/point"),
    "point-checked": _checked,
    "point-refused": _point_refused,
    "checklists": _at("/check/checklists"),
    "checklist": open_checklist,
    "checklist-filled": _checklist_filled,
    "checklist-narrowed": _checklist_narrowed,
    "checklist-written-twice": _checklist_written_twice,
    "checklist-to-clear": _checklist_to_clear,
    "checklist-offline": _checklist_offline,
    "checklist-not-opened": _checklist_not_opened,
    "reviewing": _reviewing,
    "review-own-page": _own_page,
    "review": _at("/check/document"),
    "review-findings": _reviewed,
    "review-failed": _unreadable,
    "deadlines": _at("/check/deadlines?provision=reg+35(3)&day=2026-03-01&time=21:40"),
    "deadlines-form": _at("/check/deadlines"),
    "checklist-unknown": _at("/check/checklists/nothing-of-the-kind"),
    "deadlines-failed": _at("/check/deadlines?provision=reg+999&day=2026-03-01"),
    "not-found": _at("/nothing-here"),
}

EMPTY_STATES: Mapping[str, Steps] = {"empty-ask": _at("/"), "empty-library": _at("/library")}


def _withdrawn(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    ask(page, VISIT_QUESTION)


STALLING_STATES: Mapping[str, Steps] = {"model-down": _withdrawn}
