"""Which sentences of a document stand against a requirement: they differ, deny, turn round, or do what is ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.compliance.conduct_in_document import ConductInDocument
from assistant.compliance.contrasts import (
    ABOUT_DENIAL,
    ABOUT_FORCE,
    ABOUT_HEDGE,
    ABOUT_NOT,
    ABOUT_NUMBER,
    ABOUT_OPPOSITE,
    ABOUT_TIME,
    ABOUT_WHO,
    agrees_in_time,
    contrasts,
    turns,
)
from assistant.compliance.denials import Denial, forbids
from assistant.compliance.document_match import ALSO_ABOUT, SPEAKS_OF, DocumentMatch
from assistant.compliance.review import Contrast
from assistant.compliance.ruled_out import Conduct
from assistant.compliance.short_quote import cut_at_word
from assistant.compliance.told_of import is_told_of
from ingest.document import Force

ABOUT_CONDUCT = "what is done"

_OF_WHAT_IS_TOLD = frozenset({ABOUT_TIME, ABOUT_NUMBER, ABOUT_WHO})
"""What a passage can get wrong of what it only has to tell of; where it surely speaks of it, its force too."""

DENIES = 0.40
"""The least score at which what is allowed is compared with what is forbidden: few words are shared there."""

NAMES_ANOTHER = 1.25
"""The same for who acts."""

TURNS = 0.40
"""The same for what a sentence denies or turns round of the requirement that it is nearest to of all."""

LOOSELY = 0.62
"""The same for words that leave a duty to somebody's pleasure, and for opposites."""

NEAREST_WITHIN = 0.25
"""A "may" or "should" counts only in a sentence whose score is within this of the requirement's best one."""

MAINLY_ABOUT = 0.04
"""And only for the requirement that the sentence is nearest to, or as good as."""

AS_GOOD_AS_BEST = 0.05
"""A sentence whose score is within this of the requirement's best one is looked at, whatever else it is about."""


Against = tuple[int, tuple[Contrast, ...]]
"""A sentence's place, and what in it differs."""


@dataclass(frozen=True)
class StandingAgainst:
    """Finds them in one document. ``applying`` are the requirements, by number, that apply to the home."""

    laid: DocumentMatch
    applying: frozenset[int]
    _known: dict[int, tuple[Against, ...]] = field(default_factory=dict, repr=False)

    def of(self, number: int) -> Iterator[Against]:
        """The sentences about this requirement that differ from what is printed, the nearest first; no denial alone."""
        return (one for one in self._every(number) if not _only_denies(one[1]))

    def denying(self, number: int) -> Iterator[Against]:
        """Those that only deny, excuse from or limit something near it: nothing else in them differs."""
        return (one for one in self._every(number) if _only_denies(one[1]))

    def _every(self, number: int) -> tuple[Against, ...]:
        if number not in self._known:
            self._known[number] = tuple(self._found(number))
        return self._known[number]

    def _found(self, number: int) -> Iterator[Against]:
        row, one = self.laid.matches.scores[number], self.laid.wanted[number]
        done = {
            place: self._rules_out(number, found.written)
            for place, found in self.conduct.done(one.rules_out)
            if self._is_nearest(number, place, found.conduct)
        }
        yield from done.items()
        for place in sorted(self.laid.sentences, key=lambda one: -row[one]):
            if self.laid.near(number, place) < DENIES or place in done:
                continue
            if number in self.laid.about(place, DENIES) or self.laid.near(number, place) >= row.max() - AS_GOOD_AS_BEST:
                found = self.contrasts(number, place)
                if found and not self._is_anothers(number, place, found):
                    yield place, found

    def _is_anothers(self, number: int, place: int, found: Sequence[Contrast]) -> bool:
        """Whether the same words of the sentence tell against a requirement that it is nearer to: it is shown there."""
        column, said = self.laid.matches.scores[:, place], {one.said for one in found}
        nearer = (other for other in self.laid.about(place, DENIES) if column[other] > column[number] + MAINLY_ABOUT)
        return any(said <= {one.said for one in self.contrasts(other, place)} for other in nearer)

    def contrasts(self, number: int, place: int) -> tuple[Contrast, ...]:
        """What one sentence says otherwise than the requirement's clause."""
        one, read, score = self.laid.wanted[number], self.laid.units[place].read, self.laid.near(number, place)
        if one.printed is None:
            return ()
        asked = f"{one.asked.asks} {one.asked.line}"
        found = contrasts(read, one.printed, one.requirement.force, asked)
        beside = (
            contrast for clause in one.timed for contrast in contrasts(read, clause, one.requirement.force, asked)
        )
        found += tuple(dict.fromkeys(contrast for contrast in beside if contrast.about == ABOUT_TIME))
        nearest = max(
            SPEAKS_OF,
            float(self.laid.matches.scores[number].max()) - NEAREST_WITHIN,
            float(self.laid.matches.scores[:, place].max()) - MAINLY_ABOUT,
        )
        limits = {
            ABOUT_DENIAL: DENIES,
            ABOUT_HEDGE: LOOSELY,
            ABOUT_OPPOSITE: LOOSELY,
            ABOUT_WHO: NAMES_ANOTHER,
            ABOUT_FORCE: nearest,
        }
        if is_told_of(one.asked.asks):
            weaker = (ABOUT_HEDGE, ABOUT_FORCE) if score >= SPEAKS_OF else ()
            found = tuple(contrast for contrast in found if contrast.about in (*_OF_WHAT_IS_TOLD, *weaker))
        elif forbids(one.asked.asks):
            found = tuple(contrast for contrast in found if "need" not in contrast.said.split())
        kept = [contrast for contrast in found if score >= limits.get(contrast.about, SPEAKS_OF)]
        differing = tuple(contrast for contrast in kept if not self._settled(contrast, number, place))
        return differing or self._turned_beside(number, place)

    def _turned_beside(self, number: int, place: int) -> tuple[Contrast, ...]:
        """What a sentence that is mainly of this requirement denies or turns round of it, whatever another one does."""
        near, column = self.laid.near(number, place), self.laid.matches.scores[:, place]
        behind = float(column.max()) - near
        if near < TURNS or behind > ALSO_ABOUT:
            return ()
        denied = self.laid.denial(number, place) if behind <= MAINLY_ABOUT else None
        if denied and denied.same and (denied.word or near >= SPEAKS_OF):
            return (self.denies(number, denied),)
        one = self.laid.wanted[number]
        if one.printed is None or one.requirement.force in (Force.DEFINES, Force.MAY) or is_told_of(one.asked.asks):
            return ()
        asked = f"{one.asked.asks} {one.asked.line}"
        found = turns(self.laid.units[place].read, one.printed, asked)
        return tuple(contrast for contrast in found if contrast.about != ABOUT_TIME or near >= LOOSELY)

    def denies(self, number: int, denied: Denial) -> Contrast:
        """The words that deny, beside those that are denied."""
        one = self.laid.wanted[number]
        return Contrast(
            ABOUT_NOT, denied.written, cut_at_word(one.printed.words if one.printed else one.requirement.asks)
        )

    def _settled(self, contrast: Contrast, number: int, place: int) -> bool:
        """Whether the sentence speaks, no less, of another requirement that prints the very time it gives."""
        if contrast.about != ABOUT_TIME:
            return False
        column = self.laid.matches.scores[:, place]
        nearer = (other for other in self.laid.about(place) if other != number and column[other] >= column[number])
        others = (self.laid.wanted[other].printed for other in nearer)
        return any(printed is not None and agrees_in_time(contrast.said, printed) for printed in others)

    def _is_nearest(self, number: int, place: int, conduct: Conduct) -> bool:
        """Whether a sentence stands nearest to this requirement, of all that rule out what it tells of."""
        others = [other for other in {*self.applying, number} if conduct in self.laid.wanted[other].rules_out]
        column = self.laid.matches.scores[:, place]
        return bool(column[number] >= max(column[other] for other in others) - MAINLY_ABOUT)

    def _rules_out(self, number: int, written: str) -> tuple[Contrast, ...]:
        printed = self.laid.wanted[number].printed
        words = cut_at_word(printed.words if printed else self.laid.wanted[number].requirement.asks)
        return (Contrast(ABOUT_CONDUCT, written, words),)

    @cached_property
    def conduct(self) -> ConductInDocument:
        """What the document says is done, or is not, of all that the requirements rule out."""
        known = dict.fromkeys(conduct for one in self.laid.wanted for conduct in one.rules_out)
        return ConductInDocument(self.laid.units, known)


def _only_denies(found: Sequence[Contrast]) -> bool:
    return all(one.about == ABOUT_NOT for one in found)
