"""UK statutory instruments as legislation.gov.uk prints them: pages become a tree of provisions.

Ids under the document's: part/2, part/2/chapter/1, regulation/28/2/c/i, regulation/2/1/definition/<term>/a,
schedule/1, schedule/1/heading/<title>, schedule/1/19/a, note/F6, preamble, signature, explanatory-note/1. A number
that the same parent prints twice (a temporary version beside the original) gets "~2" after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.structure.amendment_notes import page_runs, read_notes
from ingest.structure.enumerated_text import Start, read_provision, slug
from ingest.structure.furniture import Line, body_lines, find_furniture
from ingest.structure.instrument_divisions import Division, Segment, divide
from ingest.structure.paragraphing import FULL_WIDTH, broken_on_purpose, ends_with_stop, joined, title_blocks
from ingest.structure.regulation_text import regulation_start

PLAIN_TEXT = {
    Division.PREAMBLE: "preamble",
    Division.SIGNATURE: "signature",
    Division.CHANGES: "changes to legislation",
}


def parse(document_id: str, pages: Sequence[Page]) -> Structure:
    """The instrument's provisions, furniture and whatever no rule could place (spans, one a line).

    Raises nothing for text it does not know: a document without regulations comes back as a preamble.
    """
    lines = body_lines(pages)
    provisions = tuple(_with_unique_ids(_provisions(document_id, lines))) if lines else ()
    return Structure(provisions, find_furniture(pages), _left_over(lines, provisions))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the instrument the reading has come to: ids of the open divisions."""

    part: str | None = None
    part_label: str = ""
    chapter: str | None = None
    schedule: str | None = None
    schedule_label: str = ""
    heading: str | None = None

    @property
    def parent(self) -> str | None:
        return self.heading or self.chapter or self.part or self.schedule


def _provisions(document_id: str, lines: Sequence[Line]) -> Iterator[Provision]:
    place = _Place()
    for segment in divide(lines):
        place, provisions = _READERS[segment.division](document_id, segment, place)
        yield from provisions
        owner = place.schedule if segment.division is Division.ITEM else next((p.id for p in provisions), None)
        if segment.division is Division.REGULATION:
            owner = f"{document_id}/regulation/{segment.number}"
        yield from read_notes(document_id, segment.notes, owner)


Reading = tuple[_Place, tuple[Provision, ...]]


def _read_division(document_id: str, segment: Segment, place: _Place) -> Reading:
    """A part, chapter or schedule: its number line, its title, and titles of groups under it."""
    id_, label, kind, parent = _division_name(document_id, segment, place)
    titles = title_blocks(segment.lines[1:])
    prose = kind is Kind.SCHEDULE and any(ends_with_stop(line.text) for line in segment.lines[1:])
    own = segment.lines if prose else (*segment.lines[:1], *(titles[0] if titles else ()))
    heading = joined(titles[0]) if titles else None
    division = Provision(id_, label, kind, heading, parent, page_runs(own), Force.STATES)
    if kind is Kind.SCHEDULE:
        place = _Place(schedule=id_, schedule_label=label)
    elif kind is Kind.PART:
        place = replace(place, part=id_, part_label=label, chapter=None, heading=None)
    else:
        place = replace(place, chapter=id_, heading=None)
    place, headings = _headings(document_id, () if prose else titles[1:], place)
    return place, (division, *headings)


def _division_name(document_id: str, segment: Segment, place: _Place) -> tuple[str, str, Kind, str | None]:
    number = segment.number
    if segment.division is Division.SCHEDULE:
        id_ = f"{document_id}/schedule/{number}" if number else f"{document_id}/schedule"
        return id_, f"sch {number}".strip(), Kind.SCHEDULE, None
    if segment.division is Division.PART:
        label = f"{place.schedule_label} Part {number}".strip()
        return f"{place.schedule or document_id}/part/{number}", label, Kind.PART, place.schedule
    parent = place.part or place.schedule
    return (
        f"{parent or document_id}/chapter/{number}",
        f"{place.part_label} Chapter {number}".strip(),
        Kind.CHAPTER,
        parent,
    )


def _headings(
    document_id: str, titles: Sequence[tuple[Line, ...]], place: _Place
) -> tuple[_Place, tuple[Provision, ...]]:
    """Titles of groups of regulations or items, each the parent of what follows until the next."""
    made: list[Provision] = []
    for title in titles:
        words = joined(title)
        parent = replace(place, heading=None).parent
        id_ = f"{place.schedule or document_id}/heading/{slug(words)}"
        label = f"{place.schedule_label} {words}".strip()
        made.append(Provision(id_, label, Kind.HEADING, words, parent, page_runs(title), Force.STATES))
        place = replace(place, heading=id_)
    return place, tuple(made)


def _read_regulation(document_id: str, segment: Segment, place: _Place) -> Reading:
    place, headings = _headings(document_id, segment.titles[:-1], place)
    title = segment.titles[-1] if segment.titles else ()
    start = regulation_start(document_id, segment.number, segment.number_length, title, place.parent)
    return place, (*headings, *read_provision(start, segment.lines))


def _read_item(document_id: str, segment: Segment, place: _Place) -> Reading:
    place, headings = _headings(document_id, segment.titles, place)
    start = Start(
        id=f"{place.schedule}/{segment.number}",
        label=f"{place.schedule_label} para {segment.number}",
        kind=Kind.ITEM,
        heading=None,
        parent_id=place.parent,
        heading_lines=(),
        number_length=segment.number_length,
    )
    return place, (*headings, *read_provision(start, segment.lines))


def _read_plain_text(document_id: str, segment: Segment, place: _Place) -> Reading:
    if not segment.lines:
        return place, ()
    label = PLAIN_TEXT[segment.division]
    id_ = f"{document_id}/{segment.division.value}"
    text = Provision(id_, label, Kind.TEXT, None, None, page_runs(segment.lines), Force.STATES)
    return place, (text,)


def _read_explanatory_note(document_id: str, segment: Segment, place: _Place) -> Reading:
    """The note and its paragraphs. It only describes the law, so whatever its words, it states."""
    title = segment.lines[:2] if segment.lines[1:] and segment.lines[1].text.startswith("(") else segment.lines[:1]
    label, id_ = "explanatory note", f"{document_id}/{segment.division.value}"
    width = _narrowest_running_on([line.text for line in segment.lines[len(title) :]])
    paragraphs: list[list[Line]] = []
    for line in segment.lines[len(title) :]:
        if paragraphs and not _new_paragraph(paragraphs[-1][-1].text, line.text, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    note = Provision(id_, label, Kind.EXPLANATORY_NOTE, "Explanatory note", None, page_runs(title), Force.STATES)
    return place, (
        note,
        *(
            Provision(f"{id_}/{number}", label, Kind.TEXT, None, id_, page_runs(own), Force.STATES)
            for number, own in enumerate(paragraphs, start=1)
        ),
    )


def _narrowest_running_on(texts: Sequence[str]) -> int:
    """Less than any line of the text that runs on would be with the next line's first word, in characters."""
    running_on = (
        len(text) + len(following.split(maxsplit=1)[0])
        for text, following in pairwise(texts)
        if not ends_with_stop(text)
    )
    return min(running_on, default=FULL_WIDTH)


def _new_paragraph(before: str, line: str, width: int) -> bool:
    return ends_with_stop(before) and not line[0].islower() and broken_on_purpose(before, line, width)


_READERS = {
    Division.PREAMBLE: _read_plain_text,
    Division.PART: _read_division,
    Division.CHAPTER: _read_division,
    Division.REGULATION: _read_regulation,
    Division.SCHEDULE: _read_division,
    Division.ITEM: _read_item,
    Division.SIGNATURE: _read_plain_text,
    Division.EXPLANATORY_NOTE: _read_explanatory_note,
    Division.CHANGES: _read_plain_text,
}


def _with_unique_ids(provisions: Iterator[Provision]) -> Iterator[Provision]:
    """The same provisions; an id met before gets "~2", and so do the ids and parents below it."""
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    for provision in provisions:
        parent = renamed.get(provision.parent_id or "", provision.parent_id)
        id_ = provision.id
        if provision.parent_id in renamed and id_.startswith(f"{provision.parent_id}/"):
            id_ = f"{parent}{id_[len(provision.parent_id or '') :]}"
        unique, count = id_, 1
        while unique in taken:
            count += 1
            unique = f"{id_}~{count}"
        taken.add(unique)
        if unique != provision.id:
            renamed[provision.id] = unique
        else:
            renamed.pop(provision.id, None)
        yield replace(provision, id=unique, parent_id=parent)


def _left_over(lines: Sequence[Line], provisions: Sequence[Provision]) -> tuple[Span, ...]:
    """Lines that stand in no provision."""
    covered: dict[int, list[Span]] = {}
    for provision in provisions:
        for span in provision.spans:
            covered.setdefault(span.physical_page, []).append(span)
    return tuple(
        line.span
        for line in lines
        if not any(span.start <= line.span.start < span.end for span in covered.get(line.page, ()))
    )
