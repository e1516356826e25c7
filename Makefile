# The commands of this project. Recipes are one-line calls and also run under make 3.81.
# PORT=8001 and DATA=/some/folder may follow any of them; DATABASE_URL=... names your own PostgreSQL.

PYTHON := $(shell command -v python3.11 || command -v python3 || echo python3.11)
BIN := .venv/bin
PIP := umask 022 && $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
STATIC := $(shell find */static carsite/settings.py -print)
TESTS ?= tests

.PHONY: help setup run dev test torture check messages clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup: .venv/.dev $(MESSAGES) .stamps/static ## install everything into .venv/

run: .venv/.run $(MESSAGES) .stamps/static ## start the site with its own PostgreSQL and demo data
	@$(BIN)/python -m carsite.serve

dev: .venv/.dev $(MESSAGES) ## the same, with debug pages and a restart at every edit
	@DEBUG=yes $(BIN)/python -m carsite.serve

# Three workers: one of them waits for the browser most of the time. Compiled code is kept whatever
# the environment says, since the tests start more than a hundred processes.
test: .venv/.dev $(MESSAGES) .stamps/static ## run the tests; TESTS=tests/test_x.py for some
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 $(TESTS)

torture: .venv/.dev $(MESSAGES) .stamps/static ## run in full what make test does a tenth of: minutes
	@TORTURE=yes $(BIN)/python -m pytest tests/torture

check: .venv/.dev $(MESSAGES) ## lint, format, types, migrations, templates, messages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_templates.py tests/test_messages.py

messages: .venv/.dev ## bring the translation files up to date with the code
	@$(BIN)/python manage.py update_messages

clean: ## remove what was built; your data stays
	rm -rf .venv .stamps static .test-data .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(MESSAGES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock | .venv/bin/python
	$(PIP) -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	$(PIP) -r requirements-dev.lock
	@touch $@

%.mo: %.po | .venv/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.stamps/static: $(STATIC) .venv/.run
	@mkdir -p .stamps
	$(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@touch $@
