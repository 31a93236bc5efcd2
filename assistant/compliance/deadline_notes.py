"""What a reader should know of time limits counted: how the law counts, which events, what may be deferred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compliance.deadline import Clock
from assistant.compliance.due import Due
from assistant.compliance.moment import Moment
from assistant.compliance.register import Register
from assistant.wording import plain
from ingest.corpus import Corpus
from ingest.document import Authority, Force, Kind, Provision

WEEKENDS = "Weekends and bank holidays count: the words do not say working days."
HOW = (
    "How the law counts in general, which is not in these documents: the day of the event is left out; a month ends on "
    "the corresponding date, or on the last day of a month without one; hours run from the moment."
)
EVENTS = (
    "These limits do not count from one event: each is counted as if its own event, named with it, happened then. Ask "
    "again with the date of each."
)
ALTERNATIVES = "These are limits for different cases, of which one at most is yours; the words of each say whose it is."
GUIDANCE = "What the Guide expects is guidance, not a time limit of the law: “should” is not “must”."

_UNCOUNTED = (Clock.WORDS, Clock.UNTIL)
_DEFERS = re.compile(r"\bdefer\s+the\s+(?P<what>[\w ]+?)\s+(?:if|where|for|to|until|in)\b")


def notes_on(corpus: Corpus, register: Register, dues: tuple[Due, ...], moment: Moment) -> Iterator[str]:
    """The notes, what bears on whose limit it is first."""
    if moment.note:
        yield moment.note
    if sum(due.alternative for due in dues) > 1:
        yield ALTERNATIVES
    yield from _deferrals(corpus, register, dues)
    if any(due.authority is Authority.STATUTORY_GUIDANCE for due in dues):
        yield GUIDANCE
    if not moment.timed and any(due.moment for due in dues):
        yield "No time of day was told: hours are counted from the first minute of that day, the earliest there is."
    counted = [due for due in dues if due.deadline.clock not in _UNCOUNTED]
    if events_differ(dues):
        yield EVENTS
    if any(not due.deadline.working for due in counted):
        yield WEEKENDS
    if any(due.deadline.working for due in counted):
        yield "Working days: Saturdays and Sundays are left out; bank holidays are not known here."
    if counted:
        yield HOW


def events_differ(dues: Sequence[Due]) -> bool:
    """Whether counted limits run from more than one event; "the use" and "the use of the measure" are one."""
    told = {
        "the last time" if due.deadline.clock is Clock.EVERY else due.deadline.event.casefold()
        for due in dues
        if due.deadline.clock not in _UNCOUNTED and not due.alternative
    } - {""}
    return any(not one.startswith(shortest) for shortest in [min(told, key=len, default="")] for one in told)


def _deferrals(corpus: Corpus, register: Register, dues: Sequence[Due]) -> Iterator[str]:
    """The paragraphs beside a limit that say it may be deferred, each once."""
    said: set[str] = set()
    for due in dues:
        text = " ".join(register.by_id[one].text for one in due.entries)
        for beside in _paragraphs_beside(corpus, due.deadline.provision_id):
            found = _DEFERS.search(plain(corpus.words(beside)))
            if found and found["what"] in text and beside.id not in said:
                said.add(beside.id)
                yield f"{beside.label} says that the {found['what']} may be deferred, by whom and when: read it too."


def _paragraphs_beside(corpus: Corpus, provision_id: str) -> tuple[Provision, ...]:
    provision = corpus.provisions.get(provision_id)
    if provision is None:
        return ()
    tree = corpus.trees[corpus.document_of(provision_id).id]
    above = next((one for one in tree.ancestors(provision) if one.kind is Kind.REGULATION), None)
    beside = tree.children.get(above.id, ()) if above else ()
    return tuple(one for one in beside if one.kind is Kind.PARAGRAPH and one.force in (Force.MAY, Force.STATES))
