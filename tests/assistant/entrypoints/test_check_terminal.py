from __future__ import annotations

from rich.console import Console

from assistant.entrypoints import check_terminal
from tests.assistant.entrypoints.wire import checked, urgent


def shown(**changes: object) -> str:
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(check_terminal.check(checked(**changes)))
    return captured.get()


def test_the_statement_its_verdict_and_the_provision_with_its_page() -> None:
    text = shown()
    for words in ("“Records take two days.”", "CONFLICTS", "LAW · must · governs", "p. 22", "printed “24 hours”"):
        assert words in text


def test_what_is_urgent_comes_first() -> None:
    assert shown(notices=[urgent()]).startswith("If a child is in danger now")
