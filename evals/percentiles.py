"""The middle and the slow end of some times."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil


def percentile(values: Sequence[float], percent: int) -> float | None:
    """Give the smallest of the values that at least ``percent`` (1 to 100) of them do not exceed; None of none."""
    return sorted(values)[ceil(len(values) * percent / 100) - 1] if values else None


def middle_and_slow(milliseconds: Sequence[float]) -> dict[str, float]:
    """Give ``p50_ms`` and ``p95_ms``. Raises ValueError when there is nothing to measure."""
    p50, p95 = percentile(milliseconds, 50), percentile(milliseconds, 95)
    if p50 is None or p95 is None:
        raise ValueError("nothing was timed")
    return {"p50_ms": p50, "p95_ms": p95}
