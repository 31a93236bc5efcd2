from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints.draft_schemas import DraftKind, DraftOut
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from tests.assistant.entrypoints.running import Running, events_of

pytestmark = pytest.mark.official

BULLYING = {"kind": "policy/bullying", "profile": {"name": "Elm House", "places": 4}}


def make(service: Running, body: object) -> Any:
    return service.client.post("/api/v1/drafts", json=body)


def test_every_kind_says_what_it_needs(service: Running) -> None:
    kinds = [DraftKind.model_validate(one) for one in service.client.get("/api/v1/requirements").json()]
    assert {"statement_of_purpose", "policy/bullying"} <= {one.kind for one in kinds}
    assert all(one.items and "regulations-2015" in one.governed_by for one in kinds[:-1])
    assert (kinds[-1].kind, kinds[-1].items) == ("section", 0)


def test_a_draft_is_made_kept_and_shown(service: Running) -> None:
    response = make(service, BULLYING)
    made = DraftOut.model_validate(response.json())
    assert (made.version, made.profile_name, made.stale) == (1, "Elm House", 0)
    assert made.gaps == sum(block.block == "gap" for section in made.sections for block in section.blocks)
    statements = [block for section in made.sections for block in section.blocks if block.block == "statement"]
    assert all(block.citations and block.citations[0].quote for block in statements)
    assert {"regulations-2015", "guide-2015"} == {document.id for document in made.documents}
    assert service.client.get(f"/api/v1/drafts/{made.id}").json() == response.json()


def test_a_draft_is_removed_with_all_its_versions(service: Running) -> None:
    made = make(service, BULLYING).json()
    removed = service.client.delete(f"/api/v1/drafts/{made['id']}")
    assert (removed.status_code, removed.json()) == (200, {"status": "removed"})
    for method in ("GET", "DELETE"):
        response = service.client.request(method, f"/api/v1/drafts/{made['id']}")
        assert (response.status_code, response.json()["type"]) == (404, "unknown-draft")


def test_a_section_is_made_anew_with_what_is_now_known(service: Running) -> None:
    made = make(service, BULLYING).json()
    gap = next(block for section in made["sections"] for block in section["blocks"] if block["block"] == "gap")
    section = next(one["section"] for one in made["coverage"] if one["item"] == gap["requirement"])
    profile = {"name": "Elm House", "facts": {gap["id"]: "As told."}}
    path = f"/api/v1/drafts/{made['id']}/sections/{section}/regenerate"
    again = service.client.post(path, json={"profile": profile}).json()
    assert again["version"] == 2
    blocks = [block for one in again["sections"] if one["id"] == section for block in one["blocks"]]
    assert "As told." in [block.get("text") for block in blocks]
    others = [[one for one in each["sections"] if one["id"] != section] for each in (made, again)]
    assert others[0] == others[1]
    assert service.client.get(f"/api/v1/drafts/{made['id']}", params={"version": 1}).json() == made
    assert service.client.post(path, json={}).json()["version"] == 3


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_draft_is_written_to_a_file(service: Running, file_format: FileFormat) -> None:
    made = make(service, BULLYING).json()
    response = service.client.get(f"/api/v1/drafts/{made['id']}.{file_format}")
    assert response.headers["Content-Type"] == MEDIA_TYPES[file_format]
    assert response.headers["Content-Disposition"] == f'attachment; filename="{made["id"]}.{file_format}"'
    assert response.content.startswith({"docx": b"PK", "pdf": b"%PDF", "md": b"# "}[file_format])
    assert service.client.get(f"/api/v1/drafts/{made['id']}.exe").status_code == 422
    assert service.client.get(f"/api/v1/drafts/none.{file_format}").status_code == 404


def test_sections_come_one_by_one_and_the_draft_last(service: Running) -> None:
    headers = {"Accept": "text/event-stream"}
    response = service.client.post("/api/v1/drafts", json=BULLYING, headers=headers)
    assert response.headers["Content-Type"].startswith("text/event-stream")
    *sections, (name, done) = events_of(response.text)
    assert name == "done"
    assert [(name, data["done"], data["section"]) for name, data in sections] == [
        ("section", number, section) for number, section in enumerate(done["sections"], start=1)
    ]
    assert {data["total"] for _, data in sections} == {len(done["sections"])}
    assert service.client.get(f"/api/v1/drafts/{done['id']}").json() == done
    refused = service.client.post("/api/v1/drafts", json={"kind": "fostering"}, headers=headers)
    ((name, problem),) = events_of(refused.text)
    assert (name, problem["type"], problem["status"]) == ("error", "unknown-draft-kind", 404)


def test_gaps_are_filled_in_place(service: Running) -> None:
    made = make(service, BULLYING).json()
    gap = next(block for section in made["sections"] for block in section["blocks"] if block["block"] == "gap")
    path = f"/api/v1/drafts/{made['id']}/profile"
    again = service.client.patch(path, json={"answers": {gap["field"]: "As told.", "name": "Oak House"}}).json()
    assert (again["version"], again["profile_name"], again["gaps"]) == (2, "Oak House", made["gaps"] - 1)
    changed = [new["id"] for old, new in zip(made["sections"], again["sections"], strict=True) if old != new]
    assert len(changed) == 1
    taken_back = service.client.patch(path, json={"answers": {gap["field"]: " "}}).json()
    assert (taken_back["version"], taken_back["gaps"]) == (3, made["gaps"])


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"places": "four"}, "places: should be a whole number"),
        ({"nowhere": "x"}, "nowhere: there is no such field"),
        ({"age_from": "12", "age_to": "8"}, "the youngest child is older than the oldest"),
        ({"name.first": "x"}, "name: should be text"),
        ({"": "x"}, None),
    ],
)
def test_an_answer_that_is_not_in_its_form_changes_nothing(
    service: Running, answers: dict[str, str], words: str | None
) -> None:
    made = make(service, BULLYING).json()
    response = service.client.patch(f"/api/v1/drafts/{made['id']}/profile", json={"answers": answers})
    kind = "unsound-profile" if words else "invalid-request"
    assert (response.status_code, response.json()["type"]) == (422, kind)
    assert (words or "") in response.json()["detail"]
    assert service.client.get(f"/api/v1/drafts/{made['id']}").json() == made


def test_own_words_take_the_texts_place_and_stay_until_they_are_discarded(service: Running) -> None:
    made = make(service, BULLYING).json()
    first = made["sections"][0]
    path = f"/api/v1/drafts/{made['id']}/sections/{first['id']}"
    own = service.client.put(f"{path}/own-words", json={"text": "We are <b>kind</b>."}).json()
    blocks = own["sections"][0]["blocks"]
    assert (own["version"], blocks[0]) == (2, {"block": "own_words", "text": "We are <b>kind</b>."})
    beside = [block for block in blocks if block["block"] == "statement"]
    assert [block["text"] for block in beside] == [b["text"] for b in first["blocks"] if b["block"] == "statement"]
    assert all(block["checklist"] and block["citations"] for block in beside)
    assert own["sections"][1:] == made["sections"][1:]
    states = {"covered": "to be checked"}
    assert own["coverage"] == [
        row | {"state": states.get(row["state"], row["state"])} if row["section"] == first["id"] else row
        for row in made["coverage"]
    ]
    assert own["share_covered"] < made["share_covered"]
    kept = service.client.post(f"{path}/regenerate", json={}).json()
    assert kept["sections"] == own["sections"]
    filled = service.client.patch(f"/api/v1/drafts/{made['id']}/profile", json={"answers": {"school": "yes"}}).json()
    assert filled["sections"][0]["blocks"][0] == blocks[0]
    back = service.client.post(f"{path}/regenerate", json={"discard_own_words": True}).json()
    assert back["version"] == 5
    assert {row["state"] for row in back["coverage"] if row["section"] == first["id"]} >= {"covered"}
    assert not any(block["block"] == "own_words" for section in back["sections"] for block in section["blocks"])
    nowhere = service.client.put(f"/api/v1/drafts/{made['id']}/sections/nowhere/own-words", json={"text": "x"})
    assert (nowhere.status_code, nowhere.json()["type"]) == (404, "unknown-section")


def test_an_id_is_no_option_of_a_command(service: Running) -> None:
    assert all(make(service, BULLYING).json()["id"].isalnum() for _ in range(3))


def test_a_section_on_a_topic(service: Running) -> None:
    made = make(service, {"kind": "section", "topic": "restraint"}).json()
    assert (made["title"], made["sections"][0]["id"]) == ("Restraint", "statute")


def test_drafts_are_listed_for_the_owner_alone(service: Running) -> None:
    made = make(service, BULLYING).json()
    assert service.client.get("/api/v1/drafts").status_code == 401
    listed = service.client.get("/api/v1/drafts", headers=service.owner).json()
    assert {key: listed[0][key] for key in ("id", "version", "title")} == {
        "id": made["id"],
        "version": 1,
        "title": made["title"],
    }


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"kind": "fostering"}, 404, "unknown-draft-kind"),
        ({"kind": "../secrets"}, 404, "unknown-draft-kind"),
        ({"kind": "section"}, 422, "empty-question"),
        ({"kind": "section", "topic": "the offside rule"}, 422, "topic-not-in-sources"),
        ({}, 422, "invalid-request"),
        ({"kind": "policy/bullying", "profile": {"nmae": "Elm"}}, 422, "invalid-request"),
        ({"kind": "policy/bullying", "profile": {"places": "four"}}, 422, "invalid-request"),
        ({"kind": "policy/bullying", "profile": {"provider_type": "organisation"}}, 422, "invalid-request"),
        ({"kind": "policy/bullying", "profile": {"needs": "x" * 100_000}}, 422, "invalid-request"),
    ],
)
def test_what_cannot_be_drafted_is_a_problem(service: Running, body: object, status: int, kind: str) -> None:
    response = make(service, body)
    assert (response.status_code, response.json()["type"]) == (status, kind)


def test_a_profile_of_many_pages_is_too_large(service: Running) -> None:
    body = {"kind": "policy/bullying", "profile": {"facts": {f"f{n}": "x" * 19_000 for n in range(15)}}}
    assert make(service, body).status_code == 413


def test_a_contradiction_names_its_fields(service: Running) -> None:
    response = make(service, {"kind": "policy/bullying", "profile": {"age_from": 12, "age_to": 8}})
    assert response.json()["errors"] == [
        {"field": "body.profile", "message": "age_from and age_to: the youngest child is older than the oldest"}
    ]


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/drafts/none", "unknown-draft"),
        ("POST", "/drafts/none/sections/records/regenerate", "unknown-draft"),
    ],
)
def test_what_is_not_kept_is_a_problem(service: Running, method: str, path: str, kind: str) -> None:
    response = service.client.request(method, f"/api/v1{path}", json={} if method == "POST" else None)
    assert (response.status_code, response.json()["type"]) == (404, kind)


def test_a_section_that_is_not_there_is_a_problem(service: Running) -> None:
    made = make(service, BULLYING).json()
    response = service.client.post(f"/api/v1/drafts/{made['id']}/sections/nowhere/regenerate", json={})
    assert (response.status_code, response.json()["type"]) == (404, "unknown-section")


def test_without_documents_nothing_is_drafted(empty_service: Running) -> None:
    response = make(empty_service, {"kind": "section", "topic": "restraint"})
    assert (response.status_code, response.json()["type"]) == (503, "library-empty")


JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.text(max_size=5))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    profile=st.dictionaries(st.sampled_from(list(ProfileIn.model_fields)) | st.text(max_size=5), JUNK, max_size=4),
    topic=st.text(max_size=50) | JUNK,
)
def test_no_profile_and_no_topic_is_a_fault(service: Running, profile: dict[str, Any], topic: object) -> None:
    body = {"kind": "section", "profile": profile, "topic": topic}
    try:
        response = make(service, body)
    except ValueError:  # not every float is JSON
        return
    assert response.status_code in {200, 422}
    assert "internal-error" not in response.text
