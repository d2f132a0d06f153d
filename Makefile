# Foothold. `make run` starts it, `make test` proves it; each does its own set-up.
# Works with GNU make 3.81 (the one on a Mac) and any POSIX sh.

VENV := .venv
BIN := $(VENV)/bin

# The names under which a Python of 3.11 or newer is looked for, best first.
PYTHONS := $(PYTHON) python3 python3.15 python3.14 python3.13 python3.12 python3.11

# Extra words for the program, as in: make run ARGS="--port 9000"
ARGS :=

.DEFAULT_GOAL := help
.PHONY: help run demo test check format bench fuzz picture lock clean force

help:
	@echo "make run      start Foothold on http://localhost:8501 (sets itself up first)"
	@echo "make demo     the same on a made-up search, kept apart from yours"
	@echo "make test     every test: unit, property, page, browser, PostgreSQL"
	@echo "make check    style, types and the dependency rule"
	@echo "make format   put the code in form"
	@echo "make bench    measure the speed (DATA=folder: on real networks too;"
	@echo "              MILLION=1: a million people, 7 GB of disk, five minutes more)"
	@echo "make fuzz     bring in 20,000 damaged files (ARGS=\"100000 7\": more, others)"
	@echo "make picture  take the README's picture anew"
	@echo "make lock     pin the dependencies anew (UPGRADE=1 takes newer ones)"
	@echo "make clean    remove what the above made; your data stay"

run: $(VENV)/.run
	@$(BIN)/foothold run $(ARGS)

demo: $(VENV)/.run
	@$(BIN)/foothold demo
	@$(BIN)/foothold run --demo $(ARGS)

# The browser's files take longest and come first, so that no core waits at the end.
test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench $(ARGS)
	$(BIN)/python -m tests.bench_forecast
	$(BIN)/python -m tests.bench_network $(if $(DATA),DATA=$(DATA))
	$(if $(MILLION),$(BIN)/python -m tests.bench_network MILLION=$(MILLION))

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.importers.mutants $(ARGS)

picture: $(VENV)/.dev
	$(BIN)/python -m tests.browser.picture $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The environment: one folder, .venv, filled from the locks -----------------
#
# .made  holds the folder it was made in: a venv does not survive a move.
# .busy  stands while packages go in: found later, an installation was cut off.
# .run   newer than the lock: everything that `make run` needs is there.
# .dev   the same for everything else; the development lock contains the other.

ifneq "$(shell { test ! -e $(VENV)/.busy && $(BIN)/python -c '' && cat $(VENV)/.made; } 2>/dev/null)" "$(CURDIR)"
$(VENV)/.made: force
endif

$(VENV)/.made:
	@rm -rf $(VENV)
	@python=; \
	for name in $(PYTHONS); do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Foothold needs Python 3.11 or newer and found none:" \
	    "install it, or name it with make PYTHON=/its/path." >&2; \
	  exit 1; \
	fi; \
	echo "Setting up $(VENV), once; this takes a minute or two."; \
	package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing $$package, which Debian keeps apart from Python."; \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$$package" >/dev/null || exit 1; \
	  else \
	    echo "This Python cannot make a virtual environment:" \
	      "install the package $$package (as root: apt-get install $$package)," \
	      "then try again." >&2; \
	    exit 1; \
	  fi; \
	fi; \
	"$$python" -m venv $(VENV)
	@printf '%s\n' "$(CURDIR)" > $@

# $(call install,LOCK): the lock's packages, then the project itself as it lies
# here. The lock pins the build tools too, so the build fetches nothing.
define install
@touch $(VENV)/.busy
@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(1)
@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e .
@rm $(VENV)/.busy
endef

$(VENV)/.run: $(VENV)/.made pyproject.toml requirements.lock
	$(call install,requirements.lock)
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml requirements.lock requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.run $@

# What the benchmarks compare with, beside the rest.
$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

# --- The locks -----------------------------------------------------------------

# One answer for Linux, macOS and Windows and every Python from 3.11 on: names,
# versions and hashes. The development lock keeps to the versions of the other.
COMPILE = UV_NO_CONFIG=1 $(VENV)/.uv/bin/uv pip compile -q --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)

lock: $(VENV)/.made
	@test -x $(VENV)/.uv/bin/uv || { $(BIN)/python -m venv $(VENV)/.uv && \
	  $(VENV)/.uv/bin/python -m pip install -qq --disable-pip-version-check uv; }
	$(COMPILE) --group build pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(COMPILE) --group bench -c requirements-dev.lock -o requirements-bench.lock
