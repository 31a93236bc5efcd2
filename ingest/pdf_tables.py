"""The ruled tables on a PDF's pages, row by row. The only module that imports pdfplumber.

It runs in ``limited_process``'s child, as the other readers of PDFs do.
"""

from __future__ import annotations

from collections.abc import Callable

import pdfplumber

Table = list[list[str]]
"""The words of each cell, row by row; empty cells are left out."""

LEAST = 2
"""Rows and cells that a table has at least: a frame around a paragraph is none."""


def tables(report: Callable[[int, int], None], path: str, password: str | None) -> list[list[Table]]:
    """For each page its tables that have lines drawn around their cells, from the top.

    On a broken file whatever pdfplumber raises. Words that cannot be seen are among these: look them up in what can.
    """
    found: list[list[Table]] = []
    with pdfplumber.open(path, password=password or "") as document:
        for page in document.pages:
            drawn = (_filled(table.extract()) for table in page.find_tables())
            found.append([table for table in drawn if _is_table(table)])
            page.close()
            report(len(found), len(document.pages))
    return found


def _filled(rows: list[list[str | None]]) -> Table:
    cells = ([cell for cell in row if cell and cell.strip()] for row in rows)
    return [row for row in cells if row]


def _is_table(rows: Table) -> bool:
    return len(rows) >= LEAST and max(map(len, rows)) >= LEAST
