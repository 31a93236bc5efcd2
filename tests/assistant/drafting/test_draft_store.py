from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.drafting.draft import CoverageState, Draft, DraftStatement, NotApplicable, StaleStatement, Was
from assistant.drafting.draft_record import from_record, to_record
from assistant.drafting.draft_store import Commission, DraftStore
from assistant.drafting.drafter import draft
from assistant.drafting.profile import check_profile, home_profile, load_profile
from assistant.drafting.requirements import RequirementSet
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.errors import UnknownDraft, UnknownSection
from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.document import Page, Span
from ingest.errors import LibraryError
from ingest.library import IngestedDocument
from tests.assistant.drafting.made_requirements import made_requirements
from tests.assistant.drafting.test_drafter import NOON
from tests.assistant.drafting.test_requirements_file import APART
from tests.assistant.made_corpus import made_corpus
from tests.assistant.official_corpus import official_corpus

ASKED = Commission("records", '{"school": false}')
FOLDER = Settings().corpus / "requirements"


@pytest.fixture
def wanted(tmp_path: Path) -> RequirementSet:
    return made_requirements(tmp_path / "requirements", content=APART)


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return DraftStore(tmp_path / "data" / "drafts.sqlite3")


def drafted(wanted: RequirementSet, **told: object) -> Draft:
    profile = home_profile(check_profile({"school": False, **told}))
    return draft(made_corpus(), wanted, profile, suggestions=True, made_at=NOON)


def changed(document_id: str, before: str, after: str) -> Corpus:
    """The made library with one document's text replaced: spans after it are moved along."""
    ingested = dict(made_corpus().ingested)
    one = ingested[document_id]
    text = one.pages[0].text
    at, grown = text.index(before), len(after) - len(before)

    def moved(span: Span) -> Span:
        start = span.start + (grown if span.start > at else 0)
        return Span(1, start, span.end + (grown if span.end > at else 0))

    provisions = tuple(replace(p, spans=tuple(map(moved, p.spans))) for p in one.provisions)
    page = Page(document_id, 1, "1", text.replace(before, after))
    ingested[document_id] = IngestedDocument(one.document, (page,), provisions, (), (), (), "", "")
    return Corpus.of(list(ingested.values()))


def test_a_draft_comes_back_as_it_was(wanted: RequirementSet, store: DraftStore) -> None:
    made = drafted(wanted, accommodation="In the office.")
    kept = store.get(store.save(made, ASKED), made_corpus())
    assert (kept.draft, kept.commission) == (made, ASKED)


@pytest.mark.official
@pytest.mark.parametrize("kind", kinds(FOLDER))
def test_every_kind_comes_back_as_it_was(official: Path, kind: str) -> None:
    corpus = official_corpus(official)
    profile = home_profile(load_profile(Settings().corpus / "profile.example.toml"))
    made = draft(corpus, load_requirements(FOLDER, kind), profile, suggestions=True)
    record = json.loads(json.dumps(to_record(made)))
    assert from_record(record, corpus, 1) == made


def test_words_that_moved_are_found_again(wanted: RequirementSet) -> None:
    made = drafted(wanted)
    longer = changed("law", "The registered person must send", "(1) The registered person must at once send")
    read = from_record(to_record(made), longer, 1)
    keep = read.sections[0].blocks[0]
    assert isinstance(keep, DraftStatement)
    assert keep.statement.citations[0].text == made.statements[0].citations[0].text
    assert keep.statement.citations[0].spans != made.statements[0].citations[0].spans


def test_words_that_changed_leave_a_statement_without_a_quotation(wanted: RequirementSet) -> None:
    made = drafted(wanted)
    read = from_record(to_record(made), changed("law", "15 years", "20 years"), 1)
    lost = StaleStatement(
        made.statements[0].text, ("rec-keep",), (Was("law", "reg 37", (1,)), Was("guide", "para 10.11", (1,)))
    )
    assert read.stale == (lost,)
    assert read.sections[0].blocks[0] == lost
    assert [row.state for row in read.coverage] == [
        CoverageState.SOURCE_CHANGED,
        CoverageState.COVERED,
        CoverageState.NOT_APPLICABLE,
    ]
    assert from_record(to_record(read), made_corpus(), 1).stale == (lost,)


def test_a_document_that_is_gone_takes_its_quotations_with_it(wanted: RequirementSet) -> None:
    corpus = made_corpus()
    read = from_record(to_record(drafted(wanted)), Corpus.of([corpus.ingested["guide"]]), 1)
    assert [block.requirement_ids for block in read.stale] == [("rec-keep",), ("rec-school",)]
    assert not any(isinstance(block, NotApplicable) for block in read.blocks)


def test_nobody_smuggles_a_quotation_in(wanted: RequirementSet) -> None:
    record = to_record(drafted(wanted))
    text = json.dumps(record).replace("at least 15 years from the date", "at least 2 years from the date")
    read = from_record(json.loads(text), made_corpus(), 1)
    assert "2 years" not in " ".join(c.text for statement in read.statements for c in statement.citations)
    assert len(read.stale) == 1


def test_every_version_is_kept(wanted: RequirementSet, store: DraftStore) -> None:
    draft_id = store.save(drafted(wanted), ASKED)
    fresh = drafted(wanted, accommodation="In the office.", facts={"rec-keep.who": "Bea."})
    other = replace(ASKED, profile='{"places": 4}')
    assert store.replace_sections(draft_id, ["keeping"], fresh, other) == 2
    first, second = store.get(draft_id, made_corpus(), 1), store.get(draft_id, made_corpus())
    assert first.draft == drafted(wanted)
    assert (second.draft.version, second.commission) == (2, other)
    assert second.draft.sections == (fresh.sections[0], *first.draft.sections[1:])
    assert second.draft.coverage == fresh.coverage
    assert [(one.id, one.version, one.title, one.profile_name) for one in store.listed()] == [
        (draft_id, 2, "Records", "the home")
    ]


def test_a_section_made_anew_has_its_sources_back(wanted: RequirementSet, store: DraftStore) -> None:
    draft_id = store.save(drafted(wanted), ASKED)
    corpus = changed("law", "15 years", "20 years")
    assert store.get(draft_id, corpus).draft.stale
    fresh = draft(corpus, wanted, home_profile(check_profile({"school": False})))
    store.replace_sections(draft_id, ["keeping"], fresh, ASKED)
    assert store.get(draft_id, corpus).draft.stale == ()


def test_the_draft_changed_last_comes_first(wanted: RequirementSet, store: DraftStore) -> None:
    assert store.listed() == ()
    made = drafted(wanted)
    older = store.save(replace(made, made_at=NOON.replace(hour=9)), ASKED)
    newer = store.save(made, ASKED)
    assert [one.id for one in store.listed()] == [newer, older]


def test_what_is_not_there_is_said(wanted: RequirementSet, store: DraftStore) -> None:
    draft_id = store.save(drafted(wanted), ASKED)
    for wrong in ((draft_id, 2), (draft_id, 0), ("none", None), ("", None)):
        with pytest.raises(UnknownDraft):
            store.get(wrong[0], made_corpus(), wrong[1])
    with pytest.raises(UnknownSection, match="its sections: keeping, changes, apart"):
        store.replace_sections(draft_id, ["nowhere"], drafted(wanted), ASKED)
    assert store.get(draft_id, made_corpus()).draft.version == 1


def test_drafts_outlive_the_store(wanted: RequirementSet, store: DraftStore, tmp_path: Path) -> None:
    draft_id = store.save(drafted(wanted), ASKED)
    store.close()
    again = DraftStore(tmp_path / "data" / "drafts.sqlite3")
    assert again.get(draft_id, made_corpus()).draft == drafted(wanted)
    assert [one.id for one in again.listed()] == [draft_id]


def test_what_is_removed_leaves_no_words_behind(store: DraftStore, tmp_path: Path, wanted: RequirementSet) -> None:
    kept = store.save(drafted(wanted), ASKED)
    removed = store.save(replace(drafted(wanted), title="Whispering Elms"), ASKED)
    store.remove(removed)
    assert [one.id for one in store.listed()] == [kept]
    with pytest.raises(UnknownDraft):
        store.remove(removed)
    assert not [file.name for file in (tmp_path / "data").iterdir() if b"Whispering" in file.read_bytes()]


def test_looking_for_drafts_makes_no_file(store: DraftStore, tmp_path: Path) -> None:
    assert store.listed() == ()
    assert list(tmp_path.glob("data/*")) == []


@pytest.mark.parametrize("content", [b"no database, this", b""])
def test_a_file_that_is_none_is_said(tmp_path: Path, wanted: RequirementSet, content: bytes) -> None:
    file = tmp_path / "drafts.sqlite3"
    file.write_bytes(content * 200)
    store = DraftStore(file)
    if not content:
        assert store.save(drafted(wanted), ASKED)
        return
    with pytest.raises(LibraryError, match=r"drafts\.sqlite3"):
        store.save(drafted(wanted), ASKED)
    assert file.read_bytes() == content * 200


def test_another_versions_file_is_left_alone(tmp_path: Path, wanted: RequirementSet) -> None:
    file = tmp_path / "drafts.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(LibraryError, match="another version"):
        DraftStore(file).save(drafted(wanted), ASKED)


def test_a_record_that_is_none_is_said(wanted: RequirementSet, store: DraftStore, tmp_path: Path) -> None:
    draft_id = store.save(drafted(wanted), ASKED)
    store.close()
    with sqlite3.connect(tmp_path / "data" / "drafts.sqlite3") as connection:
        connection.execute("UPDATE version SET record = '{}'")
    with pytest.raises(LibraryError, match="not in its form"):
        store.get(draft_id, made_corpus())
