"""Several runs become one ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Hit


def fuse(runs: Mapping[str, Sequence[Hit]], weights: Mapping[str, float]) -> dict[str, float]:
    """Passage id to fused score, best first.

    Each run's scores are brought to 0..1 over its own hits (its best is 1, its last a little over 0), weighed and
    added. Unlike reciprocal ranks this keeps how far the best stands above the rest (see docs/adr/0005).
    """
    fused: dict[str, float] = {}
    for name, hits in runs.items():
        for passage_id, share in _to_shares(hits):
            fused[passage_id] = fused.get(passage_id, 0.0) + weights[name] * share
    return dict(sorted(fused.items(), key=lambda item: (-item[1], item[0])))


def _to_shares(hits: Sequence[Hit]) -> list[tuple[str, float]]:
    if not hits:
        return []
    best, last = hits[0].score, hits[-1].score
    width = best - last
    if width <= 0:
        return [(hit.passage_id, 1.0) for hit in hits]
    return [(hit.passage_id, 0.02 + 0.98 * (hit.score - last) / width) for hit in hits]
