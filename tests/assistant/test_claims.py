from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims import Excess, Ground, excess, overlap
from assistant.model_answer import ground_of
from assistant.verification import cite_provision
from ingest.document import Authority, Force
from tests.assistant.official_corpus import official_corpus

EXAMPLES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "claim_examples.toml").read_text(encoding="utf-8"))
GROUNDS = {
    name: Ground(g["words"], g["opening"], g["label"], g["titles"], Authority(g["authority"]), Force(g["force"]))
    for name, g in EXAMPLES["ground"].items()
}
stands = st.sampled_from(EXAMPLES["stands"])


@pytest.mark.parametrize("example", EXAMPLES["stands"], ids=lambda example: example["text"][:60])
def test_what_the_quotes_carry_stands(example: dict[str, str]) -> None:
    assert excess(example["text"], [GROUNDS[example["ground"]]]) == ()


@pytest.mark.parametrize("example", EXAMPLES["falls"], ids=lambda example: example["text"][:60])
def test_what_the_quotes_do_not_carry_falls(example: dict[str, str]) -> None:
    assert Excess[example["excess"]] in excess(example["text"], [GROUNDS[example["ground"]]])


@pytest.mark.official
@pytest.mark.parametrize(
    ("kind", "falls"),
    [("official_stands", False), ("official_lost", True), ("official_falls", True), ("official_missed", False)],
)
def test_over_whole_provisions_the_rules_do_what_was_measured(kind: str, falls: bool, official: Path) -> None:
    corpus = official_corpus(official)
    for example in EXAMPLES[kind]:
        cited = [cite_provision(corpus, corpus.provision(one)) for one in example["provisions"]]
        found = excess(example["text"], [ground_of(corpus, citation) for citation in cited])
        assert bool(found) is falls, (example["text"], found)


@given(stands, st.integers(2, 10_000), st.sampled_from(["{} days", "{} times", "{}", "{} working days", "{}%"]))
def test_a_number_that_the_quotes_do_not_have_never_passes(example: dict[str, str], number: int, form: str) -> None:
    ground = GROUNDS[example["ground"]]
    if str(number) not in f"{ground.words} {ground.opening}":
        added = f"{example['text'].rstrip('.')}, {form.format(number)}."
        assert {Excess.NUMBER, Excess.PROVISION} & set(excess(added, [ground]))  # "paragraphs 19 and 20, 3"


@given(stands, st.integers(1, 99), st.sampled_from(["Regulation {}", "paragraph {}.4", "Schedule {}", "reg. {}(2)"]))
def test_a_provision_that_is_not_cited_never_passes(example: dict[str, str], number: int, form: str) -> None:
    ground = GROUNDS[example["ground"]]
    if str(number) not in f"{ground.words} {ground.opening} {ground.label}":
        added = f"{example['text'].rstrip('.')} ({form.format(number)})."
        assert Excess.PROVISION in excess(added, [ground])


@given(stands, st.sampled_from(["the deputy manager", "the court", "a social worker", "the Secretary of State"]))
def test_a_role_that_the_quotes_do_not_name_never_passes(example: dict[str, str], role: str) -> None:
    added = f"{example['text'].rstrip('.')}, with {role}."
    assert Excess.ROLE in excess(added, [GROUNDS[example["ground"]]])


@given(stands)
def test_should_never_becomes_must(example: dict[str, str]) -> None:
    ground = GROUNDS[example["ground"]]
    if ground.force is Force.SHOULD:
        assert Excess.FORCE in excess(example["text"].replace("should", "must") + " This is mandatory.", [ground])


@given(stands, st.sampled_from(sorted(GROUNDS)))
def test_more_quotes_of_the_same_force_and_source_never_make_a_statement_fall(
    example: dict[str, str], more: str
) -> None:
    ground, other = GROUNDS[example["ground"]], GROUNDS[more]
    if (ground.force, ground.authority) == (other.force, other.authority):
        assert Excess.NUMBER not in excess(example["text"], [ground, other])
        assert Excess.MATTER not in excess(example["text"], [ground, other])
        assert Excess.FORCE not in excess(example["text"], [ground, other])


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    excess(text, [GROUNDS["16(3)"]])


def test_a_statement_on_a_must_and_a_should_keeps_them_apart() -> None:
    both = [GROUNDS["33(4)(b)"], GROUNDS["10.11"]]
    inflated = "The registered person must ensure that staff can access facilities to support their training needs."
    assert Excess.FORCE in excess(inflated, both)


def test_overlap_counts_the_words_that_tell() -> None:
    assert overlap("The registered person must notify HMCI of any pink revisions.", [GROUNDS["16(3)"]]) == (2, 3)
