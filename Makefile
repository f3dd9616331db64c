# Two commands do everything: `make run` and `make test`. The others are for developers.
PYTHON ?= python3
PORT ?= 8501
HEADLESS ?= 0
WORKERS ?= 3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null)
export PYTHONUTF8 := 1

.PHONY: run test test-spark check fix docs lock sql bench browser clean
.DEFAULT_GOAL := run

# install(lock): the environment from a hashed lock; uv where it is present, else venv and pip.
define install
	@echo "→ environment from $(1)"
	@if [ -n "$(UV)" ]; then \
		[ -x $(PY) ] || $(UV) venv -q --python $(PYTHON) $(VENV); \
		$(UV) pip install -q --python $(PY) --require-hashes -r $(1); \
	else \
		[ -x $(PY) ] || $(PYTHON) -m venv $(VENV); \
		$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $(1); \
	fi
endef

$(VENV)/run.stamp: requirements.lock
	$(call install,requirements.lock)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp
	@HEADLESS=$(HEADLESS) $(PY) -m baoxue serve --port $(PORT)

# Browser tests need a Chromium and a Chinese font: installed as root on Debian or Ubuntu, else skipped aloud.
browser:
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "→ chromium and a Chinese font for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	else echo "Browser tests are skipped: no chromium. On Debian or Ubuntu: apt-get install chromium fonts-noto-cjk"; fi

# In the order of their folders: by number of tests, the few long walks would come last, on one processor alone.
test: $(VENV)/dev.stamp browser
	$(PY) -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test-spark: $(VENV)/dev.stamp
	$(PY) -m pytest -q -m spark

# Runs every check, reports every failure, changes nothing.
check: $(VENV)/dev.stamp
	@failed=0; \
	$(VENV)/bin/ruff check . || failed=1; \
	$(VENV)/bin/ruff format --check . || failed=1; \
	$(VENV)/bin/mypy || failed=1; \
	$(VENV)/bin/lint-imports || failed=1; \
	$(VENV)/bin/sqruff lint queries || failed=1; \
	$(VENV)/bin/pip-audit -q --require-hashes --disable-pip -r requirements.lock || echo "pip-audit: not run or findings above"; \
	exit $$failed

fix: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

docs: $(VENV)/dev.stamp
	$(PY) -m baoxue.docs

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes requirements.txt -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes requirements-dev.txt -o requirements-dev.lock

sql: $(VENV)/run.stamp
	@$(PY) -m baoxue sql

bench: $(VENV)/dev.stamp
	$(PY) -m baoxue bench

clean:
	rm -rf $(VENV)
