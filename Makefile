# `make run` and `make test` need only Python 3.11 or later, make and git; the rest is set up here.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
DOSSIER = ../shared/dossier/dossier.pdf
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Stages and tests start processes of their own: compiled modules are kept for them.
unexport PYTHONDONTWRITEBYTECODE
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
# The locks are whole: pip resolves nothing, so that no newer release of a dependency can get between.
LOCKED := --require-hashes --only-binary :all: --no-deps
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --fork-strategy fewest --no-emit-index-url --no-header --quiet

.PHONY: help setup setup-dev run test lint style format golden bench docs readme tutorial validate-dossier lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/run.stamp ## create .venv with what `make run` needs

setup-dev: $(VENV)/dev.stamp ## add what `make test` needs

run: $(VENV)/run.stamp ## run the pipeline over raw/ and show what came out
	@dvc repro --quiet
	@claims summary

test: style ## lint, types and tests
	@# Types are checked beside the tests. Two workers more than processors: many tests wait for a
	@# browser or for a process of their own.
	@typed=$$(mktemp); mypy >"$$typed" 2>&1 & types=$$!; \
	python -m pytest --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) + 2)) --dist loadfile \
		--no-loadscope-reorder; tests=$$?; \
	wait $$types; types=$$?; cat "$$typed"; rm "$$typed"; exit $$((tests | types))

lint: style ## ruff and mypy
	@mypy

style: $(VENV)/dev.stamp
	@ruff check pipeline tests bench scripts
	@ruff format --check pipeline tests bench scripts

format: $(VENV)/dev.stamp ## rewrite the code in the house format
	@ruff check --fix pipeline tests bench scripts
	@ruff format pipeline tests bench scripts

golden: $(VENV)/dev.stamp ## rewrite tests/golden from what the code does now; read the diff
	@python -m pytest tests --update-golden

bench: $(VENV)/run.stamp ## speed and memory against the bare libraries, in one run
	@python bench/bench.py

docs: $(VENV)/dev.stamp ## build the manual into site/
	@NO_MKDOCS_2_WARNING=1 mkdocs build --strict --quiet
	@echo "site/index.html is the manual; for its search: python -m http.server -d site"

readme: $(VENV)/run.stamp ## rewrite the tables of the README from extracted/ and gold/
	@python scripts/readme_tables.py

tutorial: $(VENV)/run.stamp ## rewrite the outputs of the tutorial by following it in a fresh clone
	@rm -rf build/tutorial
	@git clone --quiet . build/tutorial
	@python scripts/tutorial.py build/tutorial

validate-dossier: $(VENV)/run.stamp ## compare DOSSIER=path with its gold claims
	@if [ ! -f "$(DOSSIER)" ] && [ "$(origin DOSSIER)" = file ]; then \
		echo "skipped: $(DOSSIER) is not here; name the file with DOSSIER=path"; \
	else \
		claims run "$(DOSSIER)" -o build/dossier && \
		claims validate --results build/dossier && \
		claims report --results build/dossier; \
	fi

lock: ## pin the dependencies anew (needs uv)
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group dev --extra browser --extra docs --extra ocr -c requirements.lock -o requirements-dev.lock

clean: ## remove the environment and everything computed
	rm -rf $(VENV) extracted/.cache .dvc/cache .dvc/tmp *.egg-info site build/tutorial
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/python.stamp: scripts/make-venv.sh
	@sh scripts/make-venv.sh $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.lock pyproject.toml
	@echo "installing the pinned dependencies into $(VENV)"
	@$(PIP_INSTALL) $(LOCKED) -r requirements.lock
	@$(PIP_INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	@$(PIP_INSTALL) $(LOCKED) -r requirements-dev.lock
	@touch $@
