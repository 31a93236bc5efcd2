from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance.outdated_names import OutdatedNames, load_outdated_names
from assistant.settings import Settings
from ingest.errors import CatalogueError


@pytest.fixture(scope="module")
def names() -> OutdatedNames:
    return load_outdated_names(Settings().corpus / "outdated_names.toml")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A copy goes to the Local Safeguarding Children Board.", "Local Safeguarding Children Board"),
        ("Tell the LSCB.", "LSCB"),
        ("The CCG pays.", "CCG"),
        ("We meet the National Minimum Standards.", "National Minimum Standards"),
        ("under the Children's Homes Regulations 2001", "Children's Homes Regulations 2001"),
        ("The Regulation 33 visitor came.", "Regulation 33 visitor"),
        ("The home was judged adequate by Ofsted.", "judged adequate"),
        ("A CRB check is made.", "CRB"),
        ("See Working Together to Safeguard Children (2018).", "Working Together to Safeguard Children (2018"),
    ],
)
def test_an_old_name_is_found(names: OutdatedNames, text: str, written: str) -> None:
    assert [text[use.start : use.end] for use in names.uses(text)] == [written]


@pytest.mark.parametrize(
    "text",
    [
        "The safeguarding partners replaced the Local Safeguarding Children Board.",
        "National Minimum Standards for fostering apply to foster carers.",
        "Food is adequate.",
        "Regulation 33 is about employing staff.",
        "Working Together to Safeguard Children (2023) is followed.",
    ],
)
def test_a_name_in_its_place_is_left_alone(names: OutdatedNames, text: str) -> None:
    assert not list(names.uses(text))


@pytest.mark.parametrize("content", ["", "[[name]]\nwas = 'a'", "[[name]]\nwritten=['(']\nwas='a'\nnow='b'\nnote='c'"])
def test_a_file_out_of_form_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "names.toml").write_text(content)
    with pytest.raises(CatalogueError):
        load_outdated_names(tmp_path / "names.toml")
