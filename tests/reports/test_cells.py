"""The table of applications, and what is typed over in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import commands, inputs
from tracker.commands.many import Edit
from tracker.errors import InvalidError
from tracker.models import Source, Stage
from tracker.pipeline import Place
from tracker.reports import applications, cells
from tracker.reports.cells import TICK, Draft
from tracker.search import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.search import Search
    from tracker.store import Store

MONDAY = date(2026, 11, 23)
NOTHING = Draft({}, frozenset())
IDS = [UUID(int=n) for n in range(1, 4)]


def now(store: Store) -> Search:
    return current(store, "me")


def rows(store: Store) -> Sequence[applications.Row]:
    return applications.rows(now(store), MONDAY, "UTC")


def log(store: Store, company: str, **more: object) -> UUID:
    given = {"company": company, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
        ).id


def test_the_table_keeps_days_as_days_and_dots_beside_the_stage(store: Store) -> None:
    log(store, "Acme", applied_on="2026-11-16", excitement=4, tags=["remote"])
    log(store, "Initech")
    table = cells.frame(rows(store))
    assert list(table.columns) == list(cells.ORDER)
    acme = table[table["Company"] == "Acme"].to_dict("records")[0]
    assert acme["Dots"] == "●●○○○"
    assert acme["Applied on"].date() == date(2026, 11, 16)
    assert (acme["Days in stage"], acme["Excitement"]) == (7, 4)
    assert acme["Tags"] == ["remote"]


def test_an_empty_table_has_its_columns() -> None:
    assert list(cells.frame([]).columns) == list(cells.ORDER)


def test_what_was_typed_stays_with_its_application_whatever_is_shown() -> None:
    stored = {id_: {"Note": "", "Stage": "Saved"} for id_ in IDS}
    draft = cells.merged(NOTHING, IDS, {0: {"Note": "first"}, 2: {TICK: True}}, stored)
    assert draft == Draft({IDS[0]: {"Note": "first"}}, frozenset({IDS[2]}))
    turned = IDS[::-1]
    again = cells.merged(draft, turned, {0: {TICK: False, "Note": "third"}}, stored)
    assert again.typed == {IDS[0]: {"Note": "first"}, IDS[2]: {"Note": "third"}}
    assert again.ticked == frozenset()
    back = cells.merged(again, turned, {2: {"Note": ""}}, stored)
    assert back.typed == {IDS[2]: {"Note": "third"}}


@given(
    edited=st.dictionaries(
        st.integers(-2, 6),
        st.dictionaries(
            st.sampled_from(["Note", "Company", TICK, "x"]),
            st.none() | st.text(max_size=3) | st.booleans() | st.lists(st.text()),
        ),
    )
)
def test_nothing_a_browser_sends_breaks_the_table(
    edited: dict[int, dict[str, object]],
) -> None:
    draft = cells.merged(NOTHING, IDS, edited, {})
    assert draft.typed.keys() | draft.ticked <= set(IDS)
    assert {name for row in draft.typed.values() for name in row} <= {"Note"}


def test_typed_cells_become_one_change_of_fields(store: Store) -> None:
    with store.change() as work:
        own = inputs.CustomStageIn(name="Team match", stage=Stage.ONSITE)
        match = commands.add_custom_stage(work, own)
    id_ = log(store, "Acme", note="old")
    stored = {row.id: cells.cells(row) for row in rows(store)}
    typed = {
        "Stage": "Team match",
        "Source": "Referral",
        "Excitement": 4.0,
        "Tags": ["remote"],
        "Note": None,
        "Role": "ML engineer",
    }
    (change,) = cells.changes(now(store), Draft({id_: typed}, frozenset()), stored)
    assert change.held["place"] == Place(Stage.SAVED)
    assert change.held["note"] == "old"
    assert change.typed["place"] == Place(Stage.ONSITE, match.id)
    assert change.typed["source"] is Source.REFERRAL
    with store.change() as work:
        commands.edit_many(work, [Edit(*change)], on=MONDAY)
    (row,) = rows(store)
    assert row.own_stage == "Team match"
    assert (row.row.excitement, row.row.tags, row.row.note) == (4, ["remote"], "")
    assert row.role == "ML engineer"


def test_a_stage_that_is_gone_is_refused(store: Store) -> None:
    id_ = log(store, "Acme")
    stored = {row.id: cells.cells(row) for row in rows(store)}
    with pytest.raises(InvalidError, match="no stage “Team match” any more"):
        cells.changes(
            now(store), Draft({id_: {"Stage": "Team match"}}, frozenset()), stored
        )
