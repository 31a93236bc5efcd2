"""Numbers, time limits and provision numbers as statements and provisions write them, made comparable. Pure.

"two years" is "2 years"; "every month" is "monthly"; "28 days" is not "5 days", nor "28 working days".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)

WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(_UNITS.split())},
    **{word: (number + 2) * 10 for number, word in enumerate(_TENS.split())},
    **{word: number for number, word in enumerate(_ORDINALS.split())},
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "dozen": 12,
    "twice": 2,
}

PROVISION = re.compile(
    r"\b(?P<kind>regulations?|regs?|paragraphs?|paras?|schedules?|sch|sections?|parts?|chapters?|annex(?:es)?|"
    r"articles?|standards?|items?|pages?)\.?\s*(?P<number>(?:(?:\d+(?-i:[A-Z]{0,2})(?:\.\d+)*|(?-i:[A-Z]\b))"
    r"(?:\(\w{1,4}\))*|(?:\(\w{1,4}\))+)"
    r"(?:\s*(?:,|and|or|to|-|–)\s*(?:\d+[A-Z]?(?:\.\d+)*)(?:\(\w{1,4}\))*(?!\s*(?:hour|day|week|month|year)))*)",
    re.IGNORECASE,
)
_NUMBER_OF_PROVISION = re.compile(r"(?:\d+[A-Z]{0,2}(?:\.\d+)*|(?<!\()\b[A-Z]\b)(?:\(\w{1,4}\))*|(?:\(\w{1,4}\))+")
_BARE_NUMBER_OF_PROVISION = re.compile(r"\b\d+\(\w{1,4}\)(?:\(\w{1,4}\))*|\b\d+\.\d+\b")
_KINDS = {
    "reg": "regulation",
    "par": "paragraph",
    "sch": "schedule",
    "sec": "section",
    "ann": "annex",
    "art": "article",
}

_TIME_UNIT = r"(?P<unit>minute|hour|day|night|week|month|quarter|term|year|birthday|fortnight)s?\b"
_MODIFIER = r"(?:(?P<modifier>working|school|calendar|consecutive|clear|complete|full)\s+)?"
_COUNT = r"(?P<count>\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?|[a-z]+(?:-[a-z]+)?)"
_TIME = re.compile(rf"(?<![\w.]){_COUNT}(?:\s+|-){_MODIFIER}{_TIME_UNIT}", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.])[£€$]?\d+(?:,\d{3})*(?:\.\d+)?(?=%|\b|st\b|nd\b|rd\b|th\b)")
_NUMBERING = re.compile(r"\(\d{1,3}[A-Za-z]{0,2}\)|\A\s*\d+(?:\.\d+)*[.)]?\s*(?:—|(?=\s[A-Z(]))|\b\d+\.\s*—")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)

_EACH = r"(?:each|every|per|(?:once|twice|times)\s+(?:a|an|in\s+a))"

_INTERVALS: tuple[tuple[str, str], ...] = (
    (rf"\b(?:hourly|{_EACH}\s+hour)\b", "per hour"),
    (rf"\b(?:daily|nightly|{_EACH}\s+(?:day|night))\b", "per day"),
    (rf"\b(?:weekly|{_EACH}\s+week)\b", "per week"),
    (rf"\b(?:fortnightly|{_EACH}\s+fortnight|every\s+(?:two|2|other)\s+weeks?)\b", "per fortnight"),
    (rf"\b(?:monthly|{_EACH}\s+(?:calendar\s+)?month)\b", "per month"),
    (rf"\b(?:quarterly|{_EACH}\s+quarter)\b", "per quarter"),
    (rf"\b(?:termly|{_EACH}\s+(?:school\s+)?term)\b", "per term"),
    (rf"\b(?:annual(?:ly)?|yearly|{_EACH}\s+(?:calendar\s+)?year)\b", "per year"),
    (r"\b(?:immediately|forthwith|instantly|straight\s?away|right\s+away|at\s+once|same\s+day)\b", "at once"),
    (r"\b(?:without\s+(?:undue\s+)?delay|promptly)\b", "without delay"),
    (r"\b(?:each|every)\s+(?:\d+|two|three|four|five|six|twelve)\b", "repeated"),
    (r"\bas\s+soon\s+as\b|\bsoon\b", "soon"),
    (r"\bin\s+advance\b|\bbeforehand\b", "in advance"),
    (r"\b(?:at\s+least|(?:not?|never)\s+(?:less|fewer)\s+than|minimum|or\s+more|or\s+over)\b", "at least"),
    (
        r"\b(?:at\s+most|(?:not?|never)\s+(?:more|longer)\s+than|maximum|up\s+to|or\s+(?:less|fewer|under)"
        r"|(?:not\s+)?exceed(?:s|ing)?)\b",
        "at most",
    ),
    (r"\b(?:within|(?:not?|never)\s+later\s+than)\b", "within"),
    (r"\b(?:more|longer|older|over|greater)\s+than\b|\bover\s+\d", "more than"),
    (r"\b(?:less|fewer|younger|under)\s+than\b|\bunder\s+\d", "less than"),
    (r"\b(?:before|prior\s+to|until|in\s+advance\s+of)\b", "before"),
    (r"\bafter(?:wards)?\b|\bfollowing\b", "after"),
    (r"\b(?:January|February|June|July|August|September|October|November|December)\b", "month of {}"),
    (r"(?<=\d )(?:March|April|May)\b|\b(?:March|April|May)(?= \d)", "month of {}"),
)
_ONCE_A = re.compile(rf"\b{_EACH}\b(?!\s+\d)", re.IGNORECASE)
_SIGNS = tuple((re.compile(sign, re.IGNORECASE if "{" not in name else 0), name) for sign, name in _INTERVALS)

CARRIED_BY = {
    "after": {"beginning", "from", "since", "once", "when", "on", "where"},
    "before": {"by", "ending", "end"},
    "within": {"by", "before", "end", "ending", "at most"},
    "per year": {"12 month"},
    "per month": {"1 month"},
}
"""Words that say the same in another way, for signs of time that the documents rarely print."""


def provisions_in(text: str) -> frozenset[str]:
    """Every provision number as "kind number": regulation 28(2)(c) gives "regulation 28", "regulation 28(2)", ....

    A number with brackets or points and no word before it is of any kind: "? 28(2)".
    """
    found: set[str] = set()
    rest = text
    for match in PROVISION.finditer(text):
        kind = match["kind"].lower().rstrip("s")
        kind = _KINDS.get(kind[:3], kind)
        for number in _NUMBER_OF_PROVISION.findall(match["number"]):
            found |= {f"{kind} {part}" for part in _prefixes(number)}
        rest = rest.replace(match.group(), " ", 1)
    for number in _BARE_NUMBER_OF_PROVISION.findall(rest):
        found |= {f"? {part}" for part in _prefixes(number)}
    return frozenset(found)


def quantities_in(text: str) -> frozenset[str]:
    """Every count and time, provision numbers aside: "28 day", "10 working day", "3", "per month", "at least"."""
    plain = _BARE_NUMBER_OF_PROVISION.sub(" ", PROVISION.sub(" ", text))
    found = {name.format(m.group().lower()) for sign, name in _SIGNS for m in sign.finditer(plain)}
    plain = _ONCE_A.sub(" each ", plain)
    times = [(match, _count(match["count"])) for match in _TIME.finditer(plain)]
    for match, count in times:
        if count is not None:
            modifier = f"{match['modifier'].lower()} " if match["modifier"] else ""
            found.add(f"{count} {modifier}{match['unit'].lower()}")
            plain = plain.replace(match.group(), " " * len(match.group()), 1)
    found |= {_digits(match.group()) for match in _DIGITS.finditer(plain)}
    found |= set(_words_for_numbers(plain))
    return frozenset(found)


def without_numbering(text: str) -> str:
    """A provision's words without the numbers that only count paragraphs: "28.—(1) A person" gives "A person"."""
    return _NUMBERING.sub(" ", text)


def _prefixes(number: str) -> Iterator[str]:
    number = number.lower()
    while number:
        yield number
        number = number[: max(number.rfind("("), 0)]


def _digits(written: str) -> str:
    return re.sub(r"(?:st|nd|rd|th)$|[,£€$]", "", written)


def _count(written: str) -> str | None:
    """ "two", "2nd", "twenty-one", "a" as digits; None for a word that counts nothing."""
    if written[0].isdigit():
        return _digits(written)
    parts = written.lower().split("-")
    if parts in (["a"], ["an"], ["single"]):
        return "1"
    if not all(part in WORDS for part in parts):
        return None
    return str(sum(WORDS[part] for part in parts))


def _words_for_numbers(text: str) -> Iterator[str]:
    """Numbers in words; "one" only where it counts ("one child", not "no one", "one of", "one another")."""
    for match in re.finditer(r"\b[a-z]+(?:-[a-z]+)?\b", text, re.IGNORECASE):
        count = _count(match.group()) if match.group().lower() not in ("a", "an", "single") else None
        if count is None:
            continue
        before, after = _WORD.findall(text[: match.start()])[-1:], _WORD.findall(text[match.end() :])[:1]
        if count == "1" and (_lower(before) in _NOT_COUNTING_BEFORE or _lower(after) in _NOT_COUNTING_AFTER):
            continue
        yield count


def _lower(words: list[str]) -> str:
    return words[0].lower() if words else ""


_NOT_COUNTING_BEFORE = {"no", "any", "every", "some", "each", "the", "at", "for"}
_NOT_COUNTING_AFTER = {"of", "or", "another", "that", "who", "and", ""}
