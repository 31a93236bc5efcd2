"""A checklist: what to look at, with where it stands and whose words they are, and fields for what was found.

It asks and never answers: what was seen, and what it means, is for whoever fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from assistant.compliance.deadline import Deadline
from assistant.compliance.entry import Entry
from assistant.compliance.leaf_requirements import sentence_of
from assistant.compliance.register import Register
from assistant.compliance.sentence_force import force_of_sentence
from assistant.compliance.subjects import Standard, Topic
from assistant.wording import plain
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Span
from ingest.errors import UnknownProvision

PRACTICE = "practice, no source"
"""The label of what visiting services commonly do, though neither law nor guidance nor inspection asks for it."""


class Seen(StrEnum):
    """What can be noted of a line."""

    SEEN = "seen"
    NOT_SEEN = "not seen"
    NOT_APPLICABLE = "not applicable"


class Doing(StrEnum):
    """What a line asks of whoever visits; ``CHECK`` where it is left to them."""

    LOOK = "look"
    ASK = "ask"
    RECORD = "record"
    REPORT = "report"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line stands. ``printed`` are the words there, as printed; ``spans`` are they on their ``pages``."""

    document_id: str
    provision_id: str
    label: str
    pages: tuple[int, ...]
    authority: Authority
    force: Force
    printed: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to check; without a source it is common practice and nothing more.

    ``in_our_words`` is False where ``text`` is what is printed at the source.
    """

    id: str
    doing: Doing
    text: str
    in_our_words: bool
    source: Source | None
    bound: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    @property
    def basis(self) -> str:
        """Whose words it rests on: an authority, or PRACTICE."""
        return self.source.authority.value if self.source else PRACTICE


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """Lines under a heading, law first, then guidance, inspection practice, and practice without a source."""

    id: str
    heading: str
    intro: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """``documents`` are those its lines stand in; ``notes`` say what it leaves out."""

    kind: str
    title: str
    purpose: str
    sections: tuple[ChecklistSection, ...]
    documents: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()


_APART = re.compile(r"[.;:—]\s|\(\w\)")
"""What parts two time limits into sentences, or into items of a list."""

_ORDER = (*(one.value for one in Authority), PRACTICE)
_NOTES = (
    "Made from the Regulations and the Guide. What inspectors look at (SCCIF) and other guidance is not in it.",
    "It lists what the sources say. Whether the home meets it is not decided here.",
)


def for_standard(corpus: Corpus, register: Register, standard: Standard) -> Checklist:
    """Every requirement of a quality standard, after the outcome that the standard sets."""
    outcome = _outcome(corpus, register, standard)
    entries = register.select(standard=standard.id)
    sections = (*outcome, *_sections(entries))
    purpose = f"What the Regulations and the Guide ask under {_lower(standard.title)}."
    made = Checklist(f"standard-{_hyphened(standard.id)}", standard.title, purpose, sections, notes=_NOTES)
    return completed(corpus, made)


def for_topic(corpus: Corpus, register: Register, topic: Topic) -> Checklist:
    """Every requirement on a topic."""
    sections = tuple(_sections(register.select(topic=topic.id)))
    note = "A topic takes in what its words show: a requirement in other words may be missing."
    purpose = f"What the Regulations and the Guide ask on this topic: {_lower(topic.title)}."
    made = Checklist(f"topic-{_hyphened(topic.id)}", topic.title, purpose, sections, notes=(*_NOTES, note))
    return completed(corpus, made)


def completed(corpus: Corpus, made: Checklist) -> Checklist:
    """The checklist with the documents that it stands in, and the lines of each section in their order."""
    used = {line.source.document_id for section in made.sections for line in section.lines if line.source}
    documents = tuple(one for one in corpus.documents.values() if one.id in used)
    return replace(made, sections=tuple(map(_in_order, made.sections)), documents=documents)


def unprinted_limits(line: Line) -> tuple[str, ...]:
    """The time limits that a line's own text does not print, whole: two in one sentence with the words between them."""
    limits = tuple(dict.fromkeys(limit.written for limit in line.deadlines))
    if all(one in line.text for one in limits):
        return ()
    printed = line.source.printed if line.source else ""
    starts = [printed.find(one) for one in limits]
    joined = printed[min(starts) : max(start + len(one) for start, one in zip(starts, limits, strict=True))]
    whole = len(limits) > 1 and min(starts) >= 0 and not _APART.search(joined)
    return (joined,) if whole else limits


def source_of(corpus: Corpus, register: Register, place: str) -> Source | None:
    """Where a provision stands, or one sentence of it ("guide-2015/paragraph/3.9#3"), with its words and their force.

    None where its document is not ingested, or has no such provision.
    """
    try:
        return _sentence(corpus, place) if "#" in place else _provision(corpus, register, place)
    except UnknownProvision:
        return None


def _sentence(corpus: Corpus, place: str) -> Source:
    found = sentence_of(corpus, place)
    document = corpus.document_of(found.provision.id)
    pages = tuple(sorted({span.physical_page for span in found.spans}))
    force = force_of_sentence(found.own) or Force.STATES
    return Source(
        document.id, found.provision.id, found.provision.label, pages, document.authority, force, found.own, found.spans
    )


def _provision(corpus: Corpus, register: Register, provision_id: str) -> Source:
    """A provision with all below it, as strong as the requirements there where they are of one force."""
    provision = corpus.provision(provision_id)
    document = corpus.document_of(provision_id)
    forces = {entry.force for entry in register.below(provision_id)}
    return Source(
        document_id=document.id,
        provision_id=provision.id,
        label=provision.label,
        pages=tuple(sorted({span.physical_page for span in corpus.whole_spans(provision)})),
        authority=document.authority,
        force=forces.pop() if len(forces) == 1 else provision.force,
        printed=plain(corpus.words(provision)),
        spans=tuple(corpus.whole_spans(provision)),
    )


def _outcome(corpus: Corpus, register: Register, standard: Standard) -> Iterator[ChecklistSection]:
    """The first paragraph of a standard's regulation: what children are to have, which states and asks nobody."""
    source = source_of(corpus, register, f"{standard.provisions[0]}/1")
    if source is None or source.force is not Force.STATES:
        return
    line = Line(f"{source.provision_id}", Doing.CHECK, source.printed, False, source)
    yield ChecklistSection("outcome", "The outcome that the standard sets", "", (line,))


def _sections(entries: Iterable[Entry]) -> Iterator[ChecklistSection]:
    """A section for each heading of each document, in the documents' order."""
    for number, (_, group) in enumerate(groupby(entries, key=lambda one: (one.document_id, one.heading)), start=1):
        found = tuple(group)
        yield ChecklistSection(f"section-{number}", found[0].heading or found[0].subject, "", tuple(map(_line, found)))


def _line(entry: Entry) -> Line:
    source = Source(
        document_id=entry.document_id,
        provision_id=entry.provision_id,
        label=entry.label,
        pages=entry.pages,
        authority=entry.authority,
        force=entry.force,
        printed=entry.text,
        spans=entry.spans,
    )
    return Line(entry.id, Doing.CHECK, entry.text, False, source, entry.bound, entry.deadlines)


def _in_order(section: ChecklistSection) -> ChecklistSection:
    lines = tuple(sorted(section.lines, key=lambda line: _ORDER.index(line.basis)))
    return ChecklistSection(section.id, section.heading, section.intro, lines)


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
