"""Asks step by step: each is dated, none is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import FRIDAY, MONDAY, TUESDAY, log, meet
from tracker import asking, commands, inputs
from tracker.errors import NotFoundError, RuleError
from tracker.models import (
    Application,
    Ask,
    AskChange,
    AskState,
    Person,
    Source,
    Stage,
    StageChange,
)

if TYPE_CHECKING:
    from datetime import date

    from tracker.store import Store, Work


def ask(work: Work, **facts: object) -> Ask:
    given = {"person": "Ana", "company": "Acme"} | facts
    return commands.add_ask(work, inputs.parse(inputs.AskIn, given), on=MONDAY)


def steps(work: Work, row: Ask) -> list[tuple[date, AskState]]:
    found = work.all(AskChange, AskChange.ask_id == row.id)
    return [(c.on, c.state) for c in sorted(found, key=lambda c: (c.on, c.number))]


def test_an_ask_is_dated_from_its_first_step(any_store: Store) -> None:
    with any_store.change() as work:
        row = ask(work)
        assert row.asked_on == MONDAY
        assert steps(work, row) == [(MONDAY, AskState.ASKED)]
        draft = ask(work, state="drafted")
        assert draft.asked_on is None
        assert steps(work, draft) == [(MONDAY, AskState.DRAFTED)]
        late = ask(work, state="agreed", asked_on="2026-02-20")
        assert [state for _, state in steps(work, late)] == ["asked", "agreed"]
        assert late.state is AskState.AGREED
        assert str(late.asked_on) == "2026-02-20"


def test_each_step_is_kept_with_what_was_written(any_store: Store) -> None:
    with any_store.change() as work:
        row = ask(work, state="drafted")
        commands.move_ask(work, row.id, to=AskState.ASKED, on=TUESDAY, note="Hi Ana")
        commands.move_ask(work, row.id, to=AskState.AGREED, on=FRIDAY)
    with any_store.reading() as work:
        found = work.get(Ask, row.id)
        assert (found.state, found.asked_on) == (AskState.AGREED, TUESDAY)
        assert [state for _, state in steps(work, found)] == [
            "drafted",
            "asked",
            "agreed",
        ]
        [sent] = work.all(AskChange, AskChange.state == AskState.ASKED)
        assert sent.note == "Hi Ana"


def test_a_draft_that_is_given_up_was_never_asked(any_store: Store) -> None:
    with any_store.change() as work:
        row = ask(work, state="drafted")
        commands.move_ask(work, row.id, to=AskState.WITHDRAWN, on=TUESDAY)
        assert (row.state, row.asked_on) == (AskState.WITHDRAWN, None)
        request = asking.Request(
            row.id, row.person_id, row.company_id, row.state, row.asked_on
        )
        assert asking.loads([request], FRIDAY) == {}
        assert asking.peace([request], row.person_id, row.company_id, FRIDAY) is None
        commands.move_ask(work, row.id, to=AskState.ASKED, on=FRIDAY)
        commands.move_ask(work, row.id, to=AskState.WITHDRAWN, on=FRIDAY)
        assert row.asked_on == FRIDAY


def test_a_silent_ask_is_revived_by_asking_again(any_store: Store) -> None:
    with any_store.change() as work:
        row = ask(work)
        again = MONDAY + timedelta(days=40)
        commands.move_ask(work, row.id, to=AskState.ASKED, on=again)
        assert (row.state, row.asked_on) == (AskState.ASKED, again)
        assert len(steps(work, row)) == 2
        commands.move_ask(work, row.id, to=AskState.DECLINED, on=again)
        commands.move_ask(work, row.id, to=AskState.DECLINED, on=again)
        assert len(steps(work, row)) == 3


def test_an_earlier_day_is_noted_and_the_later_step_holds(any_store: Store) -> None:
    with any_store.change() as work:
        row = ask(work)
        commands.move_ask(work, row.id, to=AskState.INTRODUCED, on=FRIDAY)
        commands.move_ask(work, row.id, to=AskState.AGREED, on=TUESDAY)
        assert row.state is AskState.INTRODUCED
        assert "dated later" in work.notices[0]


def test_the_last_step_can_be_taken_back_but_not_the_only_one(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = ask(work)
        commands.move_ask(work, row.id, to=AskState.DECLINED, on=FRIDAY)
        commands.retract_ask(work, row.id)
        assert (row.state, row.asked_on) == (AskState.ASKED, MONDAY)
        with pytest.raises(RuleError, match="bin"):
            commands.retract_ask(work, row.id)


def test_being_passed_on_makes_an_application_without_a_source_a_referral(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        plain, online = log(work), log(work, title="Lead", source="online")
        for row in (plain, online):
            one = ask(work, application=row.id)
            commands.move_ask(work, one.id, to=AskState.AGREED, on=TUESDAY)
            assert row.source is not Source.REFERRAL
            commands.move_ask(work, one.id, to=AskState.SUBMITTED, on=FRIDAY)
        assert work.get(Application, plain.id).source is Source.REFERRAL
        assert work.get(Application, online.id).source is Source.ONLINE


def test_who_is_submitted_for_a_saved_job_has_applied_that_day(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        saved, met = log(work, stage="saved"), log(work, title="Lead")
        commands.move(work, met.id, to=Stage.SCREEN, on=TUESDAY)
        for row in (saved, met):
            one = ask(work, application=row.id)
            commands.move_ask(work, one.id, to=AskState.INTRODUCED, on=TUESDAY)
            assert row.stage is not Stage.APPLIED
            commands.move_ask(work, one.id, to=AskState.SUBMITTED, on=FRIDAY)
            commands.move_ask(work, one.id, to=AskState.ACKNOWLEDGED, on=FRIDAY)
        assert (saved.stage, met.stage) == (Stage.APPLIED, Stage.SCREEN)
        [sent] = work.all(
            StageChange,
            StageChange.stage == Stage.APPLIED,
            StageChange.application_id == saved.id,
        )
        assert sent.on == FRIDAY
        assert len(work.notices) == 1

        later = log(work, title="Head", stage="saved")
        other = ask(work, state="submitted")
        commands.attach_ask(work, other.id, later.id)
        assert later.stage is Stage.APPLIED


def test_an_ask_is_attached_to_an_application_of_its_company(any_store: Store) -> None:
    with any_store.change() as work:
        row, here, elsewhere = ask(work), log(work), log(work, "Other")
        commands.attach_ask(work, row.id, here.id)
        assert row.application_id == here.id
        with pytest.raises(RuleError, match="not at Acme"):
            commands.attach_ask(work, row.id, elsewhere.id)
        with pytest.raises(RuleError, match="not at Acme"):
            ask(work, application=elsewhere.id)
        commands.attach_ask(work, row.id, None)
        assert row.application_id is None


def test_nobody_is_asked_who_is_not_to_be_contacted(any_store: Store) -> None:
    with any_store.change() as work:
        ana, ben = meet(work, "Ana"), meet(work, "Ben")
        row = ask(work, state="drafted")
        for person in (ana, ben):
            commands.edit_person(work, person.id, version=None, no_contact=True)
        for facts in ({}, {"person": "Cy", "insider": "Ben"}):
            with pytest.raises(RuleError, match="do not contact"):
                ask(work, **facts)
        with pytest.raises(RuleError, match="do not contact"):
            commands.move_ask(work, row.id, to=AskState.ASKED, on=FRIDAY)
        commands.move_ask(work, row.id, to=AskState.WITHDRAWN, on=FRIDAY)


def test_several_asks_are_drafted_or_none(any_store: Store) -> None:
    with any_store.change() as work:
        ben = meet(work, "Ben")
        commands.edit_person(work, ben.id, version=None, no_contact=True)
    given = [inputs.AskIn(person=name, company="Acme") for name in ("Ana", "Ben")]
    with pytest.raises(RuleError), any_store.change() as work:
        commands.add_asks(work, given, on=MONDAY)
    with any_store.change() as work:
        assert work.all(Ask) == []
        assert work.all(Person, Person.key == "ana") == []
        assert len(commands.add_asks(work, given[:1], on=MONDAY)) == 1


def test_deleting_an_ask_for_good_takes_its_steps_along(any_store: Store) -> None:
    with any_store.change() as work:
        row = ask(work)
        commands.bin_record(work, Ask, row.id)
        commands.empty_bin(work)
    with any_store.reading() as work:
        assert work.all(AskChange) == []
        with pytest.raises(NotFoundError):
            work.get(Ask, row.id)
