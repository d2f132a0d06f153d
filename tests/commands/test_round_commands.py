"""Preparing a round, debriefing it, closing out, describing a company."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from tests.commands.making import FRIDAY, MONDAY, log, meet
from tracker import commands, inputs
from tracker.errors import ConflictError, InvalidError, RuleError
from tracker.models import (
    Application,
    BadQuestion,
    Company,
    CompanySize,
    Difficulty,
    Experience,
    Person,
    Provenance,
    Question,
    Round,
    RoundResult,
    Source,
    Stage,
    Step,
    Tie,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.inputs import DebriefIn
    from tracker.store import Store, Work

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = "Reverse a list, backwards"


def add_round(work: Work, **facts: object) -> Round:
    given = {"company": "Acme", "starts_at": "2026-03-02T10:00Z"} | facts
    return commands.add_round(work, inputs.parse(inputs.RoundIn, given))


def debrief(**facts: object) -> DebriefIn:
    return inputs.parse(inputs.DebriefIn, facts)


def note(work: Work, round_id: UUID, **facts: object) -> Round:
    return commands.debrief_round(work, round_id, version=None, given=debrief(**facts))


def asked(work: Work) -> list[tuple[str, BadQuestion | None]]:
    rows = sorted(work.all(Question), key=lambda row: row.number)
    return [(row.what, row.bad_kind) for row in rows]


def listed(row: Round) -> dict[str, bool]:
    return {each["what"]: each["is_done"] for each in row.preparation}


# --- Preparing ------------------------------------------------------------------


def test_a_list_is_kept_once_something_on_it_is_ticked(any_store: Store) -> None:
    with any_store.change() as work:
        log(work)
        row = add_round(work, interviewers=["Ana Silva"])
        assert row.preparation == []
        look_up = "Look up Ana Silva and review their work"
        commands.tick_preparation(work, row.id, look_up)
        commands.add_preparation(work, row.id, ["Read  their\nblog", look_up])
    with any_store.reading() as work:
        kept = listed(work.get(Round, row.id))
        assert kept[look_up]
        assert kept["Read their blog"] is False
        assert len(kept) > 3


def test_a_line_is_taken_off_and_a_wrong_one_is_refused(store: Store) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work)
        commands.drop_preparation(work, row.id, "Do a mock with a friend")
        assert "Do a mock with a friend" not in listed(row)
        with pytest.raises(RuleError, match="not on this list"):
            commands.tick_preparation(work, row.id, "Do a mock with a friend")
        with pytest.raises(InvalidError, match="Say what"):
            commands.add_preparation(work, row.id, [" \n"])


def test_the_hours_of_a_take_home_are_noted_and_survive_an_edit(store: Store) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work, format="take_home", hours_estimated="4")
        commands.note_hours(
            work, row.id, estimated=row.hours_estimated, spent=Decimal("9.5")
        )
        new = {"starts_at": "2026-03-03T10:00Z", "format": "take_home"}
        commands.edit_round(
            work, row.id, version=None, given=inputs.parse(inputs.RoundIn, new)
        )
        assert row.hours_estimated == Decimal(4)
        assert row.hours_spent == Decimal("9.5")
        with pytest.raises(InvalidError):
            commands.note_hours(work, row.id, estimated=Decimal(-1), spent=None)


def test_a_round_is_cancelled_and_takes_place_after_all(store: Store) -> None:
    with store.change(now=NOON) as work:
        log(work)
        row = add_round(work)
        assert commands.cancel_round(work, row.id).cancelled_at == NOON
        commands.cancel_round(work, row.id, is_cancelled=False)
        assert row.cancelled_at is None


# --- Debriefing -----------------------------------------------------------------


def test_a_debrief_is_kept_whole(any_store: Store) -> None:
    with any_store.change(now=NOON) as work:
        log(work)
        row = add_round(work)
        note(
            work,
            row.id,
            went=4,
            experience="positive",
            difficulty="hard",
            result="passed",
            interviewer_quality=2,
            questions=[
                {"what": "Explain Adam", "bad_kind": "looked_up"},
                {"what": "What would you ask us?"},
            ],
            red_flags="Nobody knew the roadmap",
            lesson="Ask about the team first",
            thanked_on="2026-03-03",
            promised_on="2026-03-06",
        )
    with any_store.reading() as work:
        found = work.get(Round, row.id)
        assert (found.went, found.interviewer_quality) == (4, 2)
        assert found.experience is Experience.POSITIVE
        assert found.difficulty is Difficulty.HARD
        assert found.result is RoundResult.PASSED
        assert found.debriefed_at == NOON
        assert (found.thanked_on, found.promised_on) == (date(2026, 3, 3), FRIDAY)
        assert asked(work) == [
            ("Explain Adam", BadQuestion.LOOKED_UP),
            ("What would you ask us?", None),
        ]


def test_a_second_debrief_changes_what_it_gives_and_nothing_else(store: Store) -> None:
    with store.change(now=NOON) as work:
        log(work)
        row = add_round(work)
        note(work, row.id, went=4, questions=[{"what": "Explain Adam"}])
    with store.change() as work:
        again = note(work, row.id, result="failed")
        assert (again.went, again.result) == (4, RoundResult.FAILED)
        assert again.debriefed_at == NOON
        assert asked(work) == [("Explain Adam", None)]
        note(work, row.id, questions=[], went=None)
        assert asked(work) == []
        assert work.get(Round, row.id).went is None


def test_under_an_nda_questions_are_counted_without_words(store: Store) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work)
        questions = [{"what": TOLD, "bad_kind": "irrelevant"}, {"what": ""}]
        note(work, row.id, is_nda=True, questions=questions)
        assert asked(work) == [("", BadQuestion.IRRELEVANT), ("", None)]
        assert "2 questions were counted without words" in work.notices[0]
    assert store.path
    assert TOLD.encode() not in store.path.read_bytes()


def test_an_nda_that_is_noted_later_deletes_the_words_and_the_way_back(
    store: Store,
) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work)
        note(work, row.id, questions=[{"what": TOLD, "bad_kind": "one_insight"}])
    with store.change() as work:
        note(work, row.id, is_nda=True)
        assert asked(work) == [("", BadQuestion.ONE_INSIGHT)]
        assert "deleted for good" in work.notices[0]
    with store.reading() as work:
        steps = work.session.exec(select(Step)).all()
        assert not [step for step in steps if TOLD in str(step.rows)]
    with store.change() as work:
        assert note(work, row.id, went=3).is_nda
        assert not work.notices


def test_who_interviewed_is_somebody_i_have_met_after_it(any_store: Store) -> None:
    with any_store.change() as work:
        log(work)
        meet(work, "Ana Silva", "Acme", is_contact=True)
        row = add_round(work, interviewers=["Ana Silva", "Bo Chen"])
        before = len(work.all(Tie))
        note(work, row.id, went=3)
        note(work, row.id, went=4)
        [tie] = work.all(Tie, Tie.provenance == Provenance.PANEL)
        assert work.get(Person, tie.to_id).name == "Bo Chen"
        assert len(work.all(Tie)) == before + 1


def test_a_debrief_from_a_form_that_is_out_of_date_is_refused(store: Store) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work)
        commands.debrief_round(work, row.id, version=1, given=debrief(went=2))
        with pytest.raises(ConflictError):
            commands.debrief_round(work, row.id, version=1, given=debrief(went=3))


@pytest.mark.parametrize(
    ("field", "value"),
    [("went", 6), ("experience", "awful"), ("hours_spent", -1), ("unknown", 1)],
)
def test_what_cannot_be_is_refused_in_one_sentence(field: str, value: object) -> None:
    with pytest.raises(InvalidError, match=f"“{field}”"):
        debrief(**{field: value})


def test_thanks_are_noted_and_taken_back(store: Store) -> None:
    with store.change() as work:
        log(work)
        row = add_round(work)
        assert commands.thank_round(work, row.id, on=FRIDAY).thanked_on == FRIDAY
        assert commands.thank_round(work, row.id, on=None).thanked_on is None


# --- Closing out, and the company -----------------------------------------------


def test_an_application_that_ended_is_closed_out(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work, applied_on="2026-03-01")
        given = inputs.parse(
            inputs.ClosingIn,
            {
                "experience": "neutral",
                "difficulty": "easy",
                "source": "campus",
                "process_days": 30,
                "lesson": "Ask earlier",
            },
        )
        with pytest.raises(RuleError, match="is still in Applied"):
            commands.close_out(work, row.id, version=None, given=given)
        commands.move(work, row.id, to=Stage.REJECTED, on=MONDAY)
        commands.close_out(work, row.id, version=None, given=given)
    with any_store.reading() as work:
        found = work.get(Application, row.id)
        assert found.experience is Experience.NEUTRAL
        assert found.difficulty is Difficulty.EASY
        assert found.source is Source.CAMPUS
        assert (found.process_days, found.lesson) == (30, "Ask earlier")


def test_a_companys_size_and_note_are_noted_apart(store: Store) -> None:
    with store.change() as work:
        home = log(work).company_id
        size = inputs.CompanyIn(size=CompanySize.STARTUP)
        commands.describe_company(work, home, size)
        commands.describe_company(work, home, inputs.CompanyIn(note="Two talks"))
        found = work.get(Company, home)
        assert (found.size, found.note) == (CompanySize.STARTUP, "Two talks")
