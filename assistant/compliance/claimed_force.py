"""A sentence that says with what force a source speaks: "the Guide requires", "the Regulations recommend". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.compliance.duty import Duty, duty_of

_GUIDE = (
    r"(?:the\s+)?(?:(?:DfE|statutory|government|official)\s+)*(?:guide(?!\s+for\s+children)|guidance)"
    r"(?:\s+to\s+the[\w\s’',()-]{0,70}?(?:standards|regulations(?:\s+2015)?))?"
)
_LAW = (
    r"(?:the\s+)?(?:(?:children.?s\s+homes\s+)?(?:\(england\)\s+)?"
    r"regulations?(?:\s+2015)?(?:\s+\d+[A-Z]?(?:\(\w+\))*)?|law|legislation|statute)"
)
_MUST = r"(?:requires?|demands?|obliges?|insists?|mandates?|makes\s+it\s+(?:mandatory|compulsory)|compels?)"
_MILD = r"(?:recommends?|suggests?|advises?|encourages?|invites?|proposes?|hopes?)"
_SAYS = r"(?:says?|states?|provides?|sets\s+out|is\s+clear|tells\s+us)"
_NEAR = r"(?:(?!\b(?:how|we|staff|what|to)\b)[^.;]){0,25}?"
"""A few words on from the source's name; with "how we" or "staff" somebody else does what follows."""


class Source(StrEnum):
    """Which source a sentence speaks for."""

    GUIDANCE = "guidance"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class ClaimedForce:
    """``obliges`` is False where the sentence makes a source only recommend. Offsets of ``written``, half-open."""

    source: Source
    obliges: bool
    written: str
    start: int
    end: int


_SIGNS = tuple(
    (source, obliges, re.compile(rf"\b(?:{sign})\b", re.IGNORECASE))
    for source, obliges, sign in (
        (Source.GUIDANCE, True, rf"{_GUIDE}{_NEAR}\s{_MUST}"),
        (
            Source.GUIDANCE,
            True,
            rf"(?:required|demanded|mandated)\s+(?:by|in|under)\s+{_GUIDE}|requirement\s+of\s+{_GUIDE}",
        ),
        (Source.LAW, False, rf"{_LAW}{_NEAR}\s{_MILD}"),
        (
            Source.LAW,
            False,
            rf"(?:recommended|suggested|advised|encouraged)\s+(?:by|in|under)\s+{_LAW}|recommendation\s+of\s+{_LAW}",
        ),
        (
            Source.LAW,
            True,
            rf"{_LAW}{_NEAR}\s{_MUST}|(?:required|demanded)\s+by\s+(?!{_GUIDE}){_LAW}|legal(?:ly)?\s+(?:requirement|required|obliged|duty)"
            r"|statutory\s+(?:requirement|duty|obligation)|(?:required|obliged|bound|demanded|prescribed)\s+by\s+law|by\s+law\s+(?:required|obliged|bound)"
            r"|(?:must|ha(?:s|ve)\s+to)\s*,?\s+by\s+law"
            r"|by\s+law\W+(?:\w+\W+){0,4}(?:must|ha(?:s|ve)\s+to|(?:is|are)\s+required)",
        ),
    )
)
_SAYING = tuple(
    (
        source,
        re.compile(rf"\b{of}{_NEAR}\s{_SAYS}\b|\b(?:in\s+line\s+with|according\s+to|as|under)\s+{of}", re.IGNORECASE),
    )
    for source, of in ((Source.GUIDANCE, _GUIDE), (Source.LAW, _LAW))
)


def claimed_force(sentence: str) -> ClaimedForce | None:
    """What a sentence claims of a source's force; None where it speaks for none.

    >>> found = claimed_force("The Guide requires every home to hold a review.")
    >>> found.source.value, found.obliges, found.written
    ('guidance', True, 'The Guide requires')
    """
    for source, obliges, sign in _SIGNS:
        match = sign.search(sentence)
        if match:
            return ClaimedForce(source, obliges, match.group(), match.start(), match.end())
    for source, saying in _SAYING:
        said, duty = saying.search(sentence), duty_of(sentence)
        if said and duty.start >= said.end() and duty.duty in (Duty.OBLIGES, Duty.EXPECTS):
            return ClaimedForce(source, duty.duty is Duty.OBLIGES, duty.written, duty.start, duty.end)
    return None
