"""The items of a section that a model is to word, in small groups, each with its own provisions and facts as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation, Statement
from assistant.citing import cite_runs
from assistant.drafting.draft import Block, DraftSection, DraftStatement, Gap, ProvidedFact, Source
from assistant.drafting.drafter import WHERE_IT_APPLIES
from assistant.model_answer import attribute, fenced, unfenced
from assistant.verification import cite_spans
from ingest.corpus import Corpus
from ingest.document import Passage
from ingest.passages import words

MOST_ITEMS = 5
"""Of one group: a reply has eight statements at most."""

MOST_WORDS = 9_000
"""Characters of provisions in one group, a single item's aside: small models read little."""

_UNDECIDED = WHERE_IT_APPLIES.partition("{")[0]


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of the draft without a model, and what goes with it. ``numbers`` are its blocks', in the section."""

    numbers: tuple[int, ...]
    line: DraftStatement
    facts: tuple[ProvidedFact, ...]
    gaps: tuple[Gap, ...]

    @property
    def first(self) -> int:
        """The number of its line."""
        return self.numbers[0]

    @property
    def source(self) -> str:
        """The words that it comes from."""
        return " ".join(dict.fromkeys(citation.text for citation in self.line.statement.citations))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence and the item it is on: ``statement`` for one on sources, ``facts`` for one on the home."""

    text: str
    item: Item
    statement: Statement | None = None
    sources: tuple[Source, ...] = ()
    facts: tuple[ProvidedFact, ...] = ()


@dataclass(frozen=True)
class Group:
    """Items given to a model at once. Labels: E1, E2 … for passages, H1, H2 … for facts, R1, R2 … for items."""

    corpus: Corpus
    items: tuple[Item, ...]

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """The words of the items' provisions, each once."""
        sources = dict.fromkeys(source for item in self.items for source in item.line.sources)
        return {f"E{number}": _passage(self.corpus, source) for number, source in enumerate(sources, start=1)}

    @cached_property
    def facts(self) -> Mapping[str, tuple[ProvidedFact, Item]]:
        """The home's facts, each with the item it belongs to."""
        told = [(fact, item) for item in self.items for fact in item.facts]
        return {f"H{number}": one for number, one in enumerate(told, start=1)}

    def on(self, label: str) -> tuple[Item, ...]:
        """The items that a passage belongs to."""
        spans = self.passages[label].spans
        document = self.passages[label].document_id
        return tuple(item for item in self.items if Source(document, spans) in item.line.sources)

    def as_data(self, document: str, heading: str, home: str) -> dict[str, str]:
        """The variables of prompts/items.md."""
        passages = "\n\n".join(fenced(self.corpus, label, one) for label, one in self.passages.items())
        facts = (
            f'<fact label="{label}" about="{attribute(one.label)}">\n{unfenced(one.text)}\n</fact>'
            for label, (one, _) in self.facts.items()
        )
        return {
            "document": attribute(document),
            "heading": attribute(heading),
            "home": attribute(home),
            "passages": passages,
            "items": "\n".join(self._listed(number, item) for number, item in enumerate(self.items, start=1)),
            "facts": "\n".join(facts),
        }

    def recited(self, statement: Statement) -> tuple[Statement, tuple[Source, ...]]:
        """The statement on citations of one run each, as drafts have them, with their sources."""
        spans = dict.fromkeys((citation.document.id, citation.spans) for citation in statement.citations)
        sources = tuple(Source(document_id, own) for document_id, own in spans)
        citations: list[Citation] = []
        for source in sources:
            citations += cite_runs(self.corpus, source.document_id, source.spans)
        return Statement(statement.text, tuple(citations)), sources

    def _listed(self, number: int, item: Item) -> str:
        labels = " ".join(label for label in self.passages if item in self.on(label))
        facts = " ".join(label for label, (_, owner) in self.facts.items() if owner is item)
        about = f' facts="{facts}"' if facts else ""
        line = unfenced(item.line.statement.text)
        return f'<item label="R{number}" force="{item.line.force.value}" passages="{labels}"{about}>\n{line}\n</item>'


def groups_of(corpus: Corpus, section: DraftSection) -> tuple[Group, ...]:
    """The section's items to be worded, in order: statements of what applies, points of checklists aside."""
    groups: list[list[Item]] = []
    length = 0
    for item in _items(section.blocks):
        size = sum(span.end - span.start for source in item.line.sources for span in source.spans)
        if not groups or len(groups[-1]) == MOST_ITEMS or length + size > MOST_WORDS:
            groups.append([])
            length = 0
        groups[-1].append(item)
        length += size
    return tuple(Group(corpus, tuple(items)) for items in groups)


def _items(blocks: Sequence[Block]) -> Iterator[Item]:
    for number, line in enumerate(blocks):
        if not isinstance(line, DraftStatement) or line.checklist or line.statement.text.startswith(_UNDECIDED):
            continue
        with_it = list(_with_it(blocks, number, line))
        owned = [blocks[one] for one in with_it]
        facts = tuple(one for one in owned if isinstance(one, ProvidedFact))
        gaps = tuple(one for one in owned if isinstance(one, Gap))
        yield Item((number, *with_it), line, facts, gaps)


def _with_it(blocks: Sequence[Block], number: int, line: DraftStatement) -> Iterator[int]:
    """The numbers of the facts and gaps that follow a line and are on its requirement."""
    for further in range(number + 1, len(blocks)):
        block = blocks[further]
        if not isinstance(block, ProvidedFact | Gap) or block.requirement_id not in line.requirement_ids:
            return
        yield further


def _passage(corpus: Corpus, source: Source) -> Passage:
    holder = cite_spans(corpus, source.document_id, source.spans).provision_id
    text = words(source.spans, corpus.page_texts[source.document_id])
    return Passage(holder, source.document_id, (holder,), source.spans, text, "")
