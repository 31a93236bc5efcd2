"""A provider's own documents, made for these tests: a PDF and two pages, in two versions, half their words alike."""

from __future__ import annotations

from pathlib import Path

from tests.ingest import made_pdfs

SECTIONS = 20


def write_documents(folder: Path, version: int) -> list[Path]:
    """Write the documents of a version into ``folder``, under the same names for every version."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = [f"{number}. Staff must lock door {number} {_when(number, version)}." for number in range(1, 31)]
    policy = folder / "door-policy.pdf"
    policy.write_bytes(made_pdfs.of_lines(*(rules[start : start + 15] for start in range(0, 30, 15))))
    pages = [folder / f"{name}.html" for name in ("visits", "meals")]
    for page in pages:
        page.write_text(_page(page.stem, version), encoding="utf-8")
    return [pages[0], policy, pages[1]]


def _page(name: str, version: int) -> str:
    sections = "".join(
        f'<h2 id="s{n}">{name} {n}</h2><p>Staff should plan {name} number {n} {_when(n, version)}.</p>'
        for n in range(SECTIONS)
    )
    head = f"<!doctype html><html><head><title>{name}</title></head>"
    return f"{head}<body><main><h1>{name}</h1>{sections}</main></body></html>"


def _when(number: int, version: int) -> str:
    return "every night" if number % 2 else f"in week {version}"
