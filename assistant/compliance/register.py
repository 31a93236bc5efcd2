"""Every requirement of the law and of the statutory guidance, an entry each: built by rule, then corrected.

The Regulations give their leaf provisions, with the words that open and close their lists; the Guide its sentences,
since one paragraph of it often obliges in one sentence and expects in the next. What inspectors look at (SCCIF) and
other official documents are left out: they bind the home to nothing by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.compliance.building import Building
from assistant.compliance.corrections import Correction, Corrections
from assistant.compliance.entry import Entry
from assistant.compliance.subjects import NO_SUBJECTS, Subjects
from assistant.differences import Differences
from ingest.corpus import Corpus
from ingest.document import Authority, Force

OF = (Authority.STATUTE, Authority.STATUTORY_GUIDANCE)
"""Whose words can be requirements on a home, in the order of the register."""

REGISTERED_PERSON = "registered person"
TWO_REGISTERED = frozenset({"registered provider", "registered manager"})
"""Either of whom the Regulations mean by a registered person (regulation 2(1))."""


@dataclass(frozen=True)
class Register:
    """The entries in the order of the documents, the law first.

    ``missing`` are documents that only our digest stands for: it obliges nobody, so they give no entries. ``unused``
    are corrections that corrected nothing, ``subjects`` the standards and topics that entries are sorted by.
    ``absent`` are the ids of documents that corrections or subjects name and that are not ingested at all.
    """

    entries: tuple[Entry, ...]
    missing: tuple[str, ...] = ()
    unused: tuple[Correction, ...] = ()
    subjects: Subjects = NO_SUBJECTS
    absent: tuple[str, ...] = ()

    @classmethod
    def of(cls, corpus: Corpus, differences: Differences, corrections: Corrections, subjects: Subjects) -> Register:
        """Build the register of what is ingested."""
        building = Building(corpus, differences, corrections, subjects)
        documents = [one for one in corpus.documents.values() if one.authority in OF and not one.digest]
        in_order = sorted(documents, key=lambda one: OF.index(one.authority))
        entries = tuple(entry for document in in_order for entry in building.entries(document))
        return cls(
            entries=entries,
            missing=tuple(one.id for one in corpus.documents.values() if one.digest),
            unused=tuple(one for one in corrections.all if one not in building.used),
            subjects=subjects,
            absent=tuple(one for one in _named(corrections, subjects) if one not in corpus.documents),
        )

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_provision(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each provision's own words, by provision id."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            found[entry.provision_id] = (*found.get(entry.provision_id, ()), entry)
        return found

    def below(self, provision_id: str) -> tuple[Entry, ...]:
        """The entries of a provision and of all below it."""
        return tuple(
            one
            for one in self.entries
            if one.provision_id == provision_id or one.provision_id.startswith(f"{provision_id}/")
        )

    def select(
        self,
        *,
        standard: str | None = None,
        topic: str | None = None,
        force: Force | None = None,
        who: Collection[str] = (),
        document: str | None = None,
    ) -> tuple[Entry, ...]:
        """The entries that are all of what is given; of several parties in ``who`` one is enough, in any case.

        A provider or manager is asked for with what binds the registered person, who is one of the two (reg 2(1)).
        """
        wanted = {party.casefold().strip() for party in who}
        if wanted & TWO_REGISTERED:
            wanted.add(REGISTERED_PERSON)
        return tuple(
            one
            for one in self.entries
            if standard in (None, one.standard)
            and (topic is None or topic in one.topics)
            and force in (None, one.force)
            and (not wanted or wanted & {party.casefold() for party in one.bound})
            and document in (None, one.document_id)
        )

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Whom entries bind, each once, in alphabetical order."""
        return tuple(sorted({party for entry in self.entries for party in entry.bound}))


def absence(document_ids: Collection[str]) -> str:
    """What to tell somebody of documents that are not ingested."""
    names = " and ".join(document_ids)
    verb = "is" if len(document_ids) == 1 else "are"
    return f"{names} {verb} not ingested, and nothing here knows what it asks; `homes ingest` brings it in"


def _named(corrections: Corrections, subjects: Subjects) -> tuple[str, ...]:
    """The documents that the register's own files speak of, each once."""
    places = (
        *(one.provision for one in corrections.all),
        *(place for standard in subjects.standards for place in standard.provisions),
    )
    return tuple(sorted({place.split("/", 1)[0] for place in places}, reverse=True))
