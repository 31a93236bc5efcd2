"""The questions of ``homes profile new``, one after another; what is skipped is left out of the profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from assistant.drafting.profile import check_profile
from assistant.drafting.profile_answers import MAY_BE_NONE, YES_OR_NO, read_answer
from assistant.drafting.profile_form import ORGANISED, ProfileIn, RegisteredManager, ResponsibleIndividual
from assistant.errors import UnsoundProfile

Ask = Callable[[str], str]
"""Puts a question to the person and returns what was typed, "" for nothing."""

_HINTS = {
    **dict.fromkeys(YES_OR_NO, "y or n"),
    **dict.fromkeys(MAY_BE_NONE, "no: none"),
    "buildings": "one after another, ; between them",
    "started": "such as 2026-04-01",
}
_MANAGED = "Is there a registered manager?"
_TABLES: Mapping[str, type[BaseModel]] = {
    "responsible_individual": ResponsibleIndividual,
    "registered_manager": RegisteredManager,
}


@dataclass(frozen=True, slots=True)
class Interview:
    """Asks every field. ``told`` holds each answer as soon as it is sound, so that nothing is lost on the way."""

    told: dict[str, Any]
    ask: Ask
    say: Callable[[str], None]

    def ask_all(self) -> None:
        """Ask what the form asks, in its order; what goes without saying is not asked."""
        for name, field in ProfileIn.model_fields.items():
            if name in _TABLES:
                self._ask_table(name)
            elif name not in self._needless():
                self._ask_one(name, str(field.description))

    def _needless(self) -> set[str]:
        return {"facts"} if self.told.get("single_sex_staff") else {"facts", "staff_sex"}

    def _ask_table(self, name: str) -> None:
        if name == "registered_manager":
            managed = read_answer("school", self.ask(f"{_MANAGED} (y or n)"))
            if managed in (True, False):
                self.told[name] = managed and {}
        if isinstance(self.told.get(name), dict):
            for key, field in _TABLES[name].model_fields.items():
                self._ask_one(key, str(field.description), name)

    def _ask_one(self, name: str, question: str, table: str = "") -> None:
        """Ask until the answer is sound beside those before it, or there is none."""
        hint = f" ({_HINTS[name]})" if name in _HINTS else ""
        while typed := self.ask(f"{question}{hint}").strip():
            answer = {name: read_answer(name, typed)}
            more = {table: {**self.told[table], **answer}} if table else answer
            if name == "provider_type" and answer[name] in ORGANISED:
                more["responsible_individual"] = {}
            try:
                check_profile({**self.told, **more})
            except UnsoundProfile as error:
                self.say(str(error).removeprefix("profile: "))
            else:
                self.told.update(more)
                return
