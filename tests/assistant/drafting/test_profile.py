from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.home_profile import CONDITIONS, label_of
from assistant.drafting.profile import check_profile, field_paths, home_profile, load_profile, schema_json
from assistant.drafting.profile_form import LONGEST_TEXT, ProfileIn
from assistant.errors import UnsoundProfile

PROJECT = Path(__file__).resolve().parents[3]
RI: dict[str, Any] = {"responsible_individual": {}}


def test_the_published_schema_is_that_of_the_form() -> None:
    assert (PROJECT / "docs" / "profile.schema.json").read_text(encoding="utf-8") == schema_json()


def test_the_example_tells_every_field() -> None:
    told = home_profile(load_profile(PROJECT / "corpus" / "profile.example.toml"))
    assert set(field_paths()) - set(told.values) == {"staff_sex"}
    assert None not in told.conditions.values()


def test_nothing_told_is_nothing_known() -> None:
    told = home_profile(check_profile({}))
    assert (told.name, dict(told.values)) == ("the home", {})
    assert dict(told.conditions) == dict.fromkeys(CONDITIONS)


def test_what_is_told_is_kept_in_words() -> None:
    told = home_profile(
        check_profile(
            {
                "places": 4,
                "school": True,
                "buildings": ["Elm House", "The Annexe"],
                "website": False,
                "healthcare": True,
                "provider_type": "local_authority",
                "responsible_individual": {"name": "A. Example"},
                "registered_manager": {"started": "2023-09-04"},
                "ethos": "  Calm.\r\nKind. ",
                "needs": "",
                "facts": {"sop-01.needs": "Many <b>needs</b> & wants", "empty": ""},
            }
        )
    )
    assert told.values == {
        "provider_type": "local authority",
        "responsible_individual.name": "A. Example",
        "registered_manager.started": "4 September 2023",
        "places": "4",
        "ethos": "Calm.\nKind.",
        "school": "Yes",
        "buildings": "Elm House; The Annexe",
        "website": "The home has no website.",
        "facts.sop-01.needs": "Many <b>needs</b> & wants",
    }
    true = ["school", "several_buildings", "healthcare_provided", "provider_is_organisation", "has_manager"]
    assert [name for name in true if told.conditions[name]] == true
    assert told.conditions["provider_is_local_authority"] is True
    assert (told.conditions["website"], told.conditions["provider_is_individual"]) == (False, False)
    assert told.conditions["secure"] is None


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"nmae": "Elm House"}, "nmae: there is no such field"),
        ({"<b>": "Elm House"}, "?: there is no such field"),
        ({"places": "4"}, "places: should be a whole number"),
        ({"places": 4.5}, "places: should be a whole number"),
        ({"places": True}, "places: should be a whole number"),
        ({"places": 0}, "places: Input should be greater than or equal to 1"),
        ({"school": "yes"}, "school: should be true or false"),
        ({"age_from": 12, "age_to": 8}, "age_from and age_to: the youngest child is older than the oldest"),
        ({"age_to": 180}, "age_to: Input should be less than or equal to 25"),
        ({"provider_type": "charity"}, "provider_type: Input should be 'individual'"),
        ({"provider_type": "organisation"}, "provider_type and responsible_individual: an organisation or"),
        ({"provider_type": "local_authority"}, "provider_type and responsible_individual: an organisation or"),
        ({"provider_type": "individual"} | RI, "provider_type and responsible_individual: only an organisation or"),
        ({"provider_type": "partnership"} | RI, "provider_type and responsible_individual: only an organisation or"),
        ({"single_sex_staff": False, "staff_sex": "Women"}, "single_sex_staff and staff_sex"),
        ({"registered_manager": {"started": 2020}}, "registered_manager.started: should be a date"),
        ({"registered_manager": {"started": "soon"}}, "registered_manager.started: Input should be a valid date"),
        ({"registered_manager": True}, "registered_manager: should be a table"),
        ({"buildings": "Elm House"}, "buildings: should be a list"),
        ({"needs": "x" * 100_000}, f"needs: String should have at most {LONGEST_TEXT} characters"),
        ({"name": "Elm\x07 House"}, "name: holds control characters"),
        ({"name": "Elm \u202eHouse"}, "name: holds control characters"),
        ({"facts": {"A b": "x"}}, "facts: a name has small letters"),
        ({"facts": {"a": 3}}, "facts: should be text"),
        ([], "should be a table"),
        (None, "should be a table"),
    ],
)
def test_what_is_wrong_is_named(told: Any, says: str) -> None:
    with pytest.raises(UnsoundProfile, match=re.escape(says)):
        check_profile(told)


def test_everything_wrong_is_named_at_once_and_no_value_repeated() -> None:
    with pytest.raises(UnsoundProfile) as raised:
        check_profile({"places": "four-xyzzy", "ethos": ["xyzzy"], "name": "xyzzy\x00"})
    assert [field in str(raised.value) for field in ("places", "ethos", "name")] == [True] * 3
    assert "xyzzy" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("home.toml", b"name = ", "home.toml: is not .toml in UTF-8"),
        ("home.json", b"{", "home.json: is not .json in UTF-8"),
        ("home.json", b"[" * 100_000, "home.json: is not .json in UTF-8"),
        ("home.toml", b"name = '\xff'", "home.toml: is not .toml in UTF-8"),
        ("home.toml", b"#" * 1_000_001, "1,000,000 bytes at most"),
        ("home.json", b'{"name": "\\ud800"}', "name"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnsoundProfile, match=re.escape(says)):
        load_profile(file)
    assert file.read_bytes() == content


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnsoundProfile, match=r"none\.toml: cannot be read"):
        load_profile(tmp_path / "none.toml")


def test_json_and_toml_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text(json.dumps({"name": "Elm House", "registered_manager": {"name": "B"}}))
    (tmp_path / "home.toml").write_text('name = "Elm House"\n[registered_manager]\nname = "B"\n')
    assert load_profile(tmp_path / "home.json") == load_profile(tmp_path / "home.toml")


@given(
    st.dictionaries(
        st.text(max_size=20), st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()))
    )
)
def test_a_profile_is_sound_or_refused(told: dict[str, Any]) -> None:
    try:
        sound = check_profile(told)
    except UnsoundProfile:
        return
    assert set(told) <= set(ProfileIn.model_fields)
    assert ProfileIn.model_validate_json(sound.model_dump_json(exclude_unset=True)) == sound


def test_an_answer_is_found_under_its_field_or_its_gap() -> None:
    told = home_profile(check_profile({"needs": "Many", "facts": {"sop-1.review": "Yearly"}}))
    assert told.told("needs", "sop-1.needs") == ("needs", "Many")
    assert told.told("", "sop-1.review") == ("facts.sop-1.review", "Yearly")
    assert told.told("ethos", "sop-1.ethos") is None


def test_fields_have_names_for_reading() -> None:
    assert [label_of(field) for field in ("urn", "age_from", "facts.a_b")] == [
        "Unique reference number (URN)",
        "Youngest age",
        "A b",
    ]
