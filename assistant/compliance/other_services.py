"""Statements on other services and nations than children's homes in England: out of scope, and why. A table."""

from __future__ import annotations

import re

_OUR_OWN = re.compile(
    r"\b(?:children['’]?s\s+homes?|our\s+home|the\s+home|this\s+home|registered\s+(?:person|manager|provider)"
    r"|responsible\s+individual"
    r"|independent\s+(?:person|visitor)|placing\s+authorit\w+|looked[- ]after|regulation\s+\d"
    r"|statement\s+of\s+purpose|care\s+staff|former|previous(?:ly)?)\b",
    re.IGNORECASE,
)
_NATIONS = re.compile(
    r"\b(?i:in|for|of|across|by)\s+(?:the\s+)?(?:Scotland|Wales|Northern\s+Ireland|Ireland|Jersey|Guernsey"
    r"|Isle\s+of\s+Man|Cardiff|Edinburgh|Glasgow|Belfast)\b"
    r"|\b(?:Scottish|Welsh|Northern\s+Irish)\s+\w+|\bCare\s+Inspectorate\b|\b(?:RQIA|HIQA|SSSC|Social\s+Care\s+Wales)\b"
)
_SERVICES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "fostering",
            r"foster(?:ing)?\s+(?:carers?|famil(?:y|ies)|homes?|households?|agenc(?:y|ies)|panels?|services?"
            r"|placements?)|independent\s+fostering",
        ),
        ("adoption", r"adopters?|adoption\s+(?:panels?|agenc(?:y|ies)|orders?|allowances?|services?)|adoptive\s+\w+"),
        (
            "nurseries and childminding",
            r"nurser(?:y|ies)|child\s?minders?|childminding|early\s+years|EYFS|pre-?schools?|playgroups?"
            r"|holiday\s+clubs?|toddlers?|babies\s+under",
        ),
        (
            "schools",
            r"(?:state|maintained|primary|secondary|grammar|boarding|independent|mainstream|free)\s+schools?"
            r"|academ(?:y|ies)|school\s+(?:governors?|admissions?|places?|meals?|uniform|governing)|"
            r"head\s?teachers?|schools\s+(?:must|should|may|can|are|have)|a\s+school\s+(?:must|should|may|can"
            r"|has)|pupils?|exclusions?|GCSEs?|teachers\s+(?:must|should|may|can|are|have)",
        ),
        (
            "care of adults",
            r"(?:care|nursing|residential)\s+homes?\s+for\s+(?:adults|older|elderly|the\s+elderly)\w*"
            r"|nursing\s+homes?|domiciliary|home\s+care\s+(?:agenc\w+|rounds?|visits?|workers?|packages?)"
            r"|over[- ](?:the[- ])?[67]\d['’]?s|dementia|older\s+people"
            r"|adult\s+(?:social\s+)?care|CQC|Care\s+Quality\s+Commission|care\s+homes?\s+(?:registered\s+with"
            r"|regulated\s+by)",
        ),
        (
            "supported accommodation",
            r"supported\s+accom+odation|supported\s+lodgings?|semi[- ]independent|supported\s+living",
        ),
        (
            "hospitals",
            r"hospitals?\s+(?:must|should|wards?|have|are)|GP\s+(?:practices?|surger(?:y|ies))\s+(?:must|should|may|have|has|are|is|can)"
            r"|patients?\s+(?:must|should|may|can|are|have)|psychiatric\s+\w+",
        ),
        ("prisons", r"prisons?|prisoners?|young\s+offender\s+institutions?|probation\s+(?:officers?|service)"),
        (
            "tax, company and general law",
            r"VAT|corporation\s+tax|tax\s+returns?|HMRC|Companies\s+House|speed\s+limit|motorists?"
            r"|drivers?\s+must|parking\s+fines?|council\s+tax|landlords?|tenants?",
        ),
        (
            "childcare abroad",
            r"orphanages?|group\s+homes?\s+in\s+(?:the\s+)?(?:US|USA|United\s+States|Canada|Australia)",
        ),
    )
)


_ADULTS = re.compile(
    r"\b(?:(?:care|nursing)\s+homes?\s+for\s+(?:adults|older|elderly|the\s+elderly)|CQC|Care\s+Quality\s+Commission)\b",
    re.IGNORECASE,
)
"""Says so by itself, whoever else is named: they have registered managers too."""


def other_service(said: str) -> str | None:
    """What else than a children's home in England the statement is about; None where it is not, or is about both."""
    if _NATIONS.search(said):
        return "another nation"
    if _ADULTS.search(said) and not re.search(r"children['’]?s\s+home", said, re.IGNORECASE):
        return "care of adults"
    if _OUR_OWN.search(said):
        return None
    return next((name for name, sign in _SERVICES if sign.search(said)), None)
