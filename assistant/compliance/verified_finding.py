"""A model's reading of a document's sentence becomes one that may be shown, or it does not. Pure.

Both quotes are found, in the document and on the provision's page. What rules settle on that sentence stands against
the model: a time, a number, a force, a denial, somebody else who acts. A sentence that praises the document shows
nothing, and an agreement has the provision's own figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Citation, Quote
from assistant.claims import FEWEST_SHARED, Ground, gist_of, overlap
from assistant.compliance.aspects import differences
from assistant.compliance.contrasts import agrees_in_time, contrasts, turns
from assistant.compliance.denials import denial
from assistant.compliance.difference import Aspect, Relation
from assistant.compliance.document_units import Unit
from assistant.compliance.numbers import numbers_in
from assistant.compliance.proposed_finding import ProposedFinding
from assistant.compliance.review import DocumentQuote, FindingRead, State
from assistant.compliance.time_limits import times_in
from assistant.compliance.unsettled import Unsettled
from assistant.compliance.verified_reading import place_of, why_borne_out
from assistant.model_answer import LABELS, ground_of
from assistant.verification import verify
from ingest.corpus import Corpus
from ingest.document import Passage
from ingest.passages import words

PROVISION_LABEL = "E1"

_OF_ITSELF = re.compile(
    r"\b(?:compl(?:y|ies|ied|iant|iance)|(?:is|are|be|been)\s+(?:\w+ly\s+)?(?:met|addressed|satisfied|fulfilled)|meets?\s+(?:all|every|the)"
    r"|satisf(?:y|ies)|fulfils?|findings?|reviewers?|regulations?\s+\d+|instructions?|ignore|assistant|language\s+model)\b",
    re.IGNORECASE,
)
"""A document that speaks of its own standing, or to whoever reads it."""

_ON_LABELS = re.compile(r"\s*[(\[]?\bD\d\b[)\]]?")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A reading against which stands what rules settle on the very sentence."""

    place: int
    state: State


def provision_passage(corpus: Corpus, one: Unsettled) -> Passage:
    """The words that the finding cites, as the passage a model is given."""
    citations = one.sought.citations
    document_id = citations[0].document.id
    spans = tuple(span for citation in citations for span in citation.spans)
    text = words(spans, corpus.page_texts[document_id])
    holder = one.printed.provision_id
    return Passage(holder, document_id, (holder,), spans, text, text)


def verified(
    corpus: Corpus, model: str, one: Unsettled, proposed: ProposedFinding, near: Mapping[str, Unit]
) -> FindingRead | Disputed | None:
    """The reading that may be shown, or what stands against it; None where it is to be dropped."""
    unit = near.get(proposed.label)
    place = place_of(proposed.said, unit.text) if unit is not None else None
    if unit is None or place is None:
        return None
    citation = verify(corpus, provision_passage(corpus, one), Quote(PROVISION_LABEL, proposed.printed))
    if not isinstance(citation, Citation):
        return None
    said = unit.text[place[0] : place[1]]
    if _settled_otherwise(one, unit, said, proposed.state):
        return Disputed(one.place, proposed.state)
    ground = ground_of(corpus, citation)
    if _OF_ITSELF.search(said) or not _borne_out(one, unit, proposed.state, said, ground):
        return None
    quote = DocumentQuote(unit.block, unit.start + place[0], unit.start + place[1])
    told = _ON_LABELS.sub("", LABELS.sub("", proposed.why)).strip()
    return FindingRead(model, proposed.state, quote, citation, why_borne_out(told, said, ground))


def _settled_otherwise(one: Unsettled, unit: Unit, said: str, state: State) -> bool:
    """Whether rules differ with the model on this sentence: they find it against the provision, or of its very time."""
    if state is State.CONTRADICTS:
        return agrees_in_time(said, one.printed)
    if state is not State.ADDRESSED:
        return False
    asked = f"{one.sought.asked.asks} {one.sought.asked.line}"
    return bool(
        contrasts(unit.read, one.printed, one.sought.requirement.force, asked)
        or turns(unit.read, one.printed, asked)
        or denial(unit.read, asked, one.printed.said)
    )


def _borne_out(one: Unsettled, unit: Unit, state: State, said: str, ground: Ground) -> bool:
    """Whether the two quotes can stand as the model says: sharing words, and differing where it says so."""
    shared, telling = overlap(said, [ground])
    if state is State.CONTRADICTS:
        ours, theirs = gist_of(said), gist_of(ground.said)
        more, other = (ours.words | ours.fixed) - theirs.words, (theirs.words | theirs.fixed) - ours.words
        on_the_matter = (
            overlap(unit.read, [ground])[0] or gist_of(one.sought.asked.line).words & gist_of(unit.read).words
        )
        return bool(more and other and on_the_matter)
    if state is State.PARTLY:
        return shared > 0
    return 0 < min(FEWEST_SHARED, telling) <= shared and _has_the_figures(one, unit)


def _has_the_figures(one: Unsettled, unit: Unit) -> bool:
    """Whether each kind of figure that is printed there is in the sentence too, and agrees."""
    found = differences(unit.read, one.printed)
    kept = {d.aspect for d in found if d.relation in (Relation.AGREES, Relation.GOES_FURTHER)}
    times = any(time.is_number for time in times_in(one.printed.words))
    numbers = any(number.value != 1 for number in numbers_in(one.printed.words))
    return not (times and Aspect.TIME not in kept) and not (numbers and Aspect.NUMBER not in kept)
