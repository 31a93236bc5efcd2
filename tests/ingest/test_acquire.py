"""Fetching against a real server on this machine, which misbehaves as told."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ingest.acquire import Fetching, acquire
from ingest.catalogue import CatalogueEntry
from ingest.document import Authority
from ingest.errors import AcquisitionError, ChecksumMismatch, DocumentMissing

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><body>moved</body></html>"

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the server's next behaviour; the last one stays."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Range"))
        behaviours = self.server.behaviours
        (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(self)

    def log_message(self, *args: object) -> None:
        """Quiet."""

    def answer(self, status: int, body: bytes, announced: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if announced is None else announced))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    behaviours: list[Behaviour]
    asked: list[str | None]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/document"


def whole(handler: Handler) -> None:
    """The document, honouring Range."""
    wanted = handler.headers.get("Range")
    if wanted is None:
        return handler.answer(200, PDF)
    start = int(wanted.removeprefix("bytes=").removesuffix("-"))
    if start >= len(PDF):
        return handler.answer(416, b"", Content_Range=f"bytes */{len(PDF)}")
    return handler.answer(206, PDF[start:], Content_Range=f"bytes {start}-{len(PDF) - 1}/{len(PDF)}")


def whole_whatever_is_asked(handler: Handler) -> None:
    handler.answer(200, PDF)


def cut_off(handler: Handler) -> None:
    """Announces the whole document, sends 50,000 bytes of it and hangs up."""
    handler.answer(200, PDF[:50_000], announced=len(PDF))
    handler.close_connection = True


def cut_off_unannounced(handler: Handler) -> None:
    """Half the document with no length given: the end of the connection is the end of the body."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(PDF[:50_000])


def resumes_elsewhere(handler: Handler) -> None:
    handler.answer(206, PDF[10:], Content_Range=f"bytes 10-{len(PDF) - 1}/{len(PDF)}")


def says(status: int, body: bytes = b"") -> Behaviour:
    return lambda handler: handler.answer(status, body)


def to(url: str) -> Behaviour:
    return lambda handler: handler.answer(302, b"", Location=url)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Handler)
    running.behaviours, running.asked = [whole], []
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def entry(server: Server) -> CatalogueEntry:
    return CatalogueEntry(
        id="guide-2015",
        title="Guide",
        short_title="the Guide",
        publisher="Department for Education",
        authority=Authority.STATUTORY_GUIDANCE,
        version="1.17",
        as_at=date(2015, 4, 1),
        supersedes=(),
        url=server.url,
        licence="OGL-3.0",
        sha256=hashlib.sha256(PDF).hexdigest(),
        fewest_pages=1,
        most_pages=1,
        file="guide.pdf",
        media="pdf",
        layout="numbered_guidance",
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def quick(pauses: list[float] | None = None) -> Fetching:
    return Fetching(
        attempts=3, connect_timeout=2.0, read_timeout=2.0, pause=(pauses if pauses is not None else []).append
    )


def test_a_download_arrives_whole_and_leaves_nothing_else(entry: CatalogueEntry, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    path = acquire(entry, tmp_path / "official", progress=lambda *step: seen.append(step))
    assert path == tmp_path / "official" / "guide.pdf"
    assert path.read_bytes() == PDF
    assert files(path.parent) == ["guide.pdf"]
    assert seen[-1] == ("guide-2015", len(PDF), len(PDF))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_a_file_already_there_is_kept_without_asking(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(PDF)
    assert acquire(entry, tmp_path).read_bytes() == PDF
    assert server.asked == []


def test_a_damaged_file_already_there_is_fetched_again(entry: CatalogueEntry, tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(PDF[:-9])
    assert acquire(entry, tmp_path).read_bytes() == PDF


def test_a_connection_that_breaks_is_taken_up_where_it_broke(
    entry: CatalogueEntry, server: Server, tmp_path: Path
) -> None:
    server.behaviours = [cut_off, whole]
    assert acquire(entry, tmp_path, fetching=quick()).read_bytes() == PDF
    assert server.asked == [None, "bytes=50000-"]


def test_a_server_that_ignores_range_sends_all_again(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    server.behaviours = [cut_off, whole_whatever_is_asked]
    assert acquire(entry, tmp_path, fetching=quick()).read_bytes() == PDF


def test_a_server_that_resumes_at_another_byte_is_not_believed(
    entry: CatalogueEntry, server: Server, tmp_path: Path
) -> None:
    server.behaviours = [cut_off, resumes_elsewhere, whole]
    assert acquire(entry, tmp_path, fetching=quick()).read_bytes() == PDF
    assert server.asked == [None, "bytes=50000-", None]


def test_the_next_run_takes_up_what_an_earlier_one_left(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    server.behaviours = [cut_off, says(503)]
    with pytest.raises(AcquisitionError, match="in 3 attempts"):
        acquire(entry, tmp_path, fetching=quick())
    assert files(tmp_path) == ["guide.pdf.part"]
    server.behaviours, server.asked = [whole], []
    assert acquire(entry, tmp_path).read_bytes() == PDF
    assert server.asked == ["bytes=50000-"]
    assert files(tmp_path) == ["guide.pdf"]


@pytest.mark.parametrize("left", [PDF, PDF + b"more", b"something else", b""])
def test_whatever_an_earlier_run_left_the_file_comes_out_right(
    entry: CatalogueEntry, tmp_path: Path, left: bytes
) -> None:
    (tmp_path / "guide.pdf.part").write_bytes(left)
    assert acquire(entry, tmp_path, fetching=quick()).read_bytes() == PDF
    assert files(tmp_path) == ["guide.pdf"]


def test_a_file_made_afresh_on_request_is_never_pieced_together(
    entry: CatalogueEntry, server: Server, tmp_path: Path
) -> None:
    server.behaviours = [cut_off, whole]
    assert acquire(replace(entry, sha256=None), tmp_path, fetching=quick()).read_bytes() == PDF
    assert server.asked == [None, None]


def test_a_file_without_a_checksum_must_at_least_be_whole(
    entry: CatalogueEntry, server: Server, tmp_path: Path
) -> None:
    server.behaviours = [cut_off_unannounced]
    with pytest.raises(AcquisitionError, match=r"guide-2015: .* cut short"):
        acquire(replace(entry, sha256=None), tmp_path, fetching=quick())
    assert files(tmp_path) == []


def test_a_busy_server_is_asked_again_after_growing_pauses(
    entry: CatalogueEntry, server: Server, tmp_path: Path
) -> None:
    server.behaviours = [says(503), says(429), whole]
    pauses: list[float] = []
    assert acquire(entry, tmp_path, fetching=quick(pauses)).read_bytes() == PDF
    assert pauses == [0.5, 1.0]


def test_redirects_are_followed(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    server.behaviours = [to(server.url + "/elsewhere"), whole]
    assert acquire(entry, tmp_path).read_bytes() == PDF


def test_a_circle_of_redirects_ends(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    server.behaviours = [to(server.url)]
    with pytest.raises(AcquisitionError, match="leads nowhere"):
        acquire(entry, tmp_path, fetching=quick())


def test_other_bytes_than_the_catalogues_are_refused(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(b"an earlier file")
    server.behaviours = [says(200, PDF.replace(b"1.7", b"1.6"))]
    with pytest.raises(ChecksumMismatch, match=f"guide-2015: .*expected {entry.sha256}"):
        acquire(entry, tmp_path, fetching=quick())
    assert (tmp_path / "guide.pdf").read_bytes() == b"an earlier file"
    assert files(tmp_path) == ["guide.pdf"]


def test_a_page_that_is_gone_is_not_asked_for_twice(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    server.behaviours = [says(404)]
    with pytest.raises(AcquisitionError, match=r"answered 404.*homes corpus fetch --from FOLDER"):
        acquire(entry, tmp_path, fetching=quick())
    assert len(server.asked) == 1
    assert files(tmp_path) == []


def test_a_web_page_in_place_of_a_pdf_is_refused(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    server.behaviours = [says(200, PAGE)]
    with pytest.raises(AcquisitionError, match="did not give a PDF file"):
        acquire(entry, tmp_path, fetching=quick())
    assert files(tmp_path) == []


def test_a_file_without_end_is_given_up(entry: CatalogueEntry, tmp_path: Path) -> None:
    with pytest.raises(AcquisitionError, match="more than 1000 bytes"):
        acquire(entry, tmp_path, fetching=replace(quick(), most_bytes=1000))
    assert files(tmp_path) in ([], ["guide.pdf.part"])


def test_without_a_network_it_says_what_to_do(entry: CatalogueEntry, tmp_path: Path) -> None:
    nowhere = replace(entry, url="http://127.0.0.1:1/guide.pdf")
    with pytest.raises(AcquisitionError, match=r"ConnectError.*homes corpus fetch --from FOLDER.*HOMES_OFFICIAL"):
        acquire(nowhere, tmp_path, fetching=quick())


def test_a_document_without_an_address_says_where_a_person_finds_it(
    entry: CatalogueEntry, server: Server, tmp_path: Path
) -> None:
    by_hand = replace(entry, download=False, note="Listed as Annex A.")
    with pytest.raises(DocumentMissing, match=r"Look for it at http://.* Listed as Annex A\. Then put the file"):
        acquire(by_hand, tmp_path)
    assert server.asked == []


def test_from_a_folder(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "guide.pdf").write_bytes(PDF)
    by_hand = replace(entry, download=False, note="by hand")
    path = acquire(by_hand, tmp_path / "official", from_folder=tmp_path / "given")
    assert path.read_bytes() == PDF
    assert files(path.parent) == ["guide.pdf"]
    assert server.asked == []


def test_a_copy_is_on_the_disk_before_it_has_its_name(
    entry: CatalogueEntry, tmp_path: Path, synced: list[tuple[str, int]]
) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "guide.pdf").write_bytes(PDF)
    acquire(entry, tmp_path / "official", from_folder=tmp_path / "given")
    assert [(name, size) for name, size in synced if name != "official"] == [("guide.pdf.copy", len(PDF))]
    assert synced[-1][0] == "official"


def test_a_download_is_on_the_disk_before_it_has_its_name(
    entry: CatalogueEntry, tmp_path: Path, synced: list[tuple[str, int]]
) -> None:
    acquire(entry, tmp_path / "official", fetching=quick())
    assert synced[0] == ("guide.pdf.part", len(PDF))
    assert synced[-1][0] == "official"


def test_from_the_very_folder_it_belongs_in(entry: CatalogueEntry, tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(PDF)
    assert acquire(entry, tmp_path, from_folder=tmp_path).read_bytes() == PDF


def test_from_a_folder_that_lacks_it(entry: CatalogueEntry, server: Server, tmp_path: Path) -> None:
    with pytest.raises(DocumentMissing, match=r"guide-2015: guide\.pdf is not in the folder"):
        acquire(entry, tmp_path, from_folder=tmp_path / "given")
    assert server.asked == []


def test_from_a_folder_with_another_version(entry: CatalogueEntry, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "guide.pdf").write_bytes(PDF + b"\n")
    with pytest.raises(ChecksumMismatch):
        acquire(entry, tmp_path / "official", from_folder=tmp_path / "given")
    assert files(tmp_path / "official") == []


def test_a_folder_that_cannot_be_written_to(entry: CatalogueEntry, tmp_path: Path) -> None:
    (tmp_path / "official").write_bytes(b"a file, not a folder")
    with pytest.raises(AcquisitionError, match="cannot be written to"):
        acquire(entry, tmp_path / "official", fetching=quick())
