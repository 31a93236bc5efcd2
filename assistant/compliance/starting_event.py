"""What a period runs from: "75 years from birth" is not "75 years from leaving". Pure."""

from __future__ import annotations

import re

_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("birth", r"birth|born"),
        ("death", r"deaths?|dies|died|dying"),
        (
            "leaving",
            r"leav(?:es?|ing)|left|discharged?|departure|mov(?:es?|ed|ing)\s+(?:out|on|away)"
            r"|(?:end|ending)\s+of\s+(?:\w+\s+){0,2}(?:placement|stay)|(?:placement|stay)\s+(?:ends|ended)",
        ),
        (
            "arrival",
            r"arriv(?:es?|ed|al|ing)|admission|admitted|mov(?:es?|ed|ing)\s+in(?:to)?"
            r"|(?:start|beginning)\s+of\s+(?:\w+\s+){0,2}placement|placement\s+(?:starts|begins|started|began)",
        ),
        ("last entry", r"last\s+(?:entry|entries|thing\s+written|note)"),
        ("return", r"returns?|returned|(?:comes?|came|coming)\s+back"),
        ("request", r"requests?|requested|asked"),
        ("visit", r"visits?|visited"),
        ("use of a measure", r"measures?|restraints?|restrained|held|hold"),
    )
)
_STARTS = re.compile(
    r"\A\s*(?:,\s*)?(?:later\s+)?(?:(?:of|from|after|since|following|counting\s+from|starting\s+(?:from|with))\s+)"
    r"(?P<event>[^,.;:—]{3,80})",
    re.IGNORECASE,
)


def events_after(text: str, end: int) -> frozenset[str]:
    """What the period that ends at ``end`` (code points) is said to run from; empty where that is not told."""
    starts = _STARTS.match(text[end:])
    return frozenset(name for name, sign in _EVENTS if starts and sign.search(starts["event"]))


def starts_otherwise(said: str, said_end: int, printed: str, printed_end: int) -> bool:
    """Whether two periods, each given by where it ends in its text, are both told to run from something, and not the
    same.

    >>> said, law = "kept for 75 years from the day she leaves", "for 75 years from the child's date of birth"
    >>> starts_otherwise(said, said.index(" from"), law, law.index(" from"))
    True
    """
    ours, theirs = events_after(said, said_end), events_after(printed, printed_end)
    return bool(ours and theirs and not ours & theirs)
