"""What libraries log, as our own JSON lines: who says it, where and of what kind, and none of its words.

A library's message may quote what was asked (asyncio prints the error of a task, uvicorn that of an application).
"""

from __future__ import annotations

import logging
from typing import Any


class ForeignLog(logging.Handler):
    """Writes a line to ``log`` for each record of the level WARNING or above."""

    def __init__(self, log: Any) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of a record without its message."""
        kind = record.exc_info[0] if record.exc_info else None
        self._log.warning(
            "library",
            logger=record.name,
            at=f"{record.filename}:{record.lineno}",
            severity=record.levelname.lower(),
            **({"error": f"{kind.__module__}.{kind.__qualname__}"} if kind else {}),
        )


def take_over(log: Any) -> None:
    """Send what every library logs to ``log`` and nowhere else, for the rest of the process."""
    root = logging.getLogger()
    root.handlers[:] = [ForeignLog(log)]
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "chromadb"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(capture=True)
