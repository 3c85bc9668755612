# Everything a person types. GNU make, Python 3.11 or later, nothing else; `make help` lists the targets.
#
#   PYTHON=python3.12   another interpreter for a new .venv
#   WHEELHOUSE=dir      install without network from a folder made by `make wheelhouse`
#   VERSION=1.2.0       the version that `make bundle` states (default: that of pyproject.toml)
#   JOBS=4              parallel test processes (default: one per core)

PYTHON ?= python3
JOBS ?= logical

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
LOCKS := requirements

ifdef WHEELHOUSE
PIP_SOURCE := --no-index --find-links "$(WHEELHOUSE)"
UV_SOURCE := --offline $(PIP_SOURCE)
export PHOIHOP_WHEELHOUSE := $(abspath $(WHEELHOUSE))
endif

# Where the machine keeps its own certificates (an office's authority, say) they are asked; else those in uv.
UV_CERTIFICATES := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),--system-certs)

PIP := $(BIN)/python -m pip --disable-pip-version-check
UV_INSTALL := $(BIN)/uv pip install --quiet $(UV_CERTIFICATES) --python $(BIN)/python $(UV_SOURCE)

CATALOGUES := $(patsubst %.po,%.mo,$(shell find src -name '*.po'))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup dev demo test check lint types walls house format bench reading-report lock wheelhouse bundle clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

# ------------------------------------------------------------------------------------------------ installation
setup: $(STAMPS)/project $(CATALOGUES) ## install into .venv; then .venv/bin/phoihop is the command line

dev: setup $(STAMPS)/dev ## install what tests and checks need as well

$(STAMPS)/venv: $(LOCKS)/installer.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || \
	  { echo "This Python cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes --no-deps $(PIP_SOURCE) --requirement $<
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/base: $(LOCKS)/base.lock $(STAMPS)/venv
	$(UV_INSTALL) --require-hashes --requirement $<
	@touch $@

# Editable, with the build backend from base.lock: no isolated environment, so nothing more to download.
$(STAMPS)/project: pyproject.toml $(STAMPS)/base
	$(UV_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: $(LOCKS)/dev.lock $(STAMPS)/base
	$(UV_INSTALL) --require-hashes --requirement $<
	@touch $@

$(STAMPS)/bench: $(LOCKS)/bench.lock $(STAMPS)/base
	$(UV_INSTALL) --require-hashes --requirement $<
	@touch $@

%.mo: %.po $(STAMPS)/base
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# --------------------------------------------------------------------------------------------------------- use
# exec: Ctrl-C reaches the server itself, which stops cleanly.
demo: setup ## a throw-away installation with a sample report (RESET=1 starts afresh, PORT=8123)
	@exec $(BIN)/phoihop demo $(if $(filter-out 0 no,$(RESET)),--reset) $(if $(PORT),--port $(PORT))

test: dev ## checks, then the whole suite on SQLite, then its database tests again on PostgreSQL
	@$(MAKE) --no-print-directory check
	@env -u PHOIHOP_TEST_DATABASE_URL $(BIN)/python -m pytest -n $(JOBS)
	@$(BIN)/python tests/postgres_server.py -- $(BIN)/python -m pytest -n $(JOBS) -m db_again

check: lint types walls house ## what CI looks at besides tests

lint: dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@find src -path '*/templates/*' -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2 --check

types: dev
	$(BIN)/mypy

walls: dev
	$(BIN)/lint-imports --no-logo

house: dev
	$(BIN)/python -m tools.check_purity
	$(BIN)/python -m tools.check_house_rules
	$(BIN)/python -m tools.check_licences

format: dev ## bring Python and templates into shape
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	@find src -path '*/templates/*' -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2

bench: setup $(STAMPS)/bench ## the ratios of docs/performance.md
	$(BIN)/python -m bench

reading-report: dev ## precision and recall of reading on the hand-checked texts, every miss by name
	@$(BIN)/python -m tools.reading_report

# ------------------------------------------------------------------------------------------------ dependencies
# Order matters: dev and bench take over the versions of base. UPGRADE=1 moves to the newest versions.
lock: $(STAMPS)/venv ## write requirements/*.lock anew from requirements/*.in
	@cd $(LOCKS) && for name in installer base dev bench; do \
	  ../$(BIN)/uv pip compile --quiet $(UV_CERTIFICATES) --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url $(if $(UPGRADE),--upgrade) $$name.in --output-file $$name.lock || exit 1; \
	done

wheelhouse: $(STAMPS)/venv ## all wheels for this machine in ./wheelhouse, to install where there is no network
	$(PIP) download --quiet --require-hashes --no-deps --only-binary :all: --dest wheelhouse \
	  --requirement $(LOCKS)/installer.lock
	$(PIP) download --quiet --require-hashes --no-deps --only-binary :all: --dest wheelhouse \
	  --requirement $(LOCKS)/dev.lock

bundle: setup ## one archive in ./dist to install, upgrade and roll back where there is no network
	$(BIN)/python -m tools.make_bundle $(if $(VERSION),--version $(VERSION)) \
	  $(if $(WHEELHOUSE),--wheelhouse "$(WHEELHOUSE)")

clean: ## remove what make made; data of a demo in ./var stay
	rm -rf $(VENV) wheelhouse dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find src -name '*.mo' -delete
