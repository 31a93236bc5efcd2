"""Ctrl-C and imports."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from assistant.entrypoints.interrupts import AGAIN_AFTER, wait_for_imports


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGALRM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def interrupted_inside_importlib(after: list[str]) -> None:
    """Interrupted where the code calls itself importlib's bootstrap; ``after`` tells whether it went on."""
    names = {"raise_signal": signal.raise_signal, "signal_number": signal.SIGINT, "after": after}
    source = "raise_signal(signal_number)\nafter.append('went on')\n"
    exec(compile(source, "<frozen importlib._bootstrap>", "exec"), names)  # noqa: S102 - a frame of that name


def test_elsewhere_it_comes_at_once() -> None:
    wait_for_imports()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_inside_importlib_it_comes_a_moment_after() -> None:
    wait_for_imports()
    went: list[str] = []
    interrupted_inside_importlib(went)
    with pytest.raises(KeyboardInterrupt):
        time.sleep(50 * AGAIN_AFTER)
    assert went == ["went on"]


def test_whoever_handles_it_already_goes_on_to() -> None:
    def mine(*_: object) -> None:
        return

    signal.signal(signal.SIGINT, mine)
    wait_for_imports()
    assert signal.getsignal(signal.SIGINT) is mine
