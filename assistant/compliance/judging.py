"""Each requirement laid beside the document: addressed, partly, not found, contradicts. By rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

import numpy as np

from assistant.compliance.contrasts import (
    ABOUT_DENIAL,
    ABOUT_FORCE,
    ABOUT_HEDGE,
    ABOUT_NOT,
    ABOUT_OPPOSITE,
    ABOUT_TIME,
    ABOUT_WHO,
    agrees_in_time,
    contrasts,
    cut_at_word,
    turns,
)
from assistant.compliance.denials import Denial, denial, forbids
from assistant.compliance.document_units import Unit, is_title
from assistant.compliance.matching import Matches, stems
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import Contrast, DocumentQuote, RequirementFinding, State
from assistant.compliance.review_kinds import Sign
from assistant.drafting.conditions import evaluate
from assistant.quantities import without_numbering
from ingest.document import Force

ADDRESSED = 0.90
"""The least score of a passage that addresses a requirement; below it, to PARTLY, it may address a part of it."""

PARTLY = 0.62
NEAR = 0.40
"""A passage that comes this near is named beside what was not found."""

SPEAKS_OF = 0.83
"""The least score at which a sentence's times, numbers and force are compared with what is printed."""

DENIES = 0.50
"""The same for what is allowed against what is forbidden: such a sentence shares few words with the rule it breaks."""

NAMES_ANOTHER = 1.10
"""The same for who acts."""

TURNS = 0.50
"""The same for what a sentence denies or turns round of the requirement that it is nearest to of all."""

LOOSELY = 0.62
"""The same for words that leave a duty to somebody's pleasure, and for opposites."""

NEAREST_WITHIN = 0.15
"""A "may" or "should" counts only in a sentence whose score is within this of the requirement's best one."""

MAINLY_ABOUT = 0.04
"""And only for the requirement that the sentence is nearest to, or as good as."""

POINTS_BACK = re.compile(r"\A(?:\S+\s+){0,6}?(?:such|this|these|those|it|its|they|them)\b", re.IGNORECASE)
"""A sentence that begins so is read with the one before it."""

ALSO_ABOUT = 0.10
"""A sentence is about each requirement whose score is within this of its best one's."""

ONE_SENTENCE = 0.05
"""How much more two sentences must score than one before both are quoted."""

MOST_AGAINST = 3
"""Sentences against one requirement that are shown."""

MOST_WORDS = 6

_DENIES_NOTE = "This passage says “{said}”: read it beside what is asked."
_FORBIDS_ONLY = "What is asked forbids something; this passage has no “not” or “never”: read the two together."

_SAYS_NOTHING = frozenset(
    [
        "must",
        "may",
        "should",
        "shall",
        "not",
        "out",
        "set",
        "sets",
        "ensure",
        "ensures",
        "person",
        "registered",
        "each",
        "other",
        "any",
        "where",
        "when",
        "says",
        "give",
        "gives",
        "given",
        "what",
        "states",
        "line",
        "policy",
        "home",
        "homes",
        "staff",
        "child",
        "children",
        "need",
        "needs",
    ]
)


_EMPTY_STEMS = frozenset(stems(" ".join(_SAYS_NOTHING)))
_CLAUSE = re.compile(r"[;,:]\s+|\s+(?:and|or)\s+(?=(?:to|the|a|an|by|how|that|whether|where|any)\b)")
_NUMBER = re.compile(r"\A\W*\(\w{1,4}\)\s*")
_REFERS = re.compile(r"subject\s+to\b|see\b|\w+\s+how\Z", re.IGNORECASE)
MOST_CLAUSES = 2


@dataclass(frozen=True)
class Judge:
    """Lays requirements beside one document. ``facts`` of the home decide what does not apply."""

    wanted: Sequence[Sought]
    units: Sequence[Unit]
    matches: Matches
    facts: Mapping[str, bool | None]
    signs: Mapping[str, Sign] = field(default_factory=dict)

    def finding(self, number: int) -> RequirementFinding:
        """The finding on the requirement of that number."""
        one = self.wanted[number]
        requirement = one.requirement
        applies = evaluate(requirement.applies, self.facts)
        if applies is False:
            return self._made(number, State.NOT_APPLICABLE, reason=requirement.reason_if_not)
        reason = "" if applies else "Whether it applies turns on a fact of the home that no profile told."
        against = tuple(islice(self._contradicting(number), MOST_AGAINST))
        if against:
            found = tuple(contrast for _, contrasts in against for contrast in contrasts)
            told = next((_DENIES_NOTE.format(said=one.said) for one in found if one.about == ABOUT_NOT), "")
            made = self._made(
                number, State.CONTRADICTS, against[0][0], contrasts=found, reason=f"{told} {reason}".strip()
            )
            return replace(made, quotes=tuple(quote_of(self.units[place]) for place, _ in against))
        sign = self.signs.get(requirement.id)
        shown = self._shown(number, sign)
        if shown is not None:
            return self._read_again(number, State.ADDRESSED, shown, reason)
        best = self._best(number)
        score = float(self.matches.scores[number, best])
        only_shown = sign is not None and sign.only
        if score < PARTLY or only_shown:
            return self._made(number, State.NOT_FOUND, nearest=best if score >= NEAR else None, reason=reason)
        near = score >= ADDRESSED and not is_title(self.units[best])
        return self._read_again(number, State.ADDRESSED if near else State.PARTLY, best, reason)

    def _read_again(self, number: int, state: State, place: int, reason: str) -> RequirementFinding:
        """The finding on a passage that is near; never addressed where the passage denies, exempts or limits."""
        anothers = next((found for one in self._within(place) if (found := self._contrasts(number, one))), None)
        if anothers and state is State.ADDRESSED:
            told = _DENIES_NOTE.format(said=anothers[0].said)
            return self._made(number, State.PARTLY, place, reason=f"{told} {reason}".strip())
        denied = self._denial(number, place)
        if denied is None or (state is State.PARTLY and not denied.written):
            return self._made(number, state, place, reason=reason)
        if not denied.written:
            return self._made(number, State.PARTLY, place, reason=f"{_FORBIDS_ONLY} {reason}".strip())
        return self._made(
            number,
            State.CONTRADICTS if denied.same else State.PARTLY,
            place,
            contrasts=(self._denies(number, denied),),
            reason=f"{_DENIES_NOTE.format(said=denied.written)} {reason}".strip(),
        )

    def _within(self, place: int) -> Iterator[int]:
        """The single sentences that a unit is made of."""
        whole = self.units[place]
        for one in self._sentences:
            unit = self.units[one]
            if unit.block is whole.block and whole.start <= unit.start and unit.end <= whole.end:
                yield one

    def _denial(self, number: int, place: int) -> Denial | None:
        one = self.wanted[number]
        asked = f"{one.asked.asks} {one.asked.line}"
        return denial(self.units[place].read, asked, one.printed.said if one.printed else "")

    def about(self, unit: int, least: float = SPEAKS_OF) -> tuple[int, ...]:
        """The requirements that a unit speaks of, by number, the nearest first."""
        column = self.matches.scores[:, unit]
        if not len(column):
            return ()
        floor = max(least, float(column.max()) - ALSO_ABOUT)
        return tuple(int(row) for row in np.argsort(-column) if column[row] >= floor)

    def _best(self, number: int) -> int:
        """The best unit; one sentence rather than two where the second adds little."""
        row = self.matches.scores[number]
        best = int(row.argmax())
        single = [place for place in self._sentences if self.units[place].block is self.units[best].block]
        nearest = max(single, key=lambda place: row[place], default=best)
        return nearest if row[best] - row[nearest] <= ONE_SENTENCE else best

    def _shown(self, number: int, sign: Sign | None) -> int | None:
        """The nearest sentence that has the words by which the item is known."""
        if sign is None:
            return None
        row = self.matches.scores[number]
        found = [place for place in self._sentences if _shows(sign, self.units[place])]
        return max(found, key=lambda place: (self._denial(number, place) is None, row[place]), default=None)

    def _contradicting(self, number: int) -> Iterator[tuple[int, tuple[Contrast, ...]]]:
        """The sentences about this requirement that differ from what is printed, nearest sentence first."""
        row = self.matches.scores[number]
        for place in sorted(self._sentences, key=lambda one: -row[one]):
            if self._near(number, place) < DENIES:
                continue
            if number in self.about(place, DENIES) or self._near(number, place) >= row.max() - ONE_SENTENCE:
                found = self._contrasts(number, place)
                if found and not self._is_anothers(number, place, found):
                    yield place, found

    def _is_anothers(self, number: int, place: int, found: Sequence[Contrast]) -> bool:
        """Whether the same words of the sentence tell against a requirement that it is nearer to: it is shown there."""
        column, said = self.matches.scores[:, place], {one.said for one in found}
        nearer = (other for other in self.about(place, DENIES) if column[other] > column[number] + MAINLY_ABOUT)
        return any(said <= {one.said for one in self._contrasts(other, place)} for other in nearer)

    def _contrasts(self, number: int, place: int) -> tuple[Contrast, ...]:
        one, read, score = self.wanted[number], self.units[place].read, self._near(number, place)
        if one.printed is None:
            return ()
        found = contrasts(read, one.printed, one.requirement.force, f"{one.asked.asks} {one.asked.line}")
        nearest = max(
            SPEAKS_OF,
            float(self.matches.scores[number].max()) - NEAREST_WITHIN,
            float(self.matches.scores[:, place].max()) - MAINLY_ABOUT,
        )
        limits = {
            ABOUT_DENIAL: DENIES,
            ABOUT_HEDGE: LOOSELY,
            ABOUT_OPPOSITE: LOOSELY,
            ABOUT_WHO: NAMES_ANOTHER,
            ABOUT_FORCE: nearest,
        }
        if forbids(one.asked.asks):
            found = tuple(contrast for contrast in found if "need" not in contrast.said.split())
        kept = [contrast for contrast in found if score >= limits.get(contrast.about, SPEAKS_OF)]
        differing = tuple(contrast for contrast in kept if not self._settled(contrast, number, place))
        return differing or self._turned_beside(number, place)

    def _turned_beside(self, number: int, place: int) -> tuple[Contrast, ...]:
        """What a sentence that is mainly of this requirement denies or turns round of it, whatever another one does."""
        near, column = self._near(number, place), self.matches.scores[:, place]
        behind = float(column.max()) - near
        if near < TURNS or behind > ALSO_ABOUT:
            return ()
        denied = self._denial(number, place) if behind <= MAINLY_ABOUT else None
        if denied and denied.same and (denied.word or near >= SPEAKS_OF):
            return (self._denies(number, denied),)
        one = self.wanted[number]
        if one.printed is None or one.requirement.force is Force.DEFINES:
            return ()
        asked = f"{one.asked.asks} {one.asked.line}"
        return turns(self.units[place].read, one.printed, asked)

    def _denies(self, number: int, denied: Denial) -> Contrast:
        one = self.wanted[number]
        return Contrast(
            ABOUT_NOT, denied.written, cut_at_word(one.printed.words if one.printed else one.requirement.asks)
        )

    def _settled(self, contrast: Contrast, number: int, place: int) -> bool:
        """Whether the sentence speaks of another requirement that prints the very time it gives."""
        if contrast.about != ABOUT_TIME:
            return False
        others = (self.wanted[other].printed for other in self.about(place) if other != number)
        return any(printed is not None and agrees_in_time(contrast.said, printed) for printed in others)

    def _near(self, number: int, place: int) -> float:
        """A sentence's score; that of two together for one that points back to the one before."""
        row, unit = self.matches.scores[number], self.units[place]
        two = self._ending.get((unit.block.number, unit.end))
        if two is None or not POINTS_BACK.search(unit.text):
            return float(row[place])
        return float(max(row[place], row[two]))

    @cached_property
    def _ending(self) -> Mapping[tuple[int, int], int]:
        """The units of two sentences, by block and end."""
        found = ((unit, place) for place, unit in enumerate(self.units) if unit.sentences == 2)
        return {(unit.block.number, unit.end): place for unit, place in found}

    @cached_property
    def _sentences(self) -> tuple[int, ...]:
        return tuple(place for place, unit in enumerate(self.units) if unit.sentences == 1)

    def _made(  # noqa: PLR0913 - a finding's parts
        self,
        number: int,
        state: State,
        unit: int | None = None,
        *,
        contrasts: tuple[Contrast, ...] = (),
        nearest: int | None = None,
        reason: str = "",
    ) -> RequirementFinding:
        one = self.wanted[number]
        return RequirementFinding(
            requirement=one.requirement,
            standing=one.standing,
            state=state,
            quotes=() if unit is None else (quote_of(self.units[unit]),),
            citations=one.citations,
            contrasts=contrasts,
            missing=self._missing(number, unit) if state is State.PARTLY and unit is not None else (),
            nearest=None if nearest is None else quote_of(self.units[nearest]),
            searched=self._searched(number) if state is State.NOT_FOUND else "",
            reason=reason,
        )

    def _missing(self, number: int, unit: int) -> tuple[str, ...]:
        """The clauses of the provision that nothing in the passage answers to, in the provision's words."""
        printed = self.wanted[number].printed
        if printed is None:
            return ()
        lacking = frozenset(stems(" ".join(self.matches.missing(number, unit))))
        asked = frozenset(stems(" ".join(self.matches.weights(number)))) - lacking
        held = (asked | frozenset(stems(f"{self.units[unit].read} {self.units[unit].context}"))) - _EMPTY_STEMS
        parts = (_NUMBER.sub("", part).strip(" .–—-•") for part in _CLAUSE.split(without_numbering(printed.words)))
        telling = ((part, frozenset(stems(part)) - _EMPTY_STEMS) for part in parts)
        found = (
            cut_at_word(part)
            for part, words in telling
            if len(words) >= 2 and not words & held and not _REFERS.match(part)
        )
        return tuple(found)[:MOST_CLAUSES]

    def _searched(self, number: int) -> str:
        weights = self.matches.weights(number)
        words = [word for word in sorted(weights, key=lambda word: -weights[word]) if word not in _SAYS_NOTHING]
        return (
            f"all {len(self._sentences)} sentences, items and rows, by meaning and by words, among them: "
            f"{', '.join(words[:MOST_WORDS])}"
        )


def quote_of(unit: Unit) -> DocumentQuote:
    """The unit as a quotation of its block."""
    return DocumentQuote(unit.block, unit.start, unit.end)


def _shows(sign: Sign, unit: Unit) -> bool:
    """Whether the sentence has the words of the sign, the heading above it alone not counting; nor a title."""
    context = f"{unit.context}: "
    found = sign.pattern.finditer(f"{context}{unit.read}")
    return not is_title(unit) and any(match.end() > len(context) for match in found)
