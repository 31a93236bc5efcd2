"""The wire models as a person reads them in a terminal: 80 columns or wider, with colours or without."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from assistant.entrypoints.schemas import (
    AnswerOut,
    CitationOut,
    DocumentUsed,
    NoticeOut,
    PlaceOut,
    ProvisionOut,
    ReferenceOut,
    RefusalOut,
)

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""

AUTHORITIES = {
    "statute": ("LAW", "bold green"),
    "statutory_guidance": ("STATUTORY GUIDANCE", "bold cyan"),
    "inspection_framework": ("INSPECTION FRAMEWORK", "bold magenta"),
    "other_official": ("OTHER OFFICIAL", "bold blue"),
    "digest": ("OUR DIGEST, NOT OFFICIAL", "bold yellow"),
    "providers_own": ("THE PROVIDER'S OWN", "bold yellow"),
}
REASONS = {
    "nothing_found": "nothing was found",
    "not_in_sources": "the sources do not say",
    "outside_scope": "outside what these sources cover",
}
URGENT = "urgent_safeguarding"

# Terminals act on these; a document's words must not. Line breaks are not among them.
_CONTROLS = dict.fromkeys(
    (*range(10), *range(11, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xE000)
)
_CONTROLS |= {ord("\t"): " "}


FULL_LINE = 0.7
"""Of the longest line's length: a shorter one ends its paragraph, as nothing else in extracted text tells."""

_MARKED = re.compile(r"\(\w{1,5}\)|\d+(\.\d+)*\.?\s+(?=[“A-Z])|[•▪●◦–-]\s")

# A page or provision stays with its number. The mark is of the private use area, which printable text does not have.
_HELD = re.compile(r"(?<=\bp\.) (?=\d)|(?<=\bpp\.) (?=\d)|(?<=\breg) (?=\d)|(?<=\bpara) (?=\d)|(?<=\[PDF) (?=\d)")
_NO_BREAK = "\ue000"


def output() -> Console:
    """Where results go. Colours are left out when it is not a terminal, or NO_COLOR is set."""
    return Console(highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """Where progress and errors go: never among the results."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def print_json(value: BaseModel | Sequence[BaseModel] | Mapping[str, Any]) -> None:
    """Print a wire model, a list of them or a plain mapping as JSON and nothing else."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(value, default=lambda model: model.model_dump(mode="json"), ensure_ascii=not readable, indent=2))


def printable(text: str) -> str:
    """The text without what a terminal would act on: control characters and marks that turn the writing round."""
    return text.translate(_CONTROLS)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A paragraph whose first line begins with ``mark`` and whose other lines are indented as far as that."""

    text: Text
    mark: str = ""
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        margin = self.indent + len(self.mark)
        width = max(20, min(options.max_width, WIDEST) - margin)
        held = self.text.copy()
        held.plain = _HELD.sub(_NO_BREAK, held.plain)
        for number, line in enumerate(held.wrap(console, width)):
            line.rstrip()
            line.plain = line.plain.replace(_NO_BREAK, " ")
            start = " " * self.indent + self.mark if number == 0 else " " * margin
            yield Text(start if line.plain else "") + line


def outcome(shown: AnswerOut | RefusalOut) -> RenderableType:
    """An answer with its citations, or a refusal with the nearest provisions; what is urgent comes first."""
    titles = {document.id: _capital(document.short_title) for document in shown.documents}
    body = _answer(shown, titles) if isinstance(shown, AnswerOut) else _refusal(shown, titles)
    return Group(*(_notice(notice) for notice in _urgent_first(shown.notices)), *body, *_sources(shown.documents))


def provision(shown: ProvisionOut) -> RenderableType:
    """A provision's own words and all below it, where it stands, and what points where."""
    head = Text.assemble((printable(shown.provision), "bold"), f", {pages(shown.pages, shown.printed_pages)}")
    parts: list[RenderableType] = [
        Hanging(_authority(shown.authority) + printable(f" · {shown.force}  {shown.title}")),
        Hanging(head),
    ]
    headings = [*shown.headings_above, *([shown.heading] if shown.heading else [])]
    if headings:
        parts.append(Hanging(Text(printable(" › ".join(headings)), "italic")))
    parts += ["", *(Hanging(Text(paragraph), indent=4) for paragraph in paragraphs(shown.text)), ""]
    parts += _references("Refers to", shown.refers_to)
    parts += _references("Referred to by", shown.referred_to_by)
    if shown.also_at:
        parts.append(_also_at(shown.also_at, {}, 0))
    parts.append(Hanging(Text(_version(shown.version, shown.as_at), "dim")))
    return Group(*parts)


def pages(physical: Sequence[int], printed: Sequence[str]) -> str:
    """Page numbers as a reader looks them up: the printed one, with the PDF's own beside it where they differ.

    >>> pages([53], ["53"]), pages([219], ["217"]), pages([22, 23], []), pages([7], ["#leadership"])
    ('p. 53', 'p. 217 [PDF 219]', 'pp. 22, 23', '#leadership')
    """
    if printed and all(label.startswith("#") for label in printed):
        return ", ".join(map(printable, printed))
    labels = list(printed) if len(printed) == len(physical) else [str(number) for number in physical]
    shown = [
        printable(label) if label == str(number) else f"{printable(label)} [PDF {number}]"
        for label, number in zip(labels, physical, strict=True)
    ]
    return f"{'p.' if len(shown) == 1 else 'pp.'} {', '.join(shown)}"


def paragraphs(text: str) -> list[str]:
    """A provision's text without its page's line breaks, a paragraph for each number, letter or bullet.

    >>> paragraphs("(2) A report must\\nbe made\\n(a) in writing;")
    ['(2) A report must be made', '(a) in writing;']
    """
    lines = [line.strip() for line in printable(text).splitlines() if line.strip()]
    full = FULL_LINE * max(map(len, lines), default=0)
    found: list[str] = []
    ended = True
    for line in lines:
        if ended or _MARKED.match(line):
            found.append(line)
        else:
            found[-1] += f" {line}"
        ended = len(line) < full
    return found


def day(when: date) -> str:
    """A date as it is written in England: "1 April 2015"."""
    return f"{when.day} {when:%B %Y}"


def _answer(shown: AnswerOut, titles: dict[str, str]) -> Iterator[RenderableType]:
    for number, statement in enumerate(shown.statements, start=1):
        mark = f"{number}. "
        yield Hanging(Text(printable(statement.text), "bold"), mark)
        yield from (part for cited in statement.citations for part in _citation(cited, titles, len(mark)))
        yield ""
    if shown.model:
        yield Hanging(Text(f"Worded by {printable(shown.model)}; every quotation was found on its page.", "dim"))
    if shown.removed:
        yield Hanging(Text(f"Left out, because their quotations do not bear them out: {shown.removed}.", "yellow"))
    if shown.model or shown.removed:
        yield ""


def _refusal(shown: RefusalOut, titles: dict[str, str]) -> Iterator[RenderableType]:
    reason = REASONS.get(shown.reason, printable(shown.reason))
    yield Hanging(Text(f"No answer: {reason}.", "bold yellow"))
    yield Hanging(Text(printable(shown.message)))
    yield ""
    if shown.nearest:
        yield Text("The nearest provisions:")
        yield from (part for cited in shown.nearest for part in _citation(cited, titles, 2))
        yield ""


def _citation(cited: CitationOut, titles: dict[str, str], indent: int) -> Iterator[RenderableType]:
    title = titles.get(cited.document, cited.title)
    place = f" · {cited.force}  {title}, {cited.provision}, {pages(cited.pages, cited.printed_pages)}"
    yield Hanging(_authority(cited.authority) + printable(place), indent=indent)
    yield Hanging(Text(f"“{printable(cited.quote)}”", "italic"), indent=indent + 2)
    if cited.also_at:
        yield _also_at(cited.also_at, titles, indent + 2)


def _authority(name: str) -> Text:
    return Text.assemble(AUTHORITIES.get(name, (printable(name).upper(), "bold")))


def _also_at(places: Sequence[PlaceOut], titles: dict[str, str], indent: int) -> RenderableType:
    shown = [f"{titles.get(p.document, p.document)}, {p.provision}, {pages(p.pages, [])}" for p in places]
    return Hanging(Text(f"also at {printable('; '.join(shown))}", "dim"), indent=indent)


def _urgent_first(notices: Sequence[NoticeOut]) -> list[NoticeOut]:
    return sorted(notices, key=lambda notice: notice.kind != URGENT)


def _notice(notice: NoticeOut) -> RenderableType:
    if notice.kind == URGENT:
        return Panel(Text(printable(notice.text), "bold"), border_style="bold red", title="Urgent", width=None)
    return Group(Hanging(Text(printable(notice.text), "yellow"), "Note: "), "")


def _sources(documents: Sequence[DocumentUsed]) -> Iterator[RenderableType]:
    if documents:
        yield Text("Sources", "bold")
    for document in documents:
        digest = " (our own plain-English digest, not the official text)" if document.digest else ""
        short = _capital(document.short_title)
        called = f"{short}: " if short not in (document.title, f"The {document.title}") else ""
        line = f"{called}{document.title}, {_version(document.version, document.as_at)}{digest}"
        yield Hanging(Text(printable(line)), indent=2)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _version(version: str, as_at: date | None) -> str:
    return printable(version) + (f", as at {day(as_at)}" if as_at else "")


def _references(head: str, references: Sequence[ReferenceOut]) -> list[RenderableType]:
    if not references:
        return []
    shown = dict.fromkeys(
        f"{each.document} {each.provision}"
        if each.provision
        else f"{' '.join(each.written.split())} (not in the library)"
        for each in references
    )
    return [Hanging(Text(printable("; ".join(shown))), f"{head}: "), ""]
