"""Where on a page the rows of its tables stand, by their words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Page, Span
from ingest.text import Normalised, find_all, normalise, without_spaces

SHORTEST = 12
"""Letters from which on a row is looked for alone, where its table is not found as a whole."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row on its page; ``cells`` are ranges of the page's text, in its order."""

    page: int
    cells: tuple[tuple[int, int], ...]

    @property
    def span(self) -> Span:
        """From the first cell's first letter to the last one's last."""
        return Span(self.page, self.cells[0][0], self.cells[-1][1])


def table_rows(page: Page, tables: Sequence[Sequence[Row]]) -> tuple[TableRow, ...]:
    """The rows of ``tables`` that are found on ``page``, in the order of its text.

    A table is found where all its words stand in a row, as readers give them cell by cell. Else each row is looked for
    alone, and one that comes twice, or is very short, is left in the running text.
    """
    written = without_spaces(normalise(page.text))
    found = {row.span: row for table in tables for row in _of_table(page, written, table)}
    return tuple(found[span] for span in sorted(found))


def without_rows(page: Page, rows: Sequence[TableRow]) -> Page:
    """The page, of the same length, with blanks in place of ``rows``."""
    text = page.text
    for row in rows:
        start, end = row.span.start, row.span.end
        blank = "".join(letter if letter == "\n" else " " for letter in text[start:end])
        text = f"{text[:start]}{blank}{text[end:]}"
    return Page(page.document_id, page.physical, page.printed, text)


def _of_table(page: Page, written: Normalised, table: Sequence[Row]) -> Iterator[TableRow]:
    whole = [cell for row in table for cell in row]
    places = _only_place(written, whole)
    if places:
        taken = iter(places)
        yield from (TableRow(page.physical, tuple(next(taken) for _ in row)) for row in table)
        return
    for row in table:
        alone = _only_place(written, row) if sum(map(len, row)) >= SHORTEST else ()
        if alone:
            yield TableRow(page.physical, alone)


def _only_place(written: Normalised, cells: Row) -> tuple[tuple[int, int], ...]:
    """The ranges of ``cells`` one after the other; none where they stand nowhere, or more than once."""
    squeezed = [without_spaces(normalise(cell)).text for cell in cells]
    ranges = list(find_all("".join(squeezed), written))
    if len(ranges) != 1 or not all(squeezed):
        return ()
    position = written.text.index("".join(squeezed))
    places = []
    for words in squeezed:
        places.append(written.source_range(position, position + len(words)))
        position += len(words)
    return tuple(places)
