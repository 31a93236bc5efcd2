"""A language model reads a checked point beside the clauses that come nearest; what it proposes is verified.

The check by words and figures comes first and stands: verdicts, relations and what governs are never the model's.
What it adds are readings, each marked with its name. Without them, and without its notices, a check is what it was.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.chat_model import Message, Role
from assistant.compliance.point import PointChecked, Reading, StatementChecked
from assistant.compliance.point_model_words import notices_of_model
from assistant.compliance.proposed_reading import LONGEST_WHY, MOST_READINGS, SCHEMA, proposed_in
from assistant.compliance.verified_reading import Disputed, Offered, ReadStatement, verified
from assistant.errors import ModelError, ModelFault
from assistant.model_answer import LEAST_SECONDS, Model, fenced, unfenced
from assistant.prompt import Prompt, Rendered, load_prompt
from ingest.corpus import Corpus

MOST_CLAUSES = 8
"""Given to a model for one statement, nearest first: small models read little."""


@dataclass(frozen=True, slots=True)
class PointPrompts:
    """The words given to a model. ``instructions`` are fixed when the product starts."""

    instructions: Rendered
    evidence: Prompt

    @classmethod
    def load(cls, folder: Path) -> PointPrompts:
        """Read them from ``folder``. Raises PromptError."""
        limits = {"most_readings": str(MOST_READINGS), "longest_why": str(LONGEST_WHY)}
        return cls(load_prompt(folder, "point").render(**limits), load_prompt(folder, "evidence"))


@dataclass(frozen=True, slots=True)
class PointModel:
    """A model that reads points. ``seconds`` bound its whole time for one point, its sentences together."""

    model: Model
    prompts: PointPrompts
    seconds: float

    def read(self, corpus: Corpus, made: PointChecked, offered: Sequence[Sequence[Offered]]) -> PointChecked:
        """The point with the model's readings, and notices of what it added or why not. Nothing of its is raised.

        ``offered`` are the clauses for each of its statements, in their order; with none the model is not asked.
        """
        deadline = time.monotonic() + self.seconds
        found: dict[int, ReadStatement] = {}
        for number, clauses in enumerate(offered):
            given_up = next((one.fault for one in found.values() if one.fault is not None), None)
            if clauses and given_up is not None:
                found[number] = ReadStatement(fault=given_up)
            elif clauses:
                found[number] = self._statement(corpus, made.statements[number], clauses[:MOST_CLAUSES], deadline)
        if not found:
            return made
        nothing = ReadStatement()
        statements = (replace(s, readings=found.get(n, nothing).readings) for n, s in enumerate(made.statements))
        used = any(one.fault is None for one in found.values())
        return replace(
            made,
            statements=tuple(statements),
            notices=(*made.notices, *notices_of_model(self.model.name, tuple(found.values()))),
            model=self.model.name if used else None,
            prompt_sha256=self.prompts.instructions.sha256 if used else None,
            removed=sum(one.removed for one in found.values()),
        )

    def _statement(
        self, corpus: Corpus, checked: StatementChecked, clauses: Sequence[Offered], deadline: float
    ) -> ReadStatement:
        labelled = {f"E{number}": one for number, one in enumerate(clauses, start=1)}
        try:
            proposals = proposed_in(self._reply(self._messages(corpus, checked.said, labelled), deadline))
        except ModelError as error:
            return ReadStatement(fault=error.fault)
        once = {one.label: one for one in reversed(proposals)}  # of two on one clause the first stands
        kept = [one for one in proposals if once[one.label] is one]
        judged = [verified(corpus, self.model.name, checked, one, labelled.get(one.label)) for one in kept]
        readings = tuple(one for one in judged if isinstance(one, Reading))
        disputed = tuple(one for one in judged if isinstance(one, Disputed))
        return ReadStatement(readings, disputed, len(proposals) - len(readings) - len(disputed))

    def _reply(self, messages: Sequence[Message], deadline: float) -> str:
        left = deadline - time.monotonic()
        if left < min(LEAST_SECONDS, self.seconds / 2):
            raise ModelError(ModelFault.TOO_SLOW)
        return "".join(self.model.stream(messages, SCHEMA, left))

    def _messages(self, corpus: Corpus, said: str, labelled: dict[str, Offered]) -> tuple[Message, ...]:
        passages = "\n\n".join(fenced(corpus, label, one.passage(corpus)) for label, one in labelled.items())
        asked = self.prompts.evidence.render(question=unfenced(said), evidence=passages)
        return Message(Role.SYSTEM, self.prompts.instructions.text), Message(Role.USER, asked.text)
