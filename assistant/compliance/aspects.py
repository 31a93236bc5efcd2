"""One rule an aspect: what a statement and a clause both say on times, numbers, force, who acts, and denial. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.compliance.conduct_compared import conduct_compared
from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.figures_compared import is_circumstance, numbers_compared, times_compared
from assistant.compliance.force_compared import force_compared
from assistant.compliance.limits_compared import (
    absolutely_compared,
    alone_compared,
    conditions_compared,
    opposites_compared,
    without_compared,
)
from assistant.compliance.numbers import numbers_in
from assistant.compliance.printed import Printed
from assistant.compliance.time_limits import times_in
from assistant.compliance.who_compared import who_compared

Rule = Callable[[str, Printed], Iterator[Difference]]
_RULES: tuple[Rule, ...] = (
    times_compared,
    numbers_compared,
    force_compared,
    conditions_compared,
    opposites_compared,
    without_compared,
    alone_compared,
    absolutely_compared,
    who_compared,
)
_GUESSED_AT = frozenset({Aspect.DENIAL, Aspect.OPPOSITE, Aspect.WHO, Aspect.FORCE})
"""What grammar alone makes of a sentence: beside known conduct it has nothing to add."""


def differences(said: str, printed: Printed) -> tuple[Difference, ...]:
    """Everything on which the statement and the clause both have something to say, aspect by aspect."""
    found = tuple(one for rule in _RULES for one in rule(said, printed))
    conduct = tuple(conduct_compared(printed))
    return (*conduct, *(one for one in found if one.aspect not in _GUESSED_AT)) if conduct else found


def figures(said: str) -> tuple[Difference, ...]:
    """The times and numbers of a statement as differences that nothing printed answers to."""
    times = [one for one in times_in(said) if one.is_number and not is_circumstance(said, one)]
    found = [Difference(Aspect.TIME, Relation.SILENT, t.written, t.start, t.end) for t in times]
    counts = (n for n in numbers_in(said) if n.value != 1)
    found += [Difference(Aspect.NUMBER, Relation.SILENT, n.written, n.start, n.end) for n in counts]
    return tuple(found)
