# Everything a person or the CI runs. `make` alone shows what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
# More arguments for pytest, for example: make test PYTEST="-k offers". Three processes keep two cores busy: tests
# wait for servers and pages more than they compute.
PYTEST ?= -n 3
# The last thing that is installed: newer than the lock file, it says that all is there
COMMAND := $(VENV)/bin/workflow

.PHONY: help setup run doctor invite test prove bench lint format reset lock screenshots clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(COMMAND) ## Make the virtual environment and the front-end assets, as locked
	@$(PY) -m workflow.frontend

$(COMMAND): requirements/dev.lock pyproject.toml
	@$(PYTHON) -I workflow/bootstrap.py $(VENV) $<
	@touch $@

run: setup ## Run everything here: servers, a stand-in of Telegram, bot, web admin, workers
	@exec $(PY) -m workflow demo

doctor: setup ## Check the settings, or the demo that runs now, and what they point to
	@$(PY) -m workflow doctor

invite: setup ## Print an invitation link, to the demo that runs now or as set: make invite ROLE=admin
	@$(PY) -m workflow invite --role $(or $(ROLE),admin)

test: setup ## Run the tests
	@$(PY) -m workflow.programs
	@$(PY) -m workflow.frontend tests
	$(PY) -m pytest -q -m "not prove" $(PYTEST)

prove: setup ## Run the long proofs and print their tables
	@$(PY) -m workflow.programs
	$(PY) -m pytest -m prove -s -p no:xdist

bench: setup ## Measure against the goals and print the ratios
	$(PY) -m tests.bench

lint: setup ## Check style, types, the direction of imports, compose and workflow files
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/ci.yml

format: setup ## Put the code into its form
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

reset: setup ## Empty the demo: its database, photos and logs
	@$(PY) -m workflow reset

lock: setup ## Choose the newest allowed packages and lock them
	@command -v uv >/dev/null || $(PY) -m pip install -q uv
	PATH="$$PATH:$(VENV)/bin" uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements/run.lock
	PATH="$$PATH:$(VENV)/bin" uv pip compile pyproject.toml --extra embedded --extra dev $(LOCK_OPTIONS) -o requirements/dev.lock
	$(PY) -m workflow.frontend update

LOCK_OPTIONS := --upgrade --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links

screenshots: setup ## Draw the pictures of the documentation anew
	@$(PY) -m workflow.programs
	$(PY) scripts/make_screenshots.py

clean: ## Remove what setup and tools made (the demo's data stays: see reset)
	rm -rf $(VENV) *.egg-info node_modules webadmin/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
