"""Judged provisions for the register: what each asks, read on its page, and a draw of provisions to judge.

register_cases.jsonl was drawn so, 60 with the seed 44 and 25 with 45, from the documents as they were then taken apart:
a provision more or less since gives another draw. register_drawn.jsonl holds five later draws (seeds 2311 to 2315) as
one blind judge read them; where the register read otherwise a second judge, who did not know which reading was whose,
decided by the page. A reading of the register that this one found fair stands for the first judge's.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from evals.judged_lines import load_judged
from ingest.corpus import Corpus
from ingest.document import Kind, Provision

DOCUMENTS = ("regulations-2015", "guide-2015")
"""Where requirements on a home stand."""

_NEVER_DRAWN = frozenset({Kind.NOTE, Kind.CONTENTS, Kind.HEADING, Kind.PART, Kind.CHAPTER, Kind.SCHEDULE})


class JudgedRequirement(BaseModel):
    """A requirement as read on the page. ``quote`` are a few of its own words, as printed, white space folded.

    ``bound`` are those whom it binds, in any order, ["not named"] where it names nobody; ``deadlines`` are its printed
    time limits, in any order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: str
    force: str
    bound: tuple[str, ...]
    deadlines: tuple[str, ...] = ()


class RegisterCase(BaseModel):
    """A leaf provision with all that it asks, nothing for one that asks nothing. ``id`` is the provision's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    requirements: tuple[JudgedRequirement, ...]
    note: str = ""


_FORM = TypeAdapter(RegisterCase)


def load_cases(path: Path) -> tuple[RegisterCase, ...]:
    """Read a file of cases, one JSON object a line. Raises UnreadableQuestions."""
    return load_judged(path, _FORM)


def draw(corpus: Corpus, seed: int, count: int) -> tuple[Provision, ...]:
    """``count`` leaf provisions of the Regulations and the Guide, drawn at random, in the documents' order.

    From the documents and not from the register, so that what the register left out is drawn as well.
    """
    leaves = [leaf for document_id in DOCUMENTS for leaf in _leaves(corpus, document_id)]
    places = sorted(random.Random(seed).sample(range(len(leaves)), count))  # noqa: S311 - a sample, no secret
    return tuple(leaves[place] for place in places)


def _leaves(corpus: Corpus, document_id: str) -> Sequence[Provision]:
    tree = corpus.trees[document_id]
    return [
        one
        for one in corpus.ingested[document_id].provisions
        if not one.reprint and one.kind not in _NEVER_DRAWN and not _has_parts(tree.children.get(one.id, ()))
    ]


def _has_parts(children: Sequence[Provision]) -> bool:
    return any(child.kind not in _NEVER_DRAWN for child in children)
