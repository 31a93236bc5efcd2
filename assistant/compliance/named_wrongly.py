"""Provisions that a document names: those that do not exist, and those that speak of something else than it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compliance.printed_clause import printed_words
from assistant.compliance.provision_index import ProvisionIndex
from assistant.retrieval.exact import Named, named_provisions
from ingest.corpus import Corpus
from ingest.document import Provision
from ingest.provision_path import holder_of
from ingest.references import Mention, mentions

FAR = 0.30
"""What a sentence is nearer to another provision by than to the one it names, before that is told."""

FAR_FROM_ITS_KIND = 0.45
"""The same where the provision named is one that the kind of document is about anyway."""

FAR_FROM_ITS_MATTER = 0.12
"""The same where the sentence was found to speak of a requirement that the nearer provision holds."""

FAR_FROM_ITS_SIBLING = 0.25
"""The same for a paragraph beside the one named, of the same regulation."""

AS_GOOD = 0.05
"""Within this of the nearest the first is named: what follows it mostly builds on it."""

FEWEST_LEVELS = 2
"""Slashes in a path from which on it names a paragraph of a regulation: "regulation/34/3"."""

_IN_BRACKETS = re.compile(r"\s*\(([^()]{8,80})\)")

FEW_WORDS = 4
"""Telling words below which a sentence is read with the one before it."""

_OWN = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:of|in|to)\s+(?:this|our|that|the\s+(?:home|policy|procedure|plan|form|report))", re.I
)
_OTHER_BEFORE = re.compile(
    r"(?:\b(?:Regulations?|Order|Act|Rules|Code|Convention|UNCRC|GDPR|policy|procedure|handbook|contract|agreement)"
    r"(?:\s+\(?[A-Z][a-z]+\)?)?(?:\s+(?:19|20)\d\d)?,?\s*(?:\(\s*)?)\Z"
)
_OUR_INSTRUMENT = re.compile(r"Children[’']?s\s+Homes|Guide|Quality\s+Standards|\b2015\s+Regulations", re.IGNORECASE)
_INSTRUMENT = re.compile(
    r"\A\s*(?:\(.{0,60}?\)\s*)?(?:of|in)\s+(?:the\s+)?(?:Guide\b|2015\s+Regulations|(?:Children.s\s+Homes\s+)?(?:\(England\)\s+)?Regulations(?:\s+2015)?)",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"\A\s*(?:\([^()]{0,40}\)\s*)?(?:of|in|under|from)\s+(?:the\s+)?(?P<instrument>[A-Z][\w’',()&\s-]{3,120}?(?:Act|Order|Regulations|Code|Rules|Convention)\b)"
)


@dataclass(frozen=True, slots=True)
class NamedWrongly:
    """A mention at ``start`` to ``end`` of the sentence. ``named`` is what it names, None where there is no such thing.

    ``nearest`` is then the provision above that exists, if any; otherwise the one that the sentence is nearest to.
    """

    start: int
    end: int
    written: str
    named: Provision | None
    nearest: Provision | None


def named_wrongly(
    index: ProvisionIndex, sentence: str, before: str, expected: frozenset[str], right: frozenset[str]
) -> Iterator[NamedWrongly]:
    """The mentions in ``sentence`` that do not fit, in its order; ``before`` is the sentence ahead of it.

    ``expected`` are the ids of the regulations and paragraphs that the kind of document is about; ``right`` of those
    that the sentence was found to speak of.
    """
    nearness: dict[str, float] | None = None
    for mention in mentions(sentence):
        if _is_foreign(sentence, mention):
            continue
        named = named_provisions(index.corpus, mention.written)
        missing = _missing(index.corpus, mention, named)
        if missing is not None:
            yield missing
            continue
        holders = {holder_of(one.provision.id) for one in named}
        sibling = _sibling(index, sentence, mention, named)
        if sibling is not None:
            yield NamedWrongly(mention.start, mention.end, mention.written, named[0].provision, sibling)
            continue
        if not named or holders & right:
            continue
        nearness = nearness or dict(index.nearness(_subject(sentence, before)))
        better = _better(nearness, holders, expected, right)
        if better is not None:
            nearest = index.corpus.provisions.get(better)
            yield NamedWrongly(mention.start, mention.end, mention.written, named[0].provision, nearest)


def _sibling(index: ProvisionIndex, sentence: str, mention: Mention, named: tuple[Named, ...]) -> Provision | None:
    """The provision beside the one named, at the level written, that the words around fit clearly better."""
    if len(named) != 1 or len(mention.paths) != 1 or mention.paths[0].count("/") < FEWEST_LEVELS:
        return None
    own = named[0].provision
    beside = [one for one in index.corpus.provisions.values() if one.parent_id == own.parent_id and one.spans]
    bracket = _IN_BRACKETS.match(sentence, mention.end)
    around = bracket.group(1) if bracket else _subject(sentence, "")
    nearness = index.nearness_of(around, [printed_words(index.corpus, one) for one in beside])
    by_id = dict(zip((one.id for one in beside), nearness, strict=True))
    nearest = max(by_id.values(), default=0.0) - AS_GOOD
    best = next((one for one, near in by_id.items() if near >= nearest), own.id)
    clearly = by_id.get(best, 0.0) - by_id.get(own.id, 0.0) > FAR_FROM_ITS_SIBLING
    return index.corpus.provisions[best] if clearly else None


def _missing(corpus: Corpus, mention: Mention, named: tuple[Named, ...]) -> NamedWrongly | None:
    inexact = next((one for one in named if not one.exactly), None)
    if named and inexact is None:
        return None
    if not named and not _could_be_ours(mention, corpus):
        return None
    return NamedWrongly(mention.start, mention.end, mention.written, None, inexact.provision if inexact else None)


def _could_be_ours(mention: Mention, corpus: Corpus) -> bool:
    """Whether a form is one that the ingested law or guidance numbers by: "regulation 99", not "item 3"."""
    kinds = {path.split("/", 1)[0] for path in mention.paths}
    ours = {provision_id.split("/")[1] for provision_id in corpus.provisions if provision_id.count("/") >= 2}
    numbered = {"regulation", "schedule", "annex"} | (
        {"paragraph"} if any("." in path for path in mention.paths) else set()
    )
    return bool(kinds & numbered & ours)


def _is_foreign(sentence: str, mention: Mention) -> bool:
    if mention.foreign and not _OUR_INSTRUMENT.search(sentence[mention.end : mention.end + 60]):
        return True
    if _OWN.match(sentence, mention.end):
        return True
    after = _OTHER_AFTER.match(sentence[mention.end :])
    if after and not _OUR_INSTRUMENT.search(after["instrument"]):
        return True
    head = sentence[max(mention.start - 120, 0) : mention.start]
    before = _OTHER_BEFORE.search(head)
    return bool(before) and not _OUR_INSTRUMENT.search(head)


def _subject(sentence: str, before: str) -> str:
    """What the sentence is about: without the provisions it names, with the one before where little is left."""
    plain = sentence
    for mention in reversed(mentions(sentence)):
        plain = f"{plain[: mention.start]} {_INSTRUMENT.sub('', plain[mention.end :], count=1)}"
    telling = [word for word in re.findall(r"[a-z]{4,}", plain.lower()) if word not in _SAYING_NOTHING]
    return f"{before} {plain}" if len(telling) < FEW_WORDS else plain


_SAYING_NOTHING = frozenset(
    [
        "this",
        "that",
        "these",
        "those",
        "requires",
        "required",
        "require",
        "under",
        "with",
        "which",
        "gives",
        "them",
        "right",
        "says",
        "said",
        "states",
        "home",
        "homes",
        "child",
        "children",
        "children's",
        "england",
        "regulations",
        "regulation",
        "guide",
        "record",
        "records",
        "policy",
        "must",
        "should",
    ]
)


def _better(
    nearness: dict[str, float], holders: set[str], expected: frozenset[str], right: frozenset[str]
) -> str | None:
    own = max((nearness[holder] for holder in holders if holder in nearness), default=None)
    if own is None or not nearness:
        return None
    documents = {holder.split("/", 1)[0] for holder in holders}
    among = {holder: near for holder, near in nearness.items() if holder.split("/", 1)[0] in documents} or nearness
    best = max(among, key=lambda holder: among[holder])
    far = FAR_FROM_ITS_KIND if holders & expected else FAR
    if among[best] - own > far:
        return best
    # What the sentence was found to speak of is another matter than it names, and nearer.
    spoken = max((holder for holder in right if holder in among), key=lambda holder: among[holder], default=None)
    return spoken if spoken is not None and among[spoken] - own > FAR_FROM_ITS_MATTER else None
