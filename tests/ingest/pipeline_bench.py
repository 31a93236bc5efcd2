"""An empty data folder with everything an ingest needs, whose parts can be made to fail; and a file to ingest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.corpus import vector_id
from ingest.library import IngestedDocument, Library
from ingest.pipeline import IngestReport, Pipeline
from ingest.sources import Source, from_paths
from ingest.store import PASSAGE, VectorStore
from tests.ingest import made_pdfs
from tests.ingest.recording_embedder import RecordingEmbedder


class Killed(BaseException):
    """Stands for a process that ends here: nothing catches it."""


class FailingLibrary(Library):
    """The real library; ``fault`` is raised in place of the next replacement, ``before_state`` called before a look."""

    fault: BaseException | None = None
    before_state: Callable[[], object] = staticmethod(lambda: None)

    def state(self, document_id: str) -> tuple[str, str] | None:
        self.before_state()
        return super().state(document_id)

    def replace(self, ingested: IngestedDocument) -> None:
        if self.fault is not None:
            raise self.fault
        super().replace(ingested)


class FailingStore(VectorStore):
    """The real store; ``fault`` is raised in place of the next deletion."""

    fault: BaseException | None = None

    def delete(self, ids: Collection[str], *, layer: str = PASSAGE) -> None:
        if self.fault is not None:
            raise self.fault
        super().delete(ids, layer=layer)


@dataclass
class Bench:
    """An empty data folder with everything an ingest needs, and a folder for files."""

    folder: Path
    library: FailingLibrary
    store: FailingStore
    embedder: RecordingEmbedder

    def pipeline(self, on_progress: Callable[[str, str, int, int], None] = lambda *_: None) -> Pipeline:
        return Pipeline(self.library, self.store, self.embedder, self.folder / "files", on_progress)

    def write(self, name: str, content: bytes) -> Source:
        path = self.folder / name
        path.write_bytes(content)
        [source] = from_paths([path], ())
        return source

    def ingest(self, *sources: Source, again: bool = False) -> IngestReport:
        self.embedder.texts.clear()
        return self.pipeline().ingest(sources, again=again)

    def outcomes(self, *sources: Source, again: bool = False) -> list[str]:
        report = self.ingest(*sources, again=again)
        report.raise_failures()
        return [document.outcome for document in report.documents]

    def vectors(self) -> dict[str, NDArray[np.float32]]:
        ids = sorted(self.store.ids())
        return dict(zip(ids, self.store.vectors(ids), strict=True))

    def assert_whole(self) -> None:
        """Every passage has its vector, no vector is without a passage, nothing is unfinished."""
        wanted = {vector_id(passage) for one in self.library.load_all() for passage in one.passages}
        assert self.store.ids() == wanted
        assert self.library.pending() == ()


@pytest.fixture
def bench(tmp_path: Path, model_folder: Path) -> Iterator[Bench]:
    embedder = RecordingEmbedder(model_folder)
    library = FailingLibrary(tmp_path / "library.sqlite3")
    with FailingStore(tmp_path / "vectors", embedder.fingerprint) as store:
        yield Bench(tmp_path, library, store, embedder)
    library.close()


LINES_A_PAGE = 20
WHO = ("Staff", "Children", "Parents", "Visitors", "Managers", "Inspectors", "Drivers", "Cooks", "Nurses", "Teachers")
WHAT = ("doors", "windows", "kitchens", "gardens", "medicines", "money", "phones", "meals", "beds", "cars")


def policy(rules: int = 3, nights: str = "ten") -> bytes:
    """A numbered policy of up to 100 rules, no two alike; ``nights`` stands in every one."""
    told = [f"{who} look after the {what} until {nights}." for what in WHAT for who in WHO][:rules]
    lines = ["House rules", *(f"{number}. {rule}" for number, rule in enumerate(told, start=1))]
    return made_pdfs.of_lines(*(lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)))
