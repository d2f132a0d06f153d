"""The files around the code: locks, versions, what the README promises."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import tracker

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")

PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.+!]+)"
    r"(?P<marker> ; [\w .<>=!'()]+)? \\"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins(lock: str) -> set[str]:
    """Give the lines of a lock that name a package, with version and condition."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {line for line in lines if PIN.fullmatch(line)}


def project() -> dict[str, object]:
    """Give the project's table of pyproject.toml."""
    table: dict[str, object] = tomllib.loads(
        (ROOT / "pyproject.toml").read_text("utf-8")
    )["project"]
    return table


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_nothing_else(lock: str) -> None:
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        assert PIN.fullmatch(line) or HASH.fullmatch(line)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    for pin, after in zip(lines, [*lines[1:], ""], strict=True):
        if PIN.fullmatch(pin):
            assert HASH.fullmatch(after)


def test_the_lock_pins_every_dependency() -> None:
    dependencies = project()["dependencies"]
    assert isinstance(dependencies, list)
    wanted = {re.split(r"[\[><=~ ]", text)[0] for text in dependencies}
    assert wanted <= {pin.split("==")[0] for pin in pins("requirements.lock")}


def test_the_development_lock_contains_the_other() -> None:
    """Only then do `make run` and `make test` share one environment in peace."""

    def versions(lock: str) -> set[str]:
        return {pin.split(" ")[0] for pin in pins(lock)}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


def test_the_version_is_said_alike_everywhere() -> None:
    assert project()["version"] == tracker.__version__


def test_the_readme_names_the_commands_that_start_and_prove_it() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in text
    assert "make test" in text


def test_every_target_that_the_makefile_lists_is_there() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    listed = set(re.findall(r'@echo "make (\w+) ', text))
    assert listed <= set(re.findall(r"^(\w+):", text, re.MULTILINE))
    assert {"run", "test", "check", "demo", "bench"} <= listed


def test_the_searchers_own_store_is_kept_out_of_git() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"/data/*.db", "/data/*.db-*"} <= set(ignored)
