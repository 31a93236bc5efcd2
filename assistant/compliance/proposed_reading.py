"""The form of a model's reply on a point, and what it proposes. Pure: text in, proposals out, unverified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.compliance.difference import Relation
from assistant.errors import ModelError, ModelFault
from assistant.model_reply import LONGEST_LABEL, LONGEST_QUOTE, bounded, whole_reply

MOST_READINGS = 6
LONGEST_WHY = 300

RELATIONS = (Relation.AGREES, Relation.CONFLICTS, Relation.GOES_FURTHER, Relation.SILENT)
"""What a model may propose: that words cannot be compared with a figure is for code to say."""

_LONGEST = {"label": LONGEST_LABEL, "said": LONGEST_QUOTE, "printed": LONGEST_QUOTE, "why": LONGEST_WHY}

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["readings"],
    "properties": {
        "readings": {
            "type": "array",
            "maxItems": MOST_READINGS,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": [*_LONGEST, "relation"],
                "properties": {
                    **{name: {"type": "string", "maxLength": longest} for name, longest in _LONGEST.items()},
                    "relation": {"type": "string", "enum": [relation.value for relation in RELATIONS]},
                },
            },
        }
    },
}


@dataclass(frozen=True, slots=True)
class ProposedReading:
    """What a model says of the clause under ``label``; ``said`` and ``printed`` are quotes nobody has found yet."""

    label: str
    relation: Relation
    said: str
    printed: str
    why: str


def proposed_in(reply: str) -> tuple[ProposedReading, ...]:
    """The readings of a whole reply. Raises ModelError where it is not in the form asked for.

    >>> proposed_in('{"readings": []}')
    ()
    """
    whole = whole_reply(reply)
    if not isinstance(whole, dict) or whole.keys() != {"readings"} or not isinstance(whole["readings"], list):
        raise ModelError(ModelFault.NONSENSE)
    if len(whole["readings"]) > MOST_READINGS:
        raise ModelError(ModelFault.NONSENSE)
    return tuple(_proposed(one) for one in whole["readings"])


def _proposed(found: object) -> ProposedReading:
    if not isinstance(found, dict) or found.keys() != {*_LONGEST, "relation"} or found["relation"] not in RELATIONS:
        raise ModelError(ModelFault.NONSENSE)
    texts = {name: bounded(found[name], longest) for name, longest in _LONGEST.items()}
    return ProposedReading(relation=Relation(found["relation"]), **texts)
