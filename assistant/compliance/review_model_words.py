"""The fixed words on a language model's part in a review: what it read, what was kept out, where it failed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composing import WHY
from assistant.errors import ModelFault

FAILED = (
    "The language model {model} could not be used: {why}. The review stands as it is made without a model, by "
    "likeness, words and figures."
)
FAILED_IN_PART = "The language model {model} stopped short: {why}. It read {read} of {asked} requirements."
READ = (
    "The language model {model} read {read} of {all} requirements too, those first that rules leave open. What it read "
    "stands apart under its name, each with both quotations: no finding rests on it."
)
DISPUTED = (
    "The language model {model} read {count} otherwise than words and figures settle it. These stand, and its readings "
    "are not shown."
)
KEPT_OUT = (
    "{count} of the model's readings kept out: a quotation does not stand where it is said to, or does not bear it out."
)


def notices_of_model(
    model: str, counts: tuple[int, int, int], fault: ModelFault | None, disputed: int, removed: int
) -> Iterator[str]:
    """What a reader is told of ``model``'s part; ``counts`` are requirements read, to be asked about, and all."""
    read, asked, whole = counts
    if fault is not None:
        words = FAILED if not read else FAILED_IN_PART
        yield words.format(model=model, why=WHY[fault], read=read, asked=asked)
    if read:
        yield READ.format(model=model, read=read, all=whole)
    if disputed:
        yield DISPUTED.format(model=model, count="1 finding" if disputed == 1 else f"{disputed} findings")
    if removed:
        yield KEPT_OUT.format(count=removed)
