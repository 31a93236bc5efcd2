"""Each requirement laid beside the document: addressed, partly, not found, contradicts. By rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from assistant.compliance.denials import forbids
from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.document_units import Unit, is_title
from assistant.compliance.matching import stems
from assistant.compliance.review import Contrast, DocumentQuote, RequirementFinding, State
from assistant.compliance.review_kinds import Sign
from assistant.compliance.short_quote import cut_at_word
from assistant.compliance.standing_against import StandingAgainst
from assistant.drafting.conditions import evaluate
from assistant.quantities import without_numbering

ADDRESSED = 1.00
"""The least score of a passage that addresses a requirement; below it, to PARTLY, it may address a part of it."""

PARTLY = 0.69
NEAR = 0.45
"""A passage that comes this near is named beside what was not found."""

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

    laid: DocumentMatch
    facts: Mapping[str, bool | None]
    signs: Mapping[str, Sign] = field(default_factory=dict)

    @cached_property
    def against(self) -> StandingAgainst:
        """What in the document stands against a requirement."""
        applying = (
            number
            for number, one in enumerate(self.laid.wanted)
            if evaluate(one.requirement.applies, self.facts) is not False
        )
        return StandingAgainst(self.laid, frozenset(applying))

    def finding(self, number: int) -> RequirementFinding:
        """The finding on the requirement of that number."""
        one = self.laid.wanted[number]
        requirement = one.requirement
        applies = evaluate(requirement.applies, self.facts)
        if applies is False:
            return self._made(number, State.NOT_APPLICABLE, reason=requirement.reason_if_not)
        reason = "" if applies else "Whether it applies turns on a fact of the home that no profile told."
        against = tuple(islice(self.against.of(number), MOST_AGAINST))
        if against:
            return self._contradicted(number, against, reason)
        sign = self.signs.get(requirement.id)
        shown = self._shown(number, sign)
        if shown is not None:
            return self._read_again(number, State.ADDRESSED, shown, reason)
        unsaid = self._said_not_done(number)
        if unsaid is not None:
            whole = len(one.rules_out) == 1
            return self._made(number, State.ADDRESSED if whole else State.PARTLY, unsaid, reason=reason)
        return self._nearest(number, reason, only_shown=sign is not None and sign.only)

    def _contradicted(
        self, number: int, against: Sequence[tuple[int, tuple[Contrast, ...]]], reason: str
    ) -> RequirementFinding:
        found = tuple(contrast for _, contrasts in against for contrast in contrasts)
        made = self._made(number, State.CONTRADICTS, against[0][0], contrasts=found, reason=reason)
        return replace(made, quotes=tuple(quote_of(self.laid.units[place]) for place, _ in against))

    def _nearest(self, number: int, reason: str, *, only_shown: bool) -> RequirementFinding:
        """The finding on the passage that is nearest in meaning and words."""
        best = self._best(number)
        score = float(self.laid.matches.scores[number, best])
        if score < PARTLY or only_shown:
            return self._made(number, State.NOT_FOUND, nearest=best if score >= NEAR else None, reason=reason)
        near = score >= ADDRESSED and not is_title(self.laid.units[best])
        return self._read_again(number, State.ADDRESSED if near else State.PARTLY, best, reason)

    def _read_again(self, number: int, state: State, place: int, reason: str) -> RequirementFinding:
        """The finding on a passage that is near; never addressed where the passage denies, exempts or limits.

        Nor contradicted by that alone: what a "not" is about, words do not tell (``denied_in_document``).
        """
        differing = (self.against.contrasts(number, one) for one in self.laid.within(place))
        anothers = next(filter(None, differing), None)
        if anothers and state is State.ADDRESSED:
            told = _DENIES_NOTE.format(said=anothers[0].said)
            return self._made(number, State.PARTLY, place, reason=f"{told} {reason}".strip())
        denied = self.laid.denial(number, place)
        if denied is None or (state is State.PARTLY and not denied.written):
            return self._made(number, state, place, reason=reason)
        if not denied.written:
            return self._made(number, State.PARTLY, place, reason=f"{_FORBIDS_ONLY} {reason}".strip())
        return self._made(
            number,
            State.PARTLY,
            place,
            contrasts=(self.against.denies(number, denied),),
            reason=f"{_DENIES_NOTE.format(said=denied.written)} {reason}".strip(),
        )

    def _best(self, number: int) -> int:
        """The best unit; one sentence rather than two where the second adds little."""
        row = self.laid.matches.scores[number]
        best = int(row.argmax())
        single = [place for place in self.laid.sentences if self.laid.units[place].block is self.laid.units[best].block]
        nearest = max(single, key=lambda place: row[place], default=best)
        return nearest if row[best] - row[nearest] <= ONE_SENTENCE else best

    def _shown(self, number: int, sign: Sign | None) -> int | None:
        """The nearest sentence that has the words by which the item is known."""
        if sign is None:
            return None
        row = self.laid.matches.scores[number]
        found = [place for place in self.laid.sentences if _shows(sign, self.laid.units[place])]
        return max(found, key=lambda place: (self.laid.denial(number, place) is None, row[place]), default=None)

    def _said_not_done(self, number: int) -> int | None:
        """The nearest sentence which says that what this requirement forbids is not done."""
        one, row = self.laid.wanted[number], self.laid.matches.scores[number]
        if not forbids(one.asked.asks):
            return None
        places = (place for place, _ in self.against.conduct.denied(one.rules_out))
        return max(places, key=lambda place: row[place], default=None)

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
        one = self.laid.wanted[number]
        return RequirementFinding(
            requirement=one.requirement,
            standing=one.standing,
            state=state,
            quotes=() if unit is None else (quote_of(self.laid.units[unit]),),
            citations=one.citations,
            contrasts=contrasts,
            missing=self._missing(number, unit) if state is State.PARTLY and unit is not None else (),
            nearest=None if nearest is None else quote_of(self.laid.units[nearest]),
            searched=self._searched(number) if state is State.NOT_FOUND else "",
            reason=reason,
        )

    def _missing(self, number: int, unit: int) -> tuple[str, ...]:
        """The clauses of the provision that nothing in the passage answers to, in the provision's words."""
        printed = self.laid.wanted[number].printed
        if printed is None:
            return ()
        lacking = frozenset(stems(" ".join(self.laid.matches.missing(number, unit))))
        asked = frozenset(stems(" ".join(self.laid.matches.weights(number)))) - lacking
        read = self.laid.units[unit]
        held = (asked | frozenset(stems(f"{read.read} {read.context}"))) - _EMPTY_STEMS
        parts = (_NUMBER.sub("", part).strip(" .–—-•") for part in _CLAUSE.split(without_numbering(printed.words)))
        telling = ((part, frozenset(stems(part)) - _EMPTY_STEMS) for part in parts)
        found = (
            cut_at_word(part)
            for part, words in telling
            if len(words) >= 2 and not words & held and not _REFERS.match(part)
        )
        return tuple(found)[:MOST_CLAUSES]

    def _searched(self, number: int) -> str:
        weights = self.laid.matches.weights(number)
        words = [word for word in sorted(weights, key=lambda word: -weights[word]) if word not in _SAYS_NOTHING]
        return (
            f"all {len(self.laid.sentences)} sentences, items and rows, by meaning and by words, among them: "
            f"{', '.join(words[:MOST_WORDS])}"
        )


def quote_of(unit: Unit) -> DocumentQuote:
    """The unit as a quotation of its block."""
    return DocumentQuote(unit.block, unit.start, unit.end)


def _shows(sign: Sign, unit: Unit) -> bool:
    """Whether the sentence has the words of the sign; no title does. The heading above is enough only where told so."""
    if is_title(unit):
        return False
    if sign.heading and sign.heading.search(unit.context):
        return True
    context = f"{unit.context}: "
    return any(match.end() > len(context) for match in sign.pattern.finditer(f"{context}{unit.read}"))
