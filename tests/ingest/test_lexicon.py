"""BM25 over stemmed words, numbers and word pairs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lexicon import FILE_NAME, Lexicon, terms_of

PASSAGES = {
    "drills": "Fire drills are held twice a year, by day and by night.",
    "doors": "Doors must close by themselves. A drill hole is not a fire door.",
    "missing": "If a child goes missing the person in charge tells the authority.",
    "records": "See regulation 28(2)(c) and paragraph 10.12 on children’s records.",
    "pages": "Page 28 of paragraph 10.1 shows records.",
}


def lexicon() -> Lexicon:
    return Lexicon.build(list(PASSAGES), list(PASSAGES.values()))


def found(query: str, count: int = 10) -> list[str]:
    return [passage_id for passage_id, _ in lexicon().search(query, count)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("What is the of?", []),
        ("Registered persons’ registrations", ["regist", "person", "registr", "regist person", "person registr"]),
        ("must not", ["must", "not", "must not"]),
        ("They may leave", ["may", "leav", "may leav"]),
        ("the children's homes", ["child", "home", "child home"]),
        ("28(2)(c)", ["28(2)(c)", "28(2)", "28"]),
        ("paragraph 10.12.", ["paragraph", "10.12", "paragraph 10.12"]),
        ("regulation 12A", ["regul", "12a", "regul 12a"]),
        ("reg44", ["reg", "44", "reg 44"]),
        ("whistle-blowing", ["whistl", "blow", "whistl blow"]),
        ("conﬁdential", ["confidenti"]),
        ("a “soft\u00adhyphen”", ["softhyphen"]),
    ],
)
def test_the_terms_of_a_text(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


def test_a_pair_of_words_outweighs_the_two_apart() -> None:
    assert found("fire drill") == ["drills", "doors"]


def test_case_endings_and_quotation_marks_do_not_matter() -> None:
    assert found("CHILD'S RECORD") == found("children’s records") == ["records", "pages", "missing"]


def test_a_number_is_found_whole_and_by_its_stem() -> None:
    assert found("10.12") == ["records"]
    assert found("28(2)") == ["records", "pages"]
    assert set(found("28")) == {"records", "pages"}


def test_words_of_force_are_terms() -> None:
    assert found("must") == ["doors"]


@pytest.mark.parametrize("query", ["", "   ", "what is the", "zebra", "?!"])
def test_a_question_without_a_known_term_finds_nothing(query: str) -> None:
    assert lexicon().search(query, 5) == ()
    assert lexicon().scores(query) == {}


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "", "b": "the of and"}])
def test_an_index_without_terms_finds_nothing(texts: dict[str, str], tmp_path: Path) -> None:
    empty = Lexicon.build(list(texts), list(texts.values()))
    empty.save(tmp_path, "x")
    assert empty.search("fire", 5) == ()
    assert empty.scores("fire") == {}
    assert Lexicon.load(tmp_path, "x") is not None


def test_a_text_without_terms_among_others_is_never_found() -> None:
    assert list(Lexicon.build(["a", "b"], ["", "fire"]).scores("fire")) == ["b"]


def test_equal_scores_come_in_order_of_id_however_the_index_was_built() -> None:
    ids = ["c", "a", "d", "b"]
    for order in (ids, ids[::-1]):
        hits = Lexicon.build(order, ["fire drill"] * 4).search("drill", 3)
        assert [passage_id for passage_id, _ in hits] == ["a", "b", "c"]


def test_count_limits_the_hits() -> None:
    assert len(lexicon().search("records", 1)) == 1
    assert lexicon().search("records", 0) == ()
    assert lexicon().search("records", -1) == ()


def test_saying_a_word_twice_does_not_weigh_twice() -> None:
    assert lexicon().scores("fire") == lexicon().scores("fire. Fire")  # the pair "fire fire" stands nowhere


def test_ids_must_be_distinct_and_match_the_texts() -> None:
    with pytest.raises(ValueError, match="twice"):
        Lexicon.build(["a", "a"], ["x", "y"])
    with pytest.raises(ValueError, match="zip"):
        Lexicon.build(["a", "b"], ["x"])


def test_a_saved_index_answers_alike(tmp_path: Path) -> None:
    built = lexicon()
    built.save(tmp_path / "new", "texts-1")
    loaded = Lexicon.load(tmp_path / "new", "texts-1")
    assert loaded is not None
    for query in (*PASSAGES.values(), "fire drill", "zebra"):
        assert loaded.search(query, 5) == built.search(query, 5)
        assert loaded.scores(query) == built.scores(query)
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE_NAME]


def test_an_index_of_other_texts_or_another_rule_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Lexicon.load(tmp_path, "texts-1") is None
    lexicon().save(tmp_path, "texts-1")
    assert Lexicon.load(tmp_path, "texts-2") is None
    monkeypatch.setattr("ingest.lexicon.RULE", "another")
    assert Lexicon.load(tmp_path, "texts-1") is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"something else"])
def test_a_damaged_index_is_not_loaded(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert Lexicon.load(tmp_path, "texts-1") is None


def test_threads_may_share_an_index() -> None:
    shared = lexicon()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: shared.search("children’s fire drills 28(2)", 5), range(200)))
    assert set(answers) == {shared.search("children’s fire drills 28(2)", 5)}


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
def test_search_and_scores_agree(texts: list[str], query: str) -> None:
    index = Lexicon.build([f"p{number}" for number in range(len(texts))], texts)
    scores = index.scores(query)
    hits = index.search(query, len(texts))
    assert dict(hits) == scores
    assert list(hits) == sorted(hits, key=lambda hit: (-hit[1], hit[0]))
    assert all(score > 0 for score in scores.values())
    shared = {f"p{number}" for number, text in enumerate(texts) if set(terms_of(text)) & set(terms_of(query))}
    assert set(scores) == shared
