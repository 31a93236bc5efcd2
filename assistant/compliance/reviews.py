"""Reviews as entrypoints ask for them: a file, a kind and a home's profile become a review. No file is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.claims import stems_of
from assistant.compliance.exemplars import exemplars
from assistant.compliance.likeness import Likeness
from assistant.compliance.matching import Embed, plain, words_of
from assistant.compliance.matter import terms_in
from assistant.compliance.numbers import numbers_in
from assistant.compliance.outdated_names import load_outdated_names
from assistant.compliance.requirement_match import Sought, practice, sought
from assistant.compliance.review import Review
from assistant.compliance.review_kinds import ReviewKind, ReviewKinds
from assistant.compliance.review_model import ReviewModel
from assistant.compliance.reviewer import Means, Progress, Wanted, check_governing, review
from assistant.compliance.ruled_out import RuledOut
from assistant.compliance.time_limits import times_in
from assistant.compliance.who_acts import roles_in
from assistant.drafting.home_profile import HomeProfile
from assistant.snapshot import Snapshot
from ingest.review_reading import read_reviewed

AT_ONCE = 2
"""Reviews that run at the same time; each takes a processor for some seconds, and others wait."""

KEPT_KINDS = 24


@dataclass(frozen=True)
class Reviews:
    """``folder`` is that of our own data; ``state`` gives what is ingested at the time,
    ``ruled_out`` the known conduct, ``likeness`` our worked examples. Thread-safe.

    ``model``, where one is set, reads what was reviewed without it.
    """

    folder: Path
    state: Callable[[], Snapshot]
    ruled_out: Callable[[], RuledOut]
    likeness: Callable[[], Likeness]
    model: ReviewModel | None = None
    _running: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    _prepared: dict[tuple[int, str], Prepared] = field(default_factory=dict)

    @property
    def kinds(self) -> ReviewKinds:
        """What can be reviewed against."""
        return ReviewKinds(self.folder / "requirements", self.folder / "reviews")

    def make(self, file: Path, name: str, kind: str, profile: HomeProfile, on_progress: Progress) -> Review:
        """Review the file at ``file``, which its owner calls ``name``.

        Raises UnknownReviewKind, ReviewError, DraftingError, CatalogueError; UnsupportedFile, UnreadableDocument and
        its kin for the file; LibraryEmpty, LibraryError, ModelMissing.
        """
        try:
            return self._made(file, name, kind, profile, on_progress)
        finally:
            for reading in REMEMBERING:
                reading.cache_clear()

    def _made(self, file: Path, name: str, kind: str, profile: HomeProfile, on_progress: Progress) -> Review:
        wanted = self.kinds.load(kind)
        state = self.state()
        with self._running:
            on_progress("reading", 0, 1)
            document = read_reviewed(file, name)
            on_progress("requirements", 0, 1)
            prepared = self._of(state, kind, wanted)
            means = Means(
                corpus=state.corpus,
                embed=prepared.embed,
                expand=state.data.vocabulary.expand,
                rarity=state.relevance.rarity,
                vectors=state.opened.store.vectors,
                names=load_outdated_names(self.folder / "outdated_names.toml"),
                likeness=self.likeness(),
            )
            made, left_open = review(
                means, document, Wanted(wanted, prepared.sought, profile, prepared.exemplars), on_progress
            )
        return made if self.model is None else self.model.read(state.corpus, made, left_open, on_progress)

    def _of(self, state: Snapshot, kind: str, wanted: ReviewKind) -> Prepared:
        """A kind's requirements over this state of the documents, kept from one review to the next."""
        check_governing(state.corpus, wanted)
        key = (id(state.corpus), kind)
        prepared = self._prepared.get(key)
        if prepared is None or prepared.kind != wanted:
            prepared = _prepare(state, wanted, self.ruled_out(), self.likeness())
            while len(self._prepared) >= KEPT_KINDS:
                self._prepared.pop(next(iter(self._prepared)), None)
            self._prepared[key] = prepared
        return prepared


REMEMBERING = (roles_in, times_in, numbers_in, terms_in, stems_of)
"""What remembers the texts it read: emptied after each review, since a document handed in is kept nowhere."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A kind's requirements with the vectors of their texts, words and examples.

    It never holds a text of a reviewed document.

    ``state`` is held so that no other state of the documents can take its place in memory.
    """

    state: Snapshot
    kind: ReviewKind
    sought: tuple[Sought, ...]
    vectors: dict[str, NDArray[np.float32]]
    exemplars: tuple[NDArray[np.float32], ...]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts``, those of the requirements from memory."""
        unknown = [text for text in texts if text not in self.vectors]
        made = iter(self.state.opened.embedder.embed(unknown))
        rows = [self.vectors[text] if text in self.vectors else next(made) for text in texts]
        return np.stack(rows) if rows else self.state.opened.embedder.embed([])


def _prepare(state: Snapshot, kind: ReviewKind, ruled_out: RuledOut, likeness: Likeness) -> Prepared:
    embed: Embed = state.opened.embedder.embed
    wanted = (
        *(sought(state.corpus, one, embed, ruled_out) for one in kind.wanted.requirements),
        *map(practice, kind.practice),
    )
    texts = [text for one in wanted for text in one.asked.texts]
    words = [word for text in texts for word in words_of(text)]
    remembered = list(dict.fromkeys([*texts, *words, *(plain(text) for text in texts)]))
    vectors = dict(zip(remembered, embed(remembered), strict=True))
    meanings = np.stack([vectors[plain(one.asked.line)] for one in wanted])
    return Prepared(state, kind, wanted, vectors, exemplars(likeness, wanted, meanings))
