"""What an answer says when it quotes our digest, because the official text is not there."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Notice, NoticeKind
from ingest.document import Document

DIGEST = (
    "What is quoted from {digests} is a summary in plain English, in our own words, because the official text is not "
    "here. It is not law or guidance and may be wrong. Before you rely on it, read the official text at the provision "
    "and page named with each quotation{where}. To have the official text quoted instead, run `homes corpus fetch`, "
    "then `homes ingest`."
)


def digest_notices(documents: Iterable[Document]) -> tuple[Notice, ...]:
    """One notice for all the digests among the documents that an answer cites; none where it cites none."""
    digests = [document for document in documents if document.digest]
    if not digests:
        return ()
    names = " and ".join(document.short_title for document in digests)
    links = ", ".join(document.source_url for document in digests if document.source_url)
    return (Notice(NoticeKind.DIGEST, DIGEST.format(digests=names, where=f" ({links})" if links else "")),)
