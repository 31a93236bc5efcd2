"""Templates become responses. Everything put into a page is escaped; nothing is ever marked as safe."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus

from fastapi_problem.error import Problem
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.entrypoints.web import form_token, wording
from assistant.entrypoints.web.assets import asset_url

_HEADERS = {"Cache-Control": "private, no-cache"}


def page(request: Request, template: str, *, status: int = HTTPStatus.OK, **shown: object) -> HTMLResponse:
    """A page from ``templates/``. ``shown`` are the template's variables: one that is missing is an error."""
    cookie, token = form_token.issue(request)
    content = environment().get_template(template).render(form_token=token, path=request.url.path, **shown)
    response = HTMLResponse(content, status, headers=_HEADERS)
    form_token.keep(response, request, cookie)
    return response


def form_page(request: Request, template: str, failed: Problem | None, **shown: object) -> HTMLResponse:
    """A page with a form, told what went wrong with what was typed, if anything did, and with the status of that."""
    return page(request, template, status=failed.status if failed else HTTPStatus.OK, failed=failed, **shown)


@cache
def environment() -> Environment:
    """Jinja with this application's words and addresses."""
    made = Environment(
        loader=PackageLoader("assistant.entrypoints.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (wording.day, wording.lines, wording.in_full, wording.after_title)
    made.filters |= {one.__name__: one for one in filters}
    made.globals |= {
        "asset": asset_url,
        "wording": wording,
        "words_for_scripts": json.dumps(wording.FOR_SCRIPTS, ensure_ascii=False),
    }
    return made
