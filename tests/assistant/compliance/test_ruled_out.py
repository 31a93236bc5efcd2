"""What people do that a provision rules out: how a sentence tells of it, and the file's own sentences."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.compliance.ruled_out import Conduct, described, load_ruled_out
from ingest.errors import CatalogueError
from tests.assistant.official_corpus import PROJECT, official_corpus

FOLDER = PROJECT / "corpus" / "ruled_out"
RULED_OUT = load_ruled_out(FOLDER)
FILES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")]
ENTRIES = {entry["id"]: entry for file in FILES for entry in file.get("conduct", ())}
CONDUCT = {one.id: one for one in RULED_OUT.all}
FINED = Conduct("fined", ("r/19/2/f",), re.compile(r"\b(?:fined|loses\s+a\s+pound|docks?)\b", re.IGNORECASE))
ONE = """[[conduct]]
id = "fined"
ruled_out_by = ["r/19/2"]
called = "fines"
words = ['fined']
done = ["He is fined.", "She is fined."]
denied = ["Nobody is fined."]
"""


def told(said: str) -> list[bool]:
    return [one.is_denied for one in described(said, [FINED])]


@pytest.mark.parametrize(
    "said",
    [
        "A child who swears is fined.",
        "Anybody who breaks a plate loses a pound.",
        "If nobody owns up, each child is fined.",
        "Staff make sure that a child is fined.",
        "A child is fined only where the manager agrees.",
        "We do not shout, but a child who swears is fined.",
        "Normally a child who swears is fined.",
        "Children are now fined.",
        "A boy who would not settle was fined.",
        "Two of the children told me that they are fined.",
        "Our rules: when nobody owns up, each child is fined.",
        "This is not negotiable: a child who swears is fined.",
    ],
)
def test_it_is_done(said: str) -> None:
    assert told(said) == [False]


@pytest.mark.parametrize(
    "said",
    [
        "No child is fined.",
        "Staff never dock pocket money.",
        "Staff must not dock pocket money.",
        "To dock pocket money is forbidden.",
        "We see to it that nobody is fined.",
        "Instead of being fined, a child helps with the repair.",
        "Forbidden at all times: a child is fined.",
        "Staff never: shout; dock pocket money.",
        "The following are not allowed: a child is fined.",
    ],
)
def test_it_is_said_not_to_be_done(said: str) -> None:
    assert told(said) == [True]


@pytest.mark.parametrize(
    "said",
    [
        "If a child is fined, tell the manager.",
        "The log shows who was fined, and why.",
        "Complaints about being fined are looked into.",
        "Staff should not dock pocket money.",
        "Children are not fined unless they break something.",
        "Children are rarely, if ever, not fined again.",
        "The weather is fine.",
        "Can a child who swears be fined?",
    ],
)
def test_it_is_only_spoken_of_or_left_open(said: str) -> None:
    assert told(said) == []


def test_a_denial_inside_what_is_matched_leaves_it_open_unless_the_pattern_asks_for_it() -> None:
    smoke = Conduct("smoke", ("r/1",), re.compile(r"\bstaff\b[^.]*\bsmoke\b", re.IGNORECASE))
    unrecorded = Conduct("unrecorded", ("r/2",), re.compile(r"\bnot\s+recorded\b"))
    assert not list(described("Staff do not smoke.", [smoke]))
    assert not list(described("Staff at no time smoke.", [smoke]))
    assert [one.is_denied for one in described("Refusals are not recorded.", [unrecorded])] == [False]


def test_what_is_quoted_runs_to_the_words_that_the_pattern_looks_on_to() -> None:
    taken = Conduct("taken", ("r/3",), re.compile(r"\bphones\b(?= are taken away)"))
    (found,) = described("At nine phones are taken away by staff.", [taken])
    assert (found.written, found.start, found.end) == ("phones are taken away", 8, 29)
    assert [one.is_denied for one in described("At nine phones are taken away from nobody.", [taken])] == [False]


def test_what_must_stand_beside_it_and_what_must_not() -> None:
    one = Conduct("calls", ("r/22",), re.compile(r"\bno\s+calls\b"), re.compile("rude"), re.compile("court"))
    assert list(described("A rude child gets no calls.", [one]))
    assert not list(described("There are no calls at night.", [one]))
    assert not list(described("A rude child gets no calls, by order of the court.", [one]))


def test_a_provision_rules_out_what_one_above_it_does(tmp_path: Path) -> None:
    (tmp_path / "fines.toml").write_text(ONE, encoding="utf-8")
    loaded = load_ruled_out(tmp_path)
    assert [one.id for one in loaded.by("r/19/2/f")] == [one.id for one in loaded.by("r/19/2")] == ["fined"]
    assert loaded.by("r/19/3") == ()


def test_what_a_sentence_tells_of_stands_by_the_very_provisions_that_rule_it_out(tmp_path: Path) -> None:
    (tmp_path / "fines.toml").write_text(ONE.replace('["r/19/2"]', '["r/19/2", "g/9"]'), encoding="utf-8")
    loaded = load_ruled_out(tmp_path)
    assert {place: [one.written for one in told] for place, told in loaded.told("He is fined.").items()} == {
        "r/19/2": ["fined"],
        "g/9": ["fined"],
    }
    assert loaded.told("He is thanked.") == {}


@pytest.mark.parametrize(
    "content",
    ["[[conduct]", "[[conduct]]\nid = 'x'", ONE.replace("'fined'", "'(fined'"), ONE.replace("called", "named")],
)
def test_a_file_that_is_not_in_its_form_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "fines.toml").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"fines\.toml"):
        load_ruled_out(tmp_path)


def test_a_group_of_words_stands_for_its_pattern_in_any_file(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text("[words]\nmoney = '(?:a @coin@|cash)'\ncoin = 'pound'\n", encoding="utf-8")
    (tmp_path / "fines.toml").write_text(ONE.replace("'fined'", "'loses @money@'"), encoding="utf-8")
    (conduct,) = load_ruled_out(tmp_path).all
    assert [one.written for one in described("He loses a pound.", [conduct])] == ["loses a pound"]


@pytest.mark.parametrize("name", ENTRIES)
def test_each_entry_reads_its_own_sentences(name: str) -> None:
    entry, conduct = ENTRIES[name], [CONDUCT[name]]
    for said in entry["done"]:
        assert [one.is_denied for one in described(said, conduct)] == [False], said
    for said in entry["denied"]:
        assert [one.is_denied for one in described(said, conduct)] == [True], said
    for said in entry.get("neither", []):
        assert not list(described(said, conduct)), said


def test_names_are_given_once_and_each_group_of_words_is_used() -> None:
    assert len(CONDUCT) == len(RULED_OUT.all)
    written = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml"))
    assert {name for file in FILES for name in file.get("words", ())} == set(re.findall(r"@(\w+)@", written)) - {"name"}


@pytest.mark.official
def test_every_provision_is_there_and_no_source_tells_of_what_it_rules_out(official: Path) -> None:
    corpus = official_corpus(official)
    assert all(place in corpus.provisions for one in RULED_OUT.all for place in one.ruled_out_by)
    sources = (one for key, one in corpus.provisions.items() if key.startswith(("regulations-2015", "guide-2015")))
    sentences = (said for one in sources for said in re.split(r"(?<=[.;])\s+", " ".join(corpus.words(one).split())))
    done = {(one.conduct.id, said) for said in sentences for one in described(said, RULED_OUT.all) if not one.is_denied}
    assert done == set()


def _lines(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("said", _lines("right_practice.txt"))
def test_right_practice_in_like_words_is_not_told_as_done(said: str) -> None:
    """What a reader who looked for false alarms wrote beside the patterns."""
    assert [one.conduct.id for one in described(said, RULED_OUT.all) if not one.is_denied] == []


@pytest.mark.parametrize("said", _lines("wrong_practice.txt"))
def test_wrong_practice_with_another_denial_in_it_is_not_told_as_denied(said: str) -> None:
    assert [one.conduct.id for one in described(said, RULED_OUT.all) if one.is_denied] == []


def test_a_text_without_stops_is_not_read() -> None:
    assert not list(described("the child and staff and the home " * 2_000, RULED_OUT.all))


GROUP = CONDUCT["group-punished"]


def test_an_item_of_a_list_of_bans_is_denied_unless_it_has_a_verb_of_its_own() -> None:
    ban = "None of the following is ever used as discipline, or threatened:"
    assert [one.is_denied for one in described(f"{ban} making the whole group pay.", [GROUP])] == [True]
    said = "Nobody is singled out: making the whole group pay is our rule."
    assert True not in [one.is_denied for one in described(said, [GROUP])]
