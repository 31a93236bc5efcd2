"""What checking a point gives: the provisions that govern it, each beside it, and how they relate. Frozen types.

Nothing here says that a home complies. A ``PointChecked`` tells what the sources print and how the statement's words
and figures stand to it; who decides is said with it, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation, Notice
from assistant.compliance.difference import Difference, Relation
from assistant.compliance.worked_examples import WorkedExample
from ingest.document import Document


class Verdict(StrEnum):
    """How a statement stands to the sources, all provisions that govern it taken together."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    GOES_FURTHER = "goes_further"
    NOT_COMPARABLE = "not_comparable"
    SILENT = "silent"
    OUT_OF_SCOPE = "out_of_scope"


class Standing(StrEnum):
    """Why a provision is shown."""

    GOVERNS = "governs"
    BESIDE = "beside"
    PARTS = "parts"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Beside:
    """A provision laid beside the statement.

    ``text`` names it and gives its words; ``citations`` are where they stand, one for each run of them. ``standing``:
    it governs, it is another clock of the same paragraph, another source that is known to part from what governs, or
    only the nearest there is. ``relation`` is of this provision alone.
    """

    standing: Standing
    provision_id: str
    text: str
    citations: tuple[Citation, ...]
    relation: Relation
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a language model reads one clause beside the statement: a proposal whose two quotes were found by code.

    ``said`` is the statement's slice ``start`` to ``end`` (code points, half-open); ``citation`` is the clause's words,
    ``provision_id`` the clause's. ``why`` is the model's own sentence, None where it said more than the two quotes do.
    It changes neither a verdict nor which provision governs.
    """

    model: str
    relation: Relation
    provision_id: str
    said: str
    start: int
    end: int
    citation: Citation
    why: str | None = None


@dataclass(frozen=True, slots=True)
class StatementChecked:
    """One sentence and what it was laid beside, the provision that governs first.

    ``explanation`` says in fixed words what the verdict means here. ``unsettled`` are figures that no source gives.
    ``readings`` are a language model's, where one is set; all else is by words and figures, but for a verdict with
    ``like``: words and figures settled nothing, and it is what the worked example nearest to the statement is;
    or they agree and it goes against, or the other way about, and nothing is settled.
    ``is_together`` where it is all sentences of the point as one: each alone left open what they settle together.
    """

    said: str
    verdict: Verdict
    explanation: str
    provisions: tuple[Beside, ...]
    differences: tuple[Difference, ...]
    unsettled: tuple[Difference, ...] = ()
    readings: tuple[Reading, ...] = ()
    like: WorkedExample | None = None
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class PointChecked:
    """A point, sentence by sentence. ``verdict`` is the one of its sentences that a reader must not miss, or that of
    all of them taken together, which then come last.

    ``model`` and ``prompt_sha256`` say which language model was read with, None where none was or none could be used;
    ``removed`` counts its readings that were kept out.
    """

    said: str
    verdict: Verdict
    statements: tuple[StatementChecked, ...]
    notices: tuple[Notice, ...]
    model: str | None = None
    prompt_sha256: str | None = None
    removed: int = 0

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents cited, in order of first citation."""
        cited = (c.document for s in self.statements for beside in s.provisions for c in beside.citations)
        read = (reading.citation.document for s in self.statements for reading in s.readings)
        return tuple({document.id: document for document in (*cited, *read)}.values())
