"""The console script ``homes``: the product's commands, and those that measure beside them.

It stands here because evals may import assistant and never the other way round (docs/adr/0010). It imports as little
as it can: what stands here is time that a person with a question waits (docs/adr/0019).
"""

from __future__ import annotations

import gc
import sys

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Python's own 700 has imports and an opened library, which all stay, looked through for garbage again and again: a
tenth of the time of a question."""


def run() -> None:
    """Run the command line and end the process, which is left to the system whole: Python's last search for garbage in
    everything that was opened takes 0.1 s and finds nothing that matters.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    from assistant.entrypoints import cli  # noqa: PLC0415 - after the line above

    if not cli.has(sys.argv[1:]):
        import evals.every_command  # noqa: F401, PLC0415 - adds the rest, which takes long to import
    try:
        cli.run()
    finally:
        gc.freeze()
