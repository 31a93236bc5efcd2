"""Going through the documents without a question."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.browser import Window


def test_from_the_documents_to_one_provision_and_what_it_hangs_together_with(laptop: Window) -> None:
    page = laptop.open("/library")
    page.get_by_role("link", name="The Children's Homes (England) Regulations 2015").click()
    page.get_by_text("Part 3. Registered persons", exact=True).click()
    page.get_by_role("link", name="Regulation 28. Fitness of manager").click()
    expect(page.locator("h1")).to_have_text("Regulation 28. Fitness of manager")
    expect(page.get_by_role("heading", name="What refers to it")).to_be_visible()
    page.locator(".references").first.get_by_role("link", name="Schedule 2").click()
    expect(page.locator("h1")).to_contain_text("Schedule 2. Information required")
    page.locator(".references").last.get_by_role("link", name="reg 28(1)(c)").click()
    expect(page.locator("h1")).to_have_text("Regulation 28(1)(c)")


def test_what_is_typed_last_is_what_is_found(laptop: Window) -> None:
    page = laptop.open("/search")
    page.locator("#q").press_sequentially("restraint", delay=20)
    page.locator("#results li").first.wait_for()
    page.locator("#q").fill("para 10.12")
    expect(page.locator("#results li a").first).to_have_text("para 10.12")
    page.locator("#q").fill("")
    expect(page.locator("#results li")).to_have_count(0)


def test_a_search_works_without_scripts_as_well_and_a_page_is_turned(laptop: Window) -> None:
    page = laptop.open("/search?q=reg+28(2)")
    expect(page.locator("#results li a").first).to_have_text("reg 28(2)")
    laptop.open("/library/guide-2015/page/53")
    page.get_by_role("link", name="Page after").first.click()
    expect(page.locator("h1")).to_have_text("Page 54")
