"""Drafting: choose a kind, tell of the home, read the draft beside its coverage, fill, reword and take it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi_problem.error import Problem
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from assistant.drafting.profile_answers import with_answers
from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import problems, streaming
from assistant.entrypoints.access import Running
from assistant.entrypoints.draft_routes import DraftId, SectionId, Version
from assistant.entrypoints.draft_schemas import (
    AnswersRequest,
    DraftKind,
    DraftOut,
    DraftRequest,
    OwnWordsRequest,
    RegenerateRequest,
)
from assistant.entrypoints.schemas import Wire
from assistant.entrypoints.service import Service
from assistant.entrypoints.web import profile_fields, wording
from assistant.entrypoints.web.draft_text import plain_text
from assistant.entrypoints.web.form_token import Typed, sound_form
from assistant.entrypoints.web.rendering import form_page, page
from assistant.errors import UnknownDraftKind, UnsoundProfile
from ingest.errors import HomesError

router = APIRouter(include_in_schema=False)

Form = TypeVar("Form", bound=Wire)


@router.get("/draft")
def kinds_page(request: Request, service: Running) -> Response:
    """What can be drafted; the browser adds the drafts that it has made."""
    return page(request, "draft_kinds.html", kinds=service.gateway.draft_kinds())


@router.get("/draft/new")
def profile_page(request: Request, service: Running, kind: str = "") -> Response:
    """The questions about the home, for one kind of draft."""
    return _profile_page(request, service, _kind(service, kind), {})


@router.post("/draft/new")
def make_draft(request: Request, service: Running, typed: Typed) -> Response:
    """Make the draft: as events where they are asked for, else at once; the form again where it is not sound."""
    kind = _kind(service, typed.get("kind", ""))
    try:
        wanted = _wanted(typed)
        if streaming.is_wanted(request):
            return streaming.response(service.draft_events(wanted))
        made = service.gateway.draft(wanted)
    except HomesError as error:
        if streaming.is_wanted(request):
            raise _told(error) from error
        return _profile_page(request, service, kind, typed, _told(error))
    return RedirectResponse(f"/draft/{made.id}", 303)


@router.get("/draft/{draft_id}")
def draft_page(request: Request, service: Running, draft_id: DraftId, version: Version = None) -> Response:
    """A draft, its coverage beside it."""
    return _draft_page(request, service.gateway.kept_draft(draft_id, version), version)


@router.post("/draft/{draft_id}/sections/{section_id}")
def change_section(
    request: Request, service: Running, draft_id: DraftId, section_id: SectionId, typed: Typed
) -> Response:
    """Fill a section's gaps, put one's own words in its place, or draft it anew; then show it."""
    gateway = service.gateway
    try:
        match typed.get("act"):
            case "own":
                gateway.reword(draft_id, section_id, _sound(OwnWordsRequest, text=typed.get("own", "")).text)
            case "again":
                gateway.regenerate(draft_id, section_id, RegenerateRequest())
            case "drafted":
                gateway.regenerate(draft_id, section_id, RegenerateRequest(discard_own_words=True))
            case _:
                told = profile_fields.answers(typed)
                if told:
                    gateway.fill(draft_id, _sound(AnswersRequest, answers=told).answers)
    except HomesError as error:
        shown = service.gateway.kept_draft(draft_id)
        return _draft_page(request, shown, None, _Refused(_told(error), section_id, typed))
    return RedirectResponse(f"/draft/{draft_id}#section-{section_id}", 303)


@router.post("/draft/{draft_id}/remove", dependencies=[Depends(sound_form)])
def remove_draft(service: Running, draft_id: DraftId) -> Response:
    """Take the draft out with all its versions."""
    service.gateway.remove_draft(draft_id)
    return RedirectResponse("/draft", 303)


def _kind(service: Service, name: str) -> DraftKind:
    found = next((one for one in service.gateway.draft_kinds() if one.kind == name), None)
    if found is None:
        raise UnknownDraftKind("there is no such kind of draft: choose one of the list")
    return found


def _told(error: HomesError) -> Problem:
    """The problem, where it is one of the answers, in the words that the form asks with."""
    told = problems.problem_of(error)
    if isinstance(error, UnsoundProfile):
        detail = profile_fields.in_questions(str(error))
        return Problem("An answer cannot be used", type_=told.type, detail=detail, status=told.status)
    return told


def _wanted(typed: Mapping[str, str]) -> DraftRequest:
    """What a form asks for. Raises UnsoundProfile."""
    return _sound(
        DraftRequest,
        kind=typed.get("kind", ""),
        profile=with_answers(ProfileIn(), profile_fields.answers(typed)),
        topic=typed.get("topic", ""),
        suggestions="suggestions" in typed,
        model="model" in typed,
    )


def _sound(form: type[Form], **fields: object) -> Form:
    """The request that ``fields`` make. Raises UnsoundProfile, saying where it is not in its form and how."""
    try:
        return form.model_validate(fields)
    except ValidationError as error:
        faults = (f"{one['loc'][-1] if one['loc'] else 'answer'}: {one['msg']}" for one in error.errors())
        raise UnsoundProfile("; ".join(faults)) from None


def _profile_page(
    request: Request, service: Service, kind: DraftKind, typed: Mapping[str, str], failed: Problem | None = None
) -> Response:
    return form_page(
        request,
        "draft_new.html",
        failed,
        kind=kind,
        groups=profile_fields.groups(),
        typed=typed,
        model=service.gateway.settings.model,
    )


@dataclass(frozen=True, slots=True)
class _Refused:
    """A change to ``section`` that could not be made, why, and what was typed for it."""

    problem: Problem
    section: str
    typed: Mapping[str, str]


def _draft_page(request: Request, draft: DraftOut, version: int | None, refused: _Refused | None = None) -> Response:
    rows = {state: [row for row in draft.coverage if row.state == state] for state in wording.STATES}
    return form_page(
        request,
        "draft.html",
        refused.problem if refused else None,
        draft=draft,
        is_old=version is not None,
        rows=rows,
        texts={section.id: plain_text(section) for section in draft.sections},
        field=profile_fields.field,
        is_free_text=profile_fields.is_free_text,
        failed_section=refused.section if refused else "",
        typed=refused.typed if refused else {},
    )
