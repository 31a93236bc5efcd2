"""Ctrl-C while something is imported waits until it is: CPython's import would keep its lock, and lose the interrupt.

What ``importlib`` runs between taking its lock and guarding it, a weak reference's callback among it, has no place for
an exception: it is dropped ("Exception ignored in ..."), and every other thread that imports then waits for ever.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType

AGAIN_AFTER = 0.01
"""Seconds until an interrupt that came inside ``importlib`` is looked at again."""

_IMPORTING = "<frozen importlib"


def wait_for_imports() -> None:
    """From now on SIGINT raises KeyboardInterrupt anywhere but inside ``importlib``, where it comes a moment later.

    Does nothing where somebody else handles SIGINT, outside the main thread, and where there are no interval timers.
    """
    is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_ours and threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGINT, _interrupt)
        signal.signal(signal.SIGALRM, _interrupt)


def _interrupt(_: int, frame: FrameType | None) -> None:
    if frame is not None and frame.f_code.co_filename.startswith(_IMPORTING):
        signal.setitimer(signal.ITIMER_REAL, AGAIN_AFTER)
        return
    raise KeyboardInterrupt
