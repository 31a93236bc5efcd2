"""The fixed words of every exported document: names of things and how to read them, nothing on what the law says."""

from __future__ import annotations

from assistant.drafting.draft import CoverageState
from assistant.export.document_tree import Style
from ingest.document import Authority, Force

TO_FILL = "[[TO FILL"
"""What a reader searches for to find the next gap: every gap begins with it, and only that advice has it too."""

GAP = TO_FILL + ": {ask}]]"
SOURCE_CHANGED = "[[SOURCE CHANGED"
STALE = SOURCE_CHANGED + ": {text} (It stood on {was}. Draft this section again.)]]"
SUGGESTION = "Not from the sources: "
EXPECTED = "Not in the sources: "
PUT_BACK = "Put back: "
OWN_WORDS = "In the provider's own words:"
CHECKLIST = "To check this section against:"
RULED_OUT = "What does not apply to this home, and why:"

ONE_RULED_OUT = "One item of this section does not apply to this home: Annex A says why."
SOME_RULED_OUT = "{count} items of this section do not apply to this home: Annex A says why."

CONTENTS = "Contents"
COVERAGE = "Annex A: what had to be covered, item by item"
SOURCES = "Annex B: sources"
ABOUT = "About this draft"
AUDIENCE = "It is written for {audience}."
TERMS = {
    "HMCI": "HMCI is His Majesty's Chief Inspector of Education, Children's Services and Skills, the head of Ofsted.",
    "registered person": "The registered person is the registered provider or the registered manager (regulation 2).",
    "independent person": "The independent person is the one who visits each month under regulation 44.",
    "Quality Standard": "The Quality Standards are those of regulations 6 to 14.",
}
"""What readers outside the field ask about, told where a draft's text has it. Names of things; no duty."""

MADE = "Version {version}, made on {day}. {gaps}."
QUOTATIONS = (
    "A raised number leads to a note with the document, the provision, the page and the words that the sentence stands "
    "on. “p. 217 [PDF 219]” is the page with 217 printed on it, which a PDF viewer calls 219. […] says that more "
    "follows on that page."
)
MARKED = {
    Style.GAP: f"What only the home can supply is highlighted. Search for {TO_FILL} to find the next of these gaps.",
    Style.SOURCE_CHANGED: f"{SOURCE_CHANGED} marks what has lost its source, because the document was replaced since.",
    Style.PROVIDED_FACT: "A line down the side marks what the provider tells of the home: no source is claimed for it.",
    Style.SUGGESTION: f"“{SUGGESTION.strip()}” marks good practice that neither law nor guidance asks for.",
    Style.NOT_IN_SOURCES: f"“{EXPECTED.strip()}” marks what people expect here, though no source asks for it.",
}
"""How to read each style, told where it occurs."""

COVERAGE_COLUMNS = ("What is asked for", "Where", "Force", "State")
COVERED = "Of {total} items, {parts}."
STATES = {
    CoverageState.COVERED: "covered",
    CoverageState.TO_CHECK: "to be checked",
    CoverageState.NEEDS_FACTS: "needs your facts",
    CoverageState.NOT_APPLICABLE: "does not apply",
    CoverageState.SOURCE_CHANGED: "source changed",
}

COUNTED = {
    CoverageState.COVERED: ("is covered", "are covered"),
    CoverageState.TO_CHECK: ("is to be checked", "are to be checked"),
    CoverageState.NEEDS_FACTS: ("needs your facts", "need your facts"),
    CoverageState.NOT_APPLICABLE: ("does not apply", "do not apply"),
    CoverageState.SOURCE_CHANGED: ("has lost its source", "have lost their source"),
}
"""What became of one item, and of several."""

AUTHORITIES = {
    Authority.STATUTE: "law",
    Authority.STATUTORY_GUIDANCE: "statutory guidance",
    Authority.INSPECTION_FRAMEWORK: "inspection framework",
    Authority.OTHER_OFFICIAL: "other official document",
    Authority.DIGEST: "our digest, not the official text",
    Authority.PROVIDERS_OWN: "the provider's own paper",
}
FORCES = {
    Force.MUST: "must",
    Force.SHOULD: "should",
    Force.MAY: "may",
    Force.DEFINES: "defines",
    Force.STATES: "states",
}
