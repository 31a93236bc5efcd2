"""A list of requirements on the made library (tests/assistant/made_corpus.py), short enough to read."""

from __future__ import annotations

from pathlib import Path

from assistant.drafting.requirements import RequirementSet
from assistant.drafting.requirements_file import load_requirements

RECORDS = """
title = "Records"
purpose = "Says how the home keeps its records."

[[section]]
id = "keeping"
heading = "Keeping records"
intro = "What is kept and for how long."

[[section]]
id = "changes"
heading = "Changes"

[[suggestion]]
section = "keeping"
text = "Some homes name a person for this."

[[requirement]]
id = "rec-keep"
section = "keeping"
provision = "law/37"
also = ["guide/10.11"]
force = "must"
asks = "Retain the records for at least 15 years."
line = "The home keeps its records for at least 15 years from the last entry."
[[requirement.fact]]
id = "where"
ask = "Where are records kept?"
profile = "accommodation"
[[requirement.fact]]
id = "who"
ask = "Who keeps them?"
profile = ""

[[requirement]]
id = "rec-training"
section = "keeping"
provision = "guide/10.11"
force = "should"
asks = "Give staff access to facilities for their training."
line = "Staff should have facilities that support their training."

[[requirement]]
id = "rec-school"
section = "changes"
provision = "law/16"
force = "must"
asks = "Send HMCI the revised statement within 28 days."
line = "Because the home is a school, the revised statement goes to HMCI within 28 days."
applies_when = "school"
reason_if_not = "The home is not a school."
"""


def made_requirements(folder: Path, kind: str = "records", content: str = RECORDS) -> RequirementSet:
    """Written to ``folder`` and read from it."""
    file = folder / f"{kind}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return load_requirements(folder, kind)
