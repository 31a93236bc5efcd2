"""Time and memory of the product, the naive pipeline and the floor, in one run, as ratios and beside their goals.

    python -m evals.benchmark [--runs 3] [--seconds 30] [--growth] [--json OUT]

Everything is measured in fresh processes (``worker NAME`` is one of them) and in folders of its own, on the two core
documents; the three that are compared take turns, so that a slow minute of the machine meets all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

from assistant.settings import Settings
from evals.bench_questions import QUESTIONS
from evals.bench_service import running, under_load
from evals.bench_table import growth_table, rows, table
from evals.fresh_process import Timed, time_fresh, together

DOCUMENTS = ("regulations-2015.pdf", "guide-2015.pdf")
SIZES = (1_000, 10_000, 100_000)
LONGEST_SECONDS = 3600.0

# Reached by name, each in its own process: what one imports must not weigh on another.
WORKERS = {
    "naive-build": "evals.bench_naive:build",
    "naive-cold": "evals.bench_naive:cold",
    "naive-retrieval": "evals.bench_naive:retrieval",
    "ours-retrieval": "evals.bench_product:retrieval",
    "floor-retrieval": "evals.bench_product:floor",
    "load-warm": "evals.bench_load:warm",
    "load-ask": "evals.bench_load:ask",
    "load-pictures": "evals.bench_load:pictures",
    "growth-fill": "evals.bench_growth:fill",
}
_HOMES = [sys.executable, "-c", "from evals.command import run; run()"]
_NOT_OURS = ("HOMES_", "OPENAI_", "CHROMA_")


@dataclass(frozen=True, slots=True)
class Bench:
    """A place to measure in. ``settings`` say where model and corpus are; all else is made below ``place``."""

    place: Path
    settings: Settings
    documents: tuple[str, ...]
    runs: int

    def ingests(self) -> dict[str, float]:
        """Both pipelines into empty folders; ours without the digest's layers, then with them."""
        bare = self._corpus_without_layers()
        taken: dict[str, list[Timed]] = {"naive ingest": [], "ours ingest": [], "ours layers": []}
        for run in range(1, self.runs + 1):
            say(f"ingest, run {run} of {self.runs}")
            shutil.rmtree(self.naive, ignore_errors=True)
            shutil.rmtree(self.data, ignore_errors=True)
            taken["naive ingest"].append(self.worker("naive-build", str(self.naive), *self.documents))
            taken["ours ingest"].append(self.homes("ingest", *self.documents, corpus=bare))
            taken["ours layers"].append(self.homes("ingest", *self.documents))
        return _figures({name: together(timed) for name, timed in taken.items()})

    def questions(self) -> dict[str, float]:
        """One question to commands that are cold, then forty to pipelines that are warm."""
        say("first question after an ingest")
        first = self.homes("ask", QUESTIONS[0])
        taken: dict[str, list[Timed]] = {}
        for run in range(1, self.runs + 1):
            say(f"questions, run {run} of {self.runs}")
            for name, timed in (
                ("naive cold", self.worker("naive-cold", str(self.naive))),
                ("ours cold", self.homes("ask", QUESTIONS[0])),
                ("naive retrieval", self.worker("naive-retrieval", str(self.naive))),
                ("ours retrieval", self.worker("ours-retrieval", str(self.data))),
                ("floor retrieval", self.worker("floor-retrieval", str(self.data))),
            ):
                taken.setdefault(name, []).append(timed)
        return _figures({"ours first": first, **{name: together(timed) for name, timed in taken.items()}})

    def serving(self, seconds: float) -> dict[str, float]:
        """A service with ten users on it for some seconds."""
        say(f"answers over HTTP, {seconds:.0f} s")
        with running([*_HOMES, "serve", "--port", "0", "--json"], self.environment(), self.place) as service:
            return under_load(service, lambda *named: _printed(self.worker(*named)), seconds)

    def growth(self, sizes: Sequence[int]) -> list[dict[str, float]]:
        """The library grown to each of ``sizes`` passages in all."""
        return [self._grown(size) for size in sizes]

    def _grown(self, size: int) -> dict[str, float]:
        say(f"growth, {size:,} passages")
        grown = self.place / "grown"
        shutil.copytree(self.data, grown)
        filled = self.worker("growth-fill", str(grown), str(size))
        first = _printed(self.worker("ours-retrieval", str(grown)))
        later = self.worker("ours-retrieval", str(grown))
        figures = {
            **_printed(filled),
            **_printed(later),
            "first_open_seconds": first["open_seconds"],
            "fill_peak_mib": filled.peak_mib,
            "peak_mib": later.peak_mib,
            "disk_mib": _disk_mib(grown),
        }
        shutil.rmtree(grown)
        return figures

    @property
    def data(self) -> Path:
        """The product's data folder."""
        return self.place / "data"

    @property
    def naive(self) -> Path:
        """The naive pipeline's folder."""
        return self.place / "naive"

    def worker(self, *named: str) -> Timed:
        """Run a worker, by its name and arguments."""
        argv = [sys.executable, "-m", "evals.benchmark", "worker", *named]
        return time_fresh(argv, 1, LONGEST_SECONDS, environment=self.environment(), folder=self.place)

    def homes(self, *arguments: str, corpus: Path | None = None) -> Timed:
        """Run a command of the product."""
        environment = self.environment(corpus)
        return time_fresh([*_HOMES, *arguments], 1, LONGEST_SECONDS, environment=environment, folder=self.place)

    def environment(self, corpus: Path | None = None) -> dict[str, str]:
        """What our processes see: this machine's model, no language model, no .env (it is read where they run)."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)},
            "HOMES_DATA": str(self.data),
            "HOMES_EMBEDDING": str(self.settings.embedding.absolute()),
            "HOMES_CORPUS": str((corpus or self.settings.corpus).absolute()),
        }

    def _corpus_without_layers(self) -> Path:
        bare = self.place / "corpus"
        shutil.copytree(self.settings.corpus, bare, ignore=shutil.ignore_patterns("digest", "official"))
        (bare / "unanswered.toml").write_text("questions = []\n", encoding="utf-8")
        return bare


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print, or be a worker."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["worker"]:
        print(json.dumps(work(*given[1:])))
        return
    options = _options(given)
    settings = Settings()
    folder = (options.official or settings.official_folder).absolute()
    documents = tuple(str(folder / name) for name in DOCUMENTS)
    absent = [path for path in documents if not Path(path).is_file()]
    if absent:
        sys.exit(f"{', '.join(absent)}: not there; run `homes corpus fetch`, or name a folder with --official")
    with tempfile.TemporaryDirectory(prefix="homes-bench-") as place:
        bench = Bench(Path(place), settings, documents, options.runs)
        figures = bench.ingests() | bench.questions() | bench.serving(options.seconds)
        found = rows(figures)
        print(table(found), flush=True)
        grown = bench.growth(options.sizes) if options.growth else []
    if grown:
        print(f"\n{growth_table(grown)}")
    if options.json:
        goals = {row.line.what: [asdict(goal) for goal in row.goals] for row in found if row.goals}
        report = {"runs": options.runs, "figures": figures, "goals": goals, "growth": grown}
        options.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def work(name: str, *arguments: str) -> Mapping[str, float]:
    """Run a worker here. Raises KeyError for a name that is none."""
    module, _, function = WORKERS[name].partition(":")
    figures: Mapping[str, float] = getattr(import_module(module), function)(*arguments)
    return figures


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, file=sys.stderr, flush=True)


def _options(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.benchmark", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="fresh processes of each kind")
    parser.add_argument("--seconds", type=float, default=30, help="how long ten users ask for")
    parser.add_argument("--growth", action="store_true", help="grow the library as well: some minutes more")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="PASSAGES", help="to grow it to")
    parser.add_argument("--official", type=Path, metavar="FOLDER", help="where the official documents are")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write every figure as JSON")
    return parser.parse_args(given)


def _figures(taken: Mapping[str, Timed]) -> dict[str, float]:
    """Every figure of several processes under its name: "ours cold wall", "naive retrieval p50_ms"."""
    figures: dict[str, float] = {}
    for name, timed in taken.items():
        own = {"wall": timed.wall_seconds, "processor": timed.processor_seconds, "peak_mib": timed.peak_mib}
        figures |= {f"{name} {what}": value for what, value in (own | _printed(timed)).items()}
    return figures


def _printed(timed: Timed) -> dict[str, float]:
    """The medians of what workers printed; nothing for a command that printed no JSON."""
    found = [json.loads(printed) for printed in timed.printed if printed.startswith("{")]
    return {name: median(one[name] for one in found) for name in (found[0] if found else ())}


def _disk_mib(folder: Path) -> float:
    """Everything below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


if __name__ == "__main__":
    main()
