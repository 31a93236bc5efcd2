"""The fixed words on a language model's part in a check: what it added, what was kept out, where it failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Notice, NoticeKind
from assistant.compliance.difference import Relation
from assistant.compliance.verified_reading import ReadStatement
from assistant.composing import WHY

FAILED = (
    "The language model {model} could not be used: {why}. The check stands as it is made without a model, by words and "
    "figures."
)
FAILED_IN_PART = (
    "The language model {model} could not be used for {count} of the statements: {why}. For these there is no reading."
)
READ = (
    "The language model {model} read this too. What it read stands apart under its name, each with both quotations: it "
    "changes neither the verdict nor what governs."
)
FOUND_NOTHING = "The language model {model} was asked and gave no reading that can be shown."
DISPUTED = (
    "The language model {model} reads “{said}” beside {label} as: {relation}. Words and figures settle it otherwise "
    "({settled}), and that stands."
)
_RELATIONS = {
    Relation.AGREES: "agreement",
    Relation.CONFLICTS: "a conflict",
    Relation.GOES_FURTHER: "going further",
    Relation.SILENT: "not said there",
    Relation.NOT_COMPARABLE: "not to be settled by number",
}


def notices_of_model(model: str, found: Sequence[ReadStatement]) -> Iterator[Notice]:
    """What a reader is told of ``model``'s part; ``found`` are the statements that it was asked about."""
    faults = [one.fault for one in found if one.fault is not None]
    if faults:
        words = FAILED if len(faults) == len(found) else FAILED_IN_PART
        yield Notice(NoticeKind.MODEL, words.format(model=model, why=WHY[faults[0]], count=len(faults)))
    readings = any(one.readings for one in found)
    disputed = [dispute for one in found for dispute in one.disputed]
    if readings or (not disputed and len(faults) < len(found)):
        yield Notice(NoticeKind.MODEL, (READ if readings else FOUND_NOTHING).format(model=model))
    for one in disputed:
        told = {"relation": _RELATIONS[one.relation], "settled": _RELATIONS[one.settled]}
        yield Notice(NoticeKind.MODEL, DISPUTED.format(model=model, said=one.said, label=one.label, **told))
    removed = sum(one.removed for one in found)
    if removed:
        kept_out = "1 of its readings was" if removed == 1 else f"{removed} of its readings were"
        words = f"{kept_out} kept out: a quotation does not stand where it is said to, or does not bear it out."
        yield Notice(NoticeKind.INCOMPLETE, words)
