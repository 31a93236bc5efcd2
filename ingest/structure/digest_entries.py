"""The pages of a digest (``ingest/digest_pages.py`` draws them) as the provisions that its entries give an account of.

An entry takes the id of the official provision, so that a question, a reference and the official text itself, once it
is there, mean one thing by it. Its label carries the official page: whoever is shown the label can look it up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.structure.force import force_of
from ingest.structure.furniture import Line, page_lines

RUNNING_HEAD = "Digest in our own words. Not the official text."
"""At the top of every page, so that a picture of one never passes for the official page."""

_MARK = re.compile(
    r"(?P<written>\S.*?) — (?P<where>official text: (?P<group>from )?page \d+) \[(?P<path>[a-z]+(?:/[\w.-]+)*)\]"
)
_SHORT = {"regulation": "reg", "paragraph": "para", "schedule": "sch"}
_IN_FULL = {short: word for word, short in _SHORT.items()}
_SPELT = {"childrens": "children's", "ehc": "EHC", "hmci": "HMCI"}
"""Words of defined terms that an id spells otherwise."""

_COUNTED_BY = frozenset({"definition", "table", "row", "bullet"})
"""Steps of a path that say what the next step counts: no provision ends with one."""

_KINDS = {
    "definition": Kind.DEFINITION,
    "table": Kind.HEADING,
    "row": Kind.TABLE_ROW,
    "bullet": Kind.BULLET,
}
_KINDS_BY_DEPTH = {
    "regulation": (Kind.REGULATION, Kind.PARAGRAPH, Kind.SUB_PARAGRAPH),
    "schedule": (Kind.TEXT, Kind.ITEM, Kind.SUB_PARAGRAPH),
    "paragraph": (Kind.PARAGRAPH,),
    "annex": (Kind.TEXT, Kind.PARAGRAPH, Kind.TEXT),
    "terms": (Kind.TERM,),
}
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
    """A provision for each entry, its words alone, in the tree that its path describes.

    A group's line ("Regulation 28") is a HEADING, the title page a NOTE. Between the two, a provision whose parts have
    entries and which has none has no words. Lines that name an entry are set aside, as are running heads and feet.
    """
    blocks, furniture = _blocks(pages)
    texts = {page.physical: page.text for page in pages}
    provisions: dict[str, Provision] = {}
    for block in blocks:
        if block.mark is None:
            provisions["about"] = _title_page(document_id, block)
            continue
        path, where = block.mark["path"], block.mark["where"]
        for one in (*above(path), path):
            if one not in provisions:
                provisions[one] = _wordless(document_id, one, where, provisions.keys())
        provisions[path] = _with_words(provisions[path], block, block.mark, texts)
        kept = block.named.end if block.mark["group"] else block.named.start
        furniture.append(Span(block.line.page, kept, block.line.span.end))
    return Structure(tuple(provisions.values()), tuple(sorted(furniture)), not_understood=())


def mark(path: str, official_page: int, *, group: bool = False) -> str:
    """The line that names a provision: its entry follows or, for a ``group`` without one, the entries of its parts.

    >>> mark("regulation/28/2", 22)
    'Regulation 28(2) — official text: page 22 [regulation/28/2]'
    >>> mark("regulation/28", 22, group=True)
    'Regulation 28 — official text: from page 22 [regulation/28]'
    """
    first, _, rest = label_of(path).partition(" ")
    written = f"{_IN_FULL.get(first, first)} {rest}".strip()
    return f"{written[0].upper()}{written[1:]} — official text: {'from ' if group else ''}page {official_page} [{path}]"


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


def _title_page(document_id: str, block: _Block) -> Provision:
    return Provision(f"{document_id}/about", "title page", Kind.NOTE, None, None, tuple(block.body), Force.STATES)


def _wordless(document_id: str, path: str, where: str, known: Set[str]) -> Provision:
    """The provision at ``path``, below the nearest of the ``known`` ones; ``where`` is its official page, in words."""
    parent = next((f"{document_id}/{one}" for one in reversed(above(path)) if one in known), None)
    label = f"{label_of(path)} ({where})"
    return Provision(f"{document_id}/{path}", label, _kind(path), None, parent, (), Force.STATES)


def _with_words(provision: Provision, block: _Block, mark: re.Match[str], texts: Mapping[int, str]) -> Provision:
    if mark["group"]:
        spans = (block.named, *block.body)
        return replace(provision, kind=Kind.HEADING, heading=mark["written"], spans=spans)
    words = " ".join(texts[span.physical_page][span.start : span.end] for span in block.body)
    defining = provision.kind in _DEFINING
    force = force_of(words, Force.DEFINES if defining or "/definition/" in provision.id else None)
    heading = _term(provision.id.rsplit("/", 1)[1]) if defining else None
    return replace(provision, heading=heading, spans=tuple(block.body), force=force)


def _kind(path: str) -> Kind:
    """What the official provision is, but for a schedule and a note: the account of either is text to be searched."""
    first, *steps = path.split("/")
    counted_by = steps[-2] if len(steps) > 1 else ""
    if counted_by in _KINDS:
        return _KINDS[counted_by]
    by_depth = _KINDS_BY_DEPTH.get(first, (Kind.TEXT,))
    return by_depth[min(len(steps), len(by_depth)) - 1]
