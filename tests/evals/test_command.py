"""The console script: a question imports what a question needs, and every command is there for everything else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.entrypoints import cli

PROGRAM = """
import sys
sys.argv[0] = "homes"
from evals.command import run
try:
    run()
finally:
    print("loaded", *sys.modules, file=sys.stderr)
"""
OF_OTHERS = {
    "torch",
    "transformers",
    "sentence_transformers",
    "fastapi",
    "langchain_core",
    "openai",
    "scipy",
    "bm25s",
    "pypdf",
    "grpc",
    "assistant.claims",
    "assistant.compliance.comparison",
    "assistant.compliance.register",
    "assistant.compliance.reviews",
    "assistant.drafting.drafts",
    "assistant.export.draft_tree",
    "evals.every_command",
    "ingest.pipeline",
    "ingest.structure.layout",
}


def homes(environment: dict[str, str], *arguments: str) -> tuple[str, set[str]]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | environment)  # noqa: S603
    return done.stdout, set(done.stderr.rpartition("loaded ")[2].split())


def test_a_question_loads_nothing_that_only_other_commands_need(
    ingested_data: Path, model_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(ingested_data, tmp_path / "data")
    environment = {"HOMES_DATA": str(tmp_path / "data"), "HOMES_EMBEDDING": str(model_folder), "HOMES_MODEL": ""}
    printed, loaded = homes(environment, "ask", "How often must the independent person visit the home?")
    assert "at least once each month" in printed
    assert "chromadb" in loaded
    assert not loaded & OF_OTHERS


def test_what_needs_no_search_loads_neither_chroma_nor_the_model(tmp_path: Path) -> None:
    _, loaded = homes({"HOMES_DATA": str(tmp_path / "data")}, "documents")
    assert not loaded & {"chromadb", "onnxruntime", "tokenizers", *OF_OTHERS}


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_help_names_every_command(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", "from evals.command import run; run()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    for name in ("ask", "check", "register", "backup", "draft", "review", "evaluate", "evaluate-drafts"):
        assert f" {name} " in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ask", "Who?"], True),
        (["ingest"], True),
        (["check", "x"], False),
        (["corpus"], False),
        (["--help"], False),
        ([], False),
    ],
)
def test_which_commands_need_no_other_module(arguments: list[str], *, expected: bool) -> None:
    assert cli.has(arguments) is expected
