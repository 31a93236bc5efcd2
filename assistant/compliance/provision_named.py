"""Whether a statement names the provision that governs it: a wrong number, or one that does not exist, is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Notice, NoticeKind
from assistant.answering import NO_PROVISION, NO_SUCH_PROVISION
from assistant.compliance.comparison import Comparison, Laid
from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.retrieval.exact import Named, named_provisions, names_nothing
from assistant.wording import written_out
from ingest.corpus import Corpus
from ingest.document import Authority, Force
from ingest.provision_path import on_one_path
from ingest.references import Mention, mentions

_OF_A_VISIT = re.compile(r"\s+(?:visit|report|person|inspector)", re.IGNORECASE)
"""After a provision that is part of a name: "the regulation 44 visitor"."""

NEARLY_AS_MUCH = 0.75
"""A provision that is named is right when it holds this share of what the governing one holds of the statement."""


def misnamed(corpus: Corpus, said: str, compared: Comparison) -> tuple[Difference, ...]:
    """The provisions that ``said`` names where another governs it, each with the one that does."""
    governing = compared.governing
    if not governing:
        return ()
    found = []
    for mention in mentions(said):
        names_a_visit = _OF_A_VISIT.match(said[mention.end :])
        if mention.foreign or names_a_visit or not _names_ours(mention) or _speaks_of_it(corpus, mention, compared):
            continue
        right = _right_one(mention, compared).printed
        found.append(
            Difference(
                Aspect.PROVISION,
                Relation.CONFLICTS,
                said[mention.start : mention.end],
                mention.start,
                mention.end,
                written_out(right.label),
                right.provision_id,
            )
        )
    return tuple(found)


def about_references(corpus: Corpus, said: str) -> Iterator[Notice]:
    """Notices for provisions named that do not exist, and what is nearest."""
    for named in named_provisions(corpus, said):
        if not named.exactly:
            label = written_out(named.provision.label)
            yield Notice(NoticeKind.REFERENCE, NO_SUCH_PROVISION.format(written=named.written, label=label))
    for written in names_nothing(corpus, said):
        yield Notice(NoticeKind.REFERENCE, NO_PROVISION.format(written=written))


def _right_one(mention: Mention, compared: Comparison) -> Laid:
    """Where a regulation is named, the one that comes nearest; else whatever governs first."""
    law = any(path.split("/")[0] in ("regulation", "schedule") for path in mention.paths)
    statute = (one for one in compared.laid if one.printed.authority is Authority.STATUTE)
    speaking = (one for one in statute if one.printed.force is not Force.STATES)
    return next(speaking, compared.governing[0]) if law else compared.governing[0]


def _names_ours(mention: Mention) -> bool:
    """Whether it is written as a provision of these documents is, be it there or not."""
    return any(path.split("/")[0] in ("regulation", "schedule", "paragraph") for path in mention.paths)


def _speaks_of_it(corpus: Corpus, mention: Mention, compared: Comparison) -> bool:
    """Whether one of the provisions it names governs, or speaks of the statement nearly as much."""
    named: tuple[Named, ...] = named_provisions(corpus, mention.written)
    least = NEARLY_AS_MUCH * compared.governing[0].share
    ids = [one.provision.id for one in named if one.exactly]
    governing = [one.printed.provision_id for one in compared.governing]
    speaking = [one.printed.provision_id for one in compared.laid if one.share >= least]
    return any(on_one_path(one, other) for one in ids for other in (*governing, *speaking))
