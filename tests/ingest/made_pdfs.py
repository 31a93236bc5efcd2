"""Small PDFs made by hand, sound and broken, as bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence

import pypdf

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """A file of these numbered objects with a true cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def written(lines: Sequence[str], *, size: int = 20, x: int = 100, y: int = 700) -> bytes:
    """A content stream that writes ``lines`` from (x, y) downwards, 1.5 sizes apart."""
    shown = b" T* ".join(b"(%s) Tj" % line.encode("cp1252") for line in lines)
    return b"BT /F1 %d Tf %d TL %d %d Td %s ET" % (size, size * 3 // 2, x, y, shown)


def of_contents(contents: Sequence[bytes], page_entries: bytes = b"") -> bytes:
    """A file with one page for each content stream object, on 600 by 800 points."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(len(contents)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        3: FONT,
        4: stream(
            b"\x00", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
    }
    for index, content in enumerate(contents):
        objects[10 + 2 * index] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] %s /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im 4 0 R >> >> >>" % (page_entries, 11 + 2 * index)
        )
        objects[11 + 2 * index] = content
    return pdf(objects)


def of_lines(*pages: Sequence[str], page_entries: bytes = b"") -> bytes:
    """A file with these lines of text on each page."""
    return of_contents([stream(written(lines)) for lines in pages], page_entries)


def scanned() -> bytes:
    """A page with a picture and no text."""
    return of_contents([stream(b"q 500 0 0 500 50 50 cm /Im Do Q")])


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(of_lines(["behind a password"])))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_tree_in_itself() -> bytes:
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})


def bomb(mebibytes: int) -> bytes:
    """A page whose content unpacks to that many MiB of spaces, from about a thousandth of it."""
    packer = zlib.compressobj(9)
    chunk = b" " * 1024**2
    first = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)  # a full flush makes every further one the same
    return of_contents([stream(first + again * (mebibytes - 1) + packer.flush(), b"/Filter /FlateDecode")])


def empty_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>"
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            **dict.fromkeys(range(10, 10 + count), page),
        }
    )
