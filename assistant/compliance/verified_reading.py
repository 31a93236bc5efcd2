"""A model's reading of a clause becomes one that may be shown, or it does not. Pure.

Both quotes are found, in the statement and on the clause's page. What code settled stands against the model. What is
left must be borne out by the words quoted; the model's own sentence may say no more than they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from assistant.answer import Citation, Quote
from assistant.claims import FEWEST_SHARED, Excess, Ground, excess, gist_of, overlap
from assistant.compliance.clauses import Clause
from assistant.compliance.comparison import Laid, worst
from assistant.compliance.difference import Difference, Relation
from assistant.compliance.point import Reading, StatementChecked, Verdict
from assistant.compliance.proposed_reading import ProposedReading
from assistant.errors import ModelFault
from assistant.model_answer import LABELS, ground_of
from assistant.verification import verify
from ingest.corpus import Corpus
from ingest.document import Authority, Passage
from ingest.passages import words
from ingest.structure.force import force_of
from ingest.text import find_all, normalise

_OF_COMPARING = (
    "the statement document says said asks has gives names leaves more less than same as clause provision printed "
    "other otherwise instead but where while whereas longer shorter later earlier stricter weaker further differs"
)
"""Words to compare with, which no quote has."""

_JUDGES = re.compile(
    r"\b(?:compl(?:y|ies|ied|iant|iance|ying)|non-?complian\w*|breach\w*|(?:un|il)?lawful\w*|(?:il)?legal\w*|adequate"
    r"|inadequate|fails?|met|meets?|satisf\w+|sufficient|insufficient|violat\w+|Ofsted\s+will)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?P<statement>statements?|documents?)|clauses?|provisions?|printed|reg(?:ulation)?s?|paras?|paragraphs?|law|guid(?:e|ance)"
    r"|framework|schedules?)\b",
    re.IGNORECASE,
)
"""Where a sentence turns to the statement, or to what is printed."""

_NOT_IN_AGREEMENT = frozenset({Excess.NUMBER, Excess.PROVISION, Excess.ROLE, Excess.LIMIT, Excess.FORCE})


@dataclass(frozen=True, slots=True)
class Offered:
    """A clause that a model is given, and how code laid it beside the statement."""

    laid: Laid
    clause: Clause

    def passage(self, corpus: Corpus, *, opening: bool = False) -> Passage:
        """Its words as a passage; with those that introduce it where ``opening``, since these may be quoted too."""
        spans = (*self.clause.opening, *self.clause.spans) if opening else self.clause.spans
        text = words(spans, corpus.page_texts[self.clause.document_id])
        provision_id = self.laid.printed.provision_id
        return Passage(provision_id, self.clause.document_id, (provision_id,), spans, text, text)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A reading against which stands what words and figures settle: the model's ``relation``, and ``settled``."""

    said: str
    label: str
    relation: Relation
    settled: Relation


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """What came of asking about one statement. With a ``fault`` nothing of it is used."""

    readings: tuple[Reading, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    removed: int = 0
    fault: ModelFault | None = None


def verified(
    corpus: Corpus, model: str, checked: StatementChecked, proposed: ProposedReading, offered: Offered | None
) -> Reading | Disputed | None:
    """The reading that may be shown, or what stands against it; None where it is to be dropped.

    ``offered`` is the clause under the label that the model gave, None where there is none.
    """
    place = place_of(proposed.said, checked.said)
    if offered is None or place is None:
        return None
    citation = verify(corpus, offered.passage(corpus, opening=True), Quote(proposed.label, proposed.printed))
    if not isinstance(citation, Citation) or not _of_its_own(citation, offered.clause):
        return None
    said = checked.said[place[0] : place[1]]
    settled = _settled(checked, offered.laid, place, proposed.relation)
    if settled is not None and settled is not proposed.relation:
        return Disputed(said, offered.laid.printed.label, proposed.relation, settled)
    ground = ground_of(corpus, citation)
    if not _borne_out(proposed.relation, said, ground):
        return None
    if proposed.relation is Relation.AGREES and not _agree(checked.said, ground, offered.laid):
        return None
    provision_id = offered.laid.printed.provision_id
    why = why_borne_out(LABELS.sub("", proposed.why).strip(), said, ground)
    return Reading(model, proposed.relation, provision_id, said, *place, citation, why)


def place_of(quote: str, said: str) -> tuple[int, int] | None:
    """Where the quoted words stand in the statement, as whole words."""
    for start, end in find_all(quote, normalise(said)):
        if not (said[start - 1 : start].isalnum() or said[end : end + 1].isalnum()) and gist_of(quote) != _NOTHING:
            return start, end
    return None


_NOTHING = gist_of("")


def _of_its_own(citation: Citation, clause: Clause) -> bool:
    """Whether some of the quoted words are the clause's own, not only those that introduce it."""
    return any(
        one.physical_page == own.physical_page and one.start < own.end and own.start < one.end
        for one in citation.spans
        for own in clause.spans
    )


def _settled(checked: StatementChecked, laid: Laid, place: tuple[int, int], relation: Relation) -> Relation | None:
    """What code settled on the words at ``place``; a conflict anywhere stands against an agreement."""
    conflicts = [one for one in checked.differences if one.relation is Relation.CONFLICTS]
    if relation is Relation.AGREES and checked.verdict is Verdict.CONFLICTS and checked.like is None:
        return Relation.CONFLICTS
    if relation is Relation.GOES_FURTHER and any(_is_on(one, place) for one in conflicts):
        return Relation.CONFLICTS
    speaks = laid.relation is not Relation.SILENT
    own = [one.relation for one in laid.differences if speaks and _is_on(one, place)]
    return worst(own) if own else None


def _is_on(difference: Difference, place: tuple[int, int]) -> bool:
    """Whether a difference is on some of the words at ``place``, or on no word at all and so on all of them."""
    return not difference.said or (difference.start < place[1] and place[0] < difference.end)


def _borne_out(relation: Relation, said: str, ground: Ground) -> bool:
    """Whether the two quotes can stand as the model says: differing where it says so, sharing words where not."""
    ours, theirs = gist_of(said), gist_of(ground.said)
    more = (ours.words - theirs.words) | (ours.fixed - theirs.fixed)
    other = (theirs.words - ours.words) | (theirs.fixed - ours.fixed)
    shared, telling = overlap(said, [ground])
    return {
        Relation.CONFLICTS: bool(more and other),
        Relation.GOES_FURTHER: bool(more and shared),
        Relation.AGREES: 0 < min(FEWEST_SHARED, telling) <= shared,
    }.get(relation, True)


def _agree(statement: str, ground: Ground, laid: Laid) -> bool:
    """Whether nothing stands against an agreement, in the whole statement or in the whole clause.

    The statement adds no figure, role, limit or force to the words quoted from the clause, and these leave out none of
    the clause's: half a sentence can agree with half of another that says the opposite.
    """
    against = any(one.relation is Relation.CONFLICTS for one in laid.differences)
    whole = gist_of(laid.printed.said).fixed <= gist_of(ground.said).fixed
    return whole and not against and not _adds(statement, ground)


def _adds(said: str, ground: Ground) -> bool:
    return bool(_NOT_IN_AGREEMENT & set(excess(said, [ground])))


def why_borne_out(why: str, said: str, ground: Ground) -> str | None:
    """The model's sentence, where it says no more than the two quotes, and of each of them no more than it has."""
    ours = Ground(said, "", "", _OF_COMPARING, Authority.PROVIDERS_OWN, force_of(said))
    if not why or _JUDGES.search(why) or excess(why, [ours, ground]):
        return None
    astray = any(_adds(part, ours if of_statement else ground) for of_statement, part in _parts(why))
    return None if astray else why


def _parts(why: str) -> Iterator[tuple[bool, str]]:
    """The sentence cut where it names one of the two, and whether that is the statement.

    What stands before any name is held against the clause: a reader takes it for what is printed.
    """
    names = list(_NAMED.finditer(why))
    yield False, why[: names[0].start()] if names else why
    for name, after in zip_longest(names, names[1:]):
        yield name["statement"] is not None, why[name.start() : after.start() if after else len(why)]
