"""Each requirement laid beside the document: addressed, partly, not found, contradicts. By rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from assistant.compliance.contrasts import (
    ABOUT_DENIAL,
    ABOUT_FORCE,
    ABOUT_HEDGE,
    ABOUT_OPPOSITE,
    ABOUT_TIME,
    ABOUT_WHO,
    agrees_in_time,
    contrasts,
)
from assistant.compliance.document_units import Unit
from assistant.compliance.matching import Matches
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import Contrast, DocumentQuote, RequirementFinding, State
from assistant.compliance.review_kinds import Sign
from assistant.drafting.conditions import evaluate

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

MOST_WORDS = 6

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
        against = self._contradicting(number)
        if against is not None:
            unit, found = against
            return self._made(number, State.CONTRADICTS, unit, contrasts=found, reason=reason)
        sign = self.signs.get(requirement.id)
        shown = self._shown(number, sign)
        if shown is not None:
            return self._made(number, State.ADDRESSED, shown, reason=reason)
        best = self._best(number)
        score = float(self.matches.scores[number, best])
        only_shown = sign is not None and sign.only
        if score < PARTLY or only_shown:
            return self._made(number, State.NOT_FOUND, nearest=best if score >= NEAR else None, reason=reason)
        return self._made(number, State.ADDRESSED if score >= ADDRESSED else State.PARTLY, best, reason=reason)

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
        texts = ((place, f"{self.units[place].context}: {self.units[place].read}") for place in self._sentences)
        found = [place for place, text in texts if sign.pattern.search(text)]
        return max(found, key=lambda place: row[place], default=None)

    def _contradicting(self, number: int) -> tuple[int, tuple[Contrast, ...]] | None:
        """The first sentence about this requirement that differs from what is printed, nearest sentence first."""
        row = self.matches.scores[number]
        for place in sorted(self._sentences, key=lambda one: -row[one]):
            if self._near(number, place) < DENIES:
                continue
            if number in self.about(place, DENIES) or self._near(number, place) >= row.max() - ONE_SENTENCE:
                found = self._contrasts(number, place)
                if found:
                    return place, found
        return None

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
        kept = [contrast for contrast in found if score >= limits.get(contrast.about, SPEAKS_OF)]
        return tuple(contrast for contrast in kept if not self._settled(contrast, number, place))

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
        lacking = (word for word in self.matches.missing(number, unit) if word not in _SAYS_NOTHING)
        return tuple(lacking)[:MOST_WORDS]

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
