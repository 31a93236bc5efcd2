"""A gateway to the running service, over HTTP. Errors come back as the ones that the service raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints.check_schemas import CheckOut, CheckRequest
from assistant.entrypoints.compliance_schemas import (
    ChecklistListed,
    ChecklistOut,
    DeadlinesOut,
    RegisterOut,
    RegisterQuery,
    TableFormat,
)
from assistant.entrypoints.draft_schemas import (
    AnswersRequest,
    DraftKind,
    DraftListed,
    DraftOut,
    DraftRequest,
    OwnWordsRequest,
    RegenerateRequest,
    SectionMadeOut,
)
from assistant.entrypoints.filled_schemas import FilledListed, FilledOut, FillRequest
from assistant.entrypoints.gateway import Progress, ReviewProgress, nobody_listens, unheard
from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut, ReviewProgressOut
from assistant.entrypoints.schemas import (
    AnswerOut,
    AskRequest,
    BackupOut,
    BackupRequest,
    DoctorOut,
    DocumentOut,
    FilePathOut,
    IngestOut,
    IngestRequest,
    Outcome,
    PassageOut,
    ProblemOut,
    ProgressOut,
    ProvisionOut,
    RefusalOut,
    Wire,
)
from assistant.export.file_format import FileFormat
from ingest.errors import BadInput, HomesError, LibraryLocked, ServiceUnreachable, UnsupportedFile

TIMEOUT = httpx.Timeout(120, connect=5)
"""Seconds. A question waits for an ingest that runs; an ingest itself is followed event by event, without a limit."""

PATIENT = httpx.Timeout(TIMEOUT.connect, read=None)

_OUTCOME: TypeAdapter[AnswerOut | RefusalOut] = TypeAdapter(Outcome)
_PASSAGES = TypeAdapter(list[PassageOut])
_DOCUMENTS = TypeAdapter(list[DocumentOut])
_KINDS = TypeAdapter(list[DraftKind])
_DRAFTS = TypeAdapter(list[DraftListed])
_CHECKLISTS = TypeAdapter(list[ChecklistListed])
_FILLED = TypeAdapter(list[FilledListed])
_PROVISIONS = TypeAdapter(list[ProvisionOut])
_REVIEW_KINDS = TypeAdapter(list[ReviewKindOut])


class ServiceClient:
    """Speaks to the service at ``url`` with the token that its owner file holds.

    Every method raises ServiceUnreachable when the service does not answer, and otherwise what the service raised.
    """

    def __init__(self, url: str, token: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self._url = url
        # No proxy is asked: the service is on this machine.
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=TIMEOUT,
            transport=transport,
            trust_env=False,
        )

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerOut | RefusalOut:
        """Answer or refuse."""
        return _OUTCOME.validate_json(
            self._post("/ask", AskRequest.model_construct(question=question, history=[*history]))
        )

    def search(self, text: str, count: int) -> list[PassageOut]:
        """The best passages, best first."""
        return _PASSAGES.validate_json(self._get("/search", {"q": text, "count": count}))

    def documents(self) -> list[DocumentOut]:
        """Every ingested document."""
        return _DOCUMENTS.validate_json(self._get("/documents"))

    def provision(self, reference: str) -> list[ProvisionOut]:
        """The provisions that an id or a written form names."""
        return _PROVISIONS.validate_json(self._get("/provisions", {"ref": reference}))

    def ingest(self, paths: Sequence[Path], *, again: bool, on_progress: Progress) -> IngestOut:
        """Ingest in the service; it reads the files itself, so their paths are made absolute."""
        request = IngestRequest(paths=[str(path.resolve()) for path in paths], again=again)

        def told(data: str) -> None:
            step = ProgressOut.model_validate_json(data)
            on_progress(step.document, step.step, step.done, step.total)

        return IngestOut.model_validate_json(self._followed("/ingests", request, "progress", told))

    def remove(self, document_id: str) -> None:
        """Take a document out, whole."""
        with self._reaching():
            _body(self._http.delete(f"/documents/{quote(document_id, safe='')}"))

    def doctor(self) -> DoctorOut:
        """Look the data folder over."""
        return DoctorOut.model_validate_json(self._get("/doctor"))

    def rebuild_index(self, on_progress: Progress) -> int:  # noqa: ARG002 - the gateways' one form
        """Refused: questions would find nothing while it lasts. Raises LibraryLocked."""
        raise LibraryLocked(f"the service at {self._url} answers from the vectors: stop it first")

    def backup(self, target: Path) -> BackupOut:
        """Let the service write the backup, while it serves."""
        request = BackupRequest(path=str(target.resolve()))
        with self._reaching():
            return BackupOut.model_validate_json(_body(self._http.post("/backups", json=request.model_dump())))

    def source_file(self, document_id: str) -> Path | None:
        """The ingested file, which the service keeps on this machine."""
        found = FilePathOut.model_validate_json(self._get(f"/documents/{document_id}/file-path"))
        return Path(found.path) if found.path else None

    def draft_kinds(self) -> list[DraftKind]:
        """What can be drafted."""
        return _KINDS.validate_json(self._get("/requirements"))

    def draft(self, request: DraftRequest, on_progress: Progress = unheard) -> DraftOut:
        """Make a draft and keep it; each section is told when it is done."""

        def told(data: str) -> None:
            made = SectionMadeOut.model_validate_json(data)
            on_progress(request.kind, made.heading, made.done, made.total)

        return DraftOut.model_validate_json(self._followed("/drafts", request, "section", told))

    def drafts(self) -> list[DraftListed]:
        """Every kept draft, the one changed last first."""
        return _DRAFTS.validate_json(self._get("/drafts"))

    def kept_draft(self, draft_id: str, version: int | None = None) -> DraftOut:
        """A kept draft, its latest version unless one is named."""
        parameters = {} if version is None else {"version": version}
        return DraftOut.model_validate_json(self._get(f"/drafts/{quote(draft_id, safe='')}", parameters))

    def regenerate(self, draft_id: str, section: str, request: RegenerateRequest) -> DraftOut:
        """Make one section anew, as a further version."""
        path = f"/drafts/{quote(draft_id, safe='')}/sections/{quote(section, safe='')}/regenerate"
        return DraftOut.model_validate_json(self._sent("POST", path, request))

    def reword(self, draft_id: str, section: str, text: str) -> DraftOut:
        """Put the provider's own words in place of a section's text."""
        path = f"/drafts/{quote(draft_id, safe='')}/sections/{quote(section, safe='')}/own-words"
        return DraftOut.model_validate_json(self._sent("PUT", path, OwnWordsRequest(text=text)))

    def fill(self, draft_id: str, answers: Mapping[str, str]) -> DraftOut:
        """Set answers into the draft's profile, by field, as a further version."""
        path = f"/drafts/{quote(draft_id, safe='')}/profile"
        return DraftOut.model_validate_json(self._sent("PATCH", path, AnswersRequest(answers=dict(answers))))

    def remove_draft(self, draft_id: str) -> None:
        """Take a kept draft out with all its versions."""
        with self._reaching():
            _body(self._http.delete(f"/drafts/{quote(draft_id, safe='')}"))

    def draft_file(self, draft_id: str, file_format: FileFormat, version: int | None = None) -> bytes:
        """A kept draft as a file's content."""
        parameters = {} if version is None else {"version": version}
        return self._get(f"/drafts/{quote(draft_id, safe='')}.{file_format.value}", parameters)

    def register(self, query: RegisterQuery) -> RegisterOut:
        """The requirements chosen from the register."""
        return RegisterOut.model_validate_json(self._get("/register", query.model_dump(exclude_defaults=True)))

    def register_file(self, query: RegisterQuery, table_format: TableFormat) -> bytes:
        """The same as a table's content."""
        return self._get(f"/register.{table_format.value}", query.model_dump(exclude_defaults=True))

    def deadlines(self, reference: str, event_at: str) -> DeadlinesOut:
        """Time limits counted."""
        return DeadlinesOut.model_validate_json(self._get("/deadlines", {"provision": reference, "from": event_at}))

    def checklists(self) -> list[ChecklistListed]:
        """Every checklist that can be had."""
        return _CHECKLISTS.validate_json(self._get("/checklists"))

    def checklist(self, kind: str) -> ChecklistOut:
        """A checklist."""
        return ChecklistOut.model_validate_json(self._get(f"/checklists/{_in_address(kind)}"))

    def checklist_file(self, kind: str, file_format: FileFormat) -> bytes:
        """A checklist as a file's content."""
        return self._get(f"/checklists/{_in_address(kind)}.{file_format.value}")

    def fill_in(self, filled_id: str, request: FillRequest) -> FilledOut:
        """Lay what was typed over a filled-in checklist."""
        return FilledOut.model_validate_json(self._sent("PUT", _filled(filled_id), request, TIMEOUT))

    def filled_checklists(self) -> list[FilledListed]:
        """Every filled-in checklist, the one changed last first."""
        return _FILLED.validate_json(self._get("/filled-checklists"))

    def filled_checklist(self, filled_id: str) -> FilledOut:
        """A filled-in checklist."""
        return FilledOut.model_validate_json(self._get(_filled(filled_id)))

    def remove_filled(self, filled_id: str) -> None:
        """Take a filled-in checklist out."""
        with self._reaching():
            _body(self._http.delete(_filled(filled_id)))

    def filled_file(self, filled_id: str, file_format: FileFormat) -> bytes:
        """A filled-in checklist as a file's content."""
        return self._get(f"{_filled(filled_id)}.{file_format.value}")

    def review_kinds(self) -> list[ReviewKindOut]:
        """What a document can be reviewed against."""
        return _REVIEW_KINDS.validate_json(self._get("/review-kinds"))

    def review(
        self,
        file: Path,
        against: str,
        profile: ProfileIn,
        *,
        name: str | None = None,
        on_progress: ReviewProgress = nobody_listens,
    ) -> ReviewOut:
        """Send a file to be laid beside what is asked of its kind. Raises UnsupportedFile where it cannot be opened."""
        fields = {"against": against, "profile": profile.model_dump_json(exclude_unset=True)}
        try:
            content = file.read_bytes()
        except OSError as error:
            raise UnsupportedFile(f"the file cannot be opened: {error.strerror}") from error
        sent = {"file": (name or file.name, content)}

        def told(data: str) -> None:
            step = ReviewProgressOut.model_validate_json(data)
            on_progress(step.step, step.done, step.total)

        made = self._streamed("/reviews", {"data": fields, "files": sent}, "progress", told)
        return ReviewOut.model_validate_json(made)

    def check(self, point: str) -> CheckOut:
        """Lay a statement beside what governs it."""
        return CheckOut.model_validate_json(self._post("/checks", CheckRequest.model_construct(point=point)))

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _get(self, path: str, parameters: Mapping[str, str | int | list[str]] | None = None) -> bytes:
        with self._reaching():
            return _body(self._http.get(path, params=parameters))

    def _post(self, path: str, body: Wire) -> bytes:
        return self._sent("POST", path, body, TIMEOUT)

    def _sent(self, method: str, path: str, body: Wire, timeout: httpx.Timeout | None = None) -> bytes:
        """Without a time limit on the answer unless one is given: a model may be at work."""
        with self._reaching():
            sent = body.model_dump(mode="json", exclude_unset=True)
            return _body(self._http.request(method, path, json=sent, timeout=timeout or PATIENT))

    def _followed(self, path: str, body: Wire, step: str, told: Callable[[str], None]) -> str:
        """The data of the event ``done``; each event ``step`` is told on the way."""
        return self._streamed(path, {"json": body.model_dump(mode="json", exclude_unset=True)}, step, told)

    def _streamed(self, path: str, sent: Mapping[str, Any], step: str, told: Callable[[str], None]) -> str:
        headers = {"Accept": "text/event-stream"}
        with (
            self._reaching(),
            self._http.stream("POST", path, headers=headers, timeout=PATIENT, **sent) as response,
        ):
            if response.is_error:
                response.read()
                raise _error_in(response.content)
            for name, data in _events(response.iter_lines()):
                if name == step:
                    told(data)
                elif name == "done":
                    return data
                elif name == "error":
                    raise _error_in(data.encode())
        raise ServiceUnreachable(f"the service at {self._url} ended before the work did: look at its log")

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as error:
            raise ServiceUnreachable(
                f"the service at {self._url} holds the data folder but does not answer ({type(error).__name__}): "
                "try again, or stop it"
            ) from error


def _filled(filled_id: str) -> str:
    return f"/filled-checklists/{quote(filled_id, safe='')}"


def _in_address(kind: str) -> str:
    """A checklist's name as one part of an address; a slash in it is as good as a hyphen."""
    return quote(kind.replace("/", "-"), safe="")


def _body(response: httpx.Response) -> bytes:
    if response.is_error:
        raise _error_in(response.content)
    return response.content


def _error_in(body: bytes) -> HomesError:
    """The error that a problem tells of; one that says so for a body that is no problem."""
    from assistant.entrypoints.problems import error_of  # noqa: PLC0415 - brings FastAPI, for errors alone

    try:
        problem = ProblemOut.model_validate_json(body)
    except ValueError:
        return HomesError("the service answered with an error that is not in its own form: is it another program?")
    fields = "; ".join(f"{each.field}: {each.message}" for each in problem.errors or ())
    words = fields or problem.detail or problem.title
    return BadInput(words) if problem.type == "invalid-request" else error_of(problem.type, words)


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Name and data of each server-sent event, as the HTML standard has it; comments are passed over."""
    name, data = "message", list[str]()
    for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not line and data:
            yield name, "\n".join(data)
            name, data = "message", []
