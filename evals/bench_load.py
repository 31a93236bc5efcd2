"""Users of a running service: several at once who ask without a pause, and one who looks pages up."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from time import perf_counter

import httpx

from evals.bench_questions import QUESTIONS
from evals.percentiles import middle_and_slow

USERS = 10
PICTURES = 40
_ASK = "/api/v1/ask"
_PATIENCE_SECONDS = 30.0


def warm(url: str) -> dict[str, float]:
    """Have every question asked once by every user, so that what a service keeps is kept from here on."""
    return _load(url, until=0.0, least=len(QUESTIONS))


def ask(url: str, seconds: str) -> dict[str, float]:
    """Ask for some seconds, each user's next question following its last answer."""
    return _load(url, until=perf_counter() + float(seconds), least=1)


def pictures(url: str, most: str = str(PICTURES)) -> dict[str, float]:
    """Time the pictures of pages that answers cite, each with its quote highlighted, one after another."""
    with httpx.Client(base_url=url, timeout=_PATIENCE_SECONDS) as client:
        client.get("/api/v1/documents/guide-2015/pages/1.png").raise_for_status()
        times, errors = [], 0
        for document, page, quote in islice(_cited(client), int(most)):
            started = perf_counter()
            got = client.get(f"/api/v1/documents/{document}/pages/{page}.png", params={"quote": quote})
            times.append((perf_counter() - started) * 1000)
            errors += got.status_code != httpx.codes.OK
        return {**middle_and_slow(times), "pictures": len(times), "errors": errors}


def _load(url: str, until: float, least: int) -> dict[str, float]:
    started = perf_counter()
    with ThreadPoolExecutor(USERS) as pool:
        users = [pool.submit(_user, url, number, until, least) for number in range(USERS)]
        answered = [one for user in users for one in user.result()]
    seconds = perf_counter() - started
    times = [milliseconds for milliseconds, _ in answered]
    return {
        **middle_and_slow(times),
        "requests": len(times),
        "errors": sum(not is_right for _, is_right in answered),
        "per_second": len(times) / seconds,
    }


def _user(url: str, number: int, until: float, least: int) -> list[tuple[float, bool]]:
    """Milliseconds of each request, and whether it was answered; users begin at different questions."""
    answered: list[tuple[float, bool]] = []
    with httpx.Client(base_url=url, timeout=_PATIENCE_SECONDS) as client:
        while len(answered) < least or perf_counter() < until:
            question = QUESTIONS[(number * len(QUESTIONS) // USERS + len(answered)) % len(QUESTIONS)]
            started = perf_counter()
            try:
                is_right = client.post(_ASK, json={"question": question}).status_code == httpx.codes.OK
            except httpx.HTTPError:
                is_right = False
            answered.append(((perf_counter() - started) * 1000, is_right))
    return answered


def _cited(client: httpx.Client) -> Iterator[tuple[str, int, str]]:
    for question in QUESTIONS:
        for statement in client.post(_ASK, json={"question": question}).json().get("statements", ()):
            for citation in statement["citations"]:
                yield citation["document"], citation["pages"][0], citation["quote"]
