"""A section of a draft is worded by a model, from its own items' provisions and the home's facts, and verified.

The draft without a model comes first and is what everything falls back on. Its statements are given in small groups,
each with the words of its own provisions only. What comes back is checked sentence by sentence; a requirement that
the sentences lost keeps its listed line, and a fact that they did not carry whole stands as it was told.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer import Statement
from assistant.chat_model import Message, Role
from assistant.drafting.draft import (
    Block,
    DraftSection,
    DraftStatement,
    HomeStatement,
    ProvidedFact,
    Source,
    Wording,
    Writing,
)
from assistant.drafting.prose_checks import keeps, share_kept
from assistant.drafting.prose_group import Group, Item, Sentence, groups_of
from assistant.drafting.prose_reply import Asked, Replied, ask
from assistant.errors import ModelFault
from assistant.model_answer import Model
from assistant.model_reply import LIMITS_TOLD
from assistant.prompt import Prompt, Rendered, load_prompt
from ingest.corpus import Corpus

MOST_FAULTS = 2
"""Sections in a row that a server may fail before it is asked no more for this draft."""

_SERVER_FAULTS = frozenset(ModelFault) - {
    ModelFault.NONSENSE,
    ModelFault.UNSUPPORTED,
    ModelFault.DECLINED,
    ModelFault.TOO_LONG,
}
Writer = Generator[None, None, DraftSection]
"""Gives None now and then while it works; returns the section."""


@dataclass(frozen=True, slots=True)
class ProsePrompts:
    """The words given to a model. ``instructions`` are fixed when the product starts."""

    instructions: Rendered
    items: Prompt
    repair: Prompt

    @classmethod
    def load(cls, folder: Path) -> ProsePrompts:
        """Read them from ``folder``. Raises PromptError."""
        instructions = load_prompt(folder, "section").render(**LIMITS_TOLD)
        return cls(instructions, load_prompt(folder, "items"), load_prompt(folder, "repair"))


@dataclass(frozen=True, slots=True)
class Home:
    """What is written, and what the home that it is written for is called."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class ProseModel:
    """A model that words sections. ``seconds`` bound its time for each group of items, tries together."""

    model: Model
    prompts: ProsePrompts
    seconds: float

    def write(self, corpus: Corpus, section: DraftSection, about: Home, given_up: ModelFault | None = None) -> Writer:
        """The section worded, with how that went; as it was where there is nothing to word. Nothing is raised.

        ``given_up`` says why the model is not asked at all.
        """
        groups = groups_of(corpus, section)
        if not groups:
            return section
        if given_up is not None:
            return self._failed(section, given_up)
        worded: dict[int, tuple[Block, ...]] = {}
        removed = put_back = kept = 0
        for group in groups:
            replied = yield from ask(self.model, self.seconds, self._asked(group, section, about))
            if replied.fault is not None:
                return self._failed(section, replied.fault, removed + replied.removed)
            blocks = [self._item(item, replied) for item in group.items]
            worded |= dict(zip((item.first for item in group.items), blocks, strict=True))
            removed += replied.removed
            kept += len(replied.sentences)
            put_back += sum(_is_put_back(block) for made in blocks for block in made)
        if not kept:
            return self._failed(section, ModelFault.UNSUPPORTED, removed)
        writing = Writing(self.model.name, self.prompts.instructions.sha256, removed, put_back)
        return replace(section, blocks=_set_in(section.blocks, worded, groups), writing=writing)

    def _failed(self, section: DraftSection, fault: ModelFault, removed: int = 0) -> DraftSection:
        """The section without a model, and why."""
        writing = Writing(self.model.name, self.prompts.instructions.sha256, removed, 0, fault)
        return replace(section, writing=writing)

    def _asked(self, group: Group, section: DraftSection, about: Home) -> Asked:
        items = self.prompts.items.render(**group.as_data(about.document, section.heading, about.name))
        messages = (Message(Role.SYSTEM, self.prompts.instructions.text), Message(Role.USER, items.text))
        return Asked(messages, self.prompts.repair, group, about.name)

    def _item(self, item: Item, replied: Replied) -> tuple[Block, ...]:
        """What stands for an item: the sentences on it, its listed line where they lost it, its facts and gaps."""
        own = [one for one in replied.sentences if one.item is item]
        on_sources = [one for one in own if one.statement is not None]
        on_facts = [one for one in own if one.statement is None]
        carried = {fact for fact in item.facts if _carries(on_facts, fact)}
        said = [one for one in on_facts if carried & set(one.facts)]
        introduces = bool(item.facts or item.gaps)
        lost = not keeps([one.text for one in on_sources], item.line.statement.text, item.source)
        if lost and introduces:
            on_sources = []  # its line reads on to what follows; half of it beside that would say it twice
        line = replace(item.line, wording=Wording.LISTED if introduces else Wording.PUT_BACK)
        blocks: list[Block] = [line] if lost else []
        blocks += [_drafted(one.statement, one.sources, item) for one in on_sources if one.statement is not None]
        blocks += [_of_the_home(one, item) for one in said]
        return (*blocks, *(fact for fact in item.facts if fact not in carried), *item.gaps)


@dataclass(slots=True)
class Patience:
    """How often in a row the model's server failed: after MOST_FAULTS it is asked no more."""

    faults: int = 0
    last: ModelFault | None = None

    def heed(self, section: DraftSection) -> None:
        """Learn from a section how the server is."""
        if section.writing is not None:
            self.last = section.writing.fault
            self.faults = self.faults + 1 if self.last in _SERVER_FAULTS else 0

    @property
    def exhausted(self) -> ModelFault | None:
        """Why the model is asked no more; None while it is."""
        return self.last if self.faults >= MOST_FAULTS else None


def _carries(sentences: Sequence[Sentence], fact: ProvidedFact) -> bool:
    """Whether the sentences that quote a fact say all of it."""
    said = [one.text for one in sentences if fact in one.facts]
    return bool(said) and share_kept(said, fact.text, fact.text) == 1


def _drafted(statement: Statement, sources: tuple[Source, ...], item: Item) -> DraftStatement:
    return DraftStatement(
        statement=statement,
        sources=sources,
        requirement_ids=item.line.requirement_ids,
        force=item.line.force,
        wording=Wording.MODEL,
    )


def _of_the_home(sentence: Sentence, item: Item) -> HomeStatement:
    fields = tuple(dict.fromkeys(fact.field for fact in sentence.facts))
    return HomeStatement(sentence.text, fields, item.line.requirement_ids)


def _is_put_back(block: Block) -> bool:
    return isinstance(block, DraftStatement) and block.wording is Wording.PUT_BACK


def _set_in(
    blocks: Sequence[Block], worded: dict[int, tuple[Block, ...]], groups: Sequence[Group]
) -> tuple[Block, ...]:
    """The section's blocks with each item's replaced."""
    taken = {number for group in groups for item in group.items for number in item.numbers}
    made: list[Block] = []
    for number, block in enumerate(blocks):
        made += worded.get(number, () if number in taken else (block,))
    return tuple(made)
