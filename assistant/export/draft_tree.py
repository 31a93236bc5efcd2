"""A draft as a document tree: what to know first, the sections, then what was covered and from which sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answer import Suggestion
from assistant.drafting.draft import (
    Block as DraftBlock,
)
from assistant.drafting.draft import (
    CoverageRow,
    CoverageState,
    Draft,
    DraftSection,
    DraftStatement,
    Expected,
    Gap,
    HomeStatement,
    NotApplicable,
    OwnWords,
    ProvidedFact,
    StaleStatement,
    Was,
    Wording,
)
from assistant.drafting.draft_notices import notices_of_section
from assistant.export import labels
from assistant.export.document_tree import (
    Block,
    Column,
    DocumentTree,
    Heading,
    ListOf,
    PageBreak,
    Paragraph,
    Run,
    Style,
    Table,
    inlines_of,
    lines,
)
from assistant.export.notes import Notes, cited, day, footer, place, version_of
from ingest.document import Document

_NUMBERED = ("policy/", "mock_inspection")
_SHARES = (0.37, 0.28, 0.09, 0.26)


def draft_tree(draft: Draft) -> DocumentTree:
    """The whole draft, with as many notes as it has citations."""
    documents = {document.id: document for document in draft.documents}
    writer = _Writer(Notes(), documents)
    numbered = draft.kind.startswith(_NUMBERED)
    sections = [
        block
        for number, section in enumerate(draft.sections, start=1)
        for block in writer.section(section, str(number) if numbered else "")
    ]
    return DocumentTree(
        title=draft.title,
        subtitle=_capital(draft.profile_name),
        front=tuple(_front(draft, _styles(sections))),
        contents=labels.CONTENTS,
        body=(
            PageBreak(),
            *sections,
            *writer.coverage(draft.coverage, list(_ruled_out(draft))),
            *sources(draft.documents),
        ),
        footer=footer(
            f"{_capital(draft.profile_name)}, {draft.title.lower()}, version {draft.version}",
            [(one.short_title, _version(one)) for one in draft.documents],
        ),
        made_at=draft.made_at,
    )


def sources(documents: Sequence[Document]) -> tuple[Block, ...]:
    """The documents cited: whose they are, which version, as at when, and where they were found."""
    items = tuple((Paragraph((Run(f"{one.title}. ", Style.STRONG), Run(_source(one)))),) for one in documents)
    return (Heading(1, labels.SOURCES), ListOf(items)) if items else ()


@dataclass(frozen=True, slots=True)
class _Writer:
    notes: Notes
    documents: Mapping[str, Document]

    def section(self, section: DraftSection, number: str = "") -> Iterator[Block]:
        """A section, its paragraphs counted where it has a number itself."""
        yield Heading(1, f"{number} {section.heading}".strip())
        if section.intro:
            yield Paragraph((Run(section.intro),))
        yield from (Paragraph((Run(notice.text),), Style.NOTICE) for notice in notices_of_section(section))
        count = 0
        shown = [item for item in _items(section.blocks) if not isinstance(item[0], NotApplicable)]
        for kind, group in groupby(shown, key=lambda item: _kind(item[0])):
            if kind is not None:
                yield Paragraph((Run(kind),), Style.LEAD)
                yield ListOf(tuple(tuple(self._paragraphs(item)) for item in group), boxes=True)
                continue
            for item in _run_together(group):
                first, *further = self._paragraphs(item)
                if number and isinstance(item[0], DraftStatement):
                    count += 1
                    first = replace(first, inlines=(Run(f"{number}.{count}\u2002"), *first.inlines))
                yield from (first, *further)
        ruled_out = sum(isinstance(block, NotApplicable) for block in section.blocks)
        if ruled_out:
            what = labels.ONE_RULED_OUT if ruled_out == 1 else labels.SOME_RULED_OUT.format(count=ruled_out)
            yield Paragraph((Run(what),), Style.NOT_APPLICABLE)

    def coverage(self, rows: Sequence[CoverageRow], ruled_out: Sequence[NotApplicable]) -> Iterator[Block]:
        if not rows:
            return
        columns = tuple(Column(name, share) for name, share in zip(labels.COVERAGE_COLUMNS, _SHARES, strict=True))
        yield PageBreak()
        yield Heading(1, labels.COVERAGE)
        yield Paragraph((Run(_counted(rows)),))
        yield Table(columns, tuple(self._row(row) for row in rows))
        if ruled_out:
            yield Paragraph((Run(labels.RULED_OUT),), Style.LEAD)
            yield ListOf(tuple(tuple(self._block(block)) for block in ruled_out))

    def _row(self, row: CoverageRow) -> tuple[Run, ...]:
        state = labels.STATES[row.state] + (f": {row.reason}" if row.reason else "")
        where = place(self._title(row.document_id), row.provision_label, row.pages, row.printed)
        return tuple(map(Run, (row.asks, where, labels.FORCES[row.force], state)))

    def _paragraphs(self, item: Sequence[DraftBlock]) -> Iterator[Paragraph]:
        """An item's paragraphs, the sentences that a model wrote one after another as one."""
        for runs_on, group in groupby(item, key=_runs_on):
            made = [paragraph for block in group for paragraph in self._block(block)]
            if runs_on and len(made) > 1:
                spaced = (one for paragraph in made for one in (Run(" "), *paragraph.inlines))
                yield Paragraph(tuple(spaced)[1:], made[0].style)
            else:
                yield from made

    def _block(self, block: DraftBlock) -> Iterator[Paragraph]:
        match block:
            case DraftStatement(statement):
                put_back = (Run(labels.PUT_BACK, Style.STRONG),) if block.wording is Wording.PUT_BACK else ()
                yield Paragraph((*put_back, Run(statement.text), *self.notes.of(map(cited, statement.citations))))
            case HomeStatement(text):
                yield Paragraph((Run(text),), Style.PROVIDED_FACT)
            case OwnWords(text):
                yield Paragraph((Run(labels.OWN_WORDS, Style.STRONG),), Style.PROVIDED_FACT)
                yield from (Paragraph((Run(line),), Style.PROVIDED_FACT) for line in lines(text))
            case ProvidedFact(label, text):
                first, *further = lines(text) or ("",)
                yield Paragraph((Run(f"{label}: ", Style.STRONG), Run(first)), Style.PROVIDED_FACT)
                yield from (Paragraph((Run(line),), Style.PROVIDED_FACT) for line in further)
            case Gap(_, ask):
                yield Paragraph((Run(labels.GAP.format(ask=ask), Style.GAP),))
            case Suggestion(text):
                yield Paragraph((Run(labels.SUGGESTION, Style.STRONG), Run(text)), Style.SUGGESTION)
            case Expected(name, note):
                says = f"{name}. {note}" if note else name
                yield Paragraph((Run(labels.EXPECTED, Style.STRONG), Run(says)), Style.NOT_IN_SOURCES)
            case NotApplicable(_, asks, reason, citation):
                words = (Run(f"{asks} "), Run(reason))
                yield Paragraph((*words, *self.notes.of([cited(citation)])), Style.NOT_APPLICABLE)
            case StaleStatement(text, _, was):
                stale = labels.STALE.format(text=text, was="; ".join(map(self._was, was)))
                yield Paragraph((Run(stale, Style.SOURCE_CHANGED),))

    def _was(self, was: Was) -> str:
        return place(self._title(was.document_id), was.provision_label, was.pages, ())

    def _title(self, document_id: str) -> str:
        document = self.documents.get(document_id)
        return document.short_title if document else document_id


def _items(blocks: Sequence[DraftBlock]) -> list[list[DraftBlock]]:
    """Each statement with the home's facts and gaps on the same requirement, everything else alone."""
    items: list[list[DraftBlock]] = []
    for block in blocks:
        if items and _goes_with(items[-1][0], block):
            items[-1].append(block)
        else:
            items.append([block])
    return items


def _run_together(items: Iterator[list[DraftBlock]]) -> Iterator[list[DraftBlock]]:
    """Items that are nothing but a model's sentences are one item with those after them."""
    open_item: list[DraftBlock] = []
    for item in items:
        if open_item and not all(map(_runs_on, (open_item[-1], item[0]))):
            yield open_item
            open_item = []
        open_item += item
    if open_item:
        yield open_item


def _runs_on(block: DraftBlock) -> bool:
    return isinstance(block, DraftStatement) and block.wording is Wording.MODEL


def _ruled_out(draft: Draft) -> Iterator[NotApplicable]:
    return (block for block in draft.blocks if isinstance(block, NotApplicable))


def _goes_with(head: DraftBlock, block: DraftBlock) -> bool:
    if not isinstance(head, DraftStatement) or not isinstance(block, ProvidedFact | HomeStatement | Gap):
        return False
    on = block.requirement_ids if isinstance(block, HomeStatement) else (block.requirement_id,)
    return bool(set(on) & set(head.requirement_ids))


def _kind(block: DraftBlock) -> str | None:
    """The words ahead of the list that a block belongs in, if it belongs in one."""
    return labels.CHECKLIST if isinstance(block, DraftStatement) and block.checklist else None


def _front(draft: Draft, occurring: set[Style]) -> Iterator[Block]:
    yield Paragraph((Run(draft.purpose),))
    if draft.audience:
        yield Paragraph((Run(labels.AUDIENCE.format(audience=draft.audience)),))
    yield from (Paragraph((Run(notice.text),), Style.NOTICE) for notice in draft.notices)
    yield Heading(1, labels.ABOUT)
    made = labels.MADE.format(version=draft.version, day=day(draft.made_at), gaps=_gaps(len(draft.gaps)))
    yield Paragraph((Run(made),))
    marked = (says for style, says in labels.MARKED.items() if style in occurring)
    text = " ".join(statement.text for statement in draft.statements)
    terms = (says for term, says in labels.TERMS.items() if term in text)
    reading = (labels.QUOTATIONS, *marked, *terms)
    yield ListOf(tuple((Paragraph((Run(says),)),) for says in reading))


def _styles(blocks: Sequence[Block]) -> set[Style]:
    of_runs = {one.style for block in blocks for one in inlines_of(block) if isinstance(one, Run)}
    listed = (paragraph for block in blocks if isinstance(block, ListOf) for item in block.items for paragraph in item)
    paragraphs = (*listed, *(block for block in blocks if isinstance(block, Paragraph)))
    return of_runs | {paragraph.style for paragraph in paragraphs}


def _gaps(count: int) -> str:
    return f"{count or 'No'} gap{'' if count == 1 else 's'} to fill"


def _counted(rows: Sequence[CoverageRow]) -> str:
    states = [row.state for row in rows]
    counts = ((state, states.count(state)) for state in CoverageState)
    parts = ", ".join(f"{count} {labels.COUNTED[state][count != 1]}" for state, count in counts if count)
    return labels.COVERED.format(total=len(rows), parts=parts)


def _source(document: Document) -> str:
    parts = (document.publisher, _version(document), document.source_url)
    return ". ".join(part for part in parts if part)


def _version(document: Document) -> str:
    return version_of(document.version, document.as_at, digest=document.digest)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
