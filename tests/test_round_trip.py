"""Everything goes out as JSON and comes into an empty store as it was."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import export
from tracker import commands, demo, exporters, importers, inputs
from tracker.models import Education, Person, RefusalKind, Stage
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the demo as JSON, with a row in every table that it leaves empty."""
    path: Path = tmp_path_factory.mktemp("demo") / "demo.db"
    demo.make(str(path), on=ON)
    store = Store(path)
    with store.change() as work:
        people = [p for p in work.all(Person) if not p.is_me][:4]
        commands.merge_people(work, people[0].id, people[1].id)
        kind = RefusalKind.SAME_PERSON
        commands.turn_down(work, kind, people[2].id, people[3].id, on=ON)
        person = people[2].id
        work.add(
            Education(
                owner=work.owner, person_id=person, school="Uni", school_key="uni"
            )
        )
        own = inputs.CustomStageIn(name="Team match", stage=Stage.ONSITE)
        commands.add_custom_stage(work, own)
        commands.save_view(work, inputs.ViewIn(page="applications", name="Mine"))
    made = export(store)
    store.close()
    return made


def test_the_demo_is_equal_record_by_record(
    any_store: Store, everything: bytes
) -> None:
    told = json.loads(everything)
    assert [name for name, rows in told.items() if not rows] == []
    assert told.keys() - {"foothold"} == {
        str(kind.__tablename__) for kind in exporters.tables()
    }
    [parsed] = importers.read("export.json", everything)
    with any_store.change() as work:
        done = commands.add_import(work, parsed, today=ON)
    assert done.problems == []
    for table, rows in json.loads(export(any_store)).items():
        assert rows == told[table], table
    assert export(any_store) == everything
