"""What stands above an answer: that a child in danger comes first, and what is not decided here. Fixed wording."""

from __future__ import annotations

import re

from assistant.answer import Notice, NoticeKind

URGENT = Notice(
    NoticeKind.URGENT,
    "If a child is in danger now, call 999 first. Then follow the home's own safeguarding procedure, and tell the "
    "local authority's designated officer (LADO) where the concern is about an adult who works with children, the "
    "child's social worker and Ofsted. Do not wait for an answer from this assistant.",
)

NOT_DECIDED_HERE = Notice(
    NoticeKind.NOT_DECIDED_HERE,
    "This assistant does not decide compliance, grades, thresholds, risk or whether an event must be notified. It "
    "shows what the sources say; the registered person decides, and answers to Ofsted.",
)

_CHILD = (
    r"\b(?:child|kid|girl|boy|lad|lass|resident|young person|teenager|\d{1,2}[- ]?(?:yr|year)[- ]?old"
    r"|he|she|him|her)\b"
)
_HARM = (
    r"\b(?:slapp|hit|punch|kick|beat|hurt|harm|abus|groom|assault|rape|strangl|suffocat|suicid|overdos|self.?harm"
    r"|cut(?:ting)? (?:him|her)self|bleed|unconscious|threaten|stabb|knife|traffick|exploit|missing|run away"
    r"|older man|in danger|not breathing)\w*"
)
_URGENT_SIGNS = re.compile(rf"{_CHILD}.{{0,80}}{_HARM}|{_HARM}.{{0,60}}{_CHILD}", re.IGNORECASE)
_PRESENT_SIGNS = re.compile(
    r"\b(?:tonight|now|right now|today|just|this (?:morning|afternoon|evening|week|month)|currently|last night"
    r"|yesterday|is being|has been|says|said|told|telling|disclosed|is missing|went missing|slipped out|has taken)\b",
    re.IGNORECASE,
)
_DECISION_SIGNS = re.compile(
    r"\b(?:are we|am i|is (?:this|that|it)|would (?:we|i|it|this|that) be) "
    r"(?:compliant|complying|in breach|legal|good enough)\b"
    r"|\bwhat (?:grade|judg(?:e)?ment|rating)\b"
    r"|\b(?:would|will|could) (?:we|ofsted|they|i) (?:get|give|be (?:rated|graded)|fail|pass)\b"
    r"|\bis (?:this|that|it) notifiable\b|\b(?:does|do) (?:this|that|it) meet the threshold\b",
    re.IGNORECASE,
)


def notices_for(question: str) -> tuple[Notice, ...]:
    """The notices that stand above any answer to this question, most urgent first."""
    urgent = _URGENT_SIGNS.search(question) and _PRESENT_SIGNS.search(question)
    found = [URGENT if urgent else None, NOT_DECIDED_HERE if _DECISION_SIGNS.search(question) else None]
    return tuple(notice for notice in found if notice is not None)
