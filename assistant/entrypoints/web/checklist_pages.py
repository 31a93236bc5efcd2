"""A checklist to fill in on a visit: its page, the worker that opens it offline, and what stands in where it cannot."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.compliance.checklist import PRACTICE
from assistant.compliance.filled import PARTICULARS
from assistant.entrypoints.access import Running
from assistant.entrypoints.compliance_routes import Kind
from assistant.entrypoints.compliance_schemas import ChecklistOut, LineOut
from assistant.entrypoints.filled_schemas import LONGEST_WRITTEN
from assistant.entrypoints.schemas import CitationOut
from assistant.entrypoints.web import check_wording
from assistant.entrypoints.web.assets import asset_url, assets, release
from assistant.entrypoints.web.guard import WORKER_POLICY
from assistant.entrypoints.web.rendering import page
from assistant.errors import UnknownChecklist

router = APIRouter(include_in_schema=False)

WORKER = "checklist_worker.js"
FALLBACK = "/check/checklists/offline"


@router.get("/check/worker.js")
def worker() -> Response:
    """The service worker, told which release it belongs to and which files that release is made of."""
    told = {"RELEASE": release(), "ASSETS": [asset_url(name) for name in assets()], "FALLBACK": FALLBACK}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    content = head.encode() + assets()[WORKER]
    return Response(content, media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@router.get(FALLBACK)
def not_opened_page(request: Request) -> Response:
    """What is shown offline for a checklist that was never opened on the device: those that were."""
    return page(request, "check_checklist_offline.html")


@router.get("/check/checklists/{kind}")
def checklist_page(request: Request, kind: Kind, service: Running) -> Response:
    """A checklist with fields. What is typed stays on the device, and is sent to the service when there is one."""
    try:
        shown = service.gateway.checklist(kind)
    except UnknownChecklist:
        checklists = service.gateway.checklists()
        return page(request, "check_checklists.html", status=404, checklists=checklists, is_unknown=True)
    response = page(
        request,
        "check_checklist.html",
        shown=shown,
        cited=_citations(shown),
        particulars=PARTICULARS,
        bases=_bases(shown),
        doing=check_wording.DOING,
        states=check_wording.SEEN,
        practice=PRACTICE,
        longest=LONGEST_WRITTEN,
    )
    response.headers["Content-Security-Policy"] = WORKER_POLICY
    return response


def _citations(shown: ChecklistOut) -> Mapping[str, CitationOut]:
    """Each line's source as the source panel takes it, by the line's id."""
    titles = {document.id: document.title for document in shown.documents}
    return {
        line.id: CitationOut(
            document=line.source.document,
            title=titles[line.source.document],
            provision=line.source.provision,
            provision_id=line.source.provision_id,
            pages=line.source.pages,
            printed_pages=line.source.printed_pages,
            quote=line.source.quote,
            authority=line.source.authority,
            force=line.source.force,
            also_at=[],
        )
        for line in _lines(shown)
        if line.source
    }


def _bases(shown: ChecklistOut) -> list[str]:
    """Whose words the lines rest on, in the order of their first line."""
    return list(dict.fromkeys(line.basis for line in _lines(shown)))


def _lines(shown: ChecklistOut) -> list[LineOut]:
    return [line for section in shown.sections for line in section.lines]
