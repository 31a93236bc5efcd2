"""Which entries somebody asks for, by names as they type them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.compliance.entry import Entry
from assistant.compliance.register import REGISTERED_PERSON, TWO_REGISTERED, Register, absence
from assistant.errors import UnknownFilter
from ingest.document import Force

EITHER = (
    "“Registered person” means the provider or the manager (regulation 2(1)): what binds the registered person is "
    "listed too, and says “registered person”."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for, as typed; what is None does not matter, and of several parties one is enough.

    Standards and topics may be written with hyphens or spaces, parties in any case.
    """

    standard: str | None = None
    topic: str | None = None
    force: str | None = None
    who: Collection[str] = ()
    document: str | None = None


def chosen(register: Register, choice: Choice) -> tuple[Entry, ...]:
    """The entries that are all of what is given. Raises UnknownFilter, saying what there is, for an unknown name."""
    documents = list(dict.fromkeys(entry.document_id for entry in register.entries))
    force = _known("force", choice.force, [one.value for one in _forces(register)])
    return register.select(
        standard=_known("standard", choice.standard, [one.id for one in register.subjects.standards]),
        topic=_known("topic", choice.topic, [one.id for one in register.subjects.topics]),
        force=Force(force) if force else None,
        who=[found for one in choice.who if (found := _known("party", one, register.parties))],
        document=_known("document", choice.document, documents),
    )


def notes_on(register: Register, who: Collection[str]) -> Iterator[str]:
    """What the reader of a choice should know."""
    asked = {one.casefold().strip() for one in who}
    if asked & TWO_REGISTERED and REGISTERED_PERSON not in asked:
        yield EITHER
    if register.absent:
        yield f"{absence(register.absent)}."
    if register.missing:
        yield f"Only our digest is at hand for {', '.join(register.missing)}: it obliges nobody, and gives no entries."


def _forces(register: Register) -> list[Force]:
    used = {entry.force for entry in register.entries}
    return [force for force in Force if force in used]


def _known(what: str, written: str | None, names: Collection[str]) -> str | None:
    if written is None:
        return None
    found = next((name for name in names if _plain(name) == _plain(written)), None)
    if found is None:
        raise UnknownFilter(f"the register knows no such {what}; it has: {', '.join(names)}")
    return found


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()
