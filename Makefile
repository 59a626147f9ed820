SHELL := /bin/bash
BIN := .venv/bin
export PORT ?= 8000
ALL_CORES := --numprocesses auto --dist worksteal

.PHONY: help setup setup-dev setup-e2e run test e2e check bench screenshots messages format lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## Install what serving the app needs
	@tools/setup

setup-dev: ## Install what tests and checks need as well
	@tools/setup dev

setup-e2e: ## Install what the end-to-end tests need on top of that
	@tools/setup e2e

run: setup ## Serve the app (PORT, else 8000)
	@$(BIN)/letters serve

test: setup-dev ## Run the tests, but for those in a browser
	@$(BIN)/pytest $(ALL_CORES) -m 'not browser'

e2e: setup-e2e ## Walk through the site in Chromium; check every page with axe and the HTML checker
	@$(BIN)/pytest $(ALL_CORES) tests/e2e

check: setup-dev ## Lint, types, import rules, content, and coverage by all but the slow tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.licences
	$(BIN)/letters check --strict
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(ALL_CORES) -m 'not slow and not browser'
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: setup-dev ## Measure speed and memory, as ratios in one run
	@$(BIN)/python -m bench.letter
	@$(BIN)/python -m bench.pack
	@$(BIN)/python -m bench.preview
	@$(BIN)/python -m bench.print_run
	@$(BIN)/python -m bench.site
	@$(BIN)/python -m bench.crowd
	@$(BIN)/python -m bench.others

screenshots: setup-e2e ## Take pictures of every page into docs/screenshots
	@$(BIN)/python -m tools.screenshots

messages: setup-dev ## Bring the catalogues of the pages up to date
	@$(BIN)/python tools/messages.py

format: setup-dev ## Put the code in form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: setup-dev ## Pin every dependency anew (needs uv)
	uv pip compile --quiet pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --upgrade --output-file requirements.lock
	uv pip compile --quiet pyproject.toml --extra build --extra cluster --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --constraint requirements.lock --output-file requirements-dev.lock
