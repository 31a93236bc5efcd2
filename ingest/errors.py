"""The tree of errors. Each says who can mend it.

HomesError
├── BadInput                the person who asked: mend the request
│   ├── UnknownDocument
│   ├── UnknownProvision
│   ├── UnknownPage
│   ├── UnreadableQuestions     (evaluation files)
│   └── UnsupportedFile
├── CatalogueError          the maintainer of corpus/catalogue.toml
├── AcquisitionError        the person at the machine: network, folder, or checksum
│   ├── DocumentMissing
│   └── ChecksumMismatch
├── UnreadableDocument      the owner of the file
│   ├── EncryptedDocument
│   ├── DocumentWithoutText
│   └── ReaderLimitExceeded
├── StructureError          a maintainer: a parser or its document changed
├── LibraryError            the person at the machine: the data folder
│   ├── LibraryLocked
│   ├── LibraryEmpty
│   └── FingerprintMismatch
├── ModelMissing            the person at the machine: run the set-up
├── ServiceUnreachable      the person at the machine: the service that owns the folder does not answer
└── IngestFailed            carries one error a document

Messages name documents by id and say what to do next; they never hold text from a document or a question.
"""

from __future__ import annotations

from collections.abc import Mapping


class HomesError(Exception):
    """Anything this product raises on purpose. Catch it at an entrypoint and show its message."""


class BadInput(HomesError):
    """The request cannot be met as asked."""


class UnknownDocument(BadInput):
    """No document of that id is in the library."""


class UnknownProvision(BadInput):
    """No provision answers to that reference."""


class UnknownPage(BadInput):
    """The document has no such page, or no picture of it."""


class UnreadableQuestions(BadInput):
    """A file of judged questions is not in the form that `evals/questions.py` reads."""


class UnsupportedFile(BadInput):
    """Not a kind of file that can be ingested."""


class CatalogueError(HomesError):
    """corpus/catalogue.toml is not in its form."""


class AcquisitionError(HomesError):
    """A document could not be obtained."""


class DocumentMissing(AcquisitionError):
    """The document is neither in the given folder nor already fetched."""


class ChecksumMismatch(AcquisitionError):
    """The bytes are not the ones the catalogue names."""


class UnreadableDocument(HomesError):
    """The bytes cannot be turned into pages."""


class EncryptedDocument(UnreadableDocument):
    """The file asks for a password."""


class DocumentWithoutText(UnreadableDocument):
    """The file has pages but no text: a scan. It needs OCR first."""


class ReaderLimitExceeded(UnreadableDocument):
    """Reading took more memory or time than a document may."""


class StructureError(HomesError):
    """The parsed provisions break a promise (duplicate ids, a missing parent, spans off the page)."""


class LibraryError(HomesError):
    """The data folder cannot be used as it is."""


class LibraryLocked(LibraryError):
    """Another process owns the data folder."""


class LibraryEmpty(LibraryError):
    """Nothing has been ingested yet."""


class FingerprintMismatch(LibraryError):
    """The vectors were made by another embedding model or passage rule."""


class ModelMissing(HomesError):
    """The embedding model has not been prepared."""


class ServiceUnreachable(HomesError):
    """A service holds the data folder but does not answer."""


class IngestFailed(HomesError):
    """One or more documents failed; the others are done. ``failures`` maps document id to its error."""

    def __init__(self, failures: Mapping[str, HomesError]) -> None:
        self.failures = dict(failures)
        lines = [f"{document_id}: {error}" for document_id, error in self.failures.items()]
        super().__init__("not ingested (any earlier version is still in place):\n" + "\n".join(lines))
