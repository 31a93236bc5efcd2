"""From a provision's time limits and the moment of the event to dates and times, each with how it was counted.

It counts and decides nothing: whether the event is the one that the provision means is the reader's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from assistant.compliance.calendar_count import end_of_next_month, end_of_next_year, shifted, working_days_after
from assistant.compliance.deadline import Clock, Deadline, Unit
from assistant.compliance.deadline_notes import notes_on
from assistant.compliance.due import Due, Reckoning
from assistant.compliance.entry import Entry
from assistant.compliance.limb import case_of, is_alternative
from assistant.compliance.moment import Moment, elapsed
from assistant.compliance.register import Register, absence
from assistant.differences import NONE_KNOWN, Differences
from assistant.errors import BeforeTheRule, NoTimeLimit, UnreadableMoment
from assistant.named_provision import look_up
from assistant.wording import plain
from ingest.corpus import Corpus
from ingest.document import Authority, Force, Provision
from ingest.errors import UnknownProvision
from ingest.passages import words

_OLDER_EVENTS = (Clock.KEPT, Clock.UNTIL, Clock.WORDS)
"""What is not counted, or is counted from births and deaths long before the rule."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PRINTED_DATE = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_ONLY_AFTER = re.compile(rf"\bafter\s+{_PRINTED_DATE.pattern}")
_IN_FORCE = re.compile(rf"come\s+into\s+force\s+on\s+{_PRINTED_DATE.pattern}")


def reckon(
    corpus: Corpus, register: Register, reference: str, moment: Moment, differences: Differences = NONE_KNOWN
) -> Reckoning:
    """Count the time limits at and below the provision that ``reference`` names.

    Where the sources part on one of them, as ``differences`` has it, a note says so.

    Raises UnknownProvision, NoTimeLimit where it prints none, BeforeTheRule where the event is older than the rules,
    UnreadableMoment for a date that leads off the calendar.
    """
    provisions = _named(corpus, register, reference)
    entries = tuple(dict.fromkeys(entry for one in provisions for entry in register.below(one.id)))
    limits: dict[Deadline, list[Entry]] = {}
    for entry in entries:
        for deadline in entry.deadlines:
            limits.setdefault(deadline, []).append(entry)
    if not limits:
        raise NoTimeLimit(f"no time limit is printed at {provisions[0].label}; `homes provision` shows its words")
    in_force = commencement(corpus)
    counted, other_cases = _of_this_event(limits, moment)
    for deadline, under in counted.items():
        _check_in_force(deadline, under, moment, in_force)
    try:
        dues = tuple(_due(corpus, register, deadline, under, moment) for deadline, under in counted.items())
    except OverflowError:
        raise UnreadableMoment("that date leads off the calendar") from None
    parted = differences.at(corpus, {due.deadline.provision_id for due in dues})
    notes = (*other_cases, *parted, *notes_on(corpus, register, dues, moment))
    return Reckoning(tuple(one.id for one in provisions), moment, dues, notes)


def _named(corpus: Corpus, register: Register, reference: str) -> tuple[Provision, ...]:
    """As ``look_up``; where law or guidance is not ingested the error says so, since the provision may be in it."""
    try:
        return look_up(corpus, reference)
    except UnknownProvision as error:
        if not register.absent:
            raise
        raise UnknownProvision(f"{error}; {absence(register.absent)}") from None


def _of_this_event(
    limits: Mapping[Deadline, list[Entry]], moment: Moment
) -> tuple[dict[Deadline, list[Entry]], tuple[str, ...]]:
    """The limits whose cases can be this event's, and what to say of the others.

    Raises BeforeTheRule where every limit is about what happens after a later date.
    """
    refused = {deadline: found for deadline, under in limits.items() if (found := _too_early(under, moment))}
    if len(refused) == len(limits):
        raise BeforeTheRule(next(iter(refused.values())))
    kept = {deadline: under for deadline, under in limits.items() if deadline not in refused}
    return kept, tuple(f"Left out: {reason}." for reason in refused.values())


def _too_early(under: list[Entry], moment: Moment) -> str:
    """Why an event is none of a limit's, "" where it may be."""
    for entry in under:
        only_after = _ONLY_AFTER.search(entry.own)
        if only_after and moment.day <= _date_of(only_after):
            return f"{entry.label} is about what happens {only_after.group()}"
    return ""


def commencement(corpus: Corpus) -> date | None:
    """The day the Regulations came into force, as their first regulation prints it; None without them."""
    for document in corpus.documents.values():
        first = corpus.provisions.get(f"{document.id}/regulation/1")
        if document.authority is Authority.STATUTE and not document.digest and first is not None:
            found = _IN_FORCE.search(" ".join(corpus.words(first).split()))
            if found:
                return _date_of(found)
    return None


def _check_in_force(deadline: Deadline, under: list[Entry], moment: Moment, in_force: date | None) -> None:
    """An event before the rule is refused; keeping a record runs from births long before it, and is not."""
    if any(_ONLY_AFTER.search(entry.own) for entry in under) or deadline.clock in _OLDER_EVENTS:
        return
    if in_force is not None and moment.day < in_force:
        raise BeforeTheRule(
            f"the rule came into force on {_written(in_force)}: an event before it has no date under it"
        )


def _due(corpus: Corpus, register: Register, deadline: Deadline, under: list[Entry], moment: Moment) -> Due:
    provision = corpus.provisions.get(deadline.provision_id)
    at, day, counted = _COUNTERS[deadline.clock](deadline, moment)
    pages = {span.physical_page for span in provision.spans} if provision else set(under[0].pages)
    return Due(
        deadline=deadline,
        label=provision.label if provision else under[0].label,
        document_id=under[0].document_id,
        authority=under[0].authority,
        force=max((entry.force for entry in under), key=list(Force).index),
        case=case_of(under[0]),
        alternative=is_alternative(register, under[0]),
        pages=tuple(sorted(pages)),
        entries=tuple(dict.fromkeys(entry.id for entry in under)),
        asks=under[0].own if len(under) == 1 or provision is None else _opening(corpus, provision),
        moment=at,
        day=day,
        counted=counted,
    )


def _opening(corpus: Corpus, provision: Provision) -> str:
    """A provision's own words, without those of the list below it."""
    return plain(words(provision.spans, corpus.page_texts[corpus.document_of(provision.id).id]))


_Counted = tuple[datetime | None, date | None, str]


def _within(deadline: Deadline, moment: Moment) -> _Counted:
    count, unit = _size(deadline)
    taken = f" (taken as {deadline.event})" if deadline.event else ""
    if unit is Unit.HOUR:
        due = elapsed(moment.at, count)
        return due, None, f"{_spoken(count, unit)} from {_clock(moment.at)}{taken}.{_clock_change(moment.at, due)}"
    if deadline.working:
        day = working_days_after(moment.day, count)
        return None, day, f"{count} working days from {_written(moment.day)}{taken}, Saturdays and Sundays left out."
    day = shifted(moment.day, count, unit)
    return (
        None,
        day,
        f"{_spoken(count, unit)} from {_written(moment.day)}{taken}, which is left out, to the end of the day.",
    )


def _every(deadline: Deadline, moment: Moment) -> _Counted:
    count, unit = _size(deadline)
    last = f"taking {_written(moment.day)} as the last time"
    if unit is Unit.CALENDAR_YEAR:
        return None, end_of_next_year(moment.day), f"Once in each calendar year: in the next one, {last}."
    if unit is Unit.MONTH and count == 1 and re.search(r"\b(?:each|every)\s+(?:calendar\s+)?month", deadline.written):
        return None, end_of_next_month(moment.day), f"Once in each calendar month: in the next one, {last}."
    day = shifted(moment.day, count, unit)
    often = "Twice, the later of the two" if deadline.times > 1 else "Again"
    return None, day, f"{often} within {_spoken(count, unit)}, {last}."


def _ahead(deadline: Deadline, moment: Moment) -> _Counted:
    count, unit = _size(deadline)
    day = shifted(moment.day, -count, unit)
    return None, day, f"{_spoken(count, unit)} before {_written(moment.day)}, taken as {deadline.event or 'the event'}."


def _kept(deadline: Deadline, moment: Moment) -> _Counted:
    count, unit = _size(deadline)
    day = shifted(moment.day, count, unit)
    return None, day, f"To be kept to the end of that day at least: {_spoken(count, unit)} from {_written(moment.day)}."


def _until(deadline: Deadline, _: Moment) -> _Counted:
    found = _PRINTED_DATE.search(deadline.written)
    if found is None:
        return _words(deadline, _)
    printed = _date_of(found)
    before = deadline.written.lower().startswith("before")
    return None, printed - timedelta(days=1) if before else printed, "A date that is printed; nothing is counted."


def _words(deadline: Deadline, _: Moment) -> _Counted:
    return None, None, f"“{deadline.written}” stays words: no number of hours or days is printed."


_COUNTERS: Mapping[Clock, Callable[[Deadline, Moment], _Counted]] = {
    Clock.WITHIN: _within,
    Clock.EVERY: _every,
    Clock.AHEAD: _ahead,
    Clock.KEPT: _kept,
    Clock.UNTIL: _until,
    Clock.WORDS: _words,
}


def _size(deadline: Deadline) -> tuple[int, Unit]:
    if deadline.count is None or deadline.unit is None:
        raise ValueError("a time limit without a number cannot be counted")
    return deadline.count, deadline.unit


def _clock_change(start: datetime, end: datetime) -> str:
    if start.utcoffset() == end.utcoffset():
        return ""
    way = "forward" if (end.utcoffset() or timedelta()) > (start.utcoffset() or timedelta()) else "back"
    return f" The clocks go {way} in between: the hours are counted as they pass, so the clock shows another time."


def _spoken(count: int, unit: Unit) -> str:
    return f"{count} {unit.value}{'' if count == 1 else 's'}"


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M} ({at:%Z}) on {_written(at.date())}"


def _date_of(found: re.Match[str]) -> date:
    day, month, year = found.groups()[-3:]
    return date(int(year), _MONTHS.index(month) + 1, int(day))
