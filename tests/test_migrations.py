"""A store of an older version is brought up whole; any other is left as it is."""

from __future__ import annotations

import logging
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, text
from sqlmodel import create_engine

from tracker import migrations
from tracker.errors import StoreError
from tracker.models import Application, Company, StageChange, Table, Task
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

MONDAY = date(2026, 3, 2)
REBUILD = """
    op.add_column("task", sa.Column("place", sa.String(40)))
    op.execute("CREATE TABLE new (id CHAR(32) NOT NULL PRIMARY KEY, owner TEXT, "
        "name TEXT, key TEXT, note TEXT, batch_id CHAR(32), website TEXT)")
    op.execute("INSERT INTO new SELECT id, owner, name, key, note, batch_id, '' "
        "FROM company")
    op.execute("DROP TABLE company")
    op.execute("ALTER TABLE new RENAME TO company")
"""
"""A column more, and a parent rebuilt: with foreign keys on, its children die."""


def step(folder: Path, body: str) -> Path:
    """Make a folder of scripts: the released one and a next version's step."""
    scripts = folder / "scripts"
    shutil.copytree(
        migrations.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__")
    )
    (scripts / "versions" / "0003_test.py").write_text(
        "import os, signal\n"
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        'revision = "0003"\n'
        'down_revision = "0002"\n'
        f"def upgrade():\n{body}",
        "utf-8",
    )
    return scripts


def bring_up(store: Store, scripts: Path) -> None:
    migrations.bring_up(
        store.engine,
        store.path,
        store.shown,
        versions=(*migrations.VERSIONS, "0003"),
        scripts=scripts,
    )


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def path_of(store: Store) -> Path:
    assert store.path is not None
    return store.path


def ask(store: Store, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path_of(store))) as raw:
        return raw.execute(query).fetchall()


@pytest.fixture
def full(store: Store) -> Store:
    """Give a store with a parent and its children."""
    with store.change() as work:
        home = work.add(Company(owner=work.owner, name="Acme", key="acme"))
        for number in range(50):
            row = work.add(
                Application(
                    owner=work.owner, company_id=home.id, title=f"Role {number}"
                )
            )
            work.add(
                StageChange(
                    owner=work.owner,
                    application_id=row.id,
                    stage=row.stage,
                    on=MONDAY,
                    number=1,
                )
            )
            work.add(
                Task(
                    owner=work.owner, what="Call", due_on=MONDAY, application_id=row.id
                )
            )
    return store


# --- Upgrading ------------------------------------------------------------------


def test_an_upgrade_keeps_every_child_of_a_rebuilt_parent(
    full: Store, tmp_path: Path
) -> None:
    bring_up(full, step(tmp_path, REBUILD))
    for table in ("application", "stage_change", "task"):
        assert ask(full, f"SELECT count(*) FROM {table}") == [(50,)]  # noqa: S608
    assert ask(full, "SELECT version_num FROM alembic_version") == [("0003",)]
    assert ask(full, "SELECT DISTINCT website FROM company") == [("",)]
    assert ask(full, "PRAGMA foreign_key_check") == []
    with full.engine.connect() as connection:  # and they are on again afterwards
        found = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
        assert found == 1


def test_an_upgrade_copies_the_store_first_and_names_the_copy(
    full: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = dump(path_of(full))
    with caplog.at_level(logging.WARNING, logger="foothold"):
        bring_up(full, step(tmp_path, REBUILD))
    [copy] = (path_of(full).parent / "backups").iterdir()
    assert str(copy) in caplog.text
    assert dump(copy) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_a_store_that_is_up_to_date_is_neither_copied_nor_changed(full: Store) -> None:
    before = path_of(full).read_bytes()
    Store(path_of(full)).close()
    assert path_of(full).read_bytes() == before
    assert not (path_of(full).parent / "backups").exists()


def test_an_upgrade_that_fails_leaves_the_store_whole(
    full: Store, tmp_path: Path
) -> None:
    before = dump(path_of(full))
    body = REBUILD + '    raise RuntimeError("half way")\n'
    with pytest.raises(RuntimeError, match="half way"):
        bring_up(full, step(tmp_path, body))
    assert dump(path_of(full)) == before
    with full.change() as work:  # nothing is locked, foreign keys are on
        task = work.all(Task)[0]
        work.session.delete(work.get(Application, task.application_id or task.id))
    assert ask(full, "SELECT count(*) FROM task") == [(49,)]


def test_an_upgrade_that_would_orphan_rows_is_refused(
    full: Store, tmp_path: Path
) -> None:
    before = dump(path_of(full))
    with pytest.raises(StoreError, match="left as it was"):
        bring_up(full, step(tmp_path, '    op.execute("DELETE FROM company")\n'))
    assert dump(path_of(full)) == before


UPGRADE = """
import sys
from pathlib import Path
from sqlmodel import create_engine
from tracker import migrations
from tracker.store.engine import make_engine, store_url
path = Path(sys.argv[1])
migrations.bring_up(make_engine(store_url(path)), path, "the store",
    versions=(*migrations.VERSIONS, "0003"), scripts=Path(sys.argv[2]))
"""


@pytest.mark.parametrize("after", range(6))
def test_an_upgrade_killed_in_the_middle_never_happened(
    full: Store, tmp_path: Path, after: int
) -> None:
    full.close()
    before = dump(path_of(full))
    lines = REBUILD.strip("\n").replace('"\n        "', "").splitlines()
    lines.insert(after, "    os.kill(os.getpid(), signal.SIGKILL)")
    words = [sys.executable, "-c", UPGRADE, str(full.path)]
    scripts = step(tmp_path, "\n".join(lines) + "\n")
    killed = subprocess.run([*words, str(scripts)], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    assert dump(path_of(full)) == before
    assert ask(full, "PRAGMA integrity_check") == [("ok",)]
    shutil.rmtree(scripts)
    scripts = step(tmp_path, REBUILD)
    subprocess.run([*words, str(scripts)], check=True, capture_output=True)
    assert ask(full, "SELECT version_num FROM alembic_version") == [("0003",)]


def test_processes_that_open_a_new_store_together_all_succeed(
    any_new_url: str,
) -> None:
    code = "import sys; from tracker.store import Store; Store(sys.argv[1]).close()"
    words = [sys.executable, "-c", code, any_new_url]
    racers = [subprocess.Popen(words) for _ in range(4)]
    assert [racer.wait(timeout=120) for racer in racers] == [0, 0, 0, 0]


# --- Stores that are not for us -------------------------------------------------


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_newer_store_is_refused_in_one_sentence_and_not_a_byte_changed(
    full: Store,
) -> None:
    full.close()
    with closing(sqlite3.connect(path_of(full))) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.commit()
    before = files(path_of(full).parent)
    with pytest.raises(StoreError) as caught:
        Store(path_of(full))
    assert "newer Foothold (schema 0999" in str(caught.value)
    assert str(caught.value).count(". ") == 0
    assert files(path_of(full).parent) == before


def test_a_newer_postgresql_store_is_refused(any_store: Store) -> None:
    with any_store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(StoreError, match="newer Foothold"):
        Store(any_store.url.render_as_string(hide_password=False))


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize(
    "table",
    [
        "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)",
        "CREATE TABLE alembic_version (version_num TEXT)",
    ],
)
def test_a_database_of_another_program_is_refused_and_left_as_it_is(
    tmp_path: Path, table: str, journal: str
) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA journal_mode = {journal}")
        raw.execute(table)
        if "alembic" in table:
            raw.execute("INSERT INTO alembic_version VALUES ('0001')")
        raw.commit()
    before = files(tmp_path)
    with pytest.raises(StoreError, match="not Foothold's"):
        Store(path)
    assert files(tmp_path) == before


@pytest.mark.postgres
def test_a_postgresql_database_of_another_program_is_refused(
    postgres_url: str,
) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    with pytest.raises(StoreError, match="not Foothold's"):
        Store(postgres_url)
    assert inspect(engine).get_table_names() == ["theirs"]
    engine.dispose()


# --- The schema that the steps make ---------------------------------------------


def test_the_steps_make_the_schema_that_the_models_describe(any_store: Store) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - slow to load
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    with any_store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Table.metadata)
    if any_store.path is not None:
        # SQLAlchemy does not read what a reference beside its column does on
        # deletion; the comparison of texts below does.
        found = [change for change in found if "_fk" not in str(change[0])]
    assert found == []


def checks(engine: Engine) -> set[tuple[str, str]]:
    seen = inspect(engine)
    return {
        (table, str(found["name"]))
        for table in seen.get_table_names()
        for found in seen.get_check_constraints(table)
    }


def test_the_checks_are_in_the_database_too(any_store: Store) -> None:
    assert checks(any_store.engine) == {
        ("tie", "tie_joins_two_people"),
        ("tie", "tie_chance"),
    }


def words(sql: str) -> list[str]:
    """Give the parts of a CREATE TABLE in an order of their own.

    A reference that a later step added stands beside its column: SQLite takes it
    in no other way.
    """
    body = " ".join(sql.split()).replace("( ", "(").replace(" )", ")")
    inside = body.split("(", 1)[1].rpartition(")")[0]
    inside = re.sub(
        r"(\w+) (CHAR\(32\)) (REFERENCES [^,]+)",
        r"\1 \2, FOREIGN KEY(\1) \3",
        inside,
    )
    return sorted(re.split(r", (?![^()]*\))", inside))


def test_on_sqlite_the_steps_write_what_create_all_would(store: Store) -> None:
    """Autogenerate does not see CHECKs and cascades; the text of the schema does."""
    fresh = create_engine("sqlite://")
    Table.metadata.create_all(fresh)
    query = text("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    with fresh.connect() as ours, store.engine.connect() as made:
        expected = {name: words(sql) for name, sql in ours.execute(query)}
        found = {name: words(sql) for name, sql in made.execute(query)}
    found.pop("alembic_version")
    fresh.dispose()
    assert found == expected


def test_the_released_step_reads_nothing_of_the_package() -> None:
    for path in (migrations.SCRIPTS / "versions").glob("*.py"):
        assert "tracker" not in path.read_text("utf-8")
    assert {path.name[:4] for path in (migrations.SCRIPTS / "versions").glob("0*")} == {
        *migrations.VERSIONS
    }
