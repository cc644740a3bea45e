# make demo | test | check | bench | screenshots | collect : all make the environment .venv themselves.

PORT ?= 8000
PY := .venv/bin/python
# The newest Python that Django 6.1 runs on, whatever it is called here.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$p && break; done)

.PHONY: demo test check lint types imports spacy bench bench-dates bench-desk bench-events bench-edtf bench-timeline bench-kills screenshots collect lock clean

demo: .venv/run  ## sample data through the real pipeline, then a server on 127.0.0.1:$(PORT)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_demo --port $(PORT)
	@exec $(PY) manage.py runserver --noreload --skip-checks 127.0.0.1:$(PORT)

test: .venv/dev  ## the tests
	@$(PY) -m pytest -q -n auto --dist worksteal

check: .venv/dev lint types imports test  ## what CI runs

lint: .venv/dev
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/djade --check --target-version 6.0 $$(git ls-files 'templates/*.html')
	@$(PY) manage.py makemigrations --check --dry-run --verbosity 0
	@$(PY) manage.py check --verbosity 0

types: .venv/dev
	@.venv/bin/mypy events timeline manage.py

imports: .venv/dev
	@.venv/bin/lint-imports --no-cache

bench: bench-edtf bench-dates bench-events bench-timeline bench-desk  ## ratios within one run, as tables

bench-edtf bench-dates bench-events bench-timeline bench-desk bench-kills: bench-%: .venv/dev
	@$(PY) -m tests.bench.bench_$*

screenshots: .venv/dev  ## docs/img from a demo of its own, in headless Chromium
	@$(PY) -m tests.browser.shoot

collect: .venv/run  ## static files hashed and compressed, for production
	@$(PY) manage.py collectstatic --noinput --verbosity 1

lock: .venv/dev  ## requirements*.txt from requirements*.in
	@.venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe -o requirements.txt requirements.in
	@.venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe -o requirements-dev.txt requirements-dev.in
	@.venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe -o requirements-spacy.txt requirements-spacy.in

spacy: .venv/run  ## spaCy and its model, for EXTRACTION_BACKEND=spacy
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-spacy.txt

clean:
	rm -rf .venv staticfiles var/demo* .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/python:
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed: none of python3, python3.14, python3.13, python3.12 is." >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@touch $@

.venv/run: requirements.txt | .venv/python
	@echo "Installing what it runs on …"
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements.txt requirements-dev.txt | .venv/python
	@echo "Installing what it is tested with …"
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/run
