"""What happened in one application, also what was corrected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker import commands, inputs
from tracker.models import Stage
from tracker.reports import history as reports
from tracker.search import current

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.search import Search
    from tracker.store import Store

MONDAY = date(2026, 11, 23)


def log(store: Store, *stages: tuple[Stage, date]) -> UUID:
    (first, on), *rest = stages
    given = inputs.ApplicationIn(company="Acme", title="Chef", stage=first, on=on)
    with store.change() as work:
        row = commands.add_application(work, given, on=MONDAY)
        for stage, day in rest:
            commands.move(work, row.id, to=stage, on=day)
    return row.id


def now(store: Store) -> Search:
    return current(store, "me")


def test_a_rejection_erases_nothing_of_the_history(store: Store) -> None:
    id_ = log(
        store,
        (Stage.APPLIED, date(2026, 11, 2)),
        (Stage.SCREEN, date(2026, 11, 10)),
        (Stage.REJECTED, date(2026, 11, 20)),
    )
    steps = reports.steps(now(store), id_, MONDAY)
    assert [(step.label, step.day, step.lasted) for step in steps] == [
        ("Rejected", "Fri 20 Nov", "3 days ago"),
        ("Screen", "Tue 10 Nov", "10 days"),
        ("Applied", "Mon 2 Nov", "8 days"),
    ]
    assert all(step.can_go for step in steps)


def test_the_stage_it_is_in_goes_on(store: Store) -> None:
    id_ = log(store, (Stage.APPLIED, date(2026, 11, 22)))
    (step,) = reports.steps(now(store), id_, MONDAY)
    assert (step.lasted, step.can_go) == ("1 day so far", False)
    (step,) = reports.steps(now(store), id_, date(2026, 11, 20))
    assert step.lasted == "dated ahead"


def test_what_was_corrected_or_taken_back_is_named_with_what_replaced_it(
    store: Store,
) -> None:
    id_ = log(
        store,
        (Stage.APPLIED, date(2026, 11, 2)),
        (Stage.REJECTED, date(2026, 11, 10)),
        (Stage.OFFER, date(2026, 11, 20)),
    )
    _, wrong, mistaken = now(store).history[id_]
    with store.change() as work:
        on = date(2026, 11, 12)
        commands.correct_stage(work, wrong.id, to=Stage.SCREEN, on=on)
        commands.retract_stage(work, mistaken.id)
    steps = reports.steps(now(store), id_, MONDAY)
    assert [step.label for step in steps] == ["Screen", "Applied"]
    struck = {each.label: each for each in reports.struck(now(store), id_, MONDAY)}
    assert struck["Rejected"].day == "Tue 10 Nov"
    assert struck["Rejected"].instead == "Screen on Thu 12 Nov"
    assert struck["Offer"].instead == ""
