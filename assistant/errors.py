"""The assistant's branch of the tree of errors in ``ingest/errors.py``.

HomesError
├── BadInput
│   ├── EmptyQuestion
│   └── QuestionTooLong
├── PromptError             the person who edits prompts/
└── ModelError              nobody: the answer is composed without the model, and says so
"""

from __future__ import annotations

from enum import StrEnum

from ingest.errors import BadInput, HomesError


class EmptyQuestion(BadInput):
    """There is nothing in the question to look for."""


class QuestionTooLong(BadInput):
    """The question is longer than one question can be."""


class PromptError(HomesError):
    """A file of prompts/ is not in its form, or is rendered with other variables than it names."""


class ModelFault(StrEnum):
    """What went wrong with a language model."""

    UNREACHABLE = "unreachable"
    NOT_ALLOWED = "not_allowed"
    TOO_SLOW = "too_slow"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    REJECTED = "rejected"
    CUT_OFF = "cut_off"
    TOO_LONG = "too_long"
    DECLINED = "declined"
    NONSENSE = "nonsense"
    UNSUPPORTED = "unsupported"


class ModelError(HomesError):
    """A language model gave nothing that can be used. ``fault`` says what happened."""

    def __init__(self, fault: ModelFault) -> None:
        self.fault = fault
        super().__init__(f"the language model: {fault.value.replace('_', ' ')}")


class NotReady(HomesError):
    """The service is alive and still loading what answers need."""
