from __future__ import annotations

from evals.bench_questions import PASSES, QUESTIONS, ask_all


def test_the_questions_are_forty_and_varied() -> None:
    assert len(set(QUESTIONS)) == 40
    assert len({question.split()[0] for question in QUESTIONS}) > 10


def test_a_first_pass_warms_and_is_not_timed() -> None:
    asked: list[str] = []
    times = ask_all(asked.append)
    assert asked == list(QUESTIONS) * (PASSES + 1)
    assert len(times) == len(QUESTIONS) * PASSES
    assert min(times) >= 0
