"""From a document's candidates to entries: force, parties, time limits, surroundings; then corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.compliance.binder import Bound, bound_by
from assistant.compliance.conditions_printed import conditions_in, qualifies
from assistant.compliance.corrections import Correction, Corrections
from assistant.compliance.deadline import Clock, Deadline
from assistant.compliance.entry import NOT_NAMED, Entry
from assistant.compliance.leaf_requirements import Around, Candidate, asked_by, candidates
from assistant.compliance.printed_deadlines import time_limits
from assistant.compliance.sentence_force import force_of_sentence
from assistant.compliance.subjects import Subjects
from assistant.differences import Differences
from assistant.wording import plain
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Kind, Provision, Span
from ingest.provision_path import on_one_path

_STRUCTURE = (Kind.PART, Kind.CHAPTER, Kind.HEADING, Kind.REGULATION, Kind.SCHEDULE)


@dataclass(frozen=True)
class Building:
    """Makes the entries of documents; ``used`` collects the corrections that changed something."""

    corpus: Corpus
    differences: Differences
    corrections: Corrections
    subjects: Subjects
    used: set[Correction] = field(default_factory=set)

    def entries(self, document: Document) -> Iterator[Entry]:
        """The document's entries in reading order; a sentence of guidance that is printed again stands once."""
        printed: set[str] = set()
        subject: tuple[str, ...] = ()
        last = ""
        for found in candidates(self.corpus, document.id, self.corrections.wholes):
            candidate, completed = self._completed(found)
            if candidate.provision.id != last:
                subject = bound_by(candidate.before).subject if candidate.before else ()
            last = candidate.provision.id
            bound = bound_by(candidate.text, subject)
            subject = bound.subject
            entry = self._entry(document, candidate, bound, completed)
            if entry is not None and not (_may_be_again(candidate) and _again(entry, printed)):
                yield entry

    def _completed(self, candidate: Candidate) -> tuple[Candidate, Correction | None]:
        """An item of a list that another provision asks for ("the matters listed in Schedule 1"), read with it."""
        completing = self.corrections.completing(candidate.provision.id)
        if completing is None:
            return candidate, None
        asking = asked_by(self.corpus, completing.completes)
        opening = (*asking.opening, Around(asking.provision.id, f"{asking.own.rstrip('.;')}:", asking.spans))
        return replace(candidate, opening=(*opening, *candidate.opening)), completing

    def _entry(
        self, document: Document, candidate: Candidate, bound: Bound, completing: Correction | None
    ) -> Entry | None:
        corrections = self.corrections.of(candidate.id, candidate.provision.id)
        force = Force.MUST if completing else _force(document, candidate)
        included = next((one for one in corrections if one.force is not None), None)
        if force is None and included is None:
            return None
        if leave_out := next((one for one in corrections if one.leave_out), None):
            self.used.add(leave_out)
            return None
        entry = self._built(document, candidate, force, bound)
        if completing:
            corrections = (completing, *corrections)
        for one in corrections:
            entry = self._apply(one, entry)
        return entry

    def _built(self, document: Document, candidate: Candidate, force: Force | None, bound: Bound) -> Entry:
        provision = candidate.provision
        heading, subject = self._headings(provision)
        around = (*candidate.opening, *candidate.closing)
        spans = (*candidate.spans, *(span for one in around for span in one.spans))
        return Entry(
            id=candidate.id,
            provision_id=provision.id,
            label=provision.label,
            heading=heading,
            document_id=document.id,
            authority=document.authority,
            force=force or Force.STATES,
            bound=bound.parties or (NOT_NAMED,),
            bound_at=_named_at(candidate, bound),
            deadlines=_deadlines(candidate),
            standard=self.subjects.standard_of(provision.id),
            subject=subject,
            topics=self.subjects.topics_of(provision.id, f"{heading} {candidate.text}"),
            conditions=conditions_in(candidate.text),
            qualified_by=self._qualified_by(provision),
            pages=tuple(sorted({span.physical_page for span in candidate.spans})),
            spans=candidate.spans,
            own=candidate.own,
            text=candidate.text,
            references=self._references(candidate, around, spans),
            differences=_differences_at(self.differences, provision.id),
        )

    def _headings(self, provision: Provision) -> tuple[str, str]:
        """The nearest heading at or above, and the outermost one below parts and chapters: its subject."""
        tree = self.corpus.trees[provision.id.split("/", 1)[0]]
        chain = [one for one in (*tree.ancestors(provision), provision) if one.heading]
        nearest = chain[-1].heading if chain else None
        named = next((one for one in chain if one.kind not in (Kind.PART, Kind.CHAPTER)), None)
        return nearest or "", (named.heading if named else nearest) or ""

    def _references(self, candidate: Candidate, around: Sequence[Around], spans: Sequence[Span]) -> tuple[str, ...]:
        ids = (candidate.provision.id, *(one.provision_id for one in around))
        found = (reference for one in ids for reference in self.corpus.references_from.get(one, ()))
        inside = (one for one in found if any(_inside(one.span, span) for span in spans))
        return tuple(dict.fromkeys(one.to_provision_id for one in inside if one.to_provision_id is not None))

    def _qualified_by(self, provision: Provision) -> tuple[str, ...]:
        """The other paragraphs of its regulation that say when this one applies."""
        document_id = provision.id.split("/", 1)[0]
        tree = self.corpus.trees[document_id]
        above = next((one for one in tree.ancestors(provision) if one.kind is Kind.REGULATION), None)
        if above is None:
            return ()
        beside = (one for one in tree.children.get(above.id, ()) if one.kind is Kind.PARAGRAPH)
        paragraph = provision.id.removeprefix(f"{above.id}/").split("/", 1)[0]
        return tuple(
            one.id
            for one in beside
            if one.id != f"{above.id}/{paragraph}"
            and one.force in (Force.STATES, Force.MAY)
            and qualifies(plain(self.corpus.words(one)), paragraph)
        )

    def _apply(self, one: Correction, entry: Entry) -> Entry:
        changed = entry
        if one.force is not None:
            changed = replace(changed, force=one.force)
        if one.bound:
            changed = replace(changed, bound=one.bound, bound_at=one.bound_at or _own_place(one, entry))
        if one.deadlines is not None:
            changed = replace(changed, deadlines=_corrected_deadlines(one.deadlines, entry.provision_id))
        if changed == entry and not (one.completes or one.whole):
            return entry
        self.used.add(one)
        return replace(changed, corrected=" ".join(filter(None, (entry.corrected, one.reason))))


def _own_place(one: Correction, entry: Entry) -> str:
    return "" if one.bound == (NOT_NAMED,) else entry.provision_id


def _force(document: Document, candidate: Candidate) -> Force | None:
    """What the ingest read for a leaf of the law; what its sentence says in guidance. None for no requirement."""
    if document.authority is not Authority.STATUTE:
        return force_of_sentence(candidate.text)
    force = candidate.provision.force
    return force if force in (Force.MUST, Force.SHOULD) else None


def _named_at(candidate: Candidate, bound: Bound) -> str:
    """The provision whose words name the parties: the outermost opening that does, else its own."""
    if not bound.parties:
        return ""
    for one in candidate.opening:
        if set(bound.parties) & {*bound_by(f"{one.text} must").parties, *bound_by(one.text).parties}:
            return one.provision_id
    return candidate.provision.id


def _deadlines(candidate: Candidate) -> tuple[Deadline, ...]:
    pieces = [*((one.text, one.provision_id) for one in candidate.opening)]
    pieces.append((candidate.own, candidate.provision.id))
    pieces.extend((one.text, one.provision_id) for one in candidate.closing)
    return tuple(dict.fromkeys(limit for text, provision_id in pieces for limit in time_limits(text, provision_id)))


def _corrected_deadlines(written: Sequence[str], provision_id: str) -> tuple[Deadline, ...]:
    """The printed words as a limit where they are one from end to end, else as words."""
    found = ((words, time_limits(words, provision_id)) for words in written)
    return tuple(
        limits[0] if [limit.written for limit in limits] == [words] else Deadline(words, provision_id, Clock.WORDS)
        for words, limits in found
    )


def _differences_at(differences: Differences, provision_id: str) -> tuple[str, ...]:
    """The known differences that are told from a provision, from one above it, or from one below it."""
    return tuple(one.id for one in differences.all if any(on_one_path(place, provision_id) for place in one.places))


def _may_be_again(candidate: Candidate) -> bool:
    """A sentence by itself; the same words in an item of a list or a row of a table are about something else."""
    return candidate.number > 0 and candidate.provision.kind is not Kind.TABLE_ROW


def _again(entry: Entry, printed: set[str]) -> bool:
    """Whether the same sentence of guidance was printed before: the first stands for all of them."""
    words = re.sub(r"[\W\d]+", " ", entry.own).casefold()
    known = words in printed
    printed.add(words)
    return known


def _inside(inner: Span, outer: Span) -> bool:
    return inner.physical_page == outer.physical_page and outer.start <= inner.start and inner.end <= outer.end
