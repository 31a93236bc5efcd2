"""The fixed words of the pages for checks: how things stand to what is printed, never whether a home complies."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from assistant.entrypoints import review_words
from assistant.entrypoints.web.wording import day


class Verdict(NamedTuple):
    """A verdict's sign and its words: told by shape and in words, never by colour alone."""

    sign: str
    words: str


VERDICTS = {
    "agrees": Verdict("=", "Agrees with what is printed"),
    "conflicts": Verdict("≠", "Conflicts with what is printed"),
    "goes_further": Verdict("+", "Goes further than what is printed"),
    "not_comparable": Verdict("?", "Cannot be settled from the words"),
    "silent": Verdict("…", "Nothing was found on this"),
    "out_of_scope": Verdict("○", "Outside what the documents cover"),
}
BY_LIKENESS = VERDICTS | {
    "agrees": Verdict("≈", "Reads like agreement"),
    "conflicts": Verdict("≉", "Reads like a conflict"),
}
"""Of a verdict that no word and no figure settles."""

NO_DIFFERENCE = "No difference in words and figures"
"""Of a provision beside a statement that they do not settle: agreement would say more."""

STANDINGS = {
    "governs": "Governs this",
    "beside": "Another time limit of the same provision",
    "parts": "Another source. It does not say the same",
    "nearest": "The nearest there is. It does not settle this",
}
POINT_EXAMPLES = (
    "Restraint records are completed within two days.",
    "Staff should be supervised.",
    "The independent person visits every month.",
)
DEADLINE_EXAMPLES = ("reg 35(3)", "reg 44(8)", "reg 45(4)")
DOING = {"look": "Look", "ask": "Ask", "record": "Records", "report": "Report", "check": ""}
SEEN = {"seen": "Seen", "not seen": "Not seen", "not applicable": "Not applicable"}
SIGNS = {"addressed": "✓", "partly": "½", "not found": "○", "contradicts": "≠", "not applicable": "–"}
FOR_REVIEWS = json.dumps(
    {
        "states": review_words.STATES,
        "signs": SIGNS,
        "standings": review_words.STANDINGS,
        "claims": review_words.CLAIMS,
        "documents_order": review_words.DOCUMENTS_ORDER,
        "not_found": review_words.NOT_FOUND,
        "not_applicable": review_words.NOT_APPLICABLE,
        "remarks": review_words.REMARKS,
        "contrast": review_words.CONTRAST,
        "our_note": review_words.OUR_NOTE,
        "read_by": review_words.READ_BY,
        "missing": review_words.MISSING,
        "searched": review_words.SEARCHED,
        "nearest": review_words.NEAREST,
    },
    ensure_ascii=False,
)
"""What the script that shows a review takes from here and from ``review_words``."""


def moment(at: datetime) -> str:
    """A day and a time as people write them.

    >>> moment(datetime(2026, 3, 2, 21, 40))
    '21:40 on 2 March 2026'
    """
    return f"{at:%H:%M} on {day(at.date())}"
