from __future__ import annotations

import pytest

from evals.bench_table import LINES, Goal, Line, growth_table, rows, table

QUICK = Line("a question", "ms", "ours", "naive", "floor", of_naive=1 / 5, over_floor=5, at_most=4)


def goals(ours: float, naive: float = 20.0, floor: float = 1.0) -> tuple[Goal, ...]:
    (row,) = rows({"ours": ours, "naive": naive, "floor": floor}, [QUICK])
    return row.goals


@pytest.mark.parametrize(
    ("ours", "met"), [(3.0, (True, True, True)), (4.5, (False, True, False)), (6.5, (False, False, False))]
)
def test_a_figure_is_held_against_each_of_its_goals(ours: float, met: tuple[bool, ...]) -> None:
    assert tuple(goal.met for goal in goals(ours)) == met


def test_goals_are_told_in_words() -> None:
    assert [goal.words for goal in goals(3.0)] == ["≤ 1/5 of naive", "≤ floor + 5 ms", "≤ 4 ms"]


def test_a_limit_is_within_the_goal() -> None:
    assert all(goal.met for goal in goals(4.0))


def test_what_was_not_measured_has_no_row_and_no_goal() -> None:
    assert rows({"naive": 2.0}, [QUICK]) == ()
    (row,) = rows({"ours": 3.0}, [QUICK])
    assert (row.naive, row.ratio, [goal.words for goal in row.goals]) == (None, None, ["≤ 4 ms"])


def test_the_table_shows_figures_ratio_and_goals() -> None:
    found = rows({"ours": 4.5, "naive": 1234.5, "floor": 0.5}, [QUICK])
    head, rule, row = table(found).splitlines()
    assert len(head) == len(rule) == len(row)
    assert [cell.strip() for cell in head.split("|")[1:-1]] == ["", "ours", "naive", "floor", "ours / naive", "goal"]
    assert [cell.strip() for cell in row.split("|")[1:-1]] == [
        "a question",
        "4.5 ms",
        "1,234 ms",
        "0.5 ms",
        "0.00365",
        "≤ 1/5 of naive: met; ≤ floor + 5 ms: met; ≤ 4 ms: NOT MET",
    ]


def test_growth_has_a_row_for_each_size() -> None:
    shown = growth_table([{"passages": 1000, "p50_ms": 4.25}, {"passages": 10000, "p50_ms": 5.5}]).splitlines()
    assert [line.split("|")[1].strip() for line in shown[2:]] == ["1,000", "10,000"]
    assert "| 4.25 " in shown[2]
    assert "question p50, ms" in shown[0]


def test_every_line_is_told_apart() -> None:
    assert len({line.what for line in LINES}) == len(LINES)
