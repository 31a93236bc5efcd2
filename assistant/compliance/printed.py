"""A clause of a source as it is laid beside a statement. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compliance.ruled_out import Described
from assistant.quantities import without_numbering
from ingest.document import Authority, Force


@dataclass(frozen=True, slots=True)
class Printed:
    """A clause of a source. ``words`` are its own, ``opening`` those that introduce it, ``around`` the rest of its
    paragraph (the other items of its list), ``headings`` the titles above it. ``nearness``, 0 to 1, is how near to the
    statement whoever searched found it, by meaning; 0 where nobody did. ``gloss`` is what is known to be said of it in
    everyday words: it helps to find it, and nothing is compared with it. ``told`` is what the statement tells of
    that the clause is known to rule out.
    """

    provision_id: str
    label: str
    words: str
    force: Force
    authority: Authority
    opening: str = ""
    headings: str = ""
    around: str = ""
    nearness: float = 0.0
    gloss: str = ""
    told: tuple[Described, ...] = ()

    @property
    def said(self) -> str:
        """The clause as a sentence, without what numbers it."""
        return " ".join(f"{without_numbering(self.opening)} {without_numbering(self.words)}".split())
