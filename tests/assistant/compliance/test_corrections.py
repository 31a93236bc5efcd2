from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance.corrections import Correction, load_corrections
from ingest.document import Force
from ingest.errors import CatalogueError


def written(folder: Path, text: str) -> Path:
    file = folder / "register.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_correction_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '[[correction]]\nprovision = "law/regulation/1"\nforce = "must"\nbound = ["manager"]\n'
        'deadlines = []\nreason = "So."\n',
    )
    assert load_corrections(file).all == (
        Correction("law/regulation/1", "So.", force=Force.MUST, bound=("manager",), deadlines=()),
    )


def test_a_correction_holds_for_its_provision_and_all_below_it(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '[[correction]]\nprovision = "law/regulation/1"\nleave_out = true\nreason = "So."\n'
        '[[correction]]\nprovision = "guide/paragraph/2#3"\nbound = ["staff"]\nreason = "So."\n',
    )
    corrections = load_corrections(file)
    assert len(corrections.of("law/regulation/1/a", "law/regulation/1/a")) == 1
    assert not corrections.of("law/regulation/10", "law/regulation/10")
    assert len(corrections.of("guide/paragraph/2#3", "guide/paragraph/2")) == 1
    assert not corrections.of("guide/paragraph/2#1", "guide/paragraph/2")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('provision = "x"\nleave_out = true', "reason"),
        ('provision = "x"\nreason = "So."', "put right"),
        ('reason = "So."\nleave_out = true', "provision"),
        ('provision = "x"\nreason = "So."\nwhy = "?"', "unknown field why"),
        ('provision = "x"\nreason = "So."\nforce = "ought"', "not in its form"),
        ('provision = "x"\nreason = "So."\nbound = "staff"', "not in its form"),
    ],
)
def test_what_is_not_in_its_form(tmp_path: Path, table: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        load_corrections(written(tmp_path, f"[[correction]]\n{table}\n"))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_corrections(tmp_path / "none.toml")
