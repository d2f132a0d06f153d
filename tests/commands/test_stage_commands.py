"""A history is corrected, never overwritten; own stages count as those all have."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import FRIDAY, MONDAY, TUESDAY, export, log
from tracker import commands, importers, inputs, pipeline
from tracker.errors import NotFoundError, RuleError
from tracker.models import Application, CustomStage, Stage, StageChange
from tracker.search import current
from tracker.store import Store, Work

S = Stage


def own(work: Work, name: str = "Team match", stage: Stage = S.ONSITE) -> CustomStage:
    return commands.add_custom_stage(work, inputs.CustomStageIn(name=name, stage=stage))


def changes(work: Work) -> list[StageChange]:
    return sorted(work.all(StageChange), key=lambda c: (c.on, c.number))


def test_a_wrong_change_is_corrected_and_stays_to_be_seen(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work, applied_on="2026-02-01")
        commands.move(work, row.id, to=S.REJECTED, on=TUESDAY)
        wrong = changes(work)[-1]
        commands.correct_stage(work, wrong.id, to=S.SCREEN, on=FRIDAY)
    search = current(any_store, "me")
    assert search.applications[row.id].stage is S.SCREEN
    assert [(c.stage, c.on) for c in search.history[row.id]][1:] == [(S.SCREEN, FRIDAY)]
    (old,) = search.retracted[row.id]
    assert (old.id, old.stage, old.on) == (wrong.id, S.REJECTED, TUESDAY)
    assert search.history[row.id][-1].corrects_id == wrong.id


def test_a_correction_keeps_its_place_among_those_of_one_day(store: Store) -> None:
    with store.change() as work:
        row = log(work, stage="saved", on="2026-03-02")
        commands.move(work, row.id, to=S.SCREEN, on=MONDAY)
        first = changes(work)[0]
        commands.correct_stage(work, first.id, to=S.APPLIED, on=MONDAY)
        assert row.stage is S.SCREEN
        commands.move(work, row.id, to=S.ONSITE, on=MONDAY)
        assert work.get(Application, row.id).stage is S.ONSITE


def test_what_was_taken_back_counts_no_more_but_is_there(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work)
        commands.move(work, row.id, to=S.OFFER, on=FRIDAY)
        (_, wrong) = changes(work)
        commands.retract_stage(work, wrong.id)
        assert row.stage is S.SAVED
        assert len(changes(work)) == 2
        with pytest.raises(RuleError, match="taken back already"):
            commands.retract_stage(work, wrong.id)
        with pytest.raises(RuleError, match="taken back already"):
            commands.correct_stage(work, wrong.id, to=S.SCREEN, on=FRIDAY)
        with pytest.raises(RuleError, match="cannot be taken back"):
            commands.retract_stage(work, changes(work)[0].id)


def test_nothing_to_correct_is_said(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        (only,) = changes(work)
        with pytest.raises(RuleError, match="already"):
            commands.correct_stage(work, only.id, to=S.SAVED, on=MONDAY)
        commands.correct_stage(work, only.id, to=S.APPLIED, on=MONDAY)
        assert row.stage is S.APPLIED


def test_an_export_takes_corrections_along(store: Store, tmp_path: object) -> None:
    with store.change() as work:
        row = log(work)
        commands.move(work, row.id, to=S.REJECTED, on=TUESDAY)
        commands.correct_stage(work, changes(work)[-1].id, to=S.SCREEN, on=TUESDAY)
    other = Store(f"sqlite:///{tmp_path}/other.db")
    with other.change() as work:
        for part in importers.read("all.json", export(store)):
            commands.add_import(work, part, today=FRIDAY)
    there = current(other, "me")
    assert there.applications[row.id].stage is S.SCREEN
    assert [c.stage for c in there.retracted[row.id]] == [S.REJECTED]
    other.close()


def test_an_own_stage_is_entered_named_and_counts_as_its_kind(any_store: Store) -> None:
    with any_store.change() as work:
        match = own(work)
        row = log(work, stage="onsite")
        commands.move(work, row.id, to=S.ONSITE, on=FRIDAY, custom_stage_id=match.id)
        with pytest.raises(RuleError, match="already in Onsite"):
            commands.move(
                work, row.id, to=S.ONSITE, on=FRIDAY, custom_stage_id=match.id
            )
        with pytest.raises(RuleError, match="counts as Onsite"):
            commands.move(work, row.id, to=S.OFFER, on=FRIDAY, custom_stage_id=match.id)
        logged = log(work, "Initech", custom_stage="team MATCH")
        assert logged.stage is S.ONSITE
        with pytest.raises(NotFoundError, match="no stage “Lunch”"):
            log(work, "Hooli", custom_stage="Lunch")
    assert [c.custom_stage_id for c in current(any_store, "me").history[row.id]] == [
        None,
        match.id,
    ]


@pytest.mark.parametrize("name", ["Onsite", "no ANSWER", "team match"])
def test_the_name_of_an_own_stage_is_its_own(store: Store, name: str) -> None:
    with store.change() as work:
        own(work)
        with pytest.raises(RuleError, match="already; give yours another name"):
            own(work, name)


def test_changes_keep_what_an_own_stage_counted_as(any_store: Store) -> None:
    with any_store.change() as work:
        match = own(work)
        row = log(work, custom_stage="Team match")
        renamed = inputs.CustomStageIn(name="Matching", stage=S.ONSITE)
        commands.edit_custom_stage(work, match.id, renamed)
        assert changes(work)[0].custom_stage_id == match.id
        moved = inputs.CustomStageIn(name="Matching", stage=S.OFFER)
        commands.edit_custom_stage(work, match.id, moved)
        assert row.stage is S.ONSITE
        assert changes(work)[0].custom_stage_id is None
        commands.move(work, row.id, to=S.OFFER, on=FRIDAY, custom_stage_id=match.id)
        commands.remove_custom_stage(work, match.id)
        assert [c.stage for c in changes(work)] == [S.ONSITE, S.OFFER]
        assert work.get(Application, row.id).stage is S.OFFER


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["move", "correct", "retract"]),
            st.sampled_from(Stage),
            st.integers(1, 5),
            st.integers(0, 9),
        ),
        max_size=8,
    )
)
def test_whatever_is_corrected_the_stage_is_that_of_the_last_standing_change(
    store: Store, acts: list[tuple[str, Stage, int, int]]
) -> None:
    with store.change() as work:
        row = log(work)
        rows = 1
        for act, stage, day, place in acts:
            on = MONDAY.replace(day=day)
            mine = [c for c in changes(work) if c.application_id == row.id]
            which = mine[place % len(mine)].id
            try:
                if act == "move":
                    commands.move(work, row.id, to=stage, on=on)
                elif act == "correct":
                    commands.correct_stage(work, which, to=stage, on=on)
                else:
                    commands.retract_stage(work, which)
                    rows -= 1
                rows += 1
            except RuleError:
                continue
            mine = [c for c in changes(work) if c.application_id == row.id]
            assert len(mine) == rows
            assert row.stage is pipeline.current(
                c for c in mine if c.retracted_at is None
            )
