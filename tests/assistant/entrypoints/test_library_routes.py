from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from assistant.entrypoints.schemas import DocumentOut, ProvisionOut
from tests.assistant.entrypoints.running import Running

pytestmark = pytest.mark.official

PAGE = "/api/v1/documents/guide-2015/pages/53"
QUOTE = "The registered person should have a workforce plan"


def get(service: Running, path: str, **parameters: str) -> Any:
    return service.client.get(path, params=parameters)


def problem(service: Running, path: str, **parameters: str) -> tuple[int, str]:
    response = get(service, path, **parameters)
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["type"]


def test_documents_are_listed_with_what_was_made_of_them(service: Running) -> None:
    documents = [DocumentOut.model_validate(one) for one in get(service, "/api/v1/documents").json()]
    by_id = {document.id: document for document in documents}
    assert (by_id["guide-2015"].pages, by_id["guide-2015"].version) == (81, "1.17")
    assert all(document.provisions and document.passages for document in documents)
    assert get(service, "/api/v1/documents/guide-2015").json() == by_id["guide-2015"].model_dump(mode="json")


def test_an_unknown_document_is_a_problem(service: Running) -> None:
    assert problem(service, "/api/v1/documents/guide-1066") == (404, "unknown-document")


def test_a_page_is_read_by_its_physical_number(service: Running) -> None:
    page = get(service, PAGE).json()
    assert (page["document"], page["page"], page["printed"], page["pages"]) == ("guide-2015", 53, "53", 81)
    assert "10.8 The registered person should have a workforce plan" in page["text"]


@pytest.mark.parametrize("number", ["0", "82", "-1", "9" * 30])
def test_a_page_that_is_not_there_is_a_problem(service: Running, number: str) -> None:
    expected = (404, "unknown-page")
    assert problem(service, f"/api/v1/documents/guide-2015/pages/{number}") == expected
    assert problem(service, f"/api/v1/documents/guide-2015/pages/{number}.png") == expected


def test_a_page_that_is_no_number_is_a_problem(service: Running) -> None:
    assert problem(service, "/api/v1/documents/guide-2015/pages/first") == (422, "invalid-request")


def picture(service: Running, **parameters: str) -> Image.Image:
    response = get(service, f"{PAGE}.png", **parameters)
    assert response.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def test_a_picture_shows_the_quote_highlighted_and_nothing_else(service: Running) -> None:
    plain, marked = picture(service, scale="1"), picture(service, scale="1", quote=QUOTE)
    (rectangle,) = get(service, f"{PAGE}/rectangles", quote=QUOTE).json()
    changed = ImageChops.difference(plain, marked).getbbox()
    assert changed is not None
    width, height = plain.size
    expected = (rectangle["x0"] * width, rectangle["y0"] * height, rectangle["x1"] * width, rectangle["y1"] * height)
    assert changed == pytest.approx(expected, abs=2)


def test_a_picture_has_the_scale_that_was_asked_for(service: Running) -> None:
    assert picture(service, scale="0.5").width * 2 == pytest.approx(picture(service, scale="1").width, abs=2)


@pytest.mark.parametrize("scale", ["0", "-1", "nan", "inf", "5", "large"])
def test_an_odd_scale_is_a_problem(service: Running, scale: str) -> None:
    assert problem(service, f"{PAGE}.png", scale=scale) == (422, "invalid-request")


def test_every_quote_of_an_answer_has_its_rectangles(service: Running) -> None:
    question = "What must the independent person's report say, and who gets a copy?"
    answer = service.client.post("/api/v1/ask", json={"question": question}).json()
    for citation in (citation for statement in answer["statements"] for citation in statement["citations"]):
        for page in citation["pages"]:
            path = f"/api/v1/documents/{citation['document']}/pages/{page}/rectangles"
            assert get(service, path, quote=citation["quote"]).json(), (citation["provision"], page)


def test_a_quote_that_runs_over_a_page_is_shown_on_both(service: Running) -> None:
    texts = [get(service, f"/api/v1/documents/regulations-2015/pages/{n}").json()["text"].split() for n in (31, 32)]
    quote = " ".join([*texts[0][-12:], *texts[1][:12]])
    for page in (31, 32):
        assert get(service, f"/api/v1/documents/regulations-2015/pages/{page}/rectangles", quote=quote).json()


def test_words_that_are_not_there_have_no_rectangle(service: Running) -> None:
    assert get(service, f"{PAGE}/rectangles", quote="the moon is made of green cheese").json() == []


def test_a_web_page_has_no_pictures(service: Running) -> None:
    assert get(service, "/api/v1/documents/sccif-2025/pages/3").json()["printed"].startswith("#")
    assert problem(service, "/api/v1/documents/sccif-2025/pages/3.png") == (404, "unknown-page")


def test_a_provision_is_shown_by_its_id(service: Running) -> None:
    response = get(service, "/api/v1/provisions/regulations-2015/regulation/28/2")
    provision = ProvisionOut.model_validate(response.json())
    assert (provision.provision, provision.pages, provision.parent) == (
        "reg 28(2)",
        [22],
        "regulations-2015/regulation/28",
    )
    assert "regulations-2015/regulation/28/2/c" in provision.children


@pytest.mark.parametrize(
    ("reference", "provision_id"),
    [
        ("reg 28(2)", "regulations-2015/regulation/28/2"),
        ("10.12", "guide-2015/paragraph/10.12"),
        ("sch 1 para 19", "regulations-2015/schedule/1/19"),
        ("guide-2015/regulation/5", "guide-2015/regulation/5"),
    ],
)
def test_a_provision_is_looked_up_as_it_is_written(service: Running, reference: str, provision_id: str) -> None:
    (found,) = get(service, "/api/v1/provisions", ref=reference).json()
    assert found == get(service, f"/api/v1/provisions/{provision_id}").json()


def test_an_unknown_provision_is_a_problem_that_names_the_nearest(service: Running) -> None:
    assert problem(service, "/api/v1/provisions/regulations-2015/regulation/99") == (404, "unknown-provision")
    response = get(service, "/api/v1/provisions", ref="reg 28(9)")
    assert (response.status_code, response.json()["type"]) == (404, "unknown-provision")
    assert "reg 28 (regulations-2015/regulation/28)" in response.json()["detail"]
