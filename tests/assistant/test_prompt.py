from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import PromptError
from assistant.model_answer import Prompts
from assistant.prompt import Prompt, load_prompt

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"

GREETING = '+++\npurpose = "a greeting"\nvariables = ["name"]\n+++\nDear {{name}},\n'


def loaded(folder: Path, text: str) -> Prompt:
    (folder / "greeting.md").write_text(text, encoding="utf-8")
    return load_prompt(folder, "greeting")


def test_a_prompt_is_rendered_and_named_by_its_hash(tmp_path: Path) -> None:
    rendered = loaded(tmp_path, GREETING).render(name="Sam")
    assert rendered.text == "Dear Sam,"
    assert rendered.sha256 == hashlib.sha256(b"Dear Sam,").hexdigest()


def test_a_change_on_disk_does_not_reach_a_prompt_already_loaded(tmp_path: Path) -> None:
    prompt = loaded(tmp_path, GREETING)
    (tmp_path / "greeting.md").write_text("gone", encoding="utf-8")
    assert prompt.render(name="Sam").text == "Dear Sam,"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GREETING.replace("{{name}}", "you"), "name: declared but not used in the text"),
        (GREETING.replace("Dear", "{{title}}"), "title: used in the text but not declared"),
        (GREETING.replace("purpose", "aim"), "a purpose and a list of variables"),
        (GREETING.replace("= [", "= "), "prompt greeting: "),
        ("Dear {{name}}", "between two +++ lines"),
    ],
)
def test_a_file_that_is_not_in_the_form_says_so(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PromptError) as raised:
        loaded(tmp_path, text)
    assert message in str(raised.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="greeting"):
        load_prompt(tmp_path, "greeting")


@pytest.mark.parametrize(
    ("values", "message"),
    [({}, "name: declared but not given"), ({"name": "S", "age": "9"}, "age: given but not declared")],
)
def test_a_prompt_is_rendered_with_its_own_variables_only(tmp_path: Path, values: dict[str, str], message: str) -> None:
    with pytest.raises(PromptError, match=message):
        loaded(tmp_path, GREETING).render(**values)


@given(st.text())
def test_a_value_is_never_read_for_variables(value: str) -> None:
    prompt = Prompt("p", "{{a}} and {{b}}", frozenset({"a", "b"}))
    assert prompt.render(a=value, b="{{a}}").text == f"{value} and {{{{a}}}}"


def test_the_prompts_of_the_product_are_in_their_form() -> None:
    prompts = Prompts.load(PROMPTS)
    assert "{{" not in prompts.instructions.text
    assert prompts.evidence.variables == {"question", "evidence"}
    assert {file.stem for file in PROMPTS.glob("*.md")} == {
        "README",
        "answer",
        "evidence",
        "repair",
        "section",
        "items",
        "point",
        "review",
    }
