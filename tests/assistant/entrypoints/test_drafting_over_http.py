"""A service with a model drafts: sections arrive as they are done, and who hangs up ends the work."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest

from tests.assistant.entrypoints.running import events_of
from tests.assistant.entrypoints.test_model_over_http import service
from tests.assistant.model_server import says, serving, statements

pytestmark = pytest.mark.official

WANTED = {"kind": "policy/bullying", "profile": {"name": "Elm House"}}
EVENTS = {"Accept": "text/event-stream"}
NOTHING = '{"statements": []}'


def test_a_model_that_lies_in_every_section_leaves_the_draft_as_it_is_without_one(
    ingested_data: Path, tmp_path: Path, model_folder: Path
) -> None:
    lie = ("Elm House meets every standard.", [("E1", "Elm House meets every standard.")])
    with (
        serving(statements(lie)) as server,
        service(ingested_data, tmp_path, model_folder, server) as (url, log),
    ):
        *sections, (name, done) = events_of(
            httpx.post(f"{url}/api/v1/drafts", json=WANTED, headers=EVENTS, timeout=60).text
        )
        plain = httpx.post(f"{url}/api/v1/drafts", json=WANTED | {"model": False}, timeout=60).json()
    assert (name, len(sections), done["mode"], done["model"]) == ("done", len(done["sections"]), "extractive", None)
    assert [one["blocks"] for one in done["sections"]] == [one["blocks"] for one in plain["sections"]]
    told = [notice["text"] for one in done["sections"] for notice in one["notices"]]
    assert told
    assert all("nothing it said was supported" in words for words in told)
    assert "meets every standard" not in json.dumps(done) + log.read_text(encoding="utf-8")


def test_who_hangs_up_ends_the_work_and_nothing_is_kept(
    ingested_data: Path, tmp_path: Path, model_folder: Path
) -> None:
    with (
        serving(says(NOTHING, piece=2, pause=0.05)) as server,
        service(ingested_data, tmp_path, model_folder, server) as (url, _),
    ):
        with httpx.stream("POST", f"{url}/api/v1/drafts", json=WANTED, headers=EVENTS, timeout=60) as response:
            written = ""
            for text in response.iter_text():
                written += text
                if "event: section" in written:
                    break
        deadline, asked = time.monotonic() + 30, -1
        while asked != len(server.requests):
            assert time.monotonic() < deadline
            asked = len(server.requests)
            time.sleep(2)
        owner = json.loads((tmp_path / "data" / "owner.json").read_text(encoding="utf-8"))
        listed = httpx.get(f"{url}/api/v1/drafts", headers={"Authorization": f"Bearer {owner['token']}"}).json()
        whole = events_of(httpx.post(f"{url}/api/v1/drafts", json=WANTED, headers=EVENTS, timeout=60).text)
        asked_for_all = len(server.requests) - asked
    assert listed == []
    assert whole[-1][0] == "done"
    assert asked < asked_for_all
