# Guanxi: `make run` shows it, `make test` proves it, `make help` lists the rest.
# Needs Python 3.11 or later and make; everything else comes into .venv and data/.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

# The first Python that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v $$p; break; }; done)
PY := .venv/bin/python
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
ARGS ?=

.PHONY: help install run stop test test-fast check bench pictures worker shop migration format lock clean clean-data

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  PORT=5000 SANDBOX_PORT=5001 GUANXI_DATA=data DATABASE_URL=… change where `make run` runs;'
	@echo '  TEST_DATABASE_URL=… lets the tests use a PostgreSQL of your own; ARGS="…" is passed on.'

install: ## Make .venv from the hashed lock (the others do it when needed)
	@command -v "$(PYTHON)" >/dev/null || { echo 'No Python 3.11 or later was found.' >&2; \
		echo '  Way out: install one (Debian: apt-get install python3 python3-venv), or name it: PYTHON=/path/to/python3 make …' >&2; exit 1; }
	@$(PYTHON) -I webapp/local/install.py "$(CURDIR)"

run: install ## Start everything and say where to look; Ctrl-C stops it
	@$(PY) -m webapp.local run

stop: ## Stop what runs in the data folder, or what a killed run left
	@if [ -x $(PY) ]; then $(PY) -m webapp.local stop; else echo 'Nothing runs: there is no .venv yet.'; fi

test: install ## Run all tests in parallel, on a throw-away PostgreSQL, and name the slowest
	@$(PY) -m pytest -n $(JOBS) --dist worksteal --durations=15 --durations-min=2 $(ARGS)

test-fast: install ## Run what needs no database and no other program: rules, words, architecture, settings
	@$(PY) -m pytest -n $(JOBS) --dist worksteal --fast $(ARGS)

check: install ## Lint, format, types, layers, migrations both ways, lock in step
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m webapp.local check-migrations
	$(PY) -m pytest -q tests/architecture/test_lock.py tests/architecture/test_dependencies.py

bench: install ## Measure side by side and print one ratio per line
	@$(PY) -m tests.bench $(ARGS)

pictures: install ## Make the pictures of the docs anew, from a demo of their own: ARGS="share admin" for some only
	@$(PY) -m tests.pictures $(ARGS)

worker: install ## Run one more worker on the development database
	@$(PY) -m webapp.local shop worker

shop: install ## Run a command of the shop with the development settings: make shop ARGS="routes"
	@$(PY) -m webapp.local shop $(ARGS)

migration: install ## Write a migration from the models: make migration NAME="add coupons"
	@test -n "$(NAME)" || { echo 'Way out: make migration NAME="what it does"' >&2; exit 1; }
	@$(PY) -m webapp.local shop db upgrade
	@$(PY) -m webapp.local shop db revision --autogenerate -m "$(NAME)"

format: install ## Format the code and apply the safe lint fixes
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: install ## Pin the dependencies of pyproject.toml again, by hash
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	.venv/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --output-file requirements.lock
	.venv/bin/uv pip compile pyproject.toml --group dev $(LOCK_OPTIONS) --output-file requirements-dev.lock
LOCK_OPTIONS = --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url $(ARGS)

clean: stop ## Remove .venv and the caches; the data stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage* htmlcov
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

clean-data: stop ## Remove the development database, settings and logs: the next run begins anew
	rm -rf "$${GUANXI_DATA:-data}"
