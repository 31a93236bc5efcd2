"""The pages of a digest (``ingest/digest_pages.py`` draws them) as the provisions that its entries give an account of.

An entry takes the id of the official provision, so that a question, a reference and the official text itself, once it
is there, mean one thing by it. Its label carries the official page: whoever is shown the label can look it up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.structure.force import force_of
from ingest.structure.furniture import Line, page_lines

RUNNING_HEAD = "Digest in our own words. Not the official text."
"""At the top of every page, so that a picture of one never passes for the official page."""

_MARK = re.compile(r"(?P<written>\S.*?)(?P<where> — official text: page \d+)? \[(?P<path>[a-z]+(?:/[\w.-]+)*)\]")
_SHORT = {"regulation": "reg", "paragraph": "para", "schedule": "sch"}
_IN_FULL = {short: word for word, short in _SHORT.items()}
_SPELT = {"childrens": "children's", "ehc": "EHC", "hmci": "HMCI"}
"""Words of defined terms that an id spells otherwise."""

_COUNTED_BY = frozenset({"definition", "table", "row", "bullet"})
"""Steps of a path that say what the next step counts: no provision ends with one."""

_DEFINING = frozenset({Kind.DEFINITION, Kind.TERM})


@dataclass(frozen=True, slots=True)
class _Block:
    """A line that names a provision, and the lines below it. What stands before the first such line has no mark."""

    line: Line
    mark: re.Match[str] | None
    body: list[Span] = field(default_factory=list)

    @property
    def named(self) -> Span:
        """Of the line that names the provision, its name alone."""
        end = self.line.span.start + (self.mark.end("written") if self.mark else len(self.line.text))
        return Span(self.line.page, self.line.span.start, end)


def parse(document_id: str, pages: Sequence[Page]) -> Structure:
    """A provision for each entry, its words alone, below the nearest one that its path continues.

    Every entry is a sentence or more that stands by itself, so the account of a sub-paragraph is a TEXT like any other:
    nothing introduces it. A group without an entry of its own ("Regulation 28") is a HEADING, the title page a NOTE.
    Lines that name an entry are set aside with the running heads and page numbers.
    """
    blocks, furniture = _blocks(pages)
    texts = {page.physical: page.text for page in pages}
    provisions: dict[str, Provision] = {}
    for block in blocks:
        if block.mark is None:
            path, made = "about", _title_page(document_id, block)
        else:
            path = block.mark["path"]
            made = _provision(document_id, block, block.mark, _words(block.body, texts), provisions.keys())
            kept = block.named.end if made.kind is Kind.HEADING else block.named.start
            furniture.append(Span(block.line.page, kept, block.line.span.end))
        provisions[path] = made
    return Structure(tuple(provisions.values()), tuple(sorted(furniture)), not_understood=())


def mark(path: str, official_page: int | None = None) -> str:
    """The line that names a provision: its entry follows, or without ``official_page`` those of the group it heads.

    >>> mark("regulation/28/2", 22)
    'Regulation 28(2) — official text: page 22 [regulation/28/2]'
    """
    first, _, rest = label_of(path).partition(" ")
    written = f"{_IN_FULL.get(first, first)} {rest}".strip()
    where = "" if official_page is None else f" — official text: page {official_page}"
    return f"{written[0].upper()}{written[1:]}{where} [{path}]"


def page_number(number: int) -> str:
    """The foot of page ``number``."""
    return f"Page {number}"


def above(path: str) -> tuple[str, ...]:
    """The paths that ``path`` continues, outermost first; the chapter, for guidance's paragraphs.

    >>> above("regulation/28/2/c"), above("paragraph/1.5/bullet/2")
    (('regulation/28', 'regulation/28/2'), ('chapter/1', 'paragraph/1.5'))
    """
    first, *steps = path.split("/")
    if not steps:
        return ()
    outermost = {"paragraph": [f"chapter/{steps[0].split('.')[0]}"], "terms": ["terms"]}.get(first, [])
    inner = ["/".join([first, *steps[:depth]]) for depth in range(1, len(steps)) if steps[depth - 1] not in _COUNTED_BY]
    return (*outermost, *inner)


def label_of(path: str) -> str:
    """How people write the provision at ``path``, as the parsers of the official documents label it.

    >>> label_of("regulation/2/1/definition/placing-authority/a"), label_of("schedule/1/19/b")
    ('reg 2(1) "placing authority" (a)', 'sch 1 para 19(b)')
    >>> label_of("paragraph/1.5/bullet/2"), label_of("annex/A/table/1/row/2"), label_of("terms/registered-person")
    ('para 1.5 bullet 2', 'annex A table 1 row 2', 'explanation of terms: registered person')
    """
    first, *steps = path.split("/")
    if first == "terms":
        return ": ".join(["explanation of terms", *map(_term, steps)])
    if first not in ("regulation", "schedule"):
        return " ".join([_SHORT.get(first, first), *steps])
    own = 1 if first == "regulation" else 2
    numbers = " para ".join(steps[:own])
    return f"{_SHORT[first]} {numbers}{_levels(steps[own:])}"


def _levels(steps: Sequence[str]) -> str:
    if "definition" not in steps:
        return "".join(f"({step})" for step in steps)
    at = steps.index("definition")
    return f'{_levels(steps[:at])} "{_term(steps[at + 1])}" {_levels(steps[at + 2 :])}'.rstrip()


def _term(slug: str) -> str:
    return " ".join(_SPELT.get(word, word) for word in slug.split("-"))


def _blocks(pages: Sequence[Page]) -> tuple[list[_Block], list[Span]]:
    """The blocks in reading order, and the running heads and page numbers between them."""
    blocks: list[_Block] = []
    furniture: list[Span] = []
    for page in pages:
        for line in page_lines(page):
            if line.text in (RUNNING_HEAD, page_number(page.physical)):
                furniture.append(line.span)
                continue
            found = _MARK.fullmatch(line.text)
            if found or not blocks:
                blocks.append(_Block(line, found, [] if found else [line.span]))
            else:
                blocks[-1].body.append(line.span)
    return blocks, furniture


def _words(spans: Sequence[Span], texts: Mapping[int, str]) -> str:
    return " ".join(texts[span.physical_page][span.start : span.end] for span in spans)


def _title_page(document_id: str, block: _Block) -> Provision:
    return Provision(f"{document_id}/about", "title page", Kind.NOTE, None, None, tuple(block.body), Force.STATES)


def _provision(document_id: str, block: _Block, mark: re.Match[str], words: str, known: Set[str]) -> Provision:
    path = mark["path"]
    parent = next((f"{document_id}/{one}" for one in reversed(above(path)) if one in known), None)
    if mark["where"] is None:
        id_, spans = f"{document_id}/{path}", (block.named, *block.body)
        return Provision(id_, label_of(path), Kind.HEADING, mark["written"], parent, spans, Force.STATES)
    kind = _kind(path)
    return Provision(
        id=f"{document_id}/{path}",
        label=f"{label_of(path)} ({mark['where'].removeprefix(' — ')})",
        kind=kind,
        heading=_term(path.rsplit("/", 1)[1]) if kind in _DEFINING else None,
        parent_id=parent,
        spans=tuple(block.body),
        force=force_of(words, Force.DEFINES if kind in _DEFINING or "/definition/" in path else None),
    )


def _kind(path: str) -> Kind:
    """What stands alone in the official text is what it is there; any other account stands alone too, as text."""
    first, *steps = path.split("/")
    if first == "terms":
        return Kind.TERM
    if steps[-2:-1] == ["definition"]:
        return Kind.DEFINITION
    if steps[-2:-1] == ["row"]:
        return Kind.TABLE_ROW
    return Kind.TEXT
