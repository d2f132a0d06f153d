"""Applications, stages, rounds, tasks: each change does one thing, whole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import FRIDAY, MONDAY, TUESDAY, history, log, meet
from tracker import commands, inputs, pipeline
from tracker.errors import ConflictError, InvalidError, NotFoundError, RuleError
from tracker.models import (
    Application,
    Company,
    CompanyAlias,
    Interviewer,
    Person,
    Position,
    Round,
    Searcher,
    Source,
    Stage,
    StageChange,
    Task,
)

if TYPE_CHECKING:
    from tracker.store import Store, Work


# --- Logging --------------------------------------------------------------------


def test_an_application_is_logged_with_its_company_and_its_first_stage(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = log(work, source="referral", url="https://acme.example/1?utm_source=x")
    with any_store.reading() as work:
        found = work.get(Application, row.id)
        assert found.stage is Stage.SAVED
        assert found.source is Source.REFERRAL
        assert found.url_key == "acme.example/1"
        assert work.get(Company, found.company_id).name == "Acme"
        assert history(work, row.id) == [(MONDAY, Stage.SAVED)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, [(MONDAY, Stage.SAVED)]),
        ({"applied_on": "2026-02-01"}, [(date(2026, 2, 1), Stage.APPLIED)]),
        ({"stage": "applied"}, [(MONDAY, Stage.APPLIED)]),
        (
            {"stage": "onsite", "applied_on": "2026-02-01"},
            [(date(2026, 2, 1), Stage.APPLIED), (MONDAY, Stage.ONSITE)],
        ),
        (
            {"stage": "screen", "applied_on": "2026-02-01", "on": "2026-02-09"},
            [(date(2026, 2, 1), Stage.APPLIED), (date(2026, 2, 9), Stage.SCREEN)],
        ),
        (
            {"stage": "rejected", "on": "2026-01-05"},
            [(date(2026, 1, 5), Stage.REJECTED)],
        ),
    ],
)
def test_the_first_stages_follow_from_what_is_said(
    store: Store, facts: dict[str, str], expected: list[tuple[date, Stage]]
) -> None:
    with store.change() as work:
        row = log(work, **facts)
        assert history(work, row.id) == expected
        assert row.stage is expected[-1][1]


def test_saved_and_applied_for_is_a_contradiction(store: Store) -> None:
    with store.change() as work, pytest.raises(InvalidError, match="leave out one"):
        log(work, stage="saved", applied_on="2026-02-01")


def test_a_stage_from_before_the_application_is_a_contradiction(store: Store) -> None:
    with store.change() as work, pytest.raises(InvalidError, match="check the two"):
        log(work, stage="onsite", on="2026-02-01", applied_on="2026-02-02")


def test_two_spellings_of_a_company_are_one_and_initials_an_alias(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        one = log(work, "Amazon Web Services (AWS), Inc.", "Engineer")
        other = log(work, "AMAZON WEB SERVICES", "Designer")
        third = log(work, "AWS", "Manager")
        assert one.company_id == other.company_id == third.company_id
        assert [alias.name for alias in work.all(CompanyAlias)] == ["AWS"]
        assert log(work, "Amazon").company_id != one.company_id


def test_a_likely_duplicate_warns_and_is_taken(any_store: Store) -> None:
    with any_store.change() as work:
        log(work, url="https://acme.example/1")
        log(work, "Acme, Inc.", "ENGINEER")
        assert work.notices == ["You already have “Engineer” at Acme, saved."]
        log(work, "Other", "Designer", url="http://www.acme.example/1/?ref=mail")
        assert "this link" in work.notices[1]
        log(work, "Acme", "Designer")
        assert len(work.notices) == 2
        assert len(work.all(Application)) == 4


def test_what_lies_in_the_bin_is_no_duplicate(store: Store) -> None:
    with store.change() as work:
        row = log(work, url="https://acme.example/1")
        commands.bin_record(work, Application, row.id)
        log(work, url="https://acme.example/1")
        assert work.notices == []


# --- Stages ---------------------------------------------------------------------


def test_a_rejection_erases_nothing(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work, applied_on="2026-02-01")
        commands.move(work, row.id, to=Stage.SCREEN, on=MONDAY)
        commands.move(work, row.id, to=Stage.REJECTED, on=FRIDAY)
    with any_store.reading() as work:
        assert work.get(Application, row.id).stage is Stage.REJECTED
        assert history(work, row.id) == [
            (date(2026, 2, 1), Stage.APPLIED),
            (MONDAY, Stage.SCREEN),
            (FRIDAY, Stage.REJECTED),
        ]


def test_a_move_dated_earlier_is_a_fact_that_was_forgotten(store: Store) -> None:
    with store.change() as work:
        row = log(work, stage="onsite", on="2026-03-06")
        commands.move(work, row.id, to=Stage.SCREEN, on=TUESDAY)
        assert row.stage is Stage.ONSITE
        assert work.notices == [
            "Noted for 2026-03-03; “Engineer” stays in Onsite, which is dated later."
        ]
        assert history(work, row.id) == [
            (TUESDAY, Stage.SCREEN),
            (FRIDAY, Stage.ONSITE),
        ]


@pytest.mark.parametrize(("first", "notices"), [("saved", 0), ("applied", 1)])
def test_who_went_further_began_by_then(store: Store, first: str, notices: int) -> None:
    with store.change() as work:
        row = log(work, stage=first, on="2026-03-06")
        commands.move(work, row.id, to=Stage.SCREEN, on=TUESDAY)
        assert row.stage is Stage.SCREEN
        assert history(work, row.id) == [
            (TUESDAY, Stage(first)),
            (TUESDAY, Stage.SCREEN),
        ]
        assert len(work.notices) == notices


def test_of_one_day_the_move_entered_later_is_later(store: Store) -> None:
    with store.change() as work:
        row = log(work, stage="applied", on="2026-03-02")
        commands.move(work, row.id, to=Stage.SCREEN, on=MONDAY)
        commands.move(work, row.id, to=Stage.CHALLENGE, on=MONDAY)
        assert row.stage is Stage.CHALLENGE


def test_the_stage_it_is_in_already_is_no_move(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        with pytest.raises(RuleError, match="already in Saved"):
            commands.move(work, row.id, to=Stage.SAVED, on=FRIDAY)
        assert len(history(work, row.id)) == 1


def test_a_closed_application_can_be_opened_again(store: Store) -> None:
    with store.change() as work:
        row = log(work, stage="rejected", on="2026-03-02")
        commands.move(work, row.id, to=Stage.OFFER, on=FRIDAY)
        assert row.stage is Stage.OFFER


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(list(Stage)), st.dates(MONDAY, date(2026, 3, 20))),
        max_size=8,
    )
)
def test_the_stage_is_always_that_of_the_last_dated_change(
    store: Store, moves: list[tuple[Stage, date]]
) -> None:
    with store.change() as work:
        row = log(work, title=str(uuid4()))
        for to, on in moves:
            if to is not row.stage:
                commands.move(work, row.id, to=to, on=on)
            rows = work.all(StageChange, StageChange.application_id == row.id)
            assert row.stage is pipeline.current(rows)


# --- Editing --------------------------------------------------------------------


def test_an_edit_is_checked_tidied_and_raises_the_version(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work)
    with any_store.change() as work:
        commands.edit_application(
            work, row.id, version=1, title="  Staff\0 Engineer ", company="Other"
        )
    with any_store.reading() as work:
        found = work.get(Application, row.id)
        assert (found.title, found.version) == ("Staff Engineer", 2)
        assert work.get(Company, found.company_id).name == "Other"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"url": "javascript:alert(1)"},
        {"source": "friend of a friend"},
        {"stage": "offer"},
        {"colour": "red"},
    ],
)
def test_an_edit_that_a_form_would_refuse_is_refused(
    store: Store, changes: dict[str, str]
) -> None:
    with store.change() as work:
        row = log(work)
        with pytest.raises((InvalidError, RuleError)) as caught:
            commands.edit_application(work, row.id, version=None, **changes)
        assert str(caught.value).endswith(".")


def test_the_second_of_two_edits_is_told_and_the_first_stays(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work)
    with any_store.change() as work:
        commands.edit_application(work, row.id, version=row.version, note="first")

    def second() -> None:
        with any_store.change() as work:
            commands.edit_application(work, row.id, version=row.version, note="second")

    with pytest.raises(ConflictError):
        second()
    with any_store.reading() as work:
        assert work.get(Application, row.id).note == "first"


def test_a_move_in_another_tab_is_a_change_too(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        drawn = row.version
        commands.move(work, row.id, to=Stage.APPLIED, on=FRIDAY)
        with pytest.raises(ConflictError):
            commands.edit_application(work, row.id, version=drawn, note="late")


def test_a_form_is_saved_once_however_often_it_is_clicked(any_store: Store) -> None:
    token = uuid4()
    for _ in range(5):
        with any_store.change() as work:
            if commands.once(work, token):
                log(work)
    with any_store.reading() as work:
        assert len(work.all(Application)) == 1
        assert not work.notices


# --- Rounds, tasks, contacts ----------------------------------------------------


def add_round(work: Work, **facts: object) -> Round:
    given = {"company": "Acme", "starts_at": "2026-07-01T14:00"} | facts
    return commands.add_round(work, inputs.parse(inputs.RoundIn, given))


def test_a_round_keeps_its_instant_its_zone_and_its_interviewers(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        log(work)
        row = add_round(
            work,
            kind="onsite",
            format="whiteboard",
            time_zone="Europe/Berlin",
            interviewers=["Ana Silva", "ana silva", "Ben Ott"],
        )
    with any_store.reading() as work:
        found = work.get(Round, row.id)
        assert found.starts_at == datetime(2026, 7, 1, 12, tzinfo=UTC)
        assert found.time_zone == "Europe/Berlin"
        seats = {work.get(Person, s.person_id).name for s in work.all(Interviewer)}
        assert seats == {"Ana Silva", "Ben Ott"}
        assert len(work.all(Position)) == 2  # both work at Acme


def test_an_interviewer_of_two_namesakes_is_the_one_who_works_there(
    store: Store,
) -> None:
    with store.change() as work:
        log(work)
        meet(work, "Ana Silva", "Other")
        inside = meet(work, "Ana Silva", "Acme")
        add_round(work, interviewers=["Ana Silva"])
        assert [seat.person_id for seat in work.all(Interviewer)] == [inside.id]


def test_the_searchers_zone_is_meant_where_none_is_said(store: Store) -> None:
    with store.change() as work:
        work.add(Searcher(owner=work.owner, time_zone="America/New_York"))
        log(work)
        row = add_round(work)
        assert row.time_zone == "America/New_York"
        assert row.starts_at == datetime(2026, 7, 1, 18, tzinfo=UTC)


def test_a_round_can_be_replaced(store: Store) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work, interviewers=["Ana Silva"], time_zone="Europe/Berlin")
        new = {"company": "Acme", "starts_at": "2026-07-02T09:00", "minutes": 90}
        given_ = inputs.parse(inputs.RoundIn, new | {"interviewers": ["Ben Ott"]})
        commands.edit_round(work, row.id, version=1, given=given_)
        assert row.starts_at == datetime(2026, 7, 2, 7, tzinfo=UTC)
        assert row.minutes == 90
        [seat] = work.all(Interviewer)
        assert work.get(Person, seat.person_id).name == "Ben Ott"
        with pytest.raises(ConflictError):
            commands.edit_round(work, row.id, version=1, given=given_)


@pytest.mark.parametrize(
    ("company", "title", "said"),
    [("Nowhere", "", "There is no application"), ("Acme", "", "There are 2")],
)
def test_a_round_of_no_application_or_of_several_is_refused(
    store: Store, company: str, title: str, said: str
) -> None:
    with store.change() as work:
        log(work, title="Engineer")
        log(work, title="Designer")
        with pytest.raises(NotFoundError, match=said):
            add_round(work, company=company, title=title)


def test_a_task_is_ticked_off_and_opened_again(store: Store) -> None:
    with store.change() as work:
        log(work)
        given_ = {"what": "Call", "due_on": "2026-03-06", "company": "Acme"}
        row = commands.add_task(work, inputs.parse(inputs.TaskIn, given_))
        assert row.application_id == work.all(Application)[0].id
        commands.finish_task(work, row.id, on=FRIDAY)
        assert work.get(Task, row.id).done_on == FRIDAY
        commands.finish_task(work, row.id, on=None)
        assert work.get(Task, row.id).done_on is None


def test_a_suggestion_that_is_answered_remembers_which(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        kept = commands.answer(
            work,
            what="Follow up with Acme",
            due_on=FRIDAY,
            rule="follow up",
            rule_key=f"follow-up:{row.id}",
            application_id=row.id,
            done_on=None,
        )
        assert work.get(Task, kept.id).rule_key == f"follow-up:{row.id}"


def test_a_contact_needs_somebody_or_something(store: Store) -> None:
    with store.change() as work:
        with pytest.raises(InvalidError, match="name one"):
            commands.add_interaction(work, inputs.InteractionIn(), on=MONDAY)
        given_ = inputs.InteractionIn(person="Ana Silva", inbound=True)
        kept = commands.add_interaction(work, given_, on=MONDAY)
        assert kept.on == MONDAY
        assert work.get(Person, kept.person_id or uuid4()).name == "Ana Silva"
