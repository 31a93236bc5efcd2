"""Who composes an answer's statements: the model where one is set, the provisions alone where none is or it fails."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Evidence, Mode, Notice, NoticeKind, Statement, UnsupportedQuote
from assistant.errors import ModelFault
from assistant.extractive import Extractive

if TYPE_CHECKING:  # 30 ms, where no model is set
    from assistant.model_answer import Composition, ModelAnswer


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The statements given so far are no part of the answer: the model failed, and the answer is composed anew."""

    statements: int


@dataclass(frozen=True, slots=True)
class Composed:
    """Statements and who made them; none when the model found no answer in the evidence."""

    mode: Mode
    statements: tuple[Statement, ...]
    notices: tuple[Notice, ...] = ()
    removed: int = 0
    unsupported: tuple[UnsupportedQuote, ...] = ()
    prompt_sha256: str | None = None
    model: str | None = None


Composing = Generator[Statement | Withdrawn, None, Composed]
"""Gives each statement when it may be shown; returns all that stands."""


def compose(
    question: str, evidence: tuple[Evidence, ...], extractive: Extractive, model: ModelAnswer | None
) -> Composing:
    """Statements that answer ``question`` from ``evidence``. Nothing of a model's ever raises here."""
    if model is None:
        return (yield from _from_provisions(question, evidence, extractive))
    composition = yield from model.compose(question, evidence)
    if composition.fault is None:
        return _from_model(composition, model)
    if composition.statements:
        yield Withdrawn(len(composition.statements))
    composed = yield from _from_provisions(question, evidence, extractive)
    why = MODEL_FAILED.format(model=model.model.name, why=WHY[composition.fault])
    notice = Notice(NoticeKind.MODEL, why)
    return Composed(composed.mode, composed.statements, (notice,), len(composition.removed), composition.unsupported)


def _from_provisions(question: str, evidence: tuple[Evidence, ...], extractive: Extractive) -> Composing:
    statements = extractive.statements(question, evidence)
    yield from statements
    return Composed(Mode.EXTRACTIVE, statements)


def _from_model(composition: Composition, model: ModelAnswer) -> Composed:
    removed = len(composition.removed)
    notices = [
        Notice(NoticeKind.MODEL, FOUND_NOTHING.format(model=model.model.name)) if composition.found_nothing else None,
        Notice(NoticeKind.INCOMPLETE, _removed(removed)) if removed else None,
    ]
    return Composed(
        mode=Mode.MODEL,
        statements=composition.statements,
        notices=tuple(notice for notice in notices if notice is not None),
        removed=removed,
        unsupported=composition.unsupported,
        prompt_sha256=model.prompts.instructions.sha256,
        model=model.model.name,
    )


def _removed(count: int) -> str:
    kept_out = "1 statement was" if count == 1 else f"{count} statements were"
    return f"{kept_out} kept out: the provisions named for it do not say it, or not all of it."


MODEL_FAILED = (
    "The language model {model} could not be used: {why}. This answer is put together from the provisions' own words "
    "instead."
)
FOUND_NOTHING = "The language model {model} was asked and found no answer in the provisions that come nearest."
WHY = {
    ModelFault.UNREACHABLE: "its server does not answer",
    ModelFault.NOT_ALLOWED: "its server did not accept the key",
    ModelFault.TOO_SLOW: "it took too long",
    ModelFault.RATE_LIMITED: "its server takes no more requests for now",
    ModelFault.SERVER_ERROR: "its server has a fault",
    ModelFault.REJECTED: "its server did not accept the request",
    ModelFault.CUT_OFF: "its reply broke off",
    ModelFault.TOO_LONG: "its reply was too long",
    ModelFault.DECLINED: "it declined to answer",
    ModelFault.NONSENSE: "its reply was not in the form asked for",
    ModelFault.UNSUPPORTED: "nothing it said was supported by the provisions",
}
"""A fault in plain words, to go into MODEL_FAILED."""
