"""A small draft with one of everything that can stand in a draft, and words that would do harm as markup."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from assistant.drafting.draft import CoverageState, Draft, Expected, StaleStatement, Was
from assistant.drafting.drafter import draft
from assistant.drafting.profile import check_profile, home_profile
from tests.assistant.drafting.made_requirements import made_requirements
from tests.assistant.made_corpus import made_corpus

MADE_AT = datetime(2026, 4, 1, 12, 30, tzinfo=UTC)

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><!-- -->",
    "**bold** _it_ ~~x~~ `code` ```r\ncode\n``` [a](javascript:x) ![b](file:///etc/passwd) <https://example.org>",
    "[^1]: note ^[inline note] [[TO FILL: nothing]] [TO FILL]: https://example.org | a | b |",
    "\\input{/etc/passwd} \\write18{id} $x^2$ $$y$$ \\begin{verbatim} %c",
    '#read("/etc/passwd") #eval("1") #import "@preview/x:1.0.0" #let x = 1 // /* */ $ x $ <label> @ref',
    "HYPERLINK \"file:///etc/passwd\" { INCLUDETEXT } =cmd|' /C calc'!A0 &lt;w:br/&gt; ]]></w:t><w:r>",
    "{=openxml} ```{=html}\n<b>\n``` ::: {.x custom-style=Gap}\n:::\n---\n===\n# heading\n- item\n1. one\n(a) two\n> q",
    "a\x00b\x07c\x1bd\x7fe\u0085f\u200fg\u202eh\u2066i\ufeffj\ud800k\ufffel\U000e0041m",
    "www.example.org http://example.org a@example.org @mention :smile: &amp; &#65;",
    "\u05d0\u05d1 \u0627\u0644 caf\u00e9 \u4f60\u597d \U0001f600 \u00a0 \u2028 end",
)


def made_draft(folder: Path, told: dict[str, Any] | None = None, *, suggestions: bool = True) -> Draft:
    """A draft on the made library with every kind of block."""
    facts = {"name": "Elm House", "accommodation": "In the office.", "school": False} if told is None else told
    profile = home_profile(check_profile(facts))
    wanted = made_requirements(folder)
    made = draft(made_corpus(), wanted, profile, suggestions=suggestions, made_at=MADE_AT)
    keeping, changes = made.sections
    gone = StaleStatement("Visits are monthly.", ("rec-visits",), (Was("law", "reg 44", (3,)),))
    more = (gone, Expected("Business plan", "The words occur in neither document."))
    row = replace(made.coverage[0], item="rec-visits", asks="Visit monthly.", state=CoverageState.SOURCE_CHANGED)
    sections = (keeping, replace(changes, blocks=(*more, *changes.blocks)))
    return replace(made, sections=sections, coverage=(*made.coverage, row))


def quickest(write: Callable[[], bytes]) -> tuple[float, bytes]:
    """Seconds of the quickest of three tries, and what it wrote: other programs may be busy meanwhile."""
    tries = []
    for _ in range(3):
        started = time.perf_counter()
        tries.append((write(), time.perf_counter() - started))
    written, seconds = min(tries, key=itemgetter(1))
    return seconds, written


def citations_in(draft_: Draft) -> int:
    """How many citations stand in a draft, those of items ruled out too."""
    stated = sum(len(statement.citations) for statement in draft_.statements)
    return stated + sum(hasattr(block, "citation") for block in draft_.blocks)
