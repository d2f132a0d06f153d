"""The JSON export: everything, in one form, written whole."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.commands.making import MONDAY, contact, contacts, export, log, meet, offer
from tracker import commands, exporters, inputs
from tracker.errors import StoreError
from tracker.models import Owned, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Store


def test_every_table_of_facts_is_exported_and_no_other() -> None:
    found = {str(kind.__tablename__) for kind in exporters.tables()}
    assert {"person", "stage_change", "import_row", "search_goal"} <= found
    assert not found & {"revision", "form_token", "alembic_version"}
    assert all(issubclass(kind, Owned) for kind in exporters.tables())


def test_days_instants_money_and_enums_are_written_as_text(any_store: Store) -> None:
    with any_store.change() as work:
        log(work, applied_on="2026-02-01")
        offer(work, base="120000.50", bonus_target=1e-7)
        given = {"company": "Acme", "starts_at": "2026-07-01T14:00+02:00"}
        commands.add_round(work, inputs.parse(inputs.RoundIn, given))
    told = json.loads(export(any_store))
    assert told["offer"][0]["base"] == "120000.50"
    assert told["offer"][0]["bonus_target"] == "0.0000001"
    assert told["interview_round"][0]["starts_at"] == "2026-07-01T12:00:00+00:00"
    assert {change["on"] for change in told["stage_change"]} == {
        "2026-02-01",
        "2026-03-06",
    }
    assert told["application"][0]["stage"] == "offer"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Stage.NO_ANSWER, "no_answer"),
        (MONDAY, "2026-03-02"),
        (datetime(2026, 3, 2, tzinfo=UTC), "2026-03-02T00:00:00+00:00"),
        (0.5, 0.5),
        (None, None),
    ],
)
def test_a_value_is_written_plainly(value: object, text: object) -> None:
    assert exporters.plain(value) == text


def test_saving_without_changing_facts_leaves_no_trace(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work)
    before = export(any_store)
    with any_store.change() as work:
        commands.once(work, uuid4())
        commands.edit_application(work, row.id, version=1, title="Engineer")
    assert any_store.revision()[0] == 2
    assert export(any_store) == before


def test_rows_are_sorted_and_text_is_kept(any_store: Store) -> None:
    with any_store.change() as work:
        for name in ("Zoë 👩\u200d💻", "</script>", '"quoted"\\', "محمد"):
            meet(work, name, "Müller & Co")
        commands.add_import(work, contacts(contact(2, "Ana")), today=MONDAY)
    told = json.loads(export(any_store))
    for rows in told.values():
        if isinstance(rows, list):
            assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert "Zoë 👩\u200d💻" in {row["name"] for row in told["person"]}
    assert told["foothold"] == {"format": 1, "schema": "0002"}


# --- Files ----------------------------------------------------------------------


def test_a_file_is_replaced_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("old", "utf-8")
    exporters.write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["all.json"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["", "folder", "file/x", "no/such/folder", "x" * 300])
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(StoreError, match="choose another place"):
        exporters.write_file(tmp_path / name, b"new")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder"]
