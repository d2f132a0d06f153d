"""What the page of all applications says, and what it shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tracker import commands, inputs
from tracker.models import CustomStage, SavedView, Stage
from tracker.pipeline import Place
from tracker.reports import applications as reports
from tracker.reports import filters
from tracker.search import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.search import Search
    from tracker.store import Store

MONDAY = date(2026, 11, 23)


def log(store: Store, company: str, **more: object) -> UUID:
    given = {"company": company, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
        ).id


def rows(store: Store, on: date = MONDAY) -> Sequence[reports.Row]:
    return reports.rows(now(store), on, "Europe/Berlin")


def now(store: Store) -> Search:
    return current(store, "me")


def test_every_stage_falls_under_one_choice_of_the_filter() -> None:
    open_ = [stage for group in reports.GROUPS for stage in group.stages]
    assert len(open_) == len(set(open_)) == 7
    assert reports.CHOICES[-1] == reports.CLOSED


def test_a_column_of_two_stages_is_entered_at_its_first(store: Store) -> None:
    log(store, "Acme", stage="onsite")
    (row,) = rows(store)
    assert row.column == Stage.OFFSITE
    assert row.card_title == "Onsite · ML engineer"


@pytest.mark.parametrize(
    ("stages", "title"),
    [
        ([], "No applications yet."),
        (["rejected"], "No open applications, 1 closed."),
        (["saved"], "1 open application."),
        (["saved", "offer", "offer"], "3 open applications, 2 offers to answer."),
    ],
)
def test_the_title_says_what_the_board_shows(
    store: Store, stages: list[str], title: str
) -> None:
    for number, stage in enumerate(stages):
        log(store, f"Company {number}", stage=stage)
    assert reports.title(rows(store)) == title


def test_the_title_names_what_is_late_where_no_offer_waits(store: Store) -> None:
    log(store, "Acme", applied_on="2026-11-14")  # a follow-up was due on the 21st
    assert reports.title(rows(store)) == (
        "1 open application, 1 of them with something late."
    )


def test_a_follow_up_is_due_a_week_after_applying(store: Store) -> None:
    log(store, "Acme", applied_on="2026-11-16")
    assert rows(store)[0].next == ("Follow up today", "soon")


def test_long_silence_is_said_in_grey(store: Store) -> None:
    log(store, "Acme", applied_on="2026-10-01")
    assert rows(store)[0].next == ("Quiet for 53 days", "quiet")


def test_a_round_is_shown_in_the_time_of_the_searcher(store: Store) -> None:
    id_ = log(store, "Acme", stage="screen")
    given = {
        "application": id_,
        "starts_at": "2026-11-25T20:00",
        "time_zone": "America/New_York",
    }
    with store.change() as work:
        commands.add_round(work, inputs.parse(inputs.RoundIn, given))
    # 20:00 in New York (UTC-5) is 02:00 of the next day in Berlin (UTC+1)
    assert rows(store)[0].next == ("Screen Thu 26 Nov, 02:00", "soon")


def test_an_offer_about_to_lapse_is_red(store: Store) -> None:
    id_ = log(store, "Acme", stage="offer")
    given = {
        "application": id_,
        "currency": "EUR",
        "base": "100000",
        "deadline_on": "2026-11-27",
    }
    with store.change() as work:
        commands.add_offer(work, inputs.parse(inputs.OfferIn, given), on=MONDAY)
    assert rows(store)[0].next == ("Answer by Fri 27 Nov", "clock")


def test_what_is_due_comes_before_what_only_waits(store: Store) -> None:
    log(store, "Waits", stage="saved", on="2026-01-05")
    log(store, "Due", applied_on="2026-11-14")
    assert [row.company for row in rows(store)] == ["Due", "Waits"]


def shown(store: Store, **given: object) -> list[str]:
    """The companies of what a filter shows."""
    chosen = inputs.parse(inputs.FiltersIn, given)
    return sorted(row.company for row in filters.matching(rows(store), chosen))


def test_a_search_needs_every_word_and_knows_no_case(store: Store) -> None:
    log(store, "Ärzte GmbH", note="met at the fair", tags=["Visa"])
    log(store, "Acme", source="referral")
    assert shown(store, text="FAIR ärzte visa") == ["Ärzte GmbH"]
    assert shown(store, text="fair acme") == []
    assert shown(store) == ["Acme", "Ärzte GmbH"]


def test_each_filter_shows_what_falls_under_one_of_its_choices(store: Store) -> None:
    with store.change() as work:
        own = inputs.CustomStageIn(name="Team match", stage=Stage.ONSITE)
        commands.add_custom_stage(work, own)
    log(store, "Acme", source="referral", role="ml_engineer", tags=["remote", "x"])
    log(store, "Initech", stage="rejected", source="online", tags=["remote"])
    log(store, "Hooli", custom_stage="Team match")
    log(store, "Pied Piper", applied_on="2026-10-20")
    assert shown(store, source=["Referral", "Online"]) == ["Acme", "Initech"]
    assert shown(store, tag=["remote"], source=["Online"]) == ["Initech"]
    assert shown(store, role=["ML engineer"]) == ["Acme"]
    assert shown(store, stage=["Closed"]) == ["Initech"]
    assert shown(store, stage=["Team match"]) == ["Hooli"]
    assert shown(store, stage=["Offsite, onsite"]) == ["Hooli"]
    assert shown(store, company=["Acme", "Hooli"]) == ["Acme", "Hooli"]
    assert shown(store, quiet=True) == ["Pied Piper"]
    offered = filters.choices(now(store), rows(store))
    assert offered["stage"] == [*reports.CHOICES, "Team match"]
    assert offered["tag"] == ["remote", "x"]
    assert offered["role"] == ["ML engineer"]


def test_a_view_that_cannot_be_read_shows_everything() -> None:
    broken = SavedView(owner="me", page=filters.PAGE, name="x", held={"old": 1})
    assert filters.held(broken) == inputs.FiltersIn()


def test_the_basis_says_how_much_is_shown(store: Store) -> None:
    log(store, "Acme")
    log(store, "Initech", stage="rejected")
    every = rows(store)
    found = filters.matching(every, inputs.FiltersIn(text="initech"))
    board = reports.basis(every, found, is_board=True)
    assert board == "Showing 0 of 1 open applications."
    table = reports.basis(every, found, is_board=False)
    assert table == "Showing 1 of 2 applications."


def test_a_card_in_an_own_stage_stands_under_what_it_counts_as(store: Store) -> None:
    with store.change() as work:
        own = inputs.CustomStageIn(name="Team match", stage=Stage.ONSITE)
        commands.add_custom_stage(work, own)
    id_ = log(store, "Acme", stage="onsite", on="2026-11-01")
    with store.change() as work:
        match = work.all(CustomStage)[0].id
        on = date(2026, 11, 20)
        commands.move(work, id_, to=Stage.ONSITE, on=on, custom_stage_id=match)
    (row,) = rows(store)
    assert (row.column, row.own_stage, row.card_title) == (
        Stage.OFFSITE,
        "Team match",
        "ML engineer",
    )
    assert row.days == 3


def test_rows_are_made_once_for_a_search_as_it_stands(store: Store) -> None:
    log(store, "Acme")
    assert rows(store) is rows(store)
    before = rows(store)
    assert rows(store, date(2026, 11, 24)) is not before
    log(store, "Initech")
    assert len(rows(store)) == 2


def test_an_id_from_an_address_is_never_trusted(store: Store) -> None:
    id_ = log(store, "Acme")
    assert reports.find(now(store), str(id_)) is not None
    for text in (None, "", "x", "3f2c0000-0000-4000-8000-000000000000"):
        assert reports.find(now(store), text) is None


def test_a_move_is_said_with_its_day(store: Store) -> None:
    id_ = log(store, "Acme", stage="applied")
    said = reports.moved(now(store), id_, Place(Stage.SCREEN), MONDAY, MONDAY)
    assert said == "Acme: applied → screen, dated today"
