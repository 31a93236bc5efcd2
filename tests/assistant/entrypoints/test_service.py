from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import open_knowledge_base
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.service import Service
from assistant.settings import Settings


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service over an empty data folder, not started."""
    settings = Settings(data=tmp_path / "data", embedding=tmp_path / "none", official=tmp_path)
    service = Service(LocalGateway(open_knowledge_base(settings), settings), "token", None)
    yield service
    service.close()


def test_ingests_that_have_ended_are_forgotten(service: Service, tmp_path: Path) -> None:
    for _ in range(10):
        assert [event.name for event in service.ingest_events([tmp_path / "no.pdf"], again=False) if event] == ["error"]
        for thread in threading.enumerate():
            if thread.name == "followed work":
                thread.join()
    assert len(service._threads) <= 1


def test_the_service_waits_for_an_ingest_under_way_when_it_closes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def ingest(*_: object, **__: object) -> None:
        begun.set()
        go_on.wait(10)
        ended.set()

    monkeypatch.setattr(service, "_ingest", ingest)
    service.ingest_events([], again=False)
    service.warm()
    assert begun.wait(10)
    closing = threading.Thread(target=service.close)
    closing.start()
    assert not ended.is_set()
    go_on.set()
    closing.join(10)
    assert ended.is_set()
