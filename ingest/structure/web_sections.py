"""The sections of a web page (see ``ingest/web_page.py``) as a tree of provisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest.document import Force, Kind, Page, Provision, Structure
from ingest.structure.force import force_of
from ingest.structure.furniture import Line, page_lines
from ingest.structure.lead_in import force_handed_down
from ingest.text import BULLET, CELL_SEPARATOR
from ingest.web_page import INDENT

ITEM = re.compile(BULLET)


class _Shape(Enum):
    """What a line is, by its look alone."""

    ITEM = auto()
    CONTINUATION = auto()
    ROW = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True, slots=True)
class _Section:
    """A page that is a section: its provision (spans may be empty for a page without heading) and its body."""

    provision: Provision | None
    label: str
    prefix: str
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Hook:
    """A paragraph or bullet that deeper bullets hang on: its place among the section's provisions, and its force."""

    place: int
    hands_down: Force | None


def parse(document_id: str, pages: Sequence[Page]) -> Structure:
    """A heading for each section, nested by outline level, with its paragraphs, bullets and table rows below it.

    Ids are ``{document}/section/{anchor}``, then ``/paragraph/3``, ``/bullet/1`` below the paragraph that introduces
    it, ``/table-row/2``. A section without anchor is named by the words of its heading. Where several sections share
    a heading their labels begin with that of the section above ('section "Leadership › Good"'). Every line has a
    place: nothing is furniture and nothing is left over.
    """
    provisions: list[Provision] = []
    for section in _sections(document_id, pages):
        if section.provision is not None:
            provisions.append(section.provision)
        provisions.extend(_body(section, {page.physical: page.text for page in pages}))
    return Structure(provisions=tuple(provisions), furniture=(), not_understood=())


def _sections(document_id: str, pages: Sequence[Page]) -> Iterator[_Section]:
    headings = Counter(page_lines(page)[0].text for page in pages if page.outline_level is not None)
    open_levels: list[tuple[int, Provision]] = []
    used: Counter[str] = Counter()
    for page in pages:
        lines = page_lines(page)
        if page.outline_level is None or not lines:
            yield _Section(None, f"section {page.physical}", f"{document_id}/section/{page.physical}", lines)
            continue
        open_levels = [(level, above) for level, above in open_levels if level < page.outline_level]
        parent = open_levels[-1][1] if open_levels else None
        heading = lines[0].text
        name = page.printed.removeprefix("#") if page.printed else _slug(heading)
        used[name] += 1
        provision = Provision(
            id=f"{document_id}/section/{name if used[name] == 1 else f'{name}~{used[name]}'}",
            label=_label(heading, parent if headings[heading] > 1 else None),
            kind=Kind.HEADING,
            heading=heading,
            parent_id=parent.id if parent else None,
            spans=(lines[0].span,),
            force=Force.STATES,
        )
        open_levels.append((page.outline_level, provision))
        yield _Section(provision, provision.label, provision.id, lines[1:])


def _label(heading: str, above: Provision | None) -> str:
    return f'section "{heading}"' if above is None else f'section "{above.heading} › {heading}"'


def _slug(words: str) -> str:
    return re.sub(r"[^\w]+", "-", words.replace("’", "").replace("'", "").lower()).strip("-") or "untitled"


def _body(section: _Section, texts: dict[int, str]) -> list[Provision]:
    """The provisions of a section's lines."""
    found: list[Provision] = []
    counts: Counter[str] = Counter()
    chain: list[_Hook] = []
    for line in section.body:
        depth = _depth(line, texts[line.page])
        shape = _shape(line, depth)
        below_paragraph = 1 if chain and found[chain[0].place].kind is Kind.PARAGRAPH else 0
        if shape is _Shape.CONTINUATION and chain:
            place = chain[min(below_paragraph + depth, len(chain)) - 1].place
            found[place] = replace(found[place], spans=(*found[place].spans, line.span))
            continue
        chain = chain[: below_paragraph + depth] if shape is _Shape.ITEM else []
        above = found[chain[-1].place] if chain else section.provision
        inherited = chain[-1].hands_down if chain else None
        kind, name = NAMES[shape]
        kind = Kind.ITEM if kind is Kind.BULLET and not chain else kind  # nothing introduces it: it stands alone
        stem = f"{above.id if above else section.prefix}/{name}"
        counts[stem] += 1
        force = force_of(line.text, inherited)
        found.append(
            Provision(
                id=f"{stem}/{counts[stem]}",
                label=section.label,
                kind=kind,
                heading=None,
                parent_id=above.id if above else None,
                spans=(line.span,),
                force=force,
            )
        )
        if shape is not _Shape.ROW:
            chain.append(_Hook(len(found) - 1, force_handed_down(line.text) or inherited))
    return found


def _depth(line: Line, text: str) -> int:
    """How many indents stand before the line's first character."""
    start = text.rfind("\n", 0, line.span.start) + 1
    return (line.span.start - start) // len(INDENT)


def _shape(line: Line, depth: int) -> _Shape:
    if ITEM.match(line.text):
        return _Shape.ITEM
    if depth:
        return _Shape.CONTINUATION
    return _Shape.ROW if CELL_SEPARATOR in line.text else _Shape.PARAGRAPH


NAMES = {
    _Shape.ITEM: (Kind.BULLET, "bullet"),
    _Shape.ROW: (Kind.TABLE_ROW, "table-row"),
    _Shape.PARAGRAPH: (Kind.PARAGRAPH, "paragraph"),
    _Shape.CONTINUATION: (Kind.PARAGRAPH, "paragraph"),
}
