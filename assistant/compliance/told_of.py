"""Whether a requirement only asks a document to tell of something: then nothing that is denied there goes against it.

"Give the manager's name", "Say how staff are trained", "The date on which the visit took place": a passage tells of it,
or none does. "No date is fixed yet" or "Friends are welcome" has words of it, and is no answer to it either way. Pure.
"""

from __future__ import annotations

import re

_TELLS = re.compile(
    r"(?:give|gives|say|says|state|states|set out|sets out|describe|describes|name|names|detail|record for each)\b"
    r"|(?:details of|the date|whether|which|what|how|who|whom)\b"
    r"|(?:it|the (?:policy|report|plan|guide|statement)(?: of purpose)?) "
    r"(?:gives|says|states|sets out|describes|names|tells)\b"
    r"|(?:the visitor['’]s opinion|a rigorous|recommended actions|timescales for)\b",
    re.IGNORECASE,
)


def is_told_of(asks: str) -> bool:
    """Whether what a requirement asks, in our words, is that the document says something.

    >>> is_told_of("Give the age range, the number and the sex of the children."), is_told_of("Keep the record.")
    (True, False)
    """
    return _TELLS.match(asks) is not None
