"""An export brought back in: whole, all or nothing, and taken back again."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import (
    MONDAY,
    TUESDAY,
    contact,
    contacts,
    export,
    log,
    meet,
    offer,
)
from tests.exporters.making import HOSTILE, LONG, fill, made
from tests.stores import new_store
from tracker import backup, commands, importers, inputs
from tracker.errors import FootholdError, ImportRefusedError
from tracker.importers import ContactRow
from tracker.models import Application, Company, ImportBatch, Person, Stage, Tie
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.commands.imports import Summary
    from tracker.store import Work


@pytest.fixture
def other(tmp_path: Path) -> Store:
    """Give a second, empty store."""
    return Store(tmp_path / "other.db")


def bring(store: Store, data: bytes, name: str = "export.json") -> Summary:
    """Bring an export in."""
    [parsed] = importers.read(name, data)
    with store.change() as work:
        return commands.add_import(work, parsed, today=MONDAY)


def take_back(store: Store) -> list[str]:
    """Undo the one import of an export."""
    with store.change() as work:
        [batch] = [b for b in work.all(ImportBatch) if b.kind == "foothold"]
        return commands.undo_import(work, batch.id)


def changed(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The same export, edited by hand."""
    told = json.loads(data)
    change(told)
    return json.dumps(told).encode()


def full(store: Store) -> bytes:
    """One of everything, an import and a bin among it, as JSON."""
    fill(store)
    with store.change() as work:
        rows = [contact(2, "Ben", "Lumen"), ContactRow(3, "Cy", raw={"Name": " Cy "})]
        commands.add_import(work, contacts(*rows), today=MONDAY)
        commands.save_settings(work, inputs.SettingsIn(name="Max"), version=None)
        gone = log(work, "Gone", note="x\n\ny")
        commands.bin_record(work, Application, gone.id)
    return export(store)


# --- There and back -------------------------------------------------------------


def test_an_export_makes_an_empty_store_equal(any_store: Store, other: Store) -> None:
    data = full(other)
    done = bring(any_store, data)
    assert (done.known, done.problems) == (0, [])
    assert export(any_store) == data
    assert all(not finding.problem for finding in backup.check(any_store))


def test_a_bundle_of_tables_makes_an_empty_store_equal(
    any_store: Store, other: Store
) -> None:
    data = full(other)
    bring(any_store, made(other, "a.zip"), "tables.zip")
    assert export(any_store) == data


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_back_as_it_was(
    store: Store, other: Store, name: str
) -> None:
    fill(other, name, name)
    with other.change() as work:
        log(work, "Long", note=LONG)
    for file in ("a.json", "a.zip"):
        again = Store(other.path.with_name(f"{file}.db") if other.path else "")
        bring(again, made(other, file), file)
        assert export(again) == export(other)
        again.close()


def test_bringing_the_same_in_twice_adds_nothing(store: Store, other: Store) -> None:
    data = full(other)
    first = bring(store, data)
    again = bring(store, data)
    assert (again.new, again.known) == (0, first.new)
    assert export(store) == data


_NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    people=st.lists(_NAMES, max_size=4),
    jobs=st.lists(st.tuples(_NAMES, _NAMES, st.sampled_from(Stage)), max_size=4),
    base=st.decimals(0, 10**12, places=2),
)
def test_any_small_search_comes_back_as_it_was(
    people: list[str], jobs: list[tuple[str, str, Stage]], base: object
) -> None:
    with TemporaryDirectory() as folder:
        here, there = (Store(new_store(Path(folder) / name)) for name in "ab")
        acts: list[Callable[[Work], object]] = [
            *(lambda w, n=name: meet(w, n, is_contact=True) for name in people),
            *(
                lambda w, c=company, t=title, s=stage: log(w, c, t, stage=s)
                for company, title, stage in jobs
            ),
            lambda w: offer(w, base=str(base)),
        ]
        for act in acts:
            try:
                with here.change() as work:
                    act(work)
            except FootholdError:
                continue  # a name of blanks only, say: that is for other tests
        data = export(here)
        bring(there, data)
        assert export(there) == data
        here.close()
        there.close()


# --- Into a store that holds something ------------------------------------------


def test_only_what_is_new_is_added_and_what_is_here_stays(
    any_store: Store, other: Store
) -> None:
    data = full(other)
    with any_store.change() as work:
        acme = log(work, "ACME", "Mine").company_id
        commands.save_settings(work, inputs.SettingsIn(name="Zoe"), version=None)
    done = bring(any_store, data)
    assert done.known == 3  # the settings, myself, a company of the same name
    with any_store.reading() as work:
        assert {row.company_id for row in work.all(Application)} >= {acme}
        assert len(work.all(Company, Company.key == "acme")) == 1
        assert len(work.all(Application, Application.company_id == acme)) == 2
    told = json.loads(export(any_store))
    assert [row["name"] for row in told["searcher"]] == ["Zoe"]
    assert all(not finding.problem for finding in backup.check(any_store))


def test_an_application_stands_in_the_last_of_its_stages(store: Store) -> None:
    with store.change() as work:
        row = log(work, applied_on="2026-02-01")
    data = export(store)
    later = {
        "id": str(uuid4()),
        "application_id": str(row.id),
        "stage": "onsite",
        "on": "2026-04-01",
        "number": 9,
        "batch_id": None,
    }
    bring(store, changed(data, lambda told: told["stage_change"].append(later)))
    with store.reading() as work:
        assert work.get(Application, row.id).stage is Stage.ONSITE
    assert take_back(store) == []
    assert export(store) == data


# --- Refused whole --------------------------------------------------------------


def _drop(table: str) -> Callable[[dict[str, Any]], object]:
    return lambda told: told.pop(table)


def _set(table: str, column: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda told: told[table][0].update({column: value})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_drop("company"), "whose company is in neither the file nor the store"),
        (_drop("stage_change"), "“application” without a history"),
        (_set("person", "id", "x"), "without an id"),
        (_set("person", "name", ""), "whose name cannot be"),
        (_set("person", "name", "n" * 201), "whose name cannot be"),
        (_set("person", "binned_at", "2026-03-02T10:00"), "no time zone"),
        (_set("tie", "chance", 2), "whose chance cannot be"),
        (_set("tie", "shoe_size", 2), "shoe_size is no column of ours"),
        (_set("application", "stage", "hired"), "whose stage cannot be"),
        (_set("stage_change", "number", 2**31), "number is too large"),
        (_set("offer", "base", "1E+9999"), "base is no amount"),
        (_set("offer", "base", "NaN"), "whose base cannot be"),
        (_set("offer", "ratings", {"a": "\ud800"}), "characters that are none"),
        (_set("import_row", "raw", {"a": "\0"}), "characters that are none"),
        (_set("foothold", "schema", "9999"), "layout 9999"),
        (lambda t: t["person"].append(t["person"][0]), "an id that is taken"),
        (
            lambda t: t["searcher"].append(t["searcher"][0] | {"id": str(uuid4())}),
            "that is there twice",
        ),
        (lambda t: t.update(revision=[{"id": "x"}]), "“revision”, which is no table"),
        (
            lambda t: t["tie"][0].update(to_id=t["tie"][0]["from_id"]),
            "the person the tie begins at",
        ),
    ],
)
def test_an_impossible_record_refuses_the_file_in_a_sentence(
    store: Store, other: Store, change: Callable[[Any], object], said: str
) -> None:
    data = full(other)
    told = json.loads(data)
    if change.__closure__ and "foothold" in str(
        [cell.cell_contents for cell in change.__closure__]
    ):
        told["foothold"]["schema"] = "9999"
    else:
        change(told)
    with pytest.raises(ImportRefusedError, match=said) as caught:
        bring(store, json.dumps(told).encode())
    assert str(caught.value).count("\n") == 0
    assert export(store) == export(Store(Path(other.path.parent / "empty.db")))  # type: ignore[union-attr]


def test_an_id_of_somebody_elses_is_refused(any_store: Store, other: Store) -> None:
    data = full(other)
    [parsed] = importers.read("a.json", data)
    with any_store.change("somebody else") as work:
        commands.add_import(work, parsed, today=MONDAY)
    before = export(any_store)
    with pytest.raises(ImportRefusedError, match="an id that is taken"):
        bring(any_store, data)
    assert export(any_store) == before


# --- Taken back -----------------------------------------------------------------


def test_undoing_restores_what_was_there_byte_for_byte(
    any_store: Store, other: Store
) -> None:
    with any_store.change() as work:
        log(work, "ACME", "Mine")
        meet(work, "Zoe", is_contact=True)
    before = export(any_store)
    bring(any_store, full(other))
    assert take_back(any_store) == []
    assert export(any_store) == before


def test_what_was_changed_or_built_upon_stays_with_its_parts(
    any_store: Store, other: Store
) -> None:
    bring(any_store, full(other))
    with any_store.change() as work:
        [row] = work.all(Application, Application.title == "Engineer", _live())
        commands.move(work, row.id, to=Stage.ONSITE, on=TUESDAY)
        [person] = work.all(Person, Person.name == "Ben")
        commands.edit_person(work, person.id, version=person.version, note="kind")
    assert sorted(take_back(any_store)) == ["Ben", "Engineer"]
    with any_store.reading() as work:
        assert [row.title for row in work.all(Application)] == ["Engineer"]
        assert "Ana Silva" not in {row.name for row in work.all(Person)}
        assert not work.all(Tie)
    assert all(not finding.problem for finding in backup.check(any_store))


def _live() -> Any:  # noqa: ANN401
    return Application.binned_at.is_(None)  # type: ignore[union-attr]


def test_undoing_the_import_that_is_in_the_file_loses_no_edit(
    store: Store, other: Store
) -> None:
    fill(other)
    with other.change() as work:
        commands.add_import(work, contacts(contact(2, "Ben")), today=MONDAY)
        [person] = work.all(Person, Person.name == "Ben")
        commands.edit_person(work, person.id, version=None, note="kind")
    bring(store, export(other))
    with store.change() as work:
        [batch] = [b for b in work.all(ImportBatch) if b.kind != "foothold"]
        assert commands.undo_import(work, batch.id) == ["Ben"]
        [person] = work.all(Person, Person.name == "Ben")
        assert person.note == "kind"
        assert person.batch_id is None
