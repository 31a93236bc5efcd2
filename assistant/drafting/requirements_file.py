"""corpus/requirements/ is read: one file a kind of draft, in a form held to strictly.

A file's path below the folder is the kind's name ("statement_of_purpose", "policy/safeguarding").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.drafting.conditions import Always, parse
from assistant.drafting.home_profile import CONDITIONS
from assistant.drafting.profile import field_paths
from assistant.drafting.requirements import FactWanted, NotInSources, Requirement, RequirementSet, Section
from assistant.errors import UnknownDraftKind
from ingest.document import Force
from ingest.errors import BadInput, CatalogueError

_REGISTER = "register.toml"
"""Stands beside the kinds and is none: corrections of the register of all requirements."""

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")
_PROVISION = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9.-]+)+")
_FACT_PATH = re.compile(r"facts\.[a-z0-9][a-z0-9_.-]*")
_FIELDS = frozenset({"", *field_paths()})


def kinds(folder: Path) -> tuple[str, ...]:
    """The kinds of draft that ``folder`` has requirements for, by name; none where there is no such folder."""
    files = (file.relative_to(folder) for file in folder.glob("**/*.toml"))
    return tuple(sorted(file.with_suffix("").as_posix() for file in files if file.as_posix() != _REGISTER))


def load_requirements(folder: Path, kind: str) -> RequirementSet:
    """Read one kind's file. Raises UnknownDraftKind, and CatalogueError naming the file and the item that is wrong."""
    known = kinds(folder)
    if kind not in known:
        raise UnknownDraftKind(f"there is no such kind of draft; these are: {', '.join((*known, 'section'))}")
    file = folder / f"{kind}.toml"
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"requirements {kind}: cannot be read: {error}") from error
    return _requirement_set(kind, content)


def _requirement_set(kind: str, content: Mapping[str, Any]) -> RequirementSet:
    told = _checked(f"requirements {kind}", content, _SET)
    suggested = [_checked(f"requirements {kind}: suggestion", one, _SUGGESTION) for one in told["suggestion"]]
    sections = [_section(kind, one, suggested) for one in told["section"]]
    apart = f"requirements {kind}: not_in_sources"
    found = RequirementSet(
        kind=kind,
        title=told["title"],
        purpose=told["purpose"],
        audience=told["audience"],
        sections=tuple(sections),
        requirements=tuple(_requirement(kind, one) for one in told["requirement"]),
        not_in_sources=tuple(NotInSources(**_checked(apart, one, _NOT_IN_SOURCES)) for one in told["not_in_sources"]),
    )
    _check_together(found, [one["section"] for one in suggested])
    return found


def _section(kind: str, raw: Any, suggested: Sequence[Mapping[str, Any]]) -> Section:
    told = _checked(_where(kind, raw), raw, _SECTION)
    return Section(**told, suggestions=tuple(one["text"] for one in suggested if one["section"] == told["id"]))


def _requirement(kind: str, raw: Any) -> Requirement:
    where = _where(kind, raw)
    told = _checked(where, raw, _REQUIREMENT)
    facts = tuple(FactWanted(**_checked(f"{where}: fact", one, _FACT)) for one in told.pop("fact"))
    if len({fact.id for fact in facts}) < len(facts):
        raise CatalogueError(f"{where}: two facts have one id")
    try:
        applies = parse(told.pop("applies_when"), CONDITIONS)
    except BadInput as error:
        raise CatalogueError(f"{where}: applies_when: {error}") from None
    if (applies == Always()) != (told["reason_if_not"] == ""):
        raise CatalogueError(f"{where}: reason_if_not goes with a condition, and a condition with it")
    return Requirement(**told | {"force": Force(told["force"])}, applies=applies, facts=facts)


def _check_together(found: RequirementSet, suggested: Sequence[str]) -> None:
    """What no item can say alone."""
    ids = [one.id for one in found.requirements]
    sections = [one.id for one in found.sections]
    for name, used in (("id", ids), ("section", sections)):
        twice = sorted({one for one in used if used.count(one) > 1})
        if twice:
            raise CatalogueError(f"requirements {found.kind}: {name} {twice[0]} stands twice")
    for section in (*(one.section for one in found.requirements), *suggested):
        if section not in sections:
            raise CatalogueError(f"requirements {found.kind}: there is no section {section}")
    empty = [one for one in sections if not found.of_section(one)]
    if len(empty) != (1 if found.not_in_sources else 0):
        raise CatalogueError(
            f"requirements {found.kind}: {len(empty)} sections have no items; one has none where there are "
            "not_in_sources to tell, and no other"
        )


def _where(kind: str, raw: Any) -> str:
    name = raw.get("id") if isinstance(raw, Mapping) else None
    return f"requirements {kind}: {name if isinstance(name, str) else 'an item without id'}"


def _checked(where: str, raw: Any, form: Mapping[str, tuple[Callable[[Any], bool], Any]]) -> dict[str, Any]:
    """The fields of a table, those left out filled in. Raises CatalogueError for unknown, missing and wrong ones."""
    if not isinstance(raw, Mapping):
        raise CatalogueError(f"{where}: is not a table")
    unknown = sorted(set(raw) - set(form))
    missing = [name for name, (_, default) in form.items() if default is _NEEDED and name not in raw]
    wrong = [name for name, (is_sound, _) in form.items() if name in raw and not is_sound(raw[name])]
    for words, names in (("unknown field", unknown), ("missing field", missing), ("not in its form:", wrong)):
        if names:
            raise CatalogueError(f"{where}: {words} {', '.join(names)}")
    values = {name: raw.get(name, default) for name, (_, default) in form.items()}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value == value.strip()


def _is_text_or_empty(value: object) -> bool:
    return value == "" or _is_text(value)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None


def _is_provision(value: object) -> bool:
    return isinstance(value, str) and _PROVISION.fullmatch(value) is not None


def _are_provisions(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_provision, value))


def _is_force(value: object) -> bool:
    return value in list(Force)


def _is_field(value: object) -> bool:
    return isinstance(value, str) and (value in _FIELDS or _FACT_PATH.fullmatch(value) is not None)


_NEEDED = object()
_SET = {
    "title": (_is_text, _NEEDED),
    "purpose": (_is_text, _NEEDED),
    "audience": (_is_text_or_empty, ""),
    "section": (_is_list, _NEEDED),
    "requirement": (_is_list, _NEEDED),
    "suggestion": (_is_list, ()),
    "not_in_sources": (_is_list, ()),
}
_SECTION = {"id": (_is_id, _NEEDED), "heading": (_is_text, _NEEDED), "intro": (_is_text_or_empty, "")}
_SUGGESTION = {"section": (_is_id, _NEEDED), "text": (_is_text, _NEEDED)}
_NOT_IN_SOURCES = {"name": (_is_text, _NEEDED), "note": (_is_text_or_empty, "")}
_FACT = {"id": (_is_id, _NEEDED), "ask": (_is_text, _NEEDED), "profile": (_is_field, "")}
_REQUIREMENT = {
    "id": (_is_id, _NEEDED),
    "section": (_is_id, _NEEDED),
    "provision": (_is_provision, _NEEDED),
    "also": (_are_provisions, ()),
    "force": (_is_force, _NEEDED),
    "asks": (_is_text, _NEEDED),
    "line": (_is_text, _NEEDED),
    "applies_when": (_is_text, "always"),
    "reason_if_not": (_is_text_or_empty, ""),
    "fact": (_is_list, ()),
}
