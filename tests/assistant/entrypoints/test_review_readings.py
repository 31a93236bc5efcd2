"""A model's reading of a finding, in every form a review is shown in: named as the model's, and apart."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

from rich.console import Console

from assistant.entrypoints import review_terminal
from assistant.entrypoints.review_schemas import FindingReadOut, ReviewOut
from assistant.entrypoints.review_tree import review_tree
from assistant.export.file_format import FileFormat
from assistant.export.writers import written
from tests.assistant.entrypoints.made_review import quoted, review
from tests.assistant.entrypoints.wire import citation

READ = FindingReadOut(
    read_by="small-model",
    state="addressed",
    quote=quoted("It is noted the same day.", 5),
    citation=citation(),
    why="The document says noted.",
)


def with_reading() -> ReviewOut:
    made = review()
    findings = [one.model_copy(update={"reading": READ}) if one.state == "not found" else one for one in made.findings]
    return made.model_copy(update={"findings": findings, "model": "small-model"})


def test_the_terminal_names_the_model_beside_its_reading() -> None:
    shown = StringIO()
    Console(width=100, file=shown).print(review_terminal.review(with_reading()))
    told = shown.getvalue()
    assert "Not found: What none asks." in told
    assert "Read by small-model, not by this review: addressed" in told
    assert "It is noted the same day." in told


def test_the_report_names_the_model_beside_its_reading() -> None:
    file = written(review_tree(with_reading(), datetime(2026, 1, 1, tzinfo=UTC)), FileFormat.MARKDOWN).decode()
    assert "**Read by small-model, not by this review: addressed.**" in file
    assert "It is noted the same day." in file


def test_without_a_model_nothing_tells_of_one() -> None:
    file = written(review_tree(review(), datetime(2026, 1, 1, tzinfo=UTC)), FileFormat.MARKDOWN).decode()
    assert "Read by" not in file
    assert all(one.reading is None for one in ReviewOut.model_validate_json(review().model_dump_json()).findings)
