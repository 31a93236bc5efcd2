"""A draft as it is kept: plain data, and back. Quotations are kept only to be looked for on their pages again.

Reading makes every citation anew. One whose words have moved is found where they now stand; where they are gone, its
statement comes back as stale, without a quotation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from assistant.answer import Citation, Quote, Statement, Suggestion
from assistant.citing import cite_runs, own_spans
from assistant.drafting.coverage import with_changed_sources
from assistant.drafting.draft import (
    Block,
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
    Source,
    StaleStatement,
    Was,
    Wording,
    Writing,
)
from assistant.drafting.drafter import with_notices
from assistant.errors import ModelFault
from assistant.verification import verify
from ingest.corpus import Corpus
from ingest.document import Force, Passage, Span

Record = dict[str, Any]

_Plain = type[ProvidedFact] | type[OwnWords] | type[Gap] | type[Suggestion] | type[Expected]
_PLAIN: Mapping[str, _Plain] = {
    "provided_fact": ProvidedFact,
    "own_words": OwnWords,
    "gap": Gap,
    "suggestion": Suggestion,
    "not_in_sources": Expected,
}
_NAMES = {form: name for name, form in _PLAIN.items()}


def to_record(draft: Draft) -> Record:
    """Everything but the version, which is the store's to count, and what is known of the documents at reading."""
    return {
        "kind": draft.kind,
        "title": draft.title,
        "purpose": draft.purpose,
        "audience": draft.audience,
        "profile_name": draft.profile_name,
        "made_at": draft.made_at.isoformat(),
        "sections": [_section_record(section) for section in draft.sections],
        "coverage": [asdict(row) for row in draft.coverage],
    }


def from_record(record: Record, corpus: Corpus, version: int) -> Draft:
    """The draft, verified against ``corpus``. Raises KeyError, TypeError or ValueError for what is no record."""
    sections = tuple(
        DraftSection(
            id=one["id"],
            heading=one["heading"],
            intro=one["intro"],
            blocks=tuple(_block(block, corpus) for block in one["blocks"]),
            writing=_writing(one.get("writing")),
        )
        for one in record["sections"]
    )
    read = Draft(
        kind=record["kind"],
        title=record["title"],
        purpose=record["purpose"],
        audience=record["audience"],
        profile_name=record["profile_name"],
        sections=sections,
        coverage=tuple(_row(one) for one in record["coverage"]),
        notices=(),
        made_at=datetime.fromisoformat(record["made_at"]),
        version=version,
    )
    changed = [item for stale in read.stale for item in stale.requirement_ids]
    return with_notices(replace(read, coverage=with_changed_sources(read.coverage, changed)))


def with_sections(record: Record, fresh: Record, section_ids: Collection[str]) -> Record:
    """``record`` with these sections and their coverage as ``fresh`` has them. Raises KeyError where one lacks them."""
    new = {one["id"]: one for one in fresh["sections"]}
    place = {one["id"]: number for number, one in enumerate(record["sections"])}
    sections = list(record["sections"])
    for section_id in section_ids:
        sections[place[section_id]] = new[section_id]
    rows = [row for row in record["coverage"] if row["section"] not in section_ids]
    rows += [row for row in fresh["coverage"] if row["section"] in section_ids]
    return {
        **record,
        "sections": sections,
        "coverage": sorted(rows, key=lambda row: place.get(row["section"], len(place))),
        "made_at": fresh["made_at"],
        "profile_name": fresh["profile_name"],
    }


def _section_record(section: DraftSection) -> Record:
    blocks = [_block_record(block) for block in section.blocks]
    told = {"id": section.id, "heading": section.heading, "intro": section.intro, "blocks": blocks}
    return told | ({"writing": asdict(section.writing)} if section.writing else {})


def _block_record(block: Block) -> Record:
    match block:
        case DraftStatement(statement, sources, requirement_ids, force, checklist, wording):
            return {
                "block": "statement",
                "text": statement.text,
                "requirement_ids": list(requirement_ids),
                "force": force.value,
                "checklist": checklist,
                "wording": wording.value,
                "sources": [_source_record(source) for source in sources],
                "quotes": [_quote_record(citation) for citation in statement.citations],
            }
        case NotApplicable(requirement_id, asks, reason, citation):
            return {
                "block": "not_applicable",
                "text": asks,
                "requirement_ids": [requirement_id],
                "reason": reason,
                "sources": [_source_record(Source(citation.document.id, citation.spans))],
                "quotes": [_quote_record(citation)],
            }
        case HomeStatement(text, fields, requirement_ids):
            return {
                "block": "home_statement",
                "text": text,
                "fields": list(fields),
                "requirement_ids": list(requirement_ids),
            }
        case StaleStatement(text, requirement_ids, was):
            return {
                "block": "stale",
                "text": text,
                "requirement_ids": list(requirement_ids),
                "was": [asdict(one) for one in was],
            }
    return {"block": _NAMES[type(block)], **asdict(block)}


def _source_record(source: Source) -> Record:
    spans = [[span.physical_page, span.start, span.end] for span in source.spans]
    return {"document_id": source.document_id, "spans": spans}


def _quote_record(citation: Citation) -> Record:
    return {
        "document_id": citation.document.id,
        "provision_id": citation.provision_id,
        "provision_label": citation.provision_label,
        "pages": list(citation.physical_pages),
        "text": citation.text,
    }


def _block(record: Record, corpus: Corpus) -> Block:
    fields = {key: value for key, value in record.items() if key != "block"}
    if record["block"] in _PLAIN:
        return _PLAIN[record["block"]](**fields)
    ids = tuple(record["requirement_ids"])
    if record["block"] == "home_statement":
        return HomeStatement(record["text"], tuple(record["fields"]), ids)
    if record["block"] == "stale":
        return StaleStatement(record["text"], ids, tuple(_was(one) for one in record["was"]))
    again = _cited_again(record, corpus)
    if again is None:
        return StaleStatement(record["text"], ids, tuple(_was(one) for one in record["quotes"]))
    if record["block"] == "not_applicable":
        return NotApplicable(ids[0], record["text"], record["reason"], again.citations[0])
    statement = Statement(record["text"], again.citations)
    wording = Wording(record.get("wording", Wording.LISTED))
    return DraftStatement(statement, again.sources, ids, Force(record["force"]), record["checklist"], wording)


@dataclass(frozen=True, slots=True)
class _Again:
    sources: tuple[Source, ...]
    citations: tuple[Citation, ...]


def _cited_again(record: Record, corpus: Corpus) -> _Again | None:
    """The record's citations made anew: where they stood, else where their words stand now; None where one is gone."""
    sources = tuple(
        Source(one["document_id"], tuple(Span(*span) for span in one["spans"])) for one in record["sources"]
    )
    quoted = [one["text"] for one in record["quotes"]]
    in_place = [citation for source in sources for citation in _in_place(source, corpus)]
    if [citation.text for citation in in_place] == quoted:
        return _Again(sources, tuple(in_place))
    moved = [_found(one, corpus) for one in record["quotes"]]
    citations = tuple(one for one in moved if one is not None)
    if len(citations) < len(moved):
        return None
    return _Again(tuple(Source(one.document.id, one.spans) for one in citations), citations)


def _in_place(source: Source, corpus: Corpus) -> Sequence[Citation]:
    pages = corpus.page_texts.get(source.document_id, {})
    if any(span.end > len(pages.get(span.physical_page, "")) for span in source.spans):
        return ()
    try:
        return cite_runs(corpus, source.document_id, source.spans)
    except ValueError:  # the words there belong to no provision now
        return ()


def _found(quote: Record, corpus: Corpus) -> Citation | None:
    """The quotation in the provision that it was of, or None."""
    provision = corpus.provisions.get(quote["provision_id"])
    spans = own_spans(corpus, provision) if provision else ()
    if provision is None or not spans:
        return None
    document_id = corpus.document_of(provision.id).id
    whole = Passage(provision.id, document_id, (provision.id,), spans, "", "")
    found = verify(corpus, whole, Quote("", quote["text"]))
    return found if isinstance(found, Citation) else None


def _writing(record: Record | None) -> Writing | None:
    if record is None:
        return None
    return Writing(**record | {"fault": ModelFault(record["fault"]) if record["fault"] else None})


def _was(record: Record) -> Was:
    return Was(record["document_id"], record["provision_label"], tuple(record["pages"]))


def _row(record: Record) -> CoverageRow:
    lists = {name: tuple(record[name]) for name in ("pages", "printed")}
    kinds = {"force": Force(record["force"]), "state": CoverageState(record["state"])}
    return CoverageRow(**record | lists | kinds)
