"""Chroma comes without its exporter of traces and without its check of itself, and nothing of either is changed."""

from __future__ import annotations

import subprocess
import sys

import overrides
import pytest


class Above:
    def method(self) -> int:
        return 1


def test_what_exports_traces_is_not_loaded() -> None:
    program = (
        "import sys, ingest.chroma; exporter = 'opentelemetry.exporter.otlp.proto.grpc.trace_exporter'; "
        "print(sorted({'grpc', exporter} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stdout == "[]\n"


def test_the_check_is_what_it_was_for_everybody_else() -> None:
    import ingest.chroma  # noqa: F401, PLC0415

    with pytest.raises(TypeError):

        class Below(Above):
            @overrides.override
            def method(self, needed: int) -> int:  # type: ignore[override]
                return needed
