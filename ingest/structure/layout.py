"""Which parser reads which layout, and recognising the layout of a document that the catalogue does not know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ingest.document import Page, Structure
from ingest.structure import digest_entries, headed_text, numbered_guidance, statutory_instrument, web_sections

Parser = Callable[[str, Sequence[Page]], Structure]

PARSERS: Mapping[str, Parser] = {
    "statutory_instrument": statutory_instrument.parse,
    "numbered_guidance": numbered_guidance.parse,
    "headed_text": headed_text.parse,
    "web_sections": web_sections.parse,
    "digest": digest_entries.parse,
}

INSTRUMENT_TITLE = re.compile(r"^\s*STATUTORY INSTRUMENTS?\s*$", re.MULTILINE)
REGULATION_START = re.compile(r"^\s*\d{1,3}[A-Z]?\.\s*[—–-]\s*\(1\)", re.MULTILINE)
GUIDANCE_PARAGRAPH = re.compile(r"^[ \t]*(\d{1,2}\.\d{1,3})[ \t]+[A-Z]", re.MULTILINE)

FEWEST_REGULATIONS = 5
FEWEST_PARAGRAPHS = 15
PARAGRAPHS_A_PAGE = 0.5
LONGEST_FORM_RUN = 5
"""A form numbers its questions 34.1 to 34.4; guidance has chapters of more paragraphs than that."""


def parser_for(layout: str) -> Parser:
    """The parser of ``layout``, one of the names in ``PARSERS``; raises ``KeyError`` for any other."""
    return PARSERS[layout]


def sniff_layout(pages: Sequence[Page]) -> str:
    """The layout that the pages look like; ``headed_text`` reads whatever no other rule claims."""
    if any(page.outline_level is not None for page in pages):
        return "web_sections"
    text = "\n".join(page.text for page in pages)
    if INSTRUMENT_TITLE.search(text) and len(REGULATION_START.findall(text)) >= FEWEST_REGULATIONS:
        return "statutory_instrument"
    return "numbered_guidance" if _is_numbered_guidance(text, len(pages)) else "headed_text"


def _is_numbered_guidance(text: str, page_count: int) -> bool:
    numbers = [number.split(".") for number in set(GUIDANCE_PARAGRAPH.findall(text))]
    longest = max(Counter(chapter for chapter, _ in numbers).values(), default=0)
    return len(numbers) >= max(FEWEST_PARAGRAPHS, PARAGRAPHS_A_PAGE * page_count) and longest > LONGEST_FORM_RUN
