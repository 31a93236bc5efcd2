"""The limbs of a list that hold in different cases: "(a) in the case of …; or (b) in the case of …". Pure."""

from __future__ import annotations

import re

from assistant.compliance.entry import Entry
from assistant.compliance.register import Register

_OR = re.compile(r"[;,]\s*or\W*\Z")


def case_of(entry: Entry) -> str:
    """The printed words that open an entry and say in which case it holds, up to their comma; "" where none do."""
    own = entry.own.casefold()
    return next((words for words in entry.conditions if " " in words and own.startswith(f"{words},".casefold())), "")


def is_alternative(register: Register, entry: Entry) -> bool:
    """Whether a list joins it to the others with "or", each in its own case."""
    above = entry.provision_id.rpartition("/")[0]
    limbs = [one for one in register.below(above) if one.provision_id.rpartition("/")[0] == above]
    return bool(case_of(entry)) and len(limbs) > 1 and any(_OR.search(one.own) for one in limbs)
