from __future__ import annotations

from assistant.entrypoints.downloads import contents, documented, download


def test_a_file_is_to_be_saved_under_its_name() -> None:
    response = download(b"a,b\n", "register.csv", "text/csv; charset=utf-8")
    assert response.body == b"a,b\n"
    assert response.headers["Content-Disposition"] == 'attachment; filename="register.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_route_tells_media_types_without_their_parameters() -> None:
    assert documented({"csv": "text/csv; charset=utf-8"}) == {
        200: {"description": "The file", "content": {"text/csv": {}}}
    }
    assert list(contents()) == [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/pdf",
        "text/markdown",
    ]
