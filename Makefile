# Two commands: `make sandbox` to try it, `make test` to check it. Neither asks anything; both may be run again.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
MANAGE := $(PYTHON) sandbox/manage.py
DJANGO_ADMIN := $(PYTHON) -m django
PACKAGING := setup.cfg pyproject.toml .ci/environment

.PHONY: help sandbox demo test lint check-migrations check-translations unit browser system clean

help:
	@echo "make sandbox   a small portal with a demo agency, on a free port"
	@echo "make test      style, imports, migrations, translations, tests, browser walk"
	@echo "make clean     removes the environment and the sandbox's data"

$(VENV)/sandbox.stamp: $(PACKAGING)
	@.ci/environment $(VENV) any sandbox,word
	@touch $@

$(VENV)/testing.stamp: $(PACKAGING)
	@.ci/environment $(VENV) any testing
	@touch $@

# The port is chosen first because printed documents carry the address. DEBUG=1 make sandbox shows Django's own error
# pages instead of the portal's. --force: the demo's sign-ins are printed, and only this machine can reach the server.
sandbox: $(VENV)/sandbox.stamp
	@export SANDBOX_PORT="$$($(PYTHON) sandbox/free_port.py $(VENV)/sandbox-port)" DEBUG="$${DEBUG:-0}"
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) portal_start
	$(MANAGE) qms_setup
	$(MANAGE) qms_demo --force
	echo
	echo "Portal:  http://localhost:$$SANDBOX_PORT/"
	echo "Admin:   http://localhost:$$SANDBOX_PORT/admin/"
	echo "Stop with Ctrl-C."
	exec $(MANAGE) runserver --noreload --insecure "127.0.0.1:$$SANDBOX_PORT"

system:
	@.ci/system-packages msgfmt xgettext chromium pdftotext

test: system $(VENV)/testing.stamp
	@$(MAKE) --no-print-directory lint check-migrations check-translations
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory browser

lint: $(VENV)/testing.stamp
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports --no-logo

check-migrations: export DJANGO_SETTINGS_MODULE := tests.settings
check-migrations: $(VENV)/testing.stamp
	$(DJANGO_ADMIN) makemigrations --check --dry-run --pythonpath . wagtail_qms portal
	$(MANAGE) makemigrations --settings settings --check --dry-run portal
	$(MANAGE) check --settings settings --fail-level WARNING

check-translations: $(VENV)/testing.stamp
	$(PYTHON) .ci/check_translations.py

unit: $(VENV)/testing.stamp
	$(PYTHON) -m pytest -q -n 2 -m "not browser and not elasticsearch"

browser: $(VENV)/testing.stamp
	$(PYTHON) -m pytest -q -m browser

clean:
	rm -rf $(VENV) build dist *.egg-info sandbox/sandbox.sqlite3 sandbox/media sandbox/private sandbox/static
