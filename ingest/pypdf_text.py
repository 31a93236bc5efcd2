"""The text of a PDF's pages by pypdf. The only module that imports pypdf; it runs in ``limited_process``'s child."""

from __future__ import annotations

from collections.abc import Callable

import pypdf
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject

from ingest.errors import EncryptedDocument, ReaderLimitExceeded, UnreadableDocument


def texts(report: Callable[[int, int], None], path: str, password: str | None, maximum_pages: int) -> list[str]:
    """Each page's text, in order, as pypdf gives it. ``report`` is told the pages done and their number.

    Raises EncryptedDocument, ReaderLimitExceeded, UnreadableDocument (a page or its content is missing); on a broken
    file also whatever pypdf raises (bare AttributeError, AssertionError and RecursionError among them).
    """
    reader = pypdf.PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(password or ""):
        raise EncryptedDocument("the file asks for a password")
    try:
        count = len(reader.pages)
        if count > maximum_pages:
            raise ReaderLimitExceeded(f"the file has {count:,} pages; a document may have {maximum_pages:,}")
        tree = reader.root_object["/Pages"].get_object()
        if not isinstance(tree, DictionaryObject) or tree.get("/Count") != count:
            raise UnreadableDocument("the file is damaged: it has not the pages that it announces; export it again")
        found: list[str] = []
        for page in reader.pages:
            if "/Contents" in page and page.get_contents() is None:
                raise UnreadableDocument(f"the file is damaged: it has lost page {len(found) + 1}; export it again")
            found.append(_storable(page.extract_text()))
            report(len(found), count)
    except LimitReachedError:
        raise ReaderLimitExceeded("a part of the file unpacks to more than a document may take") from None
    return found


def _storable(text: str) -> str:
    """``text``, with the half characters that broken fonts give (and no store takes) as U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
