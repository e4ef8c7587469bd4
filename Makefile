PYTHON := .venv/bin/python

.PHONY: help run test torture load bench pictures clean

help:
	@echo "make run       set up and open Facilitator"
	@echo "make test      set up and run every check"
	@echo "make torture   set up, try for minutes to break the promises, and write docs/PROMISES.md"
	@echo "make load      set up and measure with a library of 10,000 sessions"
	@echo "make bench     set up and measure"
	@echo "make pictures  draw the pictures of the documents anew"
	@echo "make clean     remove what was built (also .venv)"

run:
	@bash tools/run.sh

test:
	@bash tools/setup.sh test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(PYTHON) -m pyright
	.venv/bin/lint-imports
	$(PYTHON) -m pytest -q -n 2

torture:
	@bash tools/setup.sh torture
	FACILITATOR_TORTURE=long FACILITATOR_FIGURES=docs/promises/figures $(PYTHON) -m pytest -v -n 2 --dist worksteal \
		-m torture -o faulthandler_timeout=0 -o timeout=900
	$(PYTHON) -m tools.promises

load:
	@bash tools/setup.sh test
	FACILITATOR_FIGURES=docs/promises/figures QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks large_library
	$(PYTHON) -m tools.promises

bench:
	@bash tools/setup.sh test
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

pictures:
	@bash tools/setup.sh test
	$(PYTHON) -m tools.make_pictures

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
