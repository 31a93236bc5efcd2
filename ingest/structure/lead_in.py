"""The lead-in of a list: the sentence that its items complete ("The policy must:"), and the force it hands down."""

from __future__ import annotations

import re

from ingest.document import Force
from ingest.structure.force import force_of

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z‘“])")
HANDED_DOWN = frozenset({Force.MUST, Force.SHOULD, Force.MAY})


def force_handed_down(words: str) -> Force | None:
    """The force that the last sentence of ``words`` gives to the list below it; None if it gives none.

    >>> force_handed_down("Staff must be trained. The training should cover:").value
    'should'
    """
    force = force_of(SENTENCE_END.split(words.strip())[-1])
    return force if force in HANDED_DOWN else None
