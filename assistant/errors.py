"""The assistant's branch of the tree of errors in ``ingest/errors.py``.

HomesError
├── BadInput
│   ├── EmptyQuestion
│   ├── QuestionTooLong
│   ├── UnknownDraft
│   ├── UnknownDraftKind
│   ├── UnknownReviewKind
│   ├── UnknownSection
│   ├── TopicNotInSources
│   ├── UnsoundProfile
│   ├── UnreadableMoment
│   ├── BeforeTheRule
│   ├── NoTimeLimit
│   ├── UnknownFilter
│   ├── UnknownChecklist
│   ├── UnknownFilledChecklist
│   ├── ChecklistTooLong
│   ├── EmptyPoint
│   ├── PointTooLong
│   └── BadPoint
├── ReviewError             the person at the machine: a governing document is missing
├── DraftingError           the person at the machine: a governing document is missing, or not the one listed
├── ExportError             nobody: the program that writes Word files or PDFs failed; the draft is kept as it is
├── NotReady                nobody: the service is loading, and is ready in some seconds
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


class UnknownDraft(BadInput):
    """No draft of that id, or no such version of it, is kept."""


class UnknownDraftKind(BadInput):
    """There is no list of requirements for that kind of draft."""


class UnknownReviewKind(BadInput):
    """There is nothing to review a document of that kind against."""


class UnknownSection(BadInput):
    """The draft has no section of that id."""


class TopicNotInSources(BadInput):
    """The ingested documents do not speak of the topic that a section was asked for on."""


class EmptyPoint(BadInput):
    """There is nothing in the point to compare."""


class PointTooLong(BadInput):
    """The point is longer than one statement can be: it is a document."""


class BadPoint(BadInput):
    """The point is no statement that can be compared: a question, a word or two, or in another language."""


class UnsoundProfile(BadInput):
    """A home's profile is not in its form, or contradicts itself."""


class UnreadableMoment(BadInput):
    """A date or time is not in its form, does not exist, or leads off the calendar."""


class BeforeTheRule(BadInput):
    """An event is older than the rule whose time limit is asked for."""


class NoTimeLimit(BadInput):
    """The provision prints no time limit."""


class UnknownFilter(BadInput):
    """The register knows no such standard, topic, force, party or document."""


class UnknownChecklist(BadInput):
    """There is no checklist of that kind."""


class UnknownFilledChecklist(BadInput):
    """No filled-in checklist of that id is kept, or it was removed."""


class ChecklistTooLong(BadInput):
    """More was filled in than one checklist can hold."""


class DraftingError(HomesError):
    """A draft cannot be made from what is ingested."""


class ReviewError(HomesError):
    """A document cannot be laid beside what is ingested."""


class ExportError(HomesError):
    """A file cannot be written from a draft or an answer."""


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
