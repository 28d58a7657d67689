# The two commands of the README are `make demo` and `make test`; each makes the virtual environment that it needs.
PYTHON ?= python3
PIP = -m pip install --quiet --disable-pip-version-check

.PHONY: demo test check gate clean

demo: .venv/ready
	.venv/bin/attribution run seeds/articles --ledger seeds.sqlite3

test: .venv-test/ready
	.venv-test/bin/python -m pytest

check: .venv-test/ready
	.venv-test/bin/ruff format --check attribution tests models
	.venv-test/bin/ruff check attribution tests models
	.venv-test/bin/mypy
	.venv-test/bin/python -m pytest
	$(MAKE) gate

gate: .venv-test/ready
	.venv-test/bin/python -m attribution.training.gate

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python $(PIP) --upgrade pip
	.venv/bin/python $(PIP) --editable .
	touch $@

.venv-test/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-test
	.venv-test/bin/python $(PIP) --upgrade pip
	.venv-test/bin/python $(PIP) --constraint constraints.txt --editable '.[train,dev,doccano]'
	touch $@

clean:
	rm -rf .venv .venv-test
