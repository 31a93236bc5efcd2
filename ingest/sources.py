"""What is to be ingested: a file with what is known about it, from the catalogue or from its name alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

from ingest.catalogue import CatalogueEntry, superseded_by
from ingest.document import Authority, Document
from ingest.errors import BadInput, UnsupportedFile

MEDIA_OF_SUFFIX = {".pdf": "pdf", ".html": "html", ".htm": "html"}
"""The kinds of file that can be ingested, by ending."""


MOST_PAGES = 5_000
"""Of a document about whose length nothing is known."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file and what is known of it before it is read.

    ``layout`` is None where it has to be recognised from the pages; the page bounds are inclusive.
    """

    path: Path
    document_id: str
    title: str
    short_title: str
    publisher: str
    authority: Authority
    version: str
    as_at: date | None
    superseded_by: str | None
    source_url: str | None
    licence: str | None
    media: str
    layout: str | None
    fewest_pages: int = 1
    most_pages: int = MOST_PAGES
    digest: bool = False

    def document(self, sha256: str, page_count: int) -> Document:
        """The document that these bytes are."""
        return Document(
            id=self.document_id,
            title=self.title,
            short_title=self.short_title,
            publisher=self.publisher,
            authority=self.authority,
            version=self.version,
            as_at=self.as_at,
            superseded_by=self.superseded_by,
            source_url=self.source_url,
            licence=self.licence,
            sha256=sha256,
            page_count=page_count,
            digest=self.digest,
            paginated=self.media == "pdf",
        )

    @property
    def description_sha256(self) -> str:
        """Changes when anything that is known of the file changes, its place on this machine aside."""
        known = [str(getattr(self, field.name)) for field in fields(self) if field.name != "path"]
        return hashlib.sha256("\x1f".join(known).encode()).hexdigest()


def from_catalogue(entry: CatalogueEntry, entries: Sequence[CatalogueEntry], folder: Path) -> Source:
    """The source of a catalogue entry whose file lies in ``folder``."""
    return Source(
        path=folder / entry.file,
        document_id=entry.id,
        title=entry.title,
        short_title=entry.short_title,
        publisher=entry.publisher,
        authority=entry.authority,
        version=entry.version,
        as_at=entry.as_at,
        superseded_by=superseded_by(entries, entry.id),
        source_url=entry.url,
        licence=entry.licence,
        media=entry.media,
        layout=entry.layout,
        fewest_pages=entry.fewest_pages,
        most_pages=entry.most_pages,
    )


def from_digest(official: CatalogueEntry, entries: Sequence[CatalogueEntry], path: Path) -> Source:
    """The source of our digest of ``official``, drawn at ``path``: it stands in under the official document's id.

    Its title, publisher and authority say whose words it holds; ``source_url`` is where the official text is.
    """
    return replace(
        from_catalogue(official, entries, path.parent),
        path=path,
        title=f"Our digest, not the official text: {official.title}",
        short_title=f"our digest of {official.short_title}",
        publisher="this project",
        authority=Authority.DIGEST,
        version=f"digest of {official.version}",
        licence=None,
        media="pdf",
        layout="digest",
        fewest_pages=2,
        most_pages=MOST_PAGES,
        digest=True,
    )


def from_paths(paths: Iterable[Path], entries: Sequence[CatalogueEntry]) -> tuple[Source, ...]:
    """Sources of the given files, and of every file of a known kind in the given folders.

    A file whose name or id the catalogue knows takes its entry; any other is the provider's own, under its file
    stem. Raises UnsupportedFile for a path that is not there, not of a known kind or not of its entry's kind, BadInput
    for two files of one id.
    """
    sources = [_from_path(path, entries) for given in paths for path in _files(given)]
    ids = [source.document_id for source in sources]
    twice = sorted({document_id for document_id in ids if ids.count(document_id) > 1})
    if twice:
        raise BadInput(f"two files would both be {', '.join(twice)}: rename one")
    return tuple(sources)


def _files(given: Path) -> list[Path]:
    if given.is_dir():
        found = sorted(path for path in given.iterdir() if path.suffix.lower() in MEDIA_OF_SUFFIX and path.is_file())
        if not found:
            raise UnsupportedFile(f"{given.name}: no .pdf or .html file in this folder")
        return found
    if not given.is_file():
        raise UnsupportedFile(f"{given.name}: no such file or folder")
    if given.suffix.lower() not in MEDIA_OF_SUFFIX:
        raise UnsupportedFile(f"{given.name}: only .pdf and .html can be ingested; print it to PDF first")
    return [given]


def _from_path(path: Path, entries: Sequence[CatalogueEntry]) -> Source:
    document_id = slug(path.stem)
    for entry in entries:
        if path.name == entry.file or document_id == entry.id:
            if MEDIA_OF_SUFFIX[path.suffix.lower()] != entry.media:
                raise UnsupportedFile(f"{path.name}: the catalogue has {entry.id} as {entry.media}; rename this file")
            return replace(from_catalogue(entry, entries, path.parent), path=path)
    title = path.stem.replace("_", " ").replace("-", " ").strip() or document_id
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return Source(
        path=path,
        document_id=document_id,
        title=title,
        short_title=title,
        publisher="the provider",
        authority=Authority.PROVIDERS_OWN,
        version=f"file of {changed.isoformat()}",
        as_at=None,
        superseded_by=None,
        source_url=None,
        licence=None,
        media=MEDIA_OF_SUFFIX[path.suffix.lower()],
        layout=None,
    )


def slug(stem: str) -> str:
    """A document id from a file's stem: lower-case letters, digits and single hyphens.

    >>> slug("Our Safeguarding_Policy (v2)")
    'our-safeguarding-policy-v2'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "document"
