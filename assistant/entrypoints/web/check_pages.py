"""Checking: a point beside its provisions, time limits counted, and a document handed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi_problem.error import Problem
from starlette.responses import Response

from assistant.entrypoints import problems
from assistant.entrypoints.access import Running
from assistant.entrypoints.check_schemas import CheckOut
from assistant.entrypoints.compliance_schemas import DeadlinesOut
from assistant.entrypoints.web import check_wording
from assistant.entrypoints.web.form_token import Typed
from assistant.entrypoints.web.rendering import form_page, page
from ingest.errors import HomesError

router = APIRouter(include_in_schema=False)

Asked = Annotated[str, Query(max_length=200)]


@router.get("/check")
def start_page(request: Request) -> Response:
    """What can be checked."""
    return page(request, "check.html")


@router.get("/check/point")
def point_page(request: Request) -> Response:
    """A box for what somebody says, or what a policy says."""
    return _point_page(request)


@router.post("/check/point")
def checked_page(request: Request, service: Running, typed: Typed) -> Response:
    """The same page with the point laid beside its provisions, or with what went wrong."""
    point = typed.get("point", "")
    try:
        return _point_page(request, point, shown=service.gateway.check(point))
    except HomesError as error:
        return _point_page(request, point, failed=problems.problem_of(error))


@router.get("/check/deadlines")
def deadlines_page(
    request: Request, service: Running, provision: Asked = "", day: Asked = "", time: Asked = ""
) -> Response:
    """Each time limit of a provision, counted from a day and a time; a form until they are told."""
    shown: DeadlinesOut | None = None
    failed: Problem | None = None
    if provision.strip() and day.strip():
        try:
            shown = service.gateway.deadlines(provision, "T".join(filter(None, (day.strip(), time.strip()))))
        except HomesError as error:
            failed = problems.problem_of(error)
    return form_page(
        request,
        "check_deadlines.html",
        failed,
        typed={"provision": provision, "day": day, "time": time},
        examples=check_wording.DEADLINE_EXAMPLES,
        shown=shown,
        moment=check_wording.moment,
    )


@router.get("/check/checklists")
def checklists_page(request: Request, service: Running) -> Response:
    """Every checklist, to fill in here or to take away."""
    return page(request, "check_checklists.html", checklists=service.gateway.checklists(), is_unknown=False)


@router.get("/check/document")
def document_page(request: Request, service: Running) -> Response:
    """A file and what to lay it beside. Scripts show the findings; without them the Word report comes back."""
    return page(
        request,
        "check_document.html",
        kinds=service.gateway.review_kinds(),
        words_for_reviews=check_wording.FOR_REVIEWS,
    )


def _point_page(
    request: Request, point: str = "", shown: CheckOut | None = None, failed: Problem | None = None
) -> Response:
    return form_page(
        request,
        "check_point.html",
        failed,
        point=point,
        shown=shown,
        verdicts=check_wording.VERDICTS,
        by_likeness=check_wording.BY_LIKENESS,
        no_difference=check_wording.NO_DIFFERENCE,
        standings=check_wording.STANDINGS,
        examples=check_wording.POINT_EXAMPLES,
    )
