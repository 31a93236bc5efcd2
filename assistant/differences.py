"""corpus/differences.toml: where the sources part. Whoever cites one side is told of the other, and shown it.

The notice is one sentence of ours; the other side comes as a statement on its own citation, so that nothing about what
a source says rests on the notice alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Citation, Notice, NoticeKind, Quote, Statement, UnsupportedQuote
from assistant.units import units_of
from assistant.verification import cite_provision, cite_spans, verify
from assistant.wording import lead, plain
from ingest.corpus import Corpus
from ingest.document import Passage, Provision, Span
from ingest.errors import CatalogueError
from ingest.passages import words
from ingest.provision_path import on_one_path

_NEEDED = frozenset({"id", "provisions", "quotes", "sentence"})
_LISTS = ("provisions", "quotes", "also", "only_from")


@dataclass(frozen=True, slots=True)
class Side:
    """One source's part in a difference: where it stands and a few of its words, as printed."""

    provision_id: str
    quote: str

    @property
    def document_id(self) -> str:
        """The document it stands in."""
        return self.provision_id.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """Sides that part, and ``sentence``: how, and what force each has.

    ``also`` are further places that say what the side of the same document says; ``only_from``, where not empty, are
    the only places from which the difference is told.
    """

    id: str
    sides: tuple[Side, ...]
    sentence: str
    also: tuple[str, ...] = ()
    only_from: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the provisions from which it is told."""
        return self.only_from or (*(side.provision_id for side in self.sides), *self.also)


@dataclass(frozen=True, slots=True)
class Differences:
    """Every known difference, in the file's order."""

    all: tuple[Difference, ...]

    def notices(
        self, corpus: Corpus, statements: Sequence[Statement], most: int
    ) -> tuple[tuple[Notice, ...], tuple[Statement, ...]]:
        """At most ``most`` notices for what ``statements`` cite, and statements of the sides that they do not show.

        A citation counts by its words, not by its label: one of regulation 35(3)(a) says nothing about 35(3)(c). Those
        whose sides are already shown come first, then in the order of the statements. A difference whose other side is
        not in the library is passed over.
        """
        cited = [citation for statement in statements for citation in statement.citations]
        found = [told for difference in self.all if (told := _tell(corpus, difference, cited)) is not None]
        chosen = sorted(found, key=lambda told: (len(told.missing), told.first_citation))[:most]
        notices = tuple(Notice(NoticeKind.DIFFERENCE, told.difference.sentence) for told in chosen)
        extra = {s.citations[0].spans: s for told in chosen for s in told.missing}
        return notices, tuple(extra.values())

    def at(self, corpus: Corpus, provision_ids: Collection[str]) -> tuple[str, ...]:
        """The sentences of what is known to differ at provisions named by their ids, above or below them.

        A difference of which the library has one side alone is passed over.
        """
        return tuple(
            one.sentence
            for one in self.all
            if sum(side.provision_id in corpus.provisions for side in one.sides) > 1
            and any(on_one_path(place, named) for place in one.places for named in provision_ids)
        )


NONE_KNOWN = Differences(())


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference that an answer touches: where first, and its sides that the answer does not show."""

    difference: Difference
    first_citation: int
    missing: tuple[Statement, ...]


def load_differences(path: Path) -> Differences:
    """Read the file at ``path``.

    Raises CatalogueError, naming the entry, for what is not in the form or an id that stands twice.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    tables = content.get("difference")
    if set(content) != {"difference"} or not isinstance(tables, list):
        raise CatalogueError(f"{path.name}: holds [[difference]] and nothing else")
    differences = tuple(_difference(table, f"{path.name}: entry {n}") for n, table in enumerate(tables, start=1))
    ids = [difference.id for difference in differences]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise CatalogueError(f"{path.name}: stands twice: {', '.join(twice)}")
    return Differences(differences)


def _difference(table: Any, name: str) -> Difference:
    if not isinstance(table, dict) or not _NEEDED <= set(table) <= _NEEDED | set(_LISTS):
        raise CatalogueError(f"{name}: needs {', '.join(sorted(_NEEDED))}; may have also, only_from; nothing else")
    if not all(isinstance(table[field], str) and table[field].strip() for field in ("id", "sentence")):
        raise CatalogueError(f"{name}: id and sentence are words")
    lists = {field: table.get(field, []) for field in _LISTS}
    for field, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise CatalogueError(f"{name}: {field} is a list of words")
    if len(lists["provisions"]) != len(lists["quotes"]) or len(lists["provisions"]) < 2:
        raise CatalogueError(f"{name}: needs two provisions or more, and a quote for each")
    return Difference(
        id=table["id"],
        sides=tuple(Side(*pair) for pair in zip(lists["provisions"], lists["quotes"], strict=True)),
        sentence=table["sentence"],
        also=tuple(lists["also"]),
        only_from=tuple(lists["only_from"]),
    )


def _tell(corpus: Corpus, difference: Difference, cited: Sequence[Citation]) -> _Told | None:
    touched = [n for n, citation in enumerate(cited) if any(_cites(corpus, citation, p) for p in difference.places)]
    if not touched:
        return None
    sides = [side for side in difference.sides if side.provision_id in corpus.provisions]
    if len(sides) < 2:
        return None
    missing = tuple(_statement(corpus, side) for side in sides if not _is_shown(corpus, difference, side, cited))
    return _Told(difference, touched[0], missing)


def _cites(corpus: Corpus, citation: Citation, provision_id: str) -> bool:
    """Whether the citation's words are, in part at least, words of that provision or of one below it."""
    if not provision_id.startswith(f"{citation.document.id}/"):
        return False
    provision = corpus.provisions.get(provision_id)
    return provision is not None and any(
        _overlap(own, span) for own in corpus.whole_spans(provision) for span in citation.spans
    )


def _is_shown(corpus: Corpus, difference: Difference, side: Side, cited: Sequence[Citation]) -> bool:
    """Whether the words that matter are cited, or a place that says the same in that document is."""
    same = [place for place in difference.also if place.startswith(f"{side.document_id}/")]
    if any(_cites(corpus, citation, place) for place in same for citation in cited):
        return True
    own = [citation for citation in cited if citation.document.id == side.document_id]
    spans = _quoted(corpus, side).spans
    return all(any(_overlap(span, shown) for citation in own for shown in citation.spans) for span in spans)


def _statement(corpus: Corpus, side: Side) -> Statement:
    """The side in the words of its source: the sentence or list item that holds the quote, with what introduces it."""
    provision = corpus.provisions[side.provision_id]
    quoted = _quoted(corpus, side)
    passage = as_passage(corpus, provision)
    unit = next((u for u in units_of(corpus, passage) if any(_overlap(s, quoted.spans[0]) for s in u.spans)), None)
    pieces = [piece for piece in (unit.opening, unit.spans) if piece] if unit else [quoted.spans]
    whole = cite_spans(corpus, side.document_id, [span for piece in pieces for span in piece])
    runs = tuple(cite_spans(corpus, side.document_id, [span], sentence=whole.spans) for span in whole.spans)
    texts = corpus.page_texts[side.document_id]
    said = " ".join(plain(words(piece, texts)) for piece in pieces)
    text = f"{lead(quoted.document, whole.provision_label, whole.force, first=True)}{said}"
    return Statement(text, runs if len(runs) > 1 else (whole,))


def _quoted(corpus: Corpus, side: Side) -> Citation:
    """The quote, or the whole provision where the text at hand is another state of it, or our digest of it."""
    provision = corpus.provisions[side.provision_id]
    found = verify(corpus, as_passage(corpus, provision), Quote("", side.quote))
    return cite_provision(corpus, provision) if isinstance(found, UnsupportedQuote) else found


def as_passage(corpus: Corpus, provision: Provision) -> Passage:
    """The provision with all below it, as something that can be quoted from."""
    document_id = corpus.document_of(provision.id).id
    spans = corpus.whole_spans(provision)
    parts = tuple(part.id for part in corpus.trees[document_id].subtree(provision))
    text = words(spans, corpus.page_texts[document_id])
    return Passage(provision.id, document_id, parts, spans, text, embedded_text="")


def _overlap(one: Span, other: Span) -> bool:
    return one.physical_page == other.physical_page and one.start < other.end and other.start < one.end
