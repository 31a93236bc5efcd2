"""The pages of a PDF as blocks of a reviewed document: the provisions that the fallback parser finds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat

from ingest.broken_words import broken_words, made_whole
from ingest.document import Kind, Page, Provision, Span
from ingest.reviewed_document import CELLS, Block, BlockKind, Remark, RemarkKind, folded
from ingest.structure.headed_text import parse
from ingest.table_rows import Row, TableRow, table_rows, without_rows
from ingest.unseen_text import unseen

_ID = "reviewed"
_Broken = frozenset[tuple[str, str]]
_KINDS = {
    Kind.HEADING: BlockKind.HEADING,
    Kind.CHAPTER: BlockKind.HEADING,
    Kind.PART: BlockKind.HEADING,
    Kind.BULLET: BlockKind.ITEM,
    Kind.SUB_PARAGRAPH: BlockKind.ITEM,
    Kind.ITEM: BlockKind.ITEM,
    Kind.TABLE_ROW: BlockKind.ROW,
    Kind.NOTE: BlockKind.NOTE,
}


def pdf_blocks(pages: Sequence[Page], tables: Sequence[Sequence[Sequence[Row]]] = ()) -> tuple[Block, ...]:
    """The blocks of ``pages``, which are one document's; running heads and feet are left out.

    ``tables`` are the tables of each page, row by row and cell by cell: a row that is found on its page is a block.
    """
    drawn = chain(tables, repeat(()))  # two readers of a broken file may count its pages differently
    rows = [table_rows(page, on_page) for page, on_page in zip(pages, drawn, strict=False)]
    texts = {page.physical: page.text for page in pages}
    broken = broken_words(texts.values())
    flow = _flow([without_rows(page, found) for page, found in zip(pages, rows, strict=True)], texts, broken)
    blocks: list[Block] = []
    waiting = deque(row for found in rows for row in found)
    for first, block in flow:
        while waiting and waiting[0].span < first:
            blocks.append(_row(waiting.popleft(), blocks, texts, broken))
        blocks.append(replace(block, number=len(blocks) + 1))
    while waiting:
        blocks.append(_row(waiting.popleft(), blocks, texts, broken))
    return tuple(blocks)


def _flow(pages: Sequence[Page], texts: Mapping[int, str], broken: _Broken) -> Iterator[tuple[Span, Block]]:
    """Each block outside tables, with where it begins."""
    provisions = parse(_ID, [replace(page, document_id=_ID) for page in pages]).provisions
    by_id = {provision.id: provision for provision in provisions}
    for provision in provisions:
        text, starts = _words(provision.spans, texts, broken)
        if text and provision.kind is not Kind.CONTENTS:
            kind = _KINDS.get(provision.kind, BlockKind.PARAGRAPH)
            headings, lead = _above(provision, by_id, texts, broken)
            yield provision.spans[0], Block(1, kind, text, headings, lead, starts)


def _row(row: TableRow, before: Sequence[Block], texts: Mapping[int, str], broken: _Broken) -> Block:
    """A table's row, its cells divided as those of a Word file are, under the headings of what stands before it."""
    words = CELLS.join(folded(made_whole(texts[row.page][start:end], broken)) for start, end in row.cells)
    return Block(len(before) + 1, BlockKind.ROW, words, _headings_at(before), "", ((0, row.page),))


def _headings_at(before: Sequence[Block]) -> tuple[str, ...]:
    if not before:
        return ()
    last = before[-1]
    return (*last.headings, last.text) if last.kind is BlockKind.HEADING else last.headings


def hidden_on(pages: Sequence[Page], blocks: Sequence[Block]) -> tuple[Remark, ...]:
    """That there is text on a page which cannot be seen. What it says was blanked where the page was read."""
    found: dict[int, int] = {}
    for span in unseen(pages):
        found[span.physical_page] = found.get(span.physical_page, 0) + span.end - span.start
    first = {page: block.number for block in reversed(blocks) for _, page in block.pages}
    return tuple(
        Remark(RemarkKind.HIDDEN, f"{count} characters", block=first.get(page, 0), page=page)
        for page, count in found.items()
    )


def _words(spans: Sequence[Span], texts: Mapping[int, str], broken: _Broken) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words over ``spans``, folded, and where in them each page begins."""
    whole, starts = "", list[tuple[int, int]]()
    for page in dict.fromkeys(span.physical_page for span in spans):
        slices = (texts[page][span.start : span.end] for span in spans if span.physical_page == page)
        words = folded(made_whole("\n".join(slices), broken))
        if words:
            whole += " " if whole else ""
            starts.append((len(whole), page))
            whole += words
    return whole, tuple(starts)


def _above(
    provision: Provision, by_id: Mapping[str, Provision], texts: Mapping[int, str], broken: _Broken
) -> tuple[tuple[str, ...], str]:
    """The headings above a provision, outermost first, and the words that open the list it is part of."""
    headings: list[str] = []
    lead = ""
    parent = by_id.get(provision.parent_id or "")
    while parent is not None:
        if parent.heading:
            headings.insert(0, folded(made_whole(parent.heading, broken)))
        elif not lead:
            lead = _words(parent.spans, texts, broken)[0]
        parent = by_id.get(parent.parent_id or "")
    return tuple(headings), lead
