"""The wire models of a check: a point, and what it was laid beside."""

from __future__ import annotations

from pydantic import Field

from assistant.entrypoints.schemas import CitationOut, DocumentUsed, NoticeOut, Wire


class CheckRequest(Wire):
    """A statement to lay beside the sources; of several sentences each is compared."""

    point: str = Field(max_length=20_000, examples=["Restraint records are completed within two days."])


class DifferenceOut(Wire):
    """One thing the statement says, beside what is printed on it.

    ``said`` stands at ``start`` to ``end`` of the statement's ``said`` (code points, half-open; both 0 where it has
    no word for it). ``relation`` may be "agrees" too: it was looked at. ``printed`` is empty where no source has it.
    """

    aspect: str
    relation: str
    said: str
    start: int
    end: int
    printed: str
    provision_id: str


class BesideOut(Wire):
    """A provision beside the statement.

    ``standing``: "governs", "beside" (another clock of the same paragraph), "parts" (another source that is known to
    say otherwise) or "nearest" (it settles nothing).
    """

    standing: str
    provision_id: str
    text: str
    relation: str
    differences: list[DifferenceOut]
    citations: list[CitationOut]


class ReadingOut(Wire):
    """How the language model ``read_by`` reads one clause beside the statement: its reading, not the check's.

    Both quotes were found: ``said`` at ``start`` to ``end`` of the statement's ``said``, ``citation`` on its page.
    ``relation``: "agrees", "conflicts", "goes_further" or "silent". ``why`` is the model's sentence, null where it said
    more than the quotes do. It changes no verdict and no standing.
    """

    read_by: str
    relation: str
    provision_id: str
    said: str
    start: int
    end: int
    citation: CitationOut
    why: str | None


class WorkedExampleOut(Wire):
    """A sentence of ours, no source's: written for ``provision_id`` as one that ``bearing`` ("agrees", "conflicts")."""

    said: str
    provision_id: str
    bearing: str


class StatementCheckedOut(Wire):
    """A sentence: ``verdict`` is how it stands to what is printed, never whether a home complies.

    "agrees", "conflicts", "goes_further", "not_comparable", "silent" or "out_of_scope". All but ``readings`` is found
    by words and figures, without a language model, but for a verdict with ``like``: words and figures settled nothing,
    and it is that of the worked example which the statement is most like (wrong about one time in seven); or, where it
    is "not_comparable", words agree and that example goes against, or the other way about.
    ``is_together`` where it is all sentences of the point as one, since each alone left open what they settle together.
    """

    said: str
    verdict: str
    explanation: str
    provisions: list[BesideOut]
    differences: list[DifferenceOut]
    unsettled: list[DifferenceOut]
    readings: list[ReadingOut] = Field(default_factory=list)
    like: WorkedExampleOut | None = None
    is_together: bool = False


class CheckOut(Wire):
    """A point, sentence by sentence. ``verdict`` is the one that a reader must not miss, or that of all together.

    ``model`` and ``prompt_sha256`` name the language model that read it, null where none did; ``removed`` counts its
    readings that were kept out.
    """

    point: str
    verdict: str
    statements: list[StatementCheckedOut]
    notices: list[NoticeOut]
    documents: list[DocumentUsed]
    model: str | None = None
    prompt_sha256: str | None = None
    removed: int = 0
