"""Mentions of provisions in running text: "regulation 28(2)", "Schedule 1 (paragraphs 19 and 20)", "para 10.13".

Three steps, each usable alone: ``mentions`` finds what is written and turns it into paths ("regulation/28/2"),
``collect`` does so for the provisions of one document, ``resolve`` finds the provision each path names among all
documents. A mention that names another instrument ("regulation 9 of the Care Planning Regulations") is kept,
unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from ingest.document import Kind, Page, Provision, Reference, Span

_NUMBER = r"\d{1,3}[A-Z]{0,2}(?![\d.]*\d)"
_LEVELS = r"(?:\s{0,2}\((?:\d{1,2}[A-Z]{0,2}|[a-z]{1,2}|[ivxl]{1,6})\))"
_JOIN = r"(?:\s*,\s*(?:and|or)?\s*|\s+(?:and|or|to|&)\s+|\s*[-–]\s*)"
_REGULATIONS = rf"{_NUMBER}{_LEVELS}*(?:{_JOIN}(?:{_NUMBER}{_LEVELS}*|{_LEVELS}+))*"
_LEVEL_LIST = rf"{_LEVELS}+(?:{_JOIN}{_LEVELS}+)*"
_ITEMS = rf"{_NUMBER}{_LEVELS}*(?:{_JOIN}(?:{_NUMBER}{_LEVELS}*|{_LEVELS}+))*"
_GUIDE_NUMBER = r"\d{1,2}\.\d{1,3}"

_PATTERN = re.compile(
    rf"""
    (?P<items_of>\bpara(?:graph)?s?\.?\s*(?P<items_first>{_ITEMS})\s+(?:of|to|in)\s+sch(?:edule)?\.?\s*(?P<items_of_schedule>\d))
  | (?P<schedule>\bsch(?:edule)?s?\.?\s*(?P<schedules>\d(?:{_JOIN}\d)*)
        (?:,?\s*\(?\s*para(?:graph)?s?\.?\s*(?P<schedule_items>{_ITEMS}))?)
  | (?P<annex>\bannex\s+(?P<annex_letter>[A-Z])\b(?:,?\s*(?:para(?:graph)?s?\.?\s*)?(?P<annex_number>{_GUIDE_NUMBER}))?)
  | (?P<guide>\bpara(?:graph)?s?\.?\s*(?P<guide_numbers>{_GUIDE_NUMBER}(?:{_JOIN}{_GUIDE_NUMBER})*))
  | (?P<regulation>\b(?:regulations?|regs?\.?|r\.)\s*(?P<regulations>{_REGULATIONS}))
  | (?P<relative>\b(?P<sub>sub-?)?paragraphs?\s*(?P<levels>{_LEVEL_LIST}))
  | (?P<item>\bparagraphs?\s+(?P<item_numbers>{_ITEMS}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ANOTHER_INSTRUMENT = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:of|to|in)\s+(?:those|(?:the\s+)?S\.?I\.?\b"
    r"|[Tt]he\s+(?!Regulations\b|Children.s\s+Homes(?!\s+Regulations\s+2001)|home\b|Guide\b"
    r"|[a-z][a-z,’'\s-]{0,60}\sstandard\b))",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_WIDEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention in some text: the half-open range of ``written`` and the paths it names, in order.

    ``foreign`` says that it names another instrument than the one at hand.
    """

    start: int
    end: int
    written: str
    paths: tuple[str, ...]
    foreign: bool = False


def mentions(text: str, within: str | None = None) -> tuple[Mention, ...]:
    """The mentions in ``text``, left to right.

    ``within`` is the path of the provision that the text belongs to ("regulation/28/3"); "paragraph (2)" and
    "sub-paragraph (a)" are read relative to it, and are passed over without it.
    """
    found: list[Mention] = []
    for match in _PATTERN.finditer(text):
        paths = tuple(dict.fromkeys(_paths(match, within)))
        if paths:
            foreign = bool(_ANOTHER_INSTRUMENT.match(text, match.end())) and match["items_of"] is None
            found.append(Mention(match.start(), match.end(), match.group().strip(), paths, foreign))
    return tuple(found)


def collect(document_id: str, pages: Sequence[Page], provisions: Sequence[Provision]) -> tuple[Reference, ...]:
    """Every mention in the provisions' own words; ``to_provision_id`` still holds the path that is meant.

    A mention of several provisions gives one reference each. Editorial notes of a statute are not read.
    """
    texts = {page.physical: page.text for page in pages}
    references: list[Reference] = []
    for provision in provisions:
        if provision.kind is Kind.NOTE and provision.label.startswith("note "):
            continue
        within = provision.id.removeprefix(f"{document_id}/")
        for span in provision.spans:
            words = texts[span.physical_page][span.start : span.end]
            for mention in mentions(words, within):
                where = Span(span.physical_page, span.start + mention.start, span.start + mention.end)
                references.extend(
                    Reference(provision.id, where, mention.written, None if mention.foreign else path)
                    for path in mention.paths
                )
    return tuple(references)


def resolve(
    document_id: str, references: Iterable[Reference], known: Set[str], also_look_in: Sequence[str]
) -> tuple[Reference, ...]:
    """Turn paths into provision ids: of the document itself first, then of ``also_look_in`` in order.

    ``known`` holds every ingested provision id, reprints left out. A path that none has stays None.
    """
    resolved = []
    for reference in references:
        path = reference.to_provision_id
        candidates = [f"{place}/{path}" for place in (document_id, *also_look_in)] if path else []
        candidates[:0] = _in_the_same_annex(reference)
        target = next((candidate for candidate in candidates if candidate in known), None)
        resolved.append(Reference(reference.from_provision_id, reference.span, reference.written, target))
    return tuple(resolved)


def _in_the_same_annex(reference: Reference) -> list[str]:
    """An annex numbers its paragraphs from 1.1 again: "para 1.22", written in annex B, is its own."""
    annex = re.match(r"[^/]+/annex/[A-Z]/", reference.from_provision_id)
    kind, _, number = (reference.to_provision_id or "").partition("/")
    return [annex[0] + number] if annex and kind == "paragraph" else []


def statutes_named(text: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of ``titles`` (id to title) whose title stands in ``text``, most often named first, then the others."""
    counts = {document_id: text.casefold().count(title.casefold()) for document_id, title in titles.items()}
    return tuple(sorted(titles, key=lambda document_id: -counts[document_id]))


def _paths(match: re.Match[str], within: str | None) -> Iterator[str]:
    if match["items_of"]:
        yield from _numbered(f"schedule/{match['items_of_schedule']}", match["items_first"])
    elif match["schedule"]:
        schedules = re.findall(r"\d", match["schedules"])
        if match["schedule_items"] and len(schedules) == 1:
            yield from _numbered(f"schedule/{schedules[0]}", match["schedule_items"])
        else:
            yield from (f"schedule/{number}" for number in schedules)
    elif match["annex"]:
        base = f"annex/{match['annex_letter'].upper()}"
        yield f"{base}/{match['annex_number']}" if match["annex_number"] else base
    elif match["guide"]:
        yield from _guide_paragraphs(match["guide_numbers"])
    elif match["regulation"]:
        yield from _numbered("regulation", match["regulations"])
    elif match["relative"] and within:
        yield from _relative(within, match["levels"], sub=bool(match["sub"]))
    elif match["item"] and within and within.startswith("schedule/"):
        yield from _numbered("/".join(within.split("/")[:2]), match["item_numbers"])


def _guide_paragraphs(written: str) -> Iterator[str]:
    numbers = re.findall(_GUIDE_NUMBER, written)
    if len(numbers) == 2 and re.search(r"[-–]|\bto\b", written):
        (chapter, first), (other, last) = (map(int, number.split(".")) for number in numbers)
        if chapter == other and 0 < last - first < _WIDEST_RANGE:
            numbers = [f"{chapter}.{number}" for number in range(first, last + 1)]
    yield from (f"paragraph/{number}" for number in numbers)


def _relative(within: str, written: str, *, sub: bool) -> Iterator[str]:
    """ "paragraph (2)(a)" in regulation/28/3 is regulation/28/2/a; "sub-paragraph (b)" keeps the paragraph."""
    steps = within.split("/")
    if steps[0] not in ("regulation", "schedule") or len(steps) < 2:
        return
    start = steps[: 3 if sub and len(steps) > 2 else 2]
    yield from _expand(start, re.findall(rf"{_LEVELS}+|\bto\b|[-–]", written, re.IGNORECASE))


def _numbered(base: str, written: str) -> Iterator[str]:
    """ "6(2)(a) and (b)(i)" under "regulation" is regulation/6/2/a, regulation/6/2/b/i."""
    elements = re.findall(rf"{_NUMBER}{_LEVELS}*|{_LEVELS}+|\bto\b|[-–]", written, re.IGNORECASE)
    yield from _expand(base.split("/"), elements)


def _expand(base: list[str], elements: Sequence[str]) -> Iterator[str]:
    previous: list[str] = []
    is_range = False
    for element in elements:
        if element in ("to", "-", "–"):
            is_range = bool(previous)
            continue
        steps = [step.strip("()") for step in re.findall(r"\d+[A-Z]*|\([^)]*\)", element)]
        if element.lstrip().startswith("(") and previous:
            steps = _continue(previous, steps, lowest=0 if base[1:] else 1)
        if is_range:
            yield from ("/".join([*base, *between]) for between in _between(previous, steps))
        yield "/".join([*base, *steps])
        previous, is_range = steps, False


def _continue(previous: list[str], steps: list[str], *, lowest: int) -> list[str]:
    """Put "(b)(i)" behind "6(2)(a)": at the deepest level of "6(2)(a)" that is written in the same way.

    ``lowest`` is the first level that may change: 1 where level 0 is a regulation's own number.
    """
    roles = _roles(previous)
    levels = range(len(previous) - 1, lowest - 1, -1)
    level = next((i for i in levels if roles[i] in _could_be(steps[0])), None)
    if level is None:
        worded = not steps[0][0].isdigit()
        level = next((i for i in levels if (roles[i] != "number") == worded), len(previous))
    return [*previous[:level], *steps]


def _roles(steps: list[str]) -> list[str]:
    """Numbers, then letters, then roman numerals: the order in which statutory instruments nest."""
    worded = [i for i, step in enumerate(steps) if not step[0].isdigit()]
    names = {i: ("letter", "roman")[order % 2] for order, i in enumerate(worded)}
    return [names.get(i, "number") for i in range(len(steps))]


def _could_be(step: str) -> set[str]:
    if step[0].isdigit():
        return {"number"}
    return ({"roman"} if step in _ROMAN else set()) | ({"letter"} if len(step) == 1 or step[0] == step[1] else set())


def _between(first: list[str], last: list[str]) -> Iterator[list[str]]:
    """The steps strictly between two that differ in their last level only."""
    if len(first) != len(last) or first[:-1] != last[:-1]:
        return
    order: Sequence[str]
    if first[-1].isdigit() and last[-1].isdigit():
        start = int(first[-1])
        order = [str(number) for number in range(start, min(int(last[-1]), start + _WIDEST_RANGE) + 1)]
    elif first[-1] in _ROMAN and last[-1] in _ROMAN:
        order = _ROMAN
    else:
        order = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    if first[-1] in order and last[-1] in order:
        for step in order[order.index(first[-1]) + 1 : order.index(last[-1])]:
            yield [*first[:-1], step]
