# Every command of the project. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
BROWSER := $(VENV)/.chromium

.PHONY: help run setup test check drill bench audit lock reset format

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

$(STAMP): requirements-dev.lock
	@test -x "$(PY)" || $(PYTHON) -m venv "$(VENV)"
	@"$(PY)" -m pip install --quiet --disable-pip-version-check uv || echo "uv is not to be had here; using pip"
	@if "$(PY)" -m uv --version >/dev/null 2>&1; \
	then "$(PY)" -m uv pip install --quiet --python "$(PY)" --require-hashes -r requirements-dev.lock; \
	else "$(PY)" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock; fi
	@touch "$(STAMP)"

setup: $(STAMP) ## install everything into .venv, start nothing

run: $(STAMP) ## start the whole product (Ctrl-C stops it)
	@"$(PY)" manage.py up

test: $(STAMP) check ## run every test, the browser's too
	@"$(PY)" -m tests.chromium
	@"$(PY)" -m pytest -n logical --dist loadgroup -m "not browser"
	@"$(PY)" -m pytest -n logical --dist loadfile -m browser

check: $(STAMP) ## lint, format, templates, types, migrations, import rules, budgets
	@"$(PY)" -m ruff check .
	@"$(PY)" -m ruff format --check .
	@"$(PY)" -m djhtml --check --tabwidth 2 templates
	@"$(PY)" -m mypy
	@"$(PY)" -m tests.architecture.missing_migrations
	@"$(PY)" -m pytest -q tests/architecture
	@"$(PY)" -m tests.architecture.budgets

drill: $(STAMP) ## the same tests at full size (slow)
	@"$(PY)" -m tests.chromium
	@DRILL=1 "$(PY)" -m pytest -o faulthandler_timeout=7100 --timeout 7200 -n logical --dist loadgroup -m "not browser"
	@DRILL=1 "$(PY)" -m pytest -o faulthandler_timeout=7100 --timeout 7200 -n logical --dist loadfile -m browser

bench: $(STAMP) ## figures of speed
	@"$(PY)" -m tests.benchmarks

audit: $(STAMP) ## known vulnerabilities and licences of what we depend on
	@"$(PY)" -m pip_audit --disable-pip -r requirements.lock
	@"$(VENV)/bin/pip-licenses" --summary

lock: $(STAMP) ## renew requirements.lock and requirements-dev.lock
	@"$(PY)" -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml -o requirements.lock
	@"$(PY)" -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --group dev -o requirements-dev.lock

reset: $(STAMP) ## empty var/ (asks first)
	@"$(PY)" manage.py reset

format: $(STAMP) ## let ruff and djhtml mend what they can
	@"$(PY)" -m ruff check --fix .
	@"$(PY)" -m ruff format .
	@"$(PY)" -m djhtml --tabwidth 2 templates
