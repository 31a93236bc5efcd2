from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.entrypoints.web.guard import HEADERS, RequestGuard


async def answer(_: Request) -> PlainTextResponse:
    return PlainTextResponse("here")


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    return TestClient(RequestGuard(app, names=["homes.example.org", ""]), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]", "localhost", "a.localhost.", "Homes.Example.org", "homes"])
def test_an_address_a_plain_name_and_the_names_that_are_set_are_ours(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).text == "here"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.nip.io", "a b", "[::1", "evil@x.example", "1.2.3", "."]
)
def test_any_other_name_is_not(client: TestClient, host: str) -> None:
    response = client.get("/", headers={"Host": host})
    assert (response.status_code, response.json()["type"]) == (421, "unknown-host")


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_what_changes_something_comes_from_here(client: TestClient, told: dict[str, str], status: int) -> None:
    assert client.post("/", headers=told).status_code == status
    assert client.get("/", headers=told).status_code == 200, "to look is free"


def test_every_response_has_the_headers_the_refused_too(client: TestClient) -> None:
    for response in (client.get("/"), client.get("/nothing")):
        assert response.headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()
