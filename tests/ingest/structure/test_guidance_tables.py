from __future__ import annotations

from ingest.document import Page
from ingest.structure.furniture import Line, page_lines
from ingest.structure.guidance_tables import read_table, read_terms


def joined(lines: tuple[Line, ...]) -> str:
    return " ".join(line.text for line in lines)


def test_a_row_starts_with_a_qualification_after_the_end_of_a_sentence() -> None:
    text = (
        "Qualification held  Equivalent to  Notes\n"
        "Level 3 Diploma in\nBees.\nThe Level 5 Diploma.\n\nOne replaced\nthe other.\n\nNVQ 2 is not enough.\n"
        "A recognised keeping\nqualification:\nDiploma in Hives\n\nOr\n\nA Level 4 award\nN/A  See above.\n"
        "*Note: as of 2015."
    )
    lines = page_lines(Page("guide", 1, None, text))

    def blank_before(line: Line, previous: Line) -> bool:
        return "\n\n" in text[previous.span.end : line.span.start]

    table = read_table(lines, blank_before)
    assert [joined(row) for row in table.rows] == [
        "Level 3 Diploma in Bees. The Level 5 Diploma. One replaced the other. NVQ 2 is not enough.",
        "A recognised keeping qualification: Diploma in Hives Or A Level 4 award N/A  See above.",
    ]
    assert joined(table.note) == "*Note: as of 2015."


def test_short_lines_after_the_end_of_a_sentence_name_a_term() -> None:
    text = (
        "These terms are used.\nTerm used\nin the Act Explanation of term\n"
        "Registered\nKeeper (RK)\nA person who is entered in the list of keepers as one who keeps a\nhive.\n"
        "Hive\nA home for bees, of whatever kind it may be."
    )
    terms = read_terms(page_lines(Page("guide", 1, None, text)))
    assert joined(terms.introduction) == "These terms are used."
    assert joined(terms.header) == "Term used in the Act Explanation of term"
    assert [term.name for term in terms.terms] == ["Registered Keeper (RK)", "Hive"]
    assert joined(terms.terms[0].lines).endswith("keeps a hive.")


def test_prose_under_the_title_of_a_glossary_stays_prose() -> None:
    lines = page_lines(Page("guide", 1, None, "There are no terms in this guide to be explained."))
    terms = read_terms(lines)
    assert (terms.introduction, terms.terms) == (lines, ())
