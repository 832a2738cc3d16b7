# Two commands do all the set-up: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
LOCK := $(UV) pip compile --universal --generate-hashes --python-version 3.11 --quiet \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test setup check bench evaluate classifier encoder model lock wheel clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

run: $(VENV)/installed  ## the whole pipeline on the bundled feeds, offline; the first thing to try
	@$(BIN)/tocsin demo

setup: $(VENV)/installed-dev  ## install everything, with the tools for testing

test: $(VENV)/installed-dev  ## install what is needed and run every check
	@$(BIN)/python .ci/check.py

bench: $(VENV)/installed-dev  ## how fast against what: bench/results/latest.json
	@$(BIN)/python -m bench

evaluate: $(VENV)/installed-dev  ## precision and recall on the development half of the sentences
	@$(BIN)/python -m bench.evaluate

classifier: $(VENV)/installed-dev  ## train the sentence classifier anew: make classifier DATA=folder
	@test -d "$(DATA)/permissive" || \
		{ echo "Give the folder of the data: make classifier DATA=folder (it holds permissive/)"; exit 2; }
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.threats "$(DATA)/permissive"

encoder: $(VENV)/installed-dev  ## train the second reader anew: make encoder DATA=folder BASE=file (an hour)
	@test -d "$(DATA)/permissive" -a -f "$(BASE)" || \
		{ echo "Give the folder of the data and the pretrained encoder (training/threats/encoder/base.py):"; \
		echo "make encoder DATA=folder BASE=e5-small-q4.bin"; exit 2; }
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-training.lock
	@$(BIN)/python -m training.threats.encoder "$(DATA)/permissive" "$(BASE)"

model: $(VENV)/installed-dev  ## train the entity model anew: make model DATA=folder (an hour)
	@test -d "$(DATA)/permissive" || \
		{ echo "Give the folder of the data: make model DATA=folder (it holds permissive/)"; exit 2; }
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.entities "$(DATA)"

wheel: $(VENV)/installed-dev  ## dist/*.whl
	@$(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist .

lock: $(UV)  ## resolve the dependencies anew
	$(LOCK) pyproject.toml --group build --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) pyproject.toml --group training --constraint requirements-dev.lock --output-file requirements-training.lock

clean:  ## remove what was installed and built
	rm -rf $(VENV) dist tocsin-demo

$(UV): .ci/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tocsin needs Python 3.11 or newer; here is $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/uv.lock
	@touch $(UV)

$(VENV)/installed: requirements.lock pyproject.toml $(UV)
	@echo "Installing Tocsin into $(VENV) ..."
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@echo "Installing the tools for testing ..."
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@
