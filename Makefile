.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/run  ## set up what is needed and start the page on the embedded engine
	$(BIN)/whosewords ui

test: .venv/test  ## set up what is needed, run the tests, and hold the figures to their floors
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m evals all --gate evals/gate.toml > /dev/null

check: .venv/test  ## ruff, pyright strict and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/basedpyright
	$(BIN)/lint-imports

screenshots: .venv/test  ## take the pictures in docs/ anew; needs Chromium
	$(BIN)/python -m tests.ui.screenshots

lock:  ## resolve the dependencies anew into the two lock files
	$(LOCK) --extra html --extra files --group build --output-file requirements.lock
	$(LOCK) --extra html --extra files --extra mcp --group build --group test --group check --constraint requirements.lock --output-file requirements-dev.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	$(INSTALL) --no-deps --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

.venv/test: requirements-dev.lock .venv/run
	$(INSTALL) --no-deps --require-hashes -r requirements-dev.lock
	touch $@

.PHONY: help run test check lock screenshots
