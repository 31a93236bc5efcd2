"""The form of a model's reply on a requirement, and what it proposes. Pure: text in, a proposal out, unverified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.compliance.proposed_reading import LONGEST_WHY
from assistant.compliance.review import State
from assistant.errors import ModelError, ModelFault
from assistant.model_reply import LONGEST_LABEL, LONGEST_QUOTE, bounded, whole_reply

_STATES = {
    "addressed": State.ADDRESSED,
    "partly": State.PARTLY,
    "contradicts": State.CONTRADICTS,
    "not_found": State.NOT_FOUND,
}
"""What a model may propose: what does not apply to a home is for its facts to say."""

_LONGEST = {"label": LONGEST_LABEL, "said": LONGEST_QUOTE, "printed": LONGEST_QUOTE, "why": LONGEST_WHY}

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["state", *_LONGEST],
    "properties": {
        "state": {"type": "string", "enum": [*_STATES]},
        **{name: {"type": "string", "maxLength": longest} for name, longest in _LONGEST.items()},
    },
}


@dataclass(frozen=True, slots=True)
class ProposedFinding:
    """What a model says of the sentence under ``label``; ``said`` and ``printed`` are quotes nobody has found yet."""

    state: State
    label: str
    said: str
    printed: str
    why: str


def proposed_in(reply: str) -> ProposedFinding:
    """The proposal of a whole reply. Raises ModelError where it is not in the form asked for.

    >>> proposed_in('{"state": "not_found", "label": "", "said": "", "printed": "", "why": ""}').state.value
    'not found'
    """
    whole = whole_reply(reply)
    if not isinstance(whole, dict) or whole.keys() != {"state", *_LONGEST} or not isinstance(whole["state"], str):
        raise ModelError(ModelFault.NONSENSE)
    if whole["state"] not in _STATES:
        raise ModelError(ModelFault.NONSENSE)
    texts = {name: bounded(whole[name], longest) for name, longest in _LONGEST.items()}
    return ProposedFinding(state=_STATES[whole["state"]], **texts)
