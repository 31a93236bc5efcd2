"""What a statement says is done beside a clause that rules it out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.printed import Printed
from assistant.compliance.short_quote import cut_at_word

_LINKED_ON = re.compile(r"[;,—-]*\s*(?:;\s*(?:and|or))?\W*\Z")
"""What ties an item of a list to the next one."""


def conduct_compared(printed: Printed) -> Iterator[Difference]:
    """What is told of that the clause rules out: a conflict where the statement says it is done, else agreement."""
    for one in printed.told:
        relation = Relation.AGREES if one.is_denied else Relation.CONFLICTS
        words = cut_at_word(_LINKED_ON.sub("", printed.words))
        yield Difference(Aspect.CONDUCT, relation, one.written, one.start, one.end, words, printed.provision_id)
