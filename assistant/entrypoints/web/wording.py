"""The fixed words of the pages for what the API names in one word: plain English, nothing on what the law says."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote as percent_encoded
from urllib.parse import urlencode

from fastapi_problem.error import Problem

from assistant.entrypoints.schemas import CitationOut

AUTHORITIES = {
    "statute": "Law",
    "statutory_guidance": "Statutory guidance",
    "inspection_framework": "Inspection framework",
    "other_official": "Other official document",
    "digest": "Our summary, not the official text",
    "providers_own": "A provider’s own paper",
}
AUTHORITIES_EXPLAINED = {
    "statute": "The Regulations themselves.",
    "statutory_guidance": "The government’s Guide. A home must have regard to it. It is not the law itself.",
    "inspection_framework": "What Ofsted’s inspectors look at. It is not law.",
    "other_official": "Another official document, such as Working Together.",
    "digest": "Our own short account, where the official text was not at hand. Never a source of law.",
    "providers_own": "What a provider wrote. It does not say what the law is.",
}
FORCES = {"must": "must", "should": "should", "may": "may", "defines": "defines", "states": "states"}
REASONS = {
    "nothing_found": "Nothing was found",
    "not_in_sources": "The documents do not answer this",
    "outside_scope": "This is outside what the documents cover",
}
NOTICES = {
    "urgent_safeguarding": "A child may be in danger",
    "not_decided_here": "Not decided here",
    "superseded": "There is a newer version",
    "difference": "The sources differ",
    "digest": "Our summary stands in",
    "reference": "About a reference",
    "model": "About the language model",
    "incomplete": "Not complete",
}
STATES = {
    "source changed": "stand on a source that has changed",
    "needs your facts": "need your facts",
    "to be checked": "are to be checked against your own words",
    "covered": "are covered",
    "not applicable": "do not apply to the home",
}
EXAMPLES = (
    "Who may be the independent person?",
    "Which qualification does a registered manager need, and by when?",
    "When must a restraint be written down?",
    "What must the statement of purpose contain?",
    "How often must staff be supervised?",
)

FOR_SCRIPTS = {"authorities": AUTHORITIES, "forces": FORCES, "reasons": REASONS, "notices": NOTICES}
"""What the scripts take from here, so that each word has one home."""

_ITEM = re.compile(
    r"(?<=[—;:.,]) (?=\([a-z]{1,5}\) )|(?<=[;,] and) (?=\([a-z]{1,5}\) )|(?<=[;,] or) (?=\([a-z]{1,5}\) )"
    r"|(?<=[.;]) (?=\(\d{1,2}[A-Z]?\) )"
)
_LETTERED = re.compile(r"\(([a-z]{1,5})\) ")
_ROMAN = re.compile(r"(?:ix|iv|v?i{0,3}|x{1,3}(?:ix|iv|v?i{0,3}))")


def after_title(problem: Problem) -> str:
    """A problem's detail as a sentence of its own, without what its title says already.

    >>> after_title(Problem(title="No such draft", detail="no such draft; `homes drafts` lists them"))
    '`homes drafts` lists them'
    >>> after_title(Problem(title="No such file", detail="name one that is there"))
    'Name one that is there'
    """
    detail = problem.detail or ""
    again = detail.casefold().startswith(problem.title.casefold())
    left = detail[len(problem.title) :].lstrip(" ,;:.") if again else detail
    return left[:1].upper() + left[1:]


def day(value: date | str | None) -> str:
    """A date as people write it.

    >>> day(date(2015, 4, 1))
    '1 April 2015'
    """
    if value is None:
        return "no date given"
    known = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{known.day} {known:%B %Y}"


def page_words(pages: list[int], printed: list[str]) -> str:
    """Where to look, with the printed label where it is another.

    >>> page_words([219], ["217"])
    'page 217 [PDF 219]'
    >>> page_words([22, 23], ["22", "23"])
    'pages 22, 23'
    """
    if not pages:
        return ""
    if printed and all(label.startswith("#") for label in printed):
        return "section " + ", ".join(printed)
    name = "page" if len(pages) == 1 else "pages"
    physical = ", ".join(map(str, pages))
    if not printed or printed == [str(page) for page in pages]:
        return f"{name} {physical}"
    return f"{name} {', '.join(printed)} [PDF {physical}]"


def in_full(label: str) -> str:
    """A provision's label as a title.

    >>> in_full("sch 1 para 19")
    'Schedule 1 para 19'
    """
    short, _, rest = label.partition(" ")
    known = {"reg": "Regulation", "sch": "Schedule", "para": "Paragraph"}.get(short)
    return f"{known} {rest}" if known and rest else f"{label[:1].upper()}{label[1:]}"


def lines(text: str) -> list[tuple[str, str]]:
    """The text cut before each lettered item, for the eye alone: (how far in: line, item or sub-item; its words).

    >>> lines("A person may— (a) be good— (i) by day; and (b) be fit.")
    [('line', 'A person may—'), ('item', '(a) be good—'), ('sub-item', '(i) by day; and'), ('item', '(b) be fit.')]
    """
    cut: list[tuple[str, str]] = []
    letter = ""
    for part in _ITEM.split(" ".join(text.split())):
        found = _LETTERED.match(part)
        label = found[1] if found else ""
        is_roman = bool(_ROMAN.fullmatch(label)) and not (
            len(label) == len(letter) == 1 and ord(label) == ord(letter) + 1
        )
        if label and not is_roman:
            letter = label
        cut.append(("line" if not label else "sub-item" if is_roman else "item", part))
    return cut


def page_address(document: str, page: int, quote: str = "") -> str:
    """The page of this application that shows a document's page, a quote on it marked."""
    asked = f"?{urlencode({'quote': quote})}" if quote else ""
    return f"/library/{percent_encoded(document)}/page/{page}{asked}"


def citation_address(citation: CitationOut) -> str:
    """``page_address`` of a citation's first page."""
    return page_address(citation.document, citation.pages[0], citation.quote)


def provision_address(provision_id: str) -> str:
    """The page of this application that shows a provision."""
    return f"/provision/{percent_encoded(provision_id)}"
