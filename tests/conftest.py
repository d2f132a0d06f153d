"""Fixtures shared by every test: a store on SQLite, on PostgreSQL, on both."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.absent import AbsentError, give_up
from tests.postgres import running_server
from tests.stores import new_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres import Server
    from tracker.store import Store

# No deadline: the time of one example says nothing on a shared machine. The CI
# profile draws the same examples every time, so that a failure can be had again.
hypothesis.settings.register_profile("foothold", deadline=None)
hypothesis.settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "foothold")

_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _ids_are_had_again(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Draw the same ids every time where the examples are: rows come in their order.

    Elsewhere they differ from run to run, which shows a test that relies on them.
    """
    if os.environ.get("CI"):
        dice = Random(request.node.nodeid)  # noqa: S311 - made-up ids, not a secret
        monkeypatch.setattr(os, "urandom", dice.randbytes)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Start one PostgreSQL server for the whole run, if a test asks for it."""
    try:
        with running_server() as server:
            yield server
    except AbsentError as error:
        give_up(error)


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """Name a new, empty PostgreSQL database."""
    name = f"test_{next(_numbers)}"
    postgres_server.execute("CREATE DATABASE {} TEMPLATE template0", name)
    yield postgres_server.url(name)
    postgres_server.execute("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """Name a PostgreSQL database with the tables of a store and nothing in them."""
    from tracker.store import Store  # noqa: PLC0415  # only where a store is asked for

    postgres_server.execute("CREATE DATABASE {} TEMPLATE template0", "empty_store")
    Store(postgres_server.url("empty_store")).close()
    return "empty_store"


@pytest.fixture
def postgres_store_url(
    postgres_server: Server, postgres_template: str
) -> Iterator[str]:
    """Name a new, empty store on PostgreSQL."""
    name = f"test_{next(_numbers)}"
    postgres_server.copy(postgres_template, name)
    yield postgres_server.url(name)
    postgres_server.execute("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Name a SQLite store that is not there yet."""
    return f"sqlite:///{tmp_path / 'foothold.db'}"


@pytest.fixture
def sqlite_store_url(sqlite_url: str) -> str:
    """Name a new, empty SQLite store."""
    new_store(Path(sqlite_url.removeprefix("sqlite:///")))
    return sqlite_url


@pytest.fixture
def store_url(sqlite_store_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name an empty SQLite store, for the test and for the pages it runs."""
    monkeypatch.setenv("FOOTHOLD_DATABASE_URL", sqlite_store_url)
    return sqlite_store_url


BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def any_new_url(request: pytest.FixtureRequest) -> str:
    """Name a store that is not there yet, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=BOTH)
def any_store_url(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Name an empty store, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_store_url")
    monkeypatch.setenv("FOOTHOLD_DATABASE_URL", url)
    return url


def _opened(url: str) -> Iterator[Store]:
    from tracker.store import Store  # noqa: PLC0415  # only where a store is asked for

    store = Store(url)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Open an empty SQLite store."""
    yield from _opened(store_url)


@pytest.fixture
def any_store(any_store_url: str) -> Iterator[Store]:
    """Open an empty store, once on SQLite and once on PostgreSQL."""
    yield from _opened(any_store_url)
