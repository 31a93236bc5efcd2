"""People's words beside the documents' own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vocabulary import Vocabulary, load_vocabulary
from ingest.errors import CatalogueError
from ingest.text import same_words
from tests.assistant.official_corpus import PROJECT, official_corpus

FILE = PROJECT / "corpus" / "vocabulary.toml"
VOCABULARY = load_vocabulary(FILE)


def written(folder: Path, content: str) -> Path:
    path = folder / "vocabulary.toml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("question", "expanded"),
    [
        ("does a cook need a DBS", "does a cook need a DBS (criminal record certificate)"),
        ("who rings the LADO?", "who rings the LADO? (designated officer)"),
        ("what goes in the kids' guide", "what goes in the kids' guide (children's guide)"),
        ("a lad ran off last night", "a lad ran off last night (child, children, missing, absent without permission)"),
        ("can agency do a sleep in?", "can agency do a sleep in? (external agency, bank staff, temporary basis, "
            "staff that sleep in the home overnight)"),
        ("how long do we keep rotas", "how long do we keep rotas (duty roster)"),
        ("What is restraint?", "What is restraint?"),
    ],
)  # fmt: skip
def test_a_question_gains_the_documents_words(question: str, expanded: str) -> None:
    assert VOCABULARY.expand(question) == expanded


@pytest.mark.parametrize(
    "form", ["key worker", "keyworker", "Key-Worker", "KEYWORKERS", "key\nworker's", "key worker’s"]
)
def test_spacing_case_and_plural_make_no_other_term(form: str) -> None:
    assert [term.name for term in VOCABULARY.terms_in(f"is a {form} a must?")] == ["key-worker"]


@pytest.mark.parametrize(
    "question", ["playdbsgame", "QS10", "the la la song", "pi is 3.14", "do we send it on", "pep talk"]
)
def test_only_whole_words_count_and_small_letters_may_be_other_words(question: str) -> None:
    assert VOCABULARY.terms_in(question) == ()


def test_capitals_say_nothing_in_a_question_typed_in_capitals() -> None:
    assert VOCABULARY.expand("Who tells the LA") == "Who tells the LA (local authority)"
    assert VOCABULARY.expand("WHO TELLS THE LA") == "WHO TELLS THE LA"
    assert VOCABULARY.expand("WHO IS THE RI") == "WHO IS THE RI (responsible individual)"


def test_the_longer_form_wins_where_two_overlap() -> None:
    (term,) = VOCABULARY.terms_in("do we make a DBS referral?")
    assert "dbs referral" in term.written


def test_words_that_are_in_the_question_are_not_added_again() -> None:
    assert VOCABULARY.expand("is the RI a Responsible Individual") == "is the RI a Responsible Individual"


@pytest.mark.parametrize("number", range(1, 10))
def test_the_nine_standards_are_known_by_number(number: int) -> None:
    (term,) = VOCABULARY.terms_in(f"what does QS{number} ask?")
    for form in (f"qs {number}", f"quality standard {number}"):
        assert VOCABULARY.terms_in(f"what does {form} ask?") == (term,)


def test_terms_come_in_the_order_of_the_question_and_once() -> None:
    terms = VOCABULARY.terms_in("is the rota in QS8, and the rota and DBS?")
    assert [term.name for term in terms] == ["rota", "qs-8", "dbs"]


@given(st.text(max_size=80))
def test_the_question_itself_always_stands_first(question: str) -> None:
    assert VOCABULARY.expand(question).startswith(question)


@given(st.lists(st.sampled_from([form for term in VOCABULARY.terms for form in term.written]), max_size=4))
def test_every_form_is_found_among_others(forms: list[str]) -> None:
    question = " ; ".join(forms)
    named = {form: term.name for term in VOCABULARY.terms for form in term.written}
    assert [term.name for term in VOCABULARY.terms_in(question)] == list(dict.fromkeys(named[form] for form in forms))


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert Vocabulary(()).expand("who is the RI?") == "who is the RI?"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("not toml", "cannot be read"),
        ('other = 1\n[[term]]\nwritten = ["a"]\nmeans = ["b"]', "nothing else"),
        ('[[term]]\nwritten = ["a"]\nmeans = ["b"]\nmeaning = "c"', "nothing else"),
        ('[[term]]\nwritten = "a"\nmeans = ["b"]', "written is a list of words"),
        ('[[term]]\nmeans = ["b"]', "as people write it"),
        ('[[term]]\nwritten = ["a"]', "documents' words"),
        ('[[term]]\nwritten = ["a"]\nmeans = [" "]', "means is a list of words"),
        ('[[term]]\ncapitals = ["La"]\nmeans = ["b"]', "not in capitals: La"),
        ('[[term]]\nwritten = ["a-b"]\nmeans = ["c"]\n[[term]]\nwritten = ["a b"]\nmeans = ["d"]', "two terms"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_form_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(CatalogueError, match=complaint):
        load_vocabulary(written(tmp_path, content))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"vocabulary\.toml: cannot be read"):
        load_vocabulary(tmp_path / "vocabulary.toml")


@pytest.mark.official
def test_every_meaning_stands_in_the_documents(official: Path) -> None:
    corpus = official_corpus(official)
    said = " ".join(same_words(page.text) for one in corpus.ingested.values() for page in one.pages).casefold()
    assert [m for term in VOCABULARY.terms for m in term.means if same_words(m).casefold() not in said] == []
