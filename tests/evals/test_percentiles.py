from __future__ import annotations

import pytest

from evals.percentiles import middle_and_slow, percentile


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([3.0], 95, 3.0), ([4.0, 1.0, 3.0, 2.0], 50, 2.0), ([float(n) for n in range(1, 101)], 95, 95.0), ([], 50, None)],
)
def test_a_percentile_is_one_of_the_values(values: list[float], percent: int, expected: float | None) -> None:
    assert percentile(values, percent) == expected


def test_the_middle_and_the_slow_end_are_named() -> None:
    assert middle_and_slow([4.0, 1.0, 3.0, 2.0]) == {"p50_ms": 2.0, "p95_ms": 4.0}


def test_nothing_timed_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was timed"):
        middle_and_slow([])
