"""Evidence and a question become statements in a model's words, each verified before anybody sees it.

The model proposes statements with quotes. A quote becomes a citation or is not on its page; a statement left without
citations, or claiming more than they carry, is removed and counted. One more try is given where something was
removed or the reply had not the form asked for; what the first try got right stands.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.answer import Citation, Evidence, Statement, UnsupportedQuote
from assistant.chat_model import Message, Role
from assistant.claims import Ground, excess
from assistant.errors import ModelError, ModelFault
from assistant.model_reply import LIMITS_TOLD, MOST_STATEMENTS, SCHEMA, Proposed, ReplyReader
from assistant.prompt import Prompt, Rendered, load_prompt
from assistant.verification import verify
from ingest.corpus import Corpus
from ingest.document import Authority, Kind, Passage
from ingest.passages import words
from ingest.text import same_words

LEAST_SECONDS = 1.0
"""Left of the time limit: with less there is no use in one more try."""

LONGEST_REPLY_REPEATED = 6_000
"""Characters of a reply shown to the model again."""

_NO_CITATION = "none of its quotes stands in the passage it names, letter by letter"
_NOT_THE_FORM = "- The reply was not one JSON object in the form asked for."
LABELS = re.compile(r"\s*[(\[]?\bE\d{1,2}\b(?:\s*(?:,|and)\s*E\d{1,2}\b)*[)\]]?")
_FENCE = re.compile(r"<(?=/?\s*(?:passages?|question|items?|facts?)\b)", re.IGNORECASE)
_OPENING_KINDS = frozenset({Kind.PARAGRAPH, Kind.SUB_PARAGRAPH, Kind.BULLET, Kind.TEXT, Kind.ITEM})
_WHOSE = {
    Authority.STATUTE: "law",
    Authority.STATUTORY_GUIDANCE: "statutory guidance",
    Authority.INSPECTION_FRAMEWORK: "inspection framework",
    Authority.OTHER_OFFICIAL: "other official document",
    Authority.DIGEST: "this project's own digest, neither law nor guidance: say of it 'the digest says'",
    Authority.PROVIDERS_OWN: "the provider's own document, not a rule for others",
}


class Model(Protocol):
    """What ``assistant/chat_model.py`` does."""

    @property
    def name(self) -> str:
        """The model's name on its server."""
        ...

    def stream(self, messages: Sequence[Message], schema: Mapping[str, object], seconds: float) -> Iterator[str]:
        """The reply in pieces. Raises ModelError, also after pieces have been given."""
        ...


@dataclass(frozen=True, slots=True)
class Prompts:
    """The words given to a model. ``instructions`` are fixed when the product starts."""

    instructions: Rendered
    evidence: Prompt
    repair: Prompt

    @classmethod
    def load(cls, folder: Path) -> Prompts:
        """Read them from ``folder``. Raises PromptError."""
        instructions = load_prompt(folder, "answer").render(**LIMITS_TOLD)
        return cls(instructions, load_prompt(folder, "evidence"), load_prompt(folder, "repair"))


@dataclass(frozen=True, slots=True)
class Removed:
    """A proposed statement that nobody will see, and why, in general words."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Composition:
    """What came of asking a model.

    ``fault`` says why it cannot be used; statements given out before it are then no part of any answer.
    """

    statements: tuple[Statement, ...] = ()
    removed: tuple[Removed, ...] = ()
    unsupported: tuple[UnsupportedQuote, ...] = ()
    fault: ModelFault | None = None
    reply: str = ""

    @property
    def found_nothing(self) -> bool:
        """Whether the model said, in due form, that the evidence does not answer."""
        return self.fault is None and not self.statements and not self.removed


Composing = Generator[Statement, None, Composition]
"""Gives each statement as soon as it is verified; returns what came of it."""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """Composes answers with a model. ``seconds`` bound the model's whole time for one question, tries together.

    ``passages`` is how many pieces of evidence it is given, best first: small models read little.
    """

    corpus: Corpus
    model: Model
    prompts: Prompts
    seconds: float
    passages: int = 10

    def compose(self, question: str, evidence: Sequence[Evidence]) -> Composing:
        """Statements as they are verified, then what came of it. Raises nothing of the model's."""
        deadline = time.monotonic() + self.seconds
        evidence = evidence[: self.passages]
        messages = self._messages(question, evidence)
        first = yield from self._try(messages, evidence, deadline, ())
        mendable = first.fault is ModelFault.NONSENSE or (first.fault is None and first.removed)
        if not mendable or time.monotonic() > deadline - LEAST_SECONDS:
            lost = bool(first.removed) and not first.statements
            return replace(first, fault=first.fault or ModelFault.UNSUPPORTED) if lost else first
        reply = first.reply[:LONGEST_REPLY_REPEATED]
        messages = (*messages, Message(Role.ASSISTANT, reply), Message(Role.USER, self._repair(first)))
        second = yield from self._try(messages, evidence, deadline, first.statements)
        return _together(first, second)

    def _try(
        self, messages: Sequence[Message], evidence: Sequence[Evidence], deadline: float, kept: tuple[Statement, ...]
    ) -> Composing:
        """One reply, read and verified as it comes; its ``statements`` begin with those kept before."""
        said = {statement.text.casefold() for statement in kept}
        statements, removed, unsupported = list(kept), list[Removed](), list[UnsupportedQuote]()
        reader, fault = ReplyReader(), None
        passages = {one.label: one.passage for one in evidence}
        try:
            with closing(self._proposals(reader, messages, deadline)) as proposals:
                for proposed in proposals:
                    found, failed = checked(self.corpus, proposed, passages)
                    unsupported.extend(failed)
                    if isinstance(found, Removed):
                        removed.append(found)
                    elif found.text.casefold() not in said and len(statements) < MOST_STATEMENTS:
                        said.add(found.text.casefold())
                        statements.append(found)
                        yield found
        except ModelError as error:
            fault = error.fault
        return Composition(tuple(statements), tuple(removed), tuple(unsupported), fault, reader.text)

    def _proposals(
        self, reader: ReplyReader, messages: Sequence[Message], deadline: float
    ) -> Generator[Proposed, None, None]:
        pieces = self.model.stream(messages, SCHEMA, max(deadline - time.monotonic(), LEAST_SECONDS))
        for piece in pieces:
            yield from reader.feed(piece)
        reader.finish()

    def _messages(self, question: str, evidence: Sequence[Evidence]) -> tuple[Message, ...]:
        passages = "\n\n".join(fenced(self.corpus, one.label, one.passage) for one in evidence)
        asked = self.prompts.evidence.render(question=unfenced(question), evidence=passages)
        return Message(Role.SYSTEM, self.prompts.instructions.text), Message(Role.USER, asked.text)

    def _repair(self, first: Composition) -> str:
        lines = [f"- {one.text}\n  ({one.reason})" for one in first.removed]
        lines += [_NOT_THE_FORM] if first.fault else []
        return self.prompts.repair.render(removed="\n".join(lines)).text


def checked(
    corpus: Corpus, proposed: Proposed, passages: Mapping[str, Passage]
) -> tuple[Statement | Removed, list[UnsupportedQuote]]:
    """A proposed statement on the citations of its quotes, or why nobody will see it; ``passages`` by their labels."""
    citations: list[Citation] = []
    unsupported: list[UnsupportedQuote] = []
    for quote in proposed.quotes:
        passage = passages.get(quote.evidence_label)
        found = (
            UnsupportedQuote(quote, "no passage was given under this label")
            if passage is None
            else verify(corpus, passage, quote)
        )
        if isinstance(found, Citation):
            citations.append(found)
        else:
            unsupported.append(found)
    text = LABELS.sub("", proposed.text).strip()
    if not citations or not text:
        return Removed(text, _NO_CITATION), unsupported
    beyond = excess(text, [ground_of(corpus, citation) for citation in citations])
    if beyond:
        reasons = ", ".join(kind.value for kind in beyond)
        return Removed(text, f"it says more than its quotes do: {reasons}"), unsupported
    return Statement(text, tuple(dict.fromkeys(citations))), unsupported


def fenced(corpus: Corpus, label: str, passage: Passage) -> str:
    """A passage as a model is shown it: its label, whose words it is and where they stand, then the words as data."""
    document = corpus.documents[passage.document_id]
    provision = corpus.provisions[passage.provision_ids[0]]
    about = {
        "label": label,
        "whose": _WHOSE[document.authority],
        "document": document.short_title,
        "place": provision.label,
        "opening": same_words(_opening(corpus, passage)),
    }
    attributes = " ".join(f'{name}="{attribute(value)}"' for name, value in about.items() if value)
    return f"<passage {attributes}>\n{unfenced(same_words(passage.text))}\n</passage>"


def ground_of(corpus: Corpus, citation: Citation) -> Ground:
    """What a citation lends a statement: its words, those that introduce them on the page, and its names."""
    document = citation.document
    tree = corpus.trees[document.id]
    ancestors = tree.ancestors(tree.by_id[citation.provision_id])
    headings = [p.heading for p in (*ancestors, tree.by_id[citation.provision_id]) if p.heading]
    openings = [
        words(part.spans[:1], corpus.page_texts[document.id])
        for part in ancestors
        if part.kind in _OPENING_KINDS and part.spans
    ]
    return Ground(
        words=citation.text,
        opening=" ".join(openings),
        label=citation.provision_label,
        titles=" ".join([document.title, document.short_title, *headings]),
        authority=citation.authority,
        force=citation.force,
    )


def _together(first: Composition, second: Composition) -> Composition:
    """The two tries as one: a fault of the second counts only where nothing stands."""
    both = Composition(second.statements, (*first.removed, *second.removed), (*first.unsupported, *second.unsupported))
    if both.statements and not (second.fault and first.fault):
        return both
    if second.found_nothing and not first.removed:
        return both
    return replace(both, fault=second.fault or ModelFault.UNSUPPORTED)


def _opening(corpus: Corpus, passage: Passage) -> str:
    """The words that introduce a passage which is a later part of a longer provision."""
    tree = corpus.trees[passage.document_id]
    above = tree.ancestors(tree.by_id[passage.provision_ids[0]])
    texts = corpus.page_texts[passage.document_id]
    return " ".join(words(p.spans[:1], texts) for p in above if p.kind in _OPENING_KINDS and p.spans)


def unfenced(text: str) -> str:
    """Text that cannot end the passage it stands in."""
    return _FENCE.sub("‹", text)


def attribute(text: str) -> str:
    """Text that stays inside the quotation marks of an attribute."""
    return unfenced(text).replace('"', "'").replace(">", "›")
