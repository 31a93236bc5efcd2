"""False claims that an earlier attempt at this product made, each with what a statement must say to make it.

What that attempt left out (experience, the due date, the complaints regulation) is no claim: the required points
measure it. Statements alone are read: what is listed as not in the sources, and what the provider told, claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.entrypoints.draft_schemas import DraftStatementOut
from ingest.document import Authority, Force

Test = Callable[[DraftStatementOut], bool]

_DENIED = r"\b(?:no|not|neither|nor|never|none)\b"
_PAST = r"\b(?:previous|earlier|former|past|replaced|withdrawn|superseded)"
_DUTY = r"(?:must|requires?|required|statutory|obliged)"
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|places?|per cent)"
_NUMBER = re.compile(rf"(?<![\w.£%])\d{{1,3}}(?:\.\d{{1,2}}(?![\d%]| {_UNIT}\b)|(?:\([0-9a-z]{{1,4}}\))+)")
_NAMED = re.compile(
    r"(?:reg|para|sch|section|article|rule|chapter|annex|standard|guide)(?:[^.;]|\.\d)*$", re.IGNORECASE
)


def _says(claim: str, unless: str | None = None) -> Test:
    """A statement whose text holds the one pattern and not the other, letter case aside."""
    made = re.compile(claim, re.IGNORECASE)
    unmade = re.compile(unless, re.IGNORECASE) if unless else None

    def test(statement: DraftStatementOut) -> bool:
        return bool(made.search(statement.text)) and not (unmade and unmade.search(statement.text))

    return test


def _cites_only(provision: str, subject: Test) -> Test:
    """A statement on the subject that stands on the one provision alone."""

    def test(statement: DraftStatementOut) -> bool:
        return {citation.provision for citation in statement.citations} == {provision} and subject(statement)

    return test


def _hardens(statement: DraftStatementOut) -> bool:
    """A must that stands on guidance alone, none of which says must.

    A statute's list carries its duty in the words above the list, so statutes are left out.
    """
    forces = {citation.force for citation in statement.citations}
    guidance = all(citation.authority != Authority.STATUTE for citation in statement.citations)
    says_must = statement.force == Force.MUST or re.search(r"\bmust\b", statement.text) is not None
    return bool(forces) and guidance and says_must and Force.MUST not in forces


def _owns(statement: DraftStatementOut) -> bool:
    return any(citation.authority == Authority.PROVIDERS_OWN for citation in statement.citations)


def _bare_number(statement: DraftStatementOut) -> bool:
    """A provision's number with nothing before it in its clause to say what it numbers, or of which document."""
    text = statement.text
    return any(not _NAMED.search(text[: number.start()]) for number in _NUMBER.finditer(text))


FORBIDDEN: Mapping[str, Test] = {
    "the Regulations are not provided": _says(r"\bregulations?\b.{0,30}(?:not|n't) (?:provided|available|included)"),
    "a deputy manager is statutory": _says(rf"\bdeput.*\b{_DUTY}\b|\b{_DUTY}\b.*\bdeput", _DENIED),
    "para 10.10 is on supervision": _cites_only(
        # What it does say is that a statement of purpose tells of the arrangements for supervision.
        "para 10.10",
        _says(r"\bsupervis", r"\bstatement of purpose\b"),
    ),
    "para 10.11 is on budgets": _cites_only("para 10.11", _says(r"\bbudget")),
    "guidance is a must": _hardens,
    "behaviour management is additional": _says(
        r"\bbehaviou?r management\b.*\b(?:additional|optional|beyond|not required)\b"
        r"|\b(?:additional|optional|beyond)\b.*\bbehaviou?r management\b"
    ),
    "private fostering is required": _says(r"\bprivate(?:ly)? foster", _DENIED),
    "a provider's own paper is a source": _owns,
    "a number without its document": _bare_number,
    "a Guide paragraph is a regulation": _says(r"\breg(?:ulation)?s?\.? \d+\.\d"),
    "advice that no source gives": _says(r"\bburn-?out\b|\bfunding (?:streams?|applications?)\b"),
    "fostering standards apply": _says(
        r"\bfostering (?:services )?(?:national )?(?:minimum )?(?:standards|regulations)\b"
    ),
    "National Minimum Standards are current": _says(r"\bnational minimum standards\b", rf"{_PAST}|{_DENIED}"),
    "a confidence in figures": _says(r"\bconfiden(?:ce|t)\b.{0,20}\d"),
    "a duty in regulation 1": _says(r"\bregulation 1\b(?![\d(.])"),
}
"""The claims, each with its test."""


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """A claim of the table, and the statement that makes it."""

    claim: str
    text: str


def false_claims(statements: Iterable[DraftStatementOut]) -> tuple[FalseClaim, ...]:
    """Every forbidden claim that a statement makes, in the order of the statements."""
    return tuple(
        FalseClaim(claim, statement.text)
        for statement in statements
        for claim, makes in FORBIDDEN.items()
        if makes(statement)
    )
