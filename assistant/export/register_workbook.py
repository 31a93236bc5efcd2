"""The register as an Excel workbook, by XlsxWriter: every cell is text, and none a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from assistant.export.register_table import Row

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""

_WIDTHS = {"Words": 60, "Read as a whole": 60, "Conditions": 40, "Time limit": 30, "Subject": 30, "Heading": 30}
_OTHER_WIDTH = 16
_EPOCH = datetime(2015, 4, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day the Regulations came into force, in place of a clock: the same rows give the same file."""


def to_xlsx(table: Sequence[Row]) -> bytes:
    """A workbook of one sheet: headings that stay in sight, and a filter for every column."""
    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": "Register of requirements", "created": _EPOCH})
    sheet = workbook.add_worksheet("Register")
    heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell[:LONGEST_CELL], heading if number == 0 else body)
    for column, name in enumerate(table[0]):
        sheet.set_column(column, column, _WIDTHS.get(name, _OTHER_WIDTH))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table) - 1, 1), len(table[0]) - 1)
    workbook.close()
    return written.getvalue()
