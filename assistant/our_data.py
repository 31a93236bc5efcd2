"""What the project itself brings beside the documents: the files of ``corpus/``, read when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.boundaries import Boundaries, load_boundaries
from assistant.closed_lists import ClosedLists, load_closed_lists
from assistant.differences import Differences, load_differences
from assistant.vocabulary import Vocabulary, load_vocabulary
from ingest.digest import DigestEntry, digest_state, explained_by, load_digest, load_unanswered


@dataclass(frozen=True)
class OurData:
    """One reading of ``folder``: what is read once stays, so a changed file is seen by the next ``OurData`` only.

    Every property raises CatalogueError for a file that is not in its form.
    """

    folder: Path

    @cached_property
    def digest_state(self) -> str:
        """Changes when a file of the digest does; taken before the digest is read."""
        return digest_state(self.folder / "digest")

    @cached_property
    def digest(self) -> tuple[DigestEntry, ...]:
        """Our plain-English account of the documents."""
        _ = self.digest_state  # first: a file that changes in between is then read again next time
        return load_digest(self.folder / "digest")

    @cached_property
    def glosses(self) -> Mapping[str, str]:
        """What the digest says of each provision, with the questions people ask about it, by provision id."""
        return {entry.provision_id: entry.expansion for entry in self.digest}

    @cached_property
    def explained(self) -> frozenset[str]:
        """The documents that the digest explains."""
        return explained_by(self.folder / "digest")

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """Questions that the documents are known not to answer."""
        return load_unanswered(self.folder / "unanswered.toml")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The trade's words for the documents'."""
        return load_vocabulary(self.folder / "vocabulary.toml")

    @cached_property
    def closed_lists(self) -> ClosedLists:
        """What the law closes into lists."""
        return load_closed_lists(self.folder / "lists.toml")

    @cached_property
    def differences(self) -> Differences:
        """Where sources part."""
        return load_differences(self.folder / "differences.toml")

    @cached_property
    def boundaries(self) -> Boundaries:
        """What people ask that the documents do not settle."""
        return load_boundaries(self.folder / "boundaries.toml")
