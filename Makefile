# The menu. Each target works alone on a machine with Python 3.11, venv and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
FUTURES ?= 10000

.PHONY: help demo test lint types docs bench clean

help:
	@echo "make demo   set up, answer the Ukraine case, say where the page is"
	@echo "make test   set up, then lint, types and the whole test suite"
	@echo "make docs   write the reference pages from the declarations"
	@echo "make bench  measure speed against the bars"
	@echo "make clean  remove the environment and all results"

# The pip that comes with Python 3.11 fails on two spellings of one extra, lxml[html_clean].
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip

$(VENV)/run: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	$(PIP) --editable ".[dev]"
	@touch $@

$(VENV)/bench: $(VENV)/dev
	$(PIP) --editable ".[bench]"
	@touch $@

demo: $(VENV)/run
	$(BIN)/ceasefire assess ukraine --futures $(FUTURES) --out results/ukraine

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

test: lint types
	$(BIN)/pytest --numprocesses 2 --cov --cov-report=term

docs: $(VENV)/run
	$(BIN)/ceasefire schema --format markdown > docs/tables.md
	$(BIN)/python -c "from ceasefire.case.load import load_case; \
	from ceasefire.force.sizing_page import markdown; print(markdown(load_case('ukraine')), end='')" \
	> docs/sizing.md

bench: $(VENV)/bench
	$(BIN)/python benchmarks/assess.py
	$(BIN)/python benchmarks/politics.py
	$(BIN)/python benchmarks/generation.py
	$(BIN)/python benchmarks/quick_plan.py
	$(BIN)/python benchmarks/extraction.py
	$(BIN)/python benchmarks/polnear.py
	$(BIN)/python benchmarks/discovery.py
	$(BIN)/python benchmarks/truce.py
	$(BIN)/python benchmarks/common_luck.py
	$(BIN)/python benchmarks/small_model.py
	$(BIN)/python benchmarks/futures.py

clean:
	rm -rf src/ceasefire/__pycache__ $(VENV) results build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
