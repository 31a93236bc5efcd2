"""The requirements that rules leave open, with the sentences nearest to each: what a model may be asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.document_units import Unit, is_title
from assistant.compliance.printed import Printed
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import RequirementFinding, State

MOST_SENTENCES = 4
"""Given to a model for one requirement, nearest first: small models read little."""

_ORDER = (State.PARTLY, State.NOT_FOUND, State.ADDRESSED)
"""What is asked about, first to last. A contradiction that rules found is settled, and so is what does not apply."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A requirement with a printed clause; ``place`` is that of its finding, ``near`` the document's sentences."""

    place: int
    sought: Sought
    printed: Printed
    near: tuple[Unit, ...]


def unsettled(laid: DocumentMatch, findings: Sequence[RequirementFinding]) -> tuple[Unsettled, ...]:
    """The findings, one for each requirement of ``laid``, that a model may read; the likeliest to be mended first.

    Partly addressed before not found before addressed. Of those not found the nearest come first; of the others those
    that rules are least sure of.
    """
    found = list(_open(laid, findings))

    def order(one: Unsettled) -> tuple[int, float]:
        state, score = findings[one.place].state, float(laid.matches.scores[one.place].max())
        return _ORDER.index(state), -score if state is State.NOT_FOUND else score

    return tuple(sorted(found, key=order))


def _open(laid: DocumentMatch, findings: Sequence[RequirementFinding]) -> Iterator[Unsettled]:
    sentences = [place for place, unit in enumerate(laid.units) if unit.sentences == 1 and not is_title(unit)]
    for place, (finding, sought) in enumerate(zip(findings, laid.wanted, strict=True)):
        if finding.state in _ORDER and sought.printed is not None and sought.citations and sentences:
            row = laid.matches.scores[place]
            nearest = sorted(sentences, key=lambda one: -row[one])[:MOST_SENTENCES]
            yield Unsettled(place, sought, sought.printed, tuple(laid.units[one] for one in nearest))
