"""How headings of numbered guidance nest. Extracted text has no font sizes; numbering and the contents list do."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.structure.guidance_blocks import Block, Role
from ingest.structure.guidance_regions import SECTION_TITLE

DIVISION, CHAPTER, SECTION, TOPIC = range(4)
"""A division holds chapters, a chapter (one series of paragraph numbers) sections, a section topics."""


def heading_levels(blocks: Sequence[Block]) -> dict[int, int]:
    """The level of each heading, by its index in ``blocks``.

    A listed title is a division if another listed title follows at once, if it is an annex's, or if nothing
    under it is numbered; a chapter if the numbers under it belong to a new series; otherwise a section. Titles
    outside the contents list are topics, but for the fixed ones that head sections in every chapter. In a document
    without a contents list the first heading above a new series is its chapter's.
    """
    levels: dict[int, int] = {}
    has_contents = any(block.listed for block in blocks)
    chapter, in_annex = "", False
    for index, block in enumerate(blocks):
        if block.role is Role.PARAGRAPH:
            chapter = _chapter(block)
        if block.role is not Role.HEADING:
            continue
        in_annex = in_annex or bool(block.number)
        if not has_contents and not in_annex and _heads_new_series(blocks, index, chapter):
            levels[index] = CHAPTER
        else:
            levels[index] = _level(blocks, index, chapter, in_annex=in_annex)
    return levels


def _level(blocks: Sequence[Block], index: int, chapter: str, *, in_annex: bool) -> int:
    block = blocks[index]
    if block.number:
        return DIVISION
    if not block.listed:
        return SECTION if SECTION_TITLE.match(block.text) else TOPIC
    if in_annex:
        return SECTION
    under = _chapter_under(blocks, index)
    followed = index + 1 < len(blocks) and blocks[index + 1].role is Role.HEADING and blocks[index + 1].listed
    if followed or not under:
        return DIVISION
    return SECTION if under == chapter else CHAPTER


def _heads_new_series(blocks: Sequence[Block], index: int, chapter: str) -> bool:
    first_of_run = index == 0 or blocks[index - 1].role is not Role.HEADING
    following = next((block for block in blocks[index:] if block.role is not Role.HEADING), None)
    numbered = following is not None and following.role is Role.PARAGRAPH
    return first_of_run and numbered and following is not None and _chapter(following) != chapter


def _chapter(paragraph: Block) -> str:
    return paragraph.number.split(".")[0]


def _chapter_under(blocks: Sequence[Block], index: int) -> str:
    """The series of the first numbered paragraph before the next listed title; "" if there is none."""
    for block in blocks[index + 1 :]:
        if block.role is Role.PARAGRAPH:
            return _chapter(block)
        if block.role is Role.HEADING and block.listed:
            return ""
    return ""
