"""The time limits that words print: "within 28 days of the revision", "at least once each month", "without delay".

Pure. What is no limit is passed over: "a continuous period of 28 days or more", "within the last 5 years", "regularly".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.deadline import Clock, Deadline, Unit
from assistant.quantities import WORDS

_COUNT = r"(?P<count>\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|a|an)"
_UNIT = r"(?:(?P<working>working)\s+)?(?P<unit>hour|day|week|month|year)s?\b"
_TIME = rf"{_COUNT}\s+{_UNIT}"
_END = r"(?=[,;.:—(]|\s-\s|-\s|\s+and\s+|\s+or,|\s+about(?=[—-]|\Z)|\s+has\b|\s+in\s+(?:which|relation)\b|\Z)"
_EVENT = rf"(?P<event>[^,;.:—(]+?(?:,\s+\w+\s+or\s+\w+)?){_END}"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\s+\d{{4}}"

_COUNTED: tuple[tuple[Clock, re.Pattern[str]], ...] = tuple(
    (clock, re.compile(pattern, re.IGNORECASE))
    for clock, pattern in (
        (
            Clock.EVERY,
            r"\bat\s+least\s+(?P<times>once|twice)\s+(?:in\s+)?(?:every|each|per|a|an)\s+"
            rf"(?:{_COUNT}\s+)?(?P<calendar>calendar\s+)?{_UNIT}",
        ),
        (Clock.EVERY, r"\bat\s+least\s+(?P<times>once|twice)\s+(?P<annually>annually)\b"),
        (Clock.EVERY, rf"\bat\s+intervals\s+not\s+exceeding\s+{_TIME}"),
        (Clock.AHEAD, rf"\b(?:no|not)\s+later\s+than\s+{_TIME}\s+before\s+{_EVENT}"),
        (
            Clock.WITHIN,
            r"\b(?:within(?:\s+the)?|(?:no|not)\s+(?:later|longer|more)\s+than|the\s+date\s+which\s+falls)\s+"
            rf"{_TIME}(?:\s+period\b)?(?:\s+(?:of|after|from)\s+{_EVENT})?",
        ),
        (Clock.KEPT, rf"\bfor\s+(?:at\s+least\s+)?{_TIME}\s+from\s+{_EVENT}"),
    )
)
_UNTIL = re.compile(rf"(?:\bbefore\s+{_DATE}|(?<=,\s){_DATE}(?=\.?\s*\Z))", re.IGNORECASE)
_WORDED = re.compile(
    r"\bwithout\s+(?:undue\s+)?delay\b"
    rf"|\bas\s+soon\s+as\s+(?:it\s+is\s+|is\s+)?(?:reasonably\s+)?(?:practicable|possible|they\s+arise)\b"
    rf"(?:\s+to\s+do\s+so|\s+after\s+[^,;.:—(]+?{_END})?"
    r"|\bimmediately\b(?!\s+before)|\bpromptly\b|\bprompt(?=\s+referral)|\burgently\b|\bquickly\b(?=\s+engage)"
    r"|\bat\s+the\s+earliest\s+opportunity\b|\bin\s+a\s+timely\s+manner\b"
    rf"|\bat\s+the\s+time\s+of\s+[^,;.:—(]+?{_END}"
    r"|\bwhen\s+(?:the\s+child['’]s|their)\s+placement\s+in\s+the\s+home\s+is\s+agreed\b"
    rf"|(?<!immediately\s)(?<!\bday\s)\bbefore\s+(?!attaining\b|or\s+during\b|they\s+can\b|the\s+age\b|\d)"
    rf"(?:\w+ing\b|the\s|a\s|they\s|that\s)[^,;.:—(]*?{_END}"
    r"|\bby\s+the\s+relevant\s+date\b"
    r"|\bin\s+advance\b(?:\s+of\s+the\s+placement)?",
    re.IGNORECASE,
)


def time_limits(text: str, provision_id: str) -> tuple[Deadline, ...]:
    """The time limits in ``text``, white space folded, in reading order; ``provision_id`` is where it stands.

    >>> [limit.written for limit in time_limits("notify HMCI without delay, and send a copy within 28 days.", "x")]
    ['without delay', 'within 28 days']
    """
    found: dict[int, Deadline] = {}
    taken: list[tuple[int, int]] = []
    for read in (_counted, _until, _worded):
        for start, end, deadline in read(text, provision_id):
            if all(end <= from_ or start >= to for from_, to in taken):
                taken.append((start, end))
                found[start] = deadline
    return tuple(found[start] for start in sorted(found))


_Found = Iterator[tuple[int, int, Deadline]]


def _counted(text: str, provision_id: str) -> _Found:
    for clock, pattern in _COUNTED:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), _deadline(clock, match, provision_id)


def _deadline(clock: Clock, match: re.Match[str], provision_id: str) -> Deadline:
    groups = match.groupdict()
    unit = Unit.YEAR if groups.get("annually") else Unit((groups["unit"] or "").lower())
    return Deadline(
        written=match.group().strip(),
        provision_id=provision_id,
        clock=clock,
        count=_number(groups.get("count")),
        unit=Unit.CALENDAR_YEAR if groups.get("calendar") and unit is Unit.YEAR else unit,
        event=(groups.get("event") or "").strip(),
        working=bool(groups.get("working")),
        times=2 if (groups.get("times") or "").lower() == "twice" else 1,
    )


def _number(written: str | None) -> int:
    if written is None or written.lower() in ("a", "an"):
        return 1
    return int(written) if written.isdigit() else WORDS[written.lower()]


def _until(text: str, provision_id: str) -> _Found:
    for match in _UNTIL.finditer(text):
        yield match.start(), match.end(), Deadline(match.group(), provision_id, Clock.UNTIL)


def _worded(text: str, provision_id: str) -> _Found:
    for match in _WORDED.finditer(text):
        yield match.start(), match.end(), Deadline(match.group().strip(), provision_id, Clock.WORDS)
