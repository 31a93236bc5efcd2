"""The pages of a digest as a tree."""

from __future__ import annotations

import pytest

from ingest.document import Page, Provision
from ingest.structure.digest_entries import RUNNING_HEAD, above, label_of, mark, parse


def page(number: int, *lines: str) -> Page:
    return Page("regs", number, str(number), "\n".join([RUNNING_HEAD, *lines, f"Page {number}"]))


PAGES = (
    page(1, "Digest: The Regulations", "Not the official text."),
    page(
        2,
        mark("regulation/6", 8, group=True),
        mark("regulation/6/2", 8),
        "The registered person must",
        "do two things.",
        mark("regulation/6/2/b/i", 8),
        "Staff should understand the statement.",
        mark("regulation/6/2/b/ii", 9),
        "Staff may",
    ),
    page(3, "help.", mark("schedule/1/19", 39), "Qualifications of staff."),
)
TEXTS = {one.physical: one.text for one in PAGES}


def words(provision: Provision) -> str:
    return " / ".join(TEXTS[span.physical_page][span.start : span.end] for span in provision.spans)


def test_a_whole_tree() -> None:
    structure = parse("regs", PAGES)
    assert [
        (p.id, p.label, p.kind.value, p.parent_id, p.force.value, words(p)) for p in structure.provisions
    ] == [
        ("regs/about", "title page", "note", None, "states", "Digest: The Regulations / Not the official text."),
        ("regs/regulation/6", "reg 6 (official text: from page 8)", "heading", None, "states", "Regulation 6"),
        ("regs/regulation/6/2", "reg 6(2) (official text: page 8)", "paragraph", "regs/regulation/6", "must",
         "The registered person must / do two things."),
        ("regs/regulation/6/2/b", "reg 6(2)(b) (official text: page 8)", "sub_paragraph", "regs/regulation/6/2",
         "states", ""),
        ("regs/regulation/6/2/b/i", "reg 6(2)(b)(i) (official text: page 8)", "sub_paragraph", "regs/regulation/6/2/b",
         "should", "Staff should understand the statement."),
        ("regs/regulation/6/2/b/ii", "reg 6(2)(b)(ii) (official text: page 9)", "sub_paragraph",
         "regs/regulation/6/2/b", "may", "Staff may / help."),
        ("regs/schedule/1", "sch 1 (official text: page 39)", "text", None, "states", ""),
        ("regs/schedule/1/19", "sch 1 para 19 (official text: page 39)", "item", "regs/schedule/1", "states",
         "Qualifications of staff."),
    ]  # fmt: skip


def test_every_character_of_a_page_has_one_place() -> None:
    structure = parse("regs", PAGES)
    spans = [*structure.furniture, *(span for provision in structure.provisions for span in provision.spans)]
    taken = [(span.physical_page, position) for span in spans for position in range(span.start, span.end)]
    assert len(taken) == len(set(taken))
    everything = {(n, i) for n, text in TEXTS.items() for i, character in enumerate(text) if not character.isspace()}
    assert everything <= set(taken)


def test_words_that_only_look_like_a_name_stay_words() -> None:
    pages = (page(1, mark("regulation/4", 7), "Page 2 [of the form] and", "Regulation 5 [below] apply."),)
    assert [p.label for p in parse("regs", pages).provisions] == ["reg 4 (official text: page 7)"]


@pytest.mark.parametrize(
    ("path", "label", "paths_above"),
    [
        ("regulation/28", "reg 28", ()),
        ("regulation/22/1A", "reg 22(1A)", ("regulation/22",)),
        ("regulation/28/2/c/i", "reg 28(2)(c)(i)", ("regulation/28", "regulation/28/2", "regulation/28/2/c")),
        ("regulation/2/1/definition/childrens-guide", 'reg 2(1) "children\'s guide"',
         ("regulation/2", "regulation/2/1")),
        ("regulation/2/1/definition/placing-authority/a", 'reg 2(1) "placing authority" (a)',
         ("regulation/2", "regulation/2/1", "regulation/2/1/definition/placing-authority")),
        ("schedule/4/2/b", "sch 4 para 2(b)", ("schedule/4", "schedule/4/2")),
        ("paragraph/10.12", "para 10.12", ("chapter/10",)),
        ("paragraph/1.5/bullet/2", "para 1.5 bullet 2", ("chapter/1", "paragraph/1.5")),
        ("annex/B/1.2", "annex B 1.2", ("annex/B",)),
        ("annex/A/table/1/row/2", "annex A table 1 row 2", ("annex/A", "annex/A/table/1")),
        ("annex/A/table/1/note", "annex A table 1 note", ("annex/A", "annex/A/table/1")),
        ("terms/registered-person", "explanation of terms: registered person", ("terms",)),
    ],
)  # fmt: skip
def test_labels_and_what_a_path_continues(path: str, label: str, paths_above: tuple[str, ...]) -> None:
    assert (label_of(path), above(path)) == (label, paths_above)


def test_the_line_above_an_entry_is_in_full_words() -> None:
    assert mark("schedule/1/19", 40) == "Schedule 1 para 19 — official text: page 40 [schedule/1/19]"
    assert mark("paragraph/10.12", 53) == "Paragraph 10.12 — official text: page 53 [paragraph/10.12]"
    assert mark("chapter/10", 52, group=True) == "Chapter 10 — official text: from page 52 [chapter/10]"
