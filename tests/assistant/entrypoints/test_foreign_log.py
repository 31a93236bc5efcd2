from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from assistant.entrypoints.access_log import json_log
from assistant.entrypoints.foreign_log import ForeignLog

WHISPERED = "xyzzy"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    out = io.StringIO()
    logger = logging.getLogger("some.library")
    handler = ForeignLog(json_log(out))
    logger.addHandler(handler)
    logger.propagate = False
    yield out
    logger.removeHandler(handler)
    logger.propagate = True


def test_what_a_library_logs_is_a_line_without_its_words(written: io.StringIO) -> None:
    try:
        raise ValueError(WHISPERED)
    except ValueError:
        logging.getLogger("some.library").exception("failed on %s", WHISPERED)
    line = json.loads(written.getvalue())
    assert (line["event"], line["logger"], line["error"]) == ("library", "some.library", "builtins.ValueError")
    assert line["at"].startswith("test_foreign_log.py:")
    assert WHISPERED not in written.getvalue()


def test_what_is_less_than_a_warning_is_left_out(written: io.StringIO) -> None:
    logging.getLogger("some.library").info("all is well")
    assert written.getvalue() == ""
