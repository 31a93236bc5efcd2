"""A model is asked to word a group of items; its reply is read and verified sentence by sentence.

One more try is given where something was removed or the reply had not the form asked for, as answers do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from assistant.chat_model import Message, Role
from assistant.drafting.prose_checks import beyond_the_facts, claims_of_the_home, share_kept, stands_in
from assistant.drafting.prose_group import Group, Item, Sentence
from assistant.errors import ModelError, ModelFault
from assistant.model_answer import LEAST_SECONDS, LONGEST_REPLY_REPEATED, Model, Removed, checked
from assistant.model_reply import SCHEMA, Proposed, ReplyReader
from assistant.prompt import Prompt

_NOT_THE_FORM = "- The reply was not one JSON object in the form asked for."
_MIXED = "it mixes what is asked with what the home told: they need a sentence each"
_NOT_TOLD = "its quotes are not in the facts they name, letter by letter"
_LABELS = re.compile(r"\s*[(\[]?\b[EHR]\d{1,2}\b(?:\s*(?:,|and)\s*[EHR]\d{1,2}\b)*[)\]]?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked, and what its reply is held against."""

    messages: tuple[Message, ...]
    repair: Prompt
    group: Group
    home: str


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of it. With a ``fault`` none of it is used."""

    sentences: tuple[Sentence, ...] = ()
    lies: tuple[Removed, ...] = ()
    fault: ModelFault | None = None
    reply: str = ""

    @property
    def removed(self) -> int:
        """How many sentences nobody will see."""
        return len(self.lies)


Replying = Generator[None, None, Replied]
"""Gives None after each sentence that was read; returns what came of it."""


def ask(model: Model, seconds: float, asked: Asked) -> Replying:
    """The model's sentences that may stand. Nothing of the model's is raised."""
    deadline = time.monotonic() + seconds
    first = yield from _try(model, asked, asked.messages, deadline, ())
    mendable = first.fault is ModelFault.NONSENSE or (first.fault is None and first.lies)
    if not mendable or time.monotonic() > deadline - LEAST_SECONDS:
        return first
    lines = [f"- {one.text}\n  ({one.reason})" for one in first.lies]
    lines += [_NOT_THE_FORM] if first.fault else []
    again = Message(Role.USER, asked.repair.render(removed="\n".join(lines)).text)
    messages = (*asked.messages, Message(Role.ASSISTANT, first.reply[:LONGEST_REPLY_REPEATED]), again)
    second = yield from _try(model, asked, messages, deadline, first.sentences if first.fault is None else ())
    lies = (*first.lies, *second.lies)
    if second.fault is not None and first.fault is None and first.sentences:
        return replace(first, lies=lies)
    return replace(second, lies=lies)


def _try(
    model: Model, asked: Asked, messages: Sequence[Message], deadline: float, kept: tuple[Sentence, ...]
) -> Replying:
    said = {one.text.casefold() for one in kept}
    sentences, lies = list(kept), list[Removed]()
    reader, fault = ReplyReader(), None
    try:
        pieces = model.stream(messages, SCHEMA, max(deadline - time.monotonic(), LEAST_SECONDS))
        with closing(_proposals(reader, pieces)) as proposals:
            for proposed in proposals:
                found = _check(asked, proposed)
                if isinstance(found, Removed):
                    lies.append(found)
                elif found.text.casefold() not in said:
                    said.add(found.text.casefold())
                    sentences.append(found)
                yield
    except ModelError as error:
        fault = error.fault
    return Replied(tuple(sentences), tuple(lies), fault, reader.text)


def _proposals(reader: ReplyReader, pieces: Iterator[str]) -> Generator[Proposed, None, None]:
    for piece in pieces:
        yield from reader.feed(piece)
    reader.finish()


def _check(asked: Asked, proposed: Proposed) -> Sentence | Removed:
    """A sentence on sources or on the home's facts, or why it is neither."""
    proposed = replace(proposed, text=_LABELS.sub("", proposed.text).strip())
    on_facts = [quote for quote in proposed.quotes if quote.evidence_label in asked.group.facts]
    if not on_facts:
        return _on_sources(asked.group, proposed)
    if len(on_facts) < len(proposed.quotes):
        return Removed(proposed.text, _MIXED)
    return _on_facts(asked, proposed)


def _on_sources(group: Group, proposed: Proposed) -> Sentence | Removed:
    found, _ = checked(group.corpus, proposed, group.passages)
    if isinstance(found, Removed):
        return found
    reason = claims_of_the_home(found)
    if reason is not None:
        return Removed(found.text, reason)
    statement, sources = group.recited(found)
    labels = [quote.evidence_label for quote in proposed.quotes if quote.evidence_label in group.passages]
    return Sentence(statement.text, _item_of(group, labels, statement.text), statement, sources)


def _on_facts(asked: Asked, proposed: Proposed) -> Sentence | Removed:
    found = [(asked.group.facts[quote.evidence_label], quote.text) for quote in proposed.quotes]
    if not all(stands_in(words, fact.text) for (fact, _), words in found):
        return Removed(proposed.text, _NOT_TOLD)
    told = [f"{fact.label}: {fact.text}" for (fact, _), _ in found]
    reason = beyond_the_facts(proposed.text, told, asked.home)
    if reason is not None or not proposed.text:
        return Removed(proposed.text, reason or _NOT_TOLD)
    facts = tuple(dict.fromkeys(fact for (fact, _), _ in found))
    return Sentence(proposed.text, found[0][0][1], facts=facts)


def _item_of(group: Group, labels: Sequence[str], text: str) -> Item:
    """Which of the items that the quoted passages belong to a sentence is on: the one whose line it keeps most of."""
    candidates = [item for label in labels for item in group.on(label)]
    return max(candidates, key=lambda item: share_kept([text], item.line.statement.text, item.source))
