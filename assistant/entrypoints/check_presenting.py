"""A check's types on the wire."""

from __future__ import annotations

from assistant.compliance.difference import Difference
from assistant.compliance.point import Beside, PointChecked, Reading, StatementChecked
from assistant.compliance.worked_examples import WorkedExample
from assistant.entrypoints import presenting
from assistant.entrypoints.check_schemas import (
    BesideOut,
    CheckOut,
    DifferenceOut,
    ReadingOut,
    StatementCheckedOut,
    WorkedExampleOut,
)


def check_out(made: PointChecked) -> CheckOut:
    """A checked point on the wire."""
    return CheckOut(
        point=made.said,
        verdict=made.verdict.value,
        statements=[_statement_out(one) for one in made.statements],
        notices=[presenting.notice_out(notice) for notice in made.notices],
        documents=[presenting.document_used(document) for document in made.documents],
        model=made.model,
        prompt_sha256=made.prompt_sha256,
        removed=made.removed,
    )


def _statement_out(checked: StatementChecked) -> StatementCheckedOut:
    return StatementCheckedOut(
        said=checked.said,
        verdict=checked.verdict.value,
        explanation=checked.explanation,
        provisions=[_beside_out(one) for one in checked.provisions],
        differences=[_difference_out(one) for one in checked.differences],
        unsettled=[_difference_out(one) for one in checked.unsettled],
        readings=[_reading_out(one) for one in checked.readings],
        like=None if checked.like is None else _example_out(checked.like),
        is_together=checked.is_together,
    )


def _example_out(example: WorkedExample) -> WorkedExampleOut:
    return WorkedExampleOut(said=example.said, provision_id=example.provision_id, bearing=example.bearing.value)


def _beside_out(beside: Beside) -> BesideOut:
    return BesideOut(
        standing=beside.standing.value,
        provision_id=beside.provision_id,
        text=beside.text,
        relation=beside.relation.value,
        differences=[_difference_out(one) for one in beside.differences],
        citations=[presenting.citation_out(citation) for citation in beside.citations],
    )


def _reading_out(reading: Reading) -> ReadingOut:
    return ReadingOut(
        read_by=reading.model,
        relation=reading.relation.value,
        provision_id=reading.provision_id,
        said=reading.said,
        start=reading.start,
        end=reading.end,
        citation=presenting.citation_out(reading.citation),
        why=reading.why,
    )


def _difference_out(difference: Difference) -> DifferenceOut:
    return DifferenceOut(
        aspect=difference.aspect.value,
        relation=difference.relation.value,
        said=difference.said,
        start=difference.start,
        end=difference.end,
        printed=difference.printed,
        provision_id=difference.provision_id,
    )
