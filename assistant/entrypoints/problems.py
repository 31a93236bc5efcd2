"""Every error as application/problem+json (RFC 9457).

``PROBLEMS`` is the one table of what each error is on the wire. A problem's ``type`` is the error's class in
kebab-case ("unknown-provision"), so that a client can raise the same error again (``error_of``). Titles and details
are the product's own words: never a question's, a document's or a stack trace's.
"""

from __future__ import annotations

import http
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi_problem.error import Problem
from fastapi_problem.handler import ExceptionHandler, new_exception_handler
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assistant import errors as answering_errors
from assistant.entrypoints.schemas import InvalidField
from ingest import errors
from ingest.errors import HomesError

MEDIA_TYPE = "application/problem+json"

PROBLEMS: dict[type[HomesError], tuple[int, str]] = {
    errors.BadInput: (400, "The request cannot be met as asked"),
    answering_errors.EmptyQuestion: (422, "The question is empty"),
    answering_errors.QuestionTooLong: (422, "The question is too long"),
    answering_errors.UnknownDraft: (404, "No such draft"),
    answering_errors.UnknownDraftKind: (404, "No such kind of draft"),
    answering_errors.UnknownReviewKind: (404, "No such kind of document to review against"),
    answering_errors.UnknownSection: (404, "No such section"),
    answering_errors.TopicNotInSources: (422, "The documents do not speak of the topic"),
    answering_errors.EmptyPoint: (422, "The point is empty"),
    answering_errors.PointTooLong: (422, "The point is too long"),
    answering_errors.BadPoint: (422, "The point is no statement that can be compared"),
    answering_errors.UnsoundProfile: (422, "The home's profile is not in its form"),
    answering_errors.UnreadableMoment: (422, "The date cannot be read"),
    answering_errors.BeforeTheRule: (422, "The event is older than the rule"),
    answering_errors.NoTimeLimit: (404, "No time limit is printed there"),
    answering_errors.UnknownFilter: (422, "The register has nothing of that name"),
    answering_errors.UnknownChecklist: (404, "No such checklist"),
    answering_errors.UnknownFilledChecklist: (404, "No such filled-in checklist"),
    answering_errors.ChecklistTooLong: (422, "The checklist holds too much"),
    answering_errors.ReviewError: (409, "The document cannot be reviewed"),
    answering_errors.DraftingError: (409, "The draft cannot be made"),
    errors.UnknownDocument: (404, "No such document"),
    errors.UnknownProvision: (404, "No such provision"),
    errors.UnknownPage: (404, "No such page"),
    errors.UnreadableQuestions: (422, "The judged questions cannot be read"),
    errors.UnsupportedFile: (422, "The file cannot be read"),
    errors.CatalogueError: (500, "The catalogue is not in its form"),
    errors.AcquisitionError: (502, "A document could not be obtained"),
    errors.DocumentMissing: (409, "A document is not at hand"),
    errors.ChecksumMismatch: (409, "A document is not the one the catalogue names"),
    errors.UnreadableDocument: (422, "The document cannot be read"),
    errors.EncryptedDocument: (422, "The document asks for a password"),
    errors.DocumentWithoutText: (422, "The document has no text"),
    errors.ReaderLimitExceeded: (422, "The document takes too much to read"),
    errors.StructureError: (500, "The document's provisions do not hold together"),
    errors.LibraryError: (503, "The data folder cannot be used"),
    errors.LibraryLocked: (503, "The data folder is in use"),
    errors.LibraryEmpty: (503, "Nothing has been ingested yet"),
    errors.FingerprintMismatch: (503, "The vectors were made by another model"),
    errors.ModelMissing: (503, "The embedding model is missing"),
    errors.ServiceUnreachable: (502, "The service does not answer"),
    errors.IngestFailed: (422, "Documents could not be ingested"),
    answering_errors.ExportError: (500, "The file could not be written"),
    answering_errors.PromptError: (500, "A prompt is not in its form"),
    answering_errors.ModelError: (502, "The language model gave nothing usable"),
    answering_errors.NotReady: (503, "The service is starting"),
    HomesError: (500, "The request failed"),
}
"""Status and title of each error; one that is not named here is what its nearest parent is."""

_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


def slug_of(error: type[HomesError]) -> str:
    """The ``type`` of an error's problem.

    >>> slug_of(errors.UnknownProvision)
    'unknown-provision'
    """
    return _WORD_START.sub("-", error.__name__).lower()


def error_of(slug: str, detail: str) -> HomesError:
    """The error that a problem tells of; a plain HomesError for a type that is none of ours."""
    known = {slug_of(kind): kind for kind in PROBLEMS if "__init__" not in vars(kind)}
    return known.get(slug, HomesError)(detail)


def problem_of(error: HomesError) -> Problem:
    """The problem that an error is on the wire."""
    kind = next(kind for kind in type(error).__mro__ if kind in PROBLEMS)
    status, title = PROBLEMS[kind]
    return Problem(title, type_=slug_of(kind), detail=str(error), status=status)


def fault() -> Problem:
    """What a client is told of an error that nobody foresaw."""
    return Problem(
        "The service failed",
        type_="internal-error",
        detail="The request could not be served; the service's log says where it failed.",
        status=500,
    )


def malformed() -> Problem:
    """What a client is told that does not speak HTTP, or says too much before its request."""
    return Problem("Not a request", type_="malformed-request", detail="What was sent is not HTTP/1.1.", status=400)


def too_slow() -> Problem:
    """What a client is told whose request does not arrive."""
    return of_status(408)


def encoded(problem: Problem) -> bytes:
    """The problem as a response's body."""
    return json.dumps(problem.marshal()).encode()


def not_allowed(status: int, detail: str) -> Problem:
    """401 where the token is missing or wrong, 403 where the request comes from another machine."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return Problem(http.HTTPStatus(status).phrase, type_=_slug(status), detail=detail, status=status, headers=headers)


def unknown_host() -> Problem:
    """What is told whoever asks for a host that is not this service's."""
    return Problem(
        "Not this service's name",
        type_="unknown-host",
        detail="The service does not answer by this name: HOMES_NAMES lists those that it has besides its address.",
        status=421,
    )


def foreign_origin() -> Problem:
    """What a browser is told that sends what a page of another site made it send."""
    return Problem("Another site's request", type_="foreign-origin", detail="This came from another site.", status=403)


def stale_form() -> Problem:
    """What is told where a form's token is not that of the browser's cookie."""
    return Problem(
        "The form is too old",
        type_="stale-form",
        detail="Go back, load the page again and send the form once more. What you typed is still there.",
        status=403,
    )


def documented(*kinds: type[HomesError]) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses for an operation that may raise ``kinds``, besides validation and unforeseen errors."""
    return _responses([*map(_example, kinds), _INVALID, fault()])


def documented_for_owner(*kinds: type[HomesError]) -> dict[int | str, dict[str, Any]]:
    """``documented``, for an operation that only the machine's own user may ask for."""
    refused = [not_allowed(401, "The token is missing."), not_allowed(403, "Not from this machine.")]
    return _responses([*refused, *map(_example, kinds), _INVALID, fault()])


def of_any_body() -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses for a body that is no JSON, does not arrive or is too large."""
    return _responses([of_status(status) for status in (400, 408, 413)])


def install(app: FastAPI) -> None:
    """Make every foreseen error of ``app`` a problem; ``access_log.py`` sees to the others."""
    handler = new_exception_handler(
        handlers={HomesError: lambda _handler, _request, error: problem_of(error)},
        http_exception_handler=_of_http,
        request_validation_handler=_of_validation,
    )
    for kind in (HomesError, Problem, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, handler)


def _of_http(_handler: ExceptionHandler, _request: Request, error: HTTPException) -> Problem:
    return of_status(error.status_code, dict(error.headers) if error.headers else None)


def of_status(status: int, headers: dict[str, str] | None = None) -> Problem:
    """The problem that a status without an error of ours is told by."""
    detail = _DETAILS.get(status, http.HTTPStatus(status).description) or None
    return Problem(http.HTTPStatus(status).phrase, type_=_slug(status), detail=detail, status=status, headers=headers)


def invalid() -> Problem:
    """What is told of a request that is not in its form, where its fields are not gone into."""
    return _INVALID


def _of_validation(_handler: ExceptionHandler, _request: Request, error: RequestValidationError) -> Problem:
    fields = list(_invalid_fields(error))
    errors = [field.model_dump() for field in fields]
    return Problem(_INVALID.title, type_=_INVALID.type, detail=_told(fields), status=422, errors=errors)


def _told(fields: Sequence[InvalidField]) -> str:
    """What is wrong with the first fields, as sentences; the rest stand in the list of errors."""
    told = (f"{field.field.rpartition('.')[2] or 'the request'}: {field.message}." for field in fields[:_TOLD])
    return " ".join(told) or str(_INVALID.detail)


def _invalid_fields(error: RequestValidationError) -> Iterator[InvalidField]:
    """Where and what, never what was sent: the name of an unknown field is the sender's too."""
    for one in error.errors():
        unknown = one["type"] == "extra_forbidden"
        at = one["loc"][:-1] if unknown else one["loc"]
        message = "a field that is not known here" if unknown else _plain(one["type"], str(one["msg"]))
        yield InvalidField(field=".".join(map(str, at)), message=message)


_TOLD = 3
_SEND_A_FILE = "send it as a file with a name, in a form of the type multipart/form-data"


def _plain(kind: str, message: str) -> str:
    """A validator's words without the names of our own code."""
    if "UploadFile" in message:
        return _SEND_A_FILE
    return "it is needed and was not sent" if kind == "missing" else message


def _slug(status: int) -> str:
    return http.HTTPStatus(status).phrase.lower().replace(" ", "-").replace("'", "")


def _example(kind: type[HomesError]) -> Problem:
    status, title = PROBLEMS[kind]
    return Problem(title, type_=slug_of(kind), status=status)


def _responses(problems: list[Problem]) -> dict[int | str, dict[str, Any]]:
    """One OpenAPI response a status, with an example of each problem."""
    responses: dict[int | str, dict[str, Any]] = {}
    for problem in problems:
        known = responses.setdefault(
            problem.status, {"description": http.HTTPStatus(problem.status).phrase, "content": {MEDIA_TYPE: _schema()}}
        )
        known["content"][MEDIA_TYPE]["examples"][problem.type] = {"value": problem.marshal()}
    return responses


def _schema() -> dict[str, Any]:
    return {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "examples": {}}


_INVALID = Problem(
    "The request is not in its form", type_="invalid-request", detail="See errors for each field.", status=422
)
_DETAILS = {
    400: "The request's body cannot be read: it must be JSON in UTF-8.",
    404: "There is nothing at this address.",
    405: "This address does not take this method; the Allow header names those it takes.",
    408: "The request took too long to arrive.",
    413: "The request's body is too large.",
}
