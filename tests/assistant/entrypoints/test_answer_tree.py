from __future__ import annotations

from datetime import UTC, datetime

from assistant.entrypoints.answer_tree import LONGEST_TITLE, answer_tree
from assistant.entrypoints.schemas import NoticeOut
from assistant.export.document_tree import Heading, ListOf, Note, Paragraph, Run, Style
from assistant.export.file_format import FileFormat
from assistant.export.writers import written
from tests.assistant.entrypoints.wire import answer, citation, refusal
from tests.assistant.export.reading_back import footnotes

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
CITED = "The Regulations, regulation 28(2)(c), p.\u00a022 (law: must): “the manager must make a report”"


def test_an_answer_is_its_statements_with_a_note_for_each_citation() -> None:
    tree = answer_tree(answer(), NOON)
    assert (tree.title, tree.subtitle) == ("Who reports?", "Answer")
    statement = Paragraph((Run("Regulation 28 requires a report."), Note(CITED)))
    assert statement in tree.body
    assert footnotes(written(tree, FileFormat.DOCX)) == [CITED]


def test_sources_stand_at_the_end_and_at_the_foot() -> None:
    tree = answer_tree(answer(), NOON)
    head, listed = tree.body[-2:]
    assert head == Heading(1, "Sources")
    assert isinstance(listed, ListOf)
    assert listed.items[0][0].inlines == (Run("The Regulations. ", Style.STRONG), Run("as made, as at 21 May 2024"))
    assert tree.footer.startswith("Who reports? · The Regulations: as made, as at 21 May 2024")


def test_what_is_urgent_comes_first_and_what_was_left_out_is_said() -> None:
    notices = [NoticeOut(kind="scope", text="Of England."), NoticeOut(kind="urgent_safeguarding", text="Ring 999.")]
    tree = answer_tree(answer(notices=notices, removed=2, model="a-model"), NOON)
    shown = [block.inlines[0].text for block in tree.body if isinstance(block, Paragraph)]
    assert shown == [
        "Ring 999.",
        "Of England.",
        "Regulation 28 requires a report.",
        "Worded by a-model; every quotation was found on its page.",
        "Left out, because their quotations do not bear them out: 2.",
    ]


def test_a_refusal_says_why_and_what_to_read_instead() -> None:
    tree = answer_tree(refusal(nearest=[citation()]), NOON)
    assert tree.subtitle.startswith("No answer: ")
    (listed,) = (block for block in tree.body if isinstance(block, ListOf))
    assert listed.items == ((Paragraph((Run("The Regulations, regulation 28(2)(c), p.\u00a022"), Note(CITED))),),)


def test_a_long_question_stands_whole_below_its_title() -> None:
    question = "Who? " * 200
    tree = answer_tree(answer(question=question), NOON)
    assert len(tree.title) == LONGEST_TITLE + 2
    assert tree.body[0] == Paragraph((Run(question),))
