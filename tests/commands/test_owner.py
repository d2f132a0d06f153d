"""No command finds, changes or hands out a row of somebody else's search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.commands.making import MONDAY, contact, contacts, export, log, meet, offer
from tracker import commands, exporters, inputs, schedules
from tracker.commands.many import Edit
from tracker.errors import NotFoundError
from tracker.models import (
    Application,
    AskState,
    Editable,
    Education,
    Granted,
    ImportBatch,
    Negotiation,
    Offer,
    Person,
    Position,
    Provenance,
    RefusalKind,
    Stage,
    StageChange,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tracker.store import Store, Work

ROUND = {"starts_at": "2026-07-01T14:00Z"}
OFFER = {"currency": "EUR", "base": "1"}


def anas(work: Work) -> dict[str, UUID]:
    """Make one row of each kind, and give their ids."""
    application = log(work)
    person = meet(work, "Ben Ott")
    round_ = commands.add_round(
        work, inputs.parse(inputs.RoundIn, ROUND | {"company": "Acme"})
    )
    ask = inputs.AskIn(person="Ben Ott", company="Acme")
    task = inputs.TaskIn(what="Call", due_on=MONDAY)
    made, later = offer(work), inputs.DeadlineIn(deadline_on=MONDAY)
    summary = commands.add_import(work, contacts(contact(2, "Cy")), today=MONDAY)
    assert summary.batch_id is not None
    return {
        "application": application.id,
        "company": application.company_id,
        "change": work.all(StageChange)[0].id,
        "person": person.id,
        "position": _position(work).id,
        "education": _education(work).id,
        "round": round_.id,
        "offer": made.id,
        "negotiation": negotiated(work, made.id),
        "deadline": commands.ask_for_time(work, made.id, later, on=MONDAY).id,
        "ask": commands.add_ask(work, ask, on=MONDAY).id,
        "task": commands.add_task(work, task).id,
        "batch": summary.batch_id,
        "merge": commands.merge_people(
            work, meet(work, "Dora").id, meet(work, "Dora D").id
        ).id,
        **listed(work),
    }


def listed(work: Work) -> dict[str, UUID]:
    """Make a resume version, an own stage and a view."""
    own = inputs.CustomStageIn(name="Team match", stage=Stage.ONSITE)
    view = inputs.ViewIn(page="applications", name="Mine")
    return {
        "resume": commands.add_resume(
            work, inputs.ResumeIn(), b"cv", file_name="cv.pdf", on=MONDAY
        ).id,
        "custom_stage": commands.add_custom_stage(work, own).id,
        "view": commands.save_view(work, view).id,
    }


def _position(work: Work) -> Position:
    job = {"person": "Ben Ott", "company": "Acme"}
    return commands.add_position(work, given(inputs.PositionIn, **job))


def _education(work: Work) -> Education:
    stay = {"person": "Ben Ott", "school": "TU"}
    return commands.add_education(work, given(inputs.EducationIn, **stay))


def negotiated(work: Work, offer_id: UUID) -> UUID:
    """Note a line of a negotiation, and give its id."""
    commands.add_negotiation(work, offer_id, inputs.CounterIn(what="x"), on=MONDAY)
    return work.all(Negotiation)[0].id


def given(kind: type[inputs.Input], **facts: object) -> Any:  # noqa: ANN401
    return inputs.parse(kind, facts)


ACTS: dict[str, Callable[[Work, dict[str, UUID]], object]] = {
    "move": lambda w, ids: commands.move(
        w, ids["application"], to=Stage.ACCEPTED, on=MONDAY
    ),
    "move (own stage)": lambda w, ids: commands.move(
        w, log(w).id, to=Stage.ONSITE, on=MONDAY, custom_stage_id=ids["custom_stage"]
    ),
    "correct_stage": lambda w, ids: commands.correct_stage(
        w, ids["change"], to=Stage.ACCEPTED, on=MONDAY
    ),
    "move_many": lambda w, ids: commands.move_many(
        w, [ids["application"]], to=Stage.ACCEPTED, on=MONDAY
    ),
    "tag_many": lambda w, ids: commands.tag_many(w, [ids["application"]], add=["x"]),
    "bin_many": lambda w, ids: commands.bin_many(w, [ids["application"]]),
    "edit_many": lambda w, ids: commands.edit_many(
        w, [Edit(ids["application"], {"note": ""}, {"note": "x"})], on=MONDAY
    ),
    "rename_resume": lambda w, ids: commands.rename_resume(
        w, ids["resume"], inputs.ResumeIn(name="x")
    ),
    "remove_resume": lambda w, ids: commands.remove_resume(w, ids["resume"]),
    "resume_file": lambda w, ids: commands.resume_file(w, ids["resume"]),
    "edit_custom_stage": lambda w, ids: commands.edit_custom_stage(
        w, ids["custom_stage"], inputs.CustomStageIn(name="x", stage=Stage.ONSITE)
    ),
    "remove_custom_stage": lambda w, ids: commands.remove_custom_stage(
        w, ids["custom_stage"]
    ),
    "rename_view": lambda w, ids: commands.rename_view(w, ids["view"], "x"),
    "remove_view": lambda w, ids: commands.remove_view(w, ids["view"]),
    "retract_stage": lambda w, ids: commands.retract_stage(w, ids["change"]),
    "edit_application": lambda w, ids: commands.edit_application(
        w, ids["application"], version=None, note="x"
    ),
    "add_round": lambda w, ids: commands.add_round(
        w, given(inputs.RoundIn, application=str(ids["application"]), **ROUND)
    ),
    "edit_round": lambda w, ids: commands.edit_round(
        w, ids["round"], version=None, given=given(inputs.RoundIn, **ROUND)
    ),
    "cancel_round": lambda w, ids: commands.cancel_round(w, ids["round"]),
    "thank_round": lambda w, ids: commands.thank_round(w, ids["round"], on=MONDAY),
    "note_hours": lambda w, ids: commands.note_hours(
        w, ids["round"], estimated=None, spent=None
    ),
    "tick_preparation": lambda w, ids: commands.tick_preparation(
        w, ids["round"], "Do a mock with a friend"
    ),
    "add_preparation": lambda w, ids: commands.add_preparation(w, ids["round"], ["x"]),
    "drop_preparation": lambda w, ids: commands.drop_preparation(
        w, ids["round"], "Do a mock with a friend"
    ),
    "debrief_round": lambda w, ids: commands.debrief_round(
        w, ids["round"], version=None, given=given(inputs.DebriefIn, went=3)
    ),
    "close_out": lambda w, ids: commands.close_out(
        w, ids["application"], version=None, given=inputs.ClosingIn()
    ),
    "describe_company": lambda w, ids: commands.describe_company(
        w, ids["company"], inputs.CompanyIn(note="x")
    ),
    "add_schedule": lambda w, ids: commands.add_schedule(
        w,
        ids["application"],
        schedules.read("10.00-11.00 Bo Chen"),
        on=MONDAY,
        zone="UTC",
    ),
    "add_task": lambda w, ids: commands.add_task(
        w,
        given(
            inputs.TaskIn,
            what="x",
            due_on="2026-03-02",
            application=str(ids["application"]),
        ),
    ),
    "finish_task": lambda w, ids: commands.finish_task(w, ids["task"], on=MONDAY),
    "put_off_task": lambda w, ids: commands.put_off_task(w, ids["task"], until=MONDAY),
    "pin_task": lambda w, ids: commands.pin_task(w, ids["task"], is_pinned=True),
    "retire_task": lambda w, ids: commands.retire_task(w, ids["task"], is_retired=True),
    "answer": lambda w, ids: commands.answer(
        w,
        what="x",
        due_on=MONDAY,
        rule="x",
        rule_key="x",
        application_id=ids["application"],
        done_on=None,
    ),
    "add_interaction": lambda w, ids: commands.add_interaction(
        w, inputs.InteractionIn(application=ids["application"]), on=MONDAY
    ),
    "add_interaction (person)": lambda w, ids: commands.add_interaction(
        w, inputs.InteractionIn(person=str(ids["person"])), on=MONDAY
    ),
    "add_offer": lambda w, ids: commands.add_offer(
        w,
        given(inputs.OfferIn, application=str(ids["application"]), **OFFER),
        on=MONDAY,
    ),
    "edit_offer": lambda w, ids: commands.edit_offer(
        w,
        ids["offer"],
        version=None,
        given=given(inputs.OfferIn, company="Acme", **OFFER),
    ),
    "add_negotiation": lambda w, ids: commands.add_negotiation(
        w, ids["offer"], inputs.CounterIn(what="x"), on=MONDAY
    ),
    "remove_negotiation": lambda w, ids: commands.remove_negotiation(
        w, ids["negotiation"]
    ),
    "ask_for_time": lambda w, ids: commands.ask_for_time(
        w, ids["offer"], inputs.DeadlineIn(deadline_on=MONDAY), on=MONDAY
    ),
    "settle_deadline": lambda w, ids: commands.settle_deadline(
        w, ids["deadline"], Granted.YES
    ),
    "edit_person": lambda w, ids: commands.edit_person(
        w, ids["person"], version=None, note="x"
    ),
    "add_tie": lambda w, ids: commands.add_tie(
        w, given(inputs.TieIn, **{"from": "Me", "to": str(ids["person"])})
    ),
    "find_person": lambda w, ids: commands.find_person(w, str(ids["person"])),
    "add_position": lambda w, ids: commands.add_position(
        w, given(inputs.PositionIn, person=str(ids["person"]), company="Acme")
    ),
    "add_education": lambda w, ids: commands.add_education(
        w, given(inputs.EducationIn, person=str(ids["person"]), school="TU")
    ),
    "remove_position": lambda w, ids: commands.remove_position(w, ids["position"]),
    "remove_education": lambda w, ids: commands.remove_education(w, ids["education"]),
    "confirm_tie": lambda w, ids: commands.confirm_tie(
        w, commands.me(w).id, ids["person"], source=Provenance.TEAM, today=MONDAY
    ),
    "refute_tie": lambda w, ids: commands.refute_tie(
        w, commands.me(w).id, ids["person"], today=MONDAY
    ),
    "note_consent": lambda w, ids: commands.note_consent(
        w, ids["person"], commands.Consent(MONDAY), today=MONDAY
    ),
    "remove_friends_contacts": lambda w, ids: commands.remove_friends_contacts(
        w, ids["person"]
    ),
    "find_friend": lambda w, ids: commands.find_friend(w, str(ids["person"])),
    "state_chance": lambda w, ids: commands.state_chance(w, ids["person"], 0.5),
    "between": lambda w, ids: commands.between(w, commands.me(w).id, ids["person"]),
    "state_chances": lambda w, ids: commands.state_chances(
        w, commands.me(w).id, ids["person"], 0.5, None
    ),
    "untie": lambda w, ids: commands.untie(w, commands.me(w).id, ids["person"]),
    "add_ask": lambda w, ids: commands.add_ask(
        w, inputs.AskIn(person=str(ids["person"]), company="Acme"), on=MONDAY
    ),
    "add_asks": lambda w, ids: commands.add_asks(
        w, [inputs.AskIn(person=str(ids["person"]), company="Acme")], on=MONDAY
    ),
    "attach_ask": lambda w, ids: commands.attach_ask(w, ids["ask"], None),
    "retract_ask": lambda w, ids: commands.retract_ask(w, ids["ask"]),
    "move_ask": lambda w, ids: commands.move_ask(
        w, ids["ask"], to=AskState.AGREED, on=MONDAY
    ),
    "bin_record": lambda w, ids: commands.bin_record(
        w, Application, ids["application"]
    ),
    "restore_record": lambda w, ids: commands.restore_record(w, Offer, ids["offer"]),
    "trace": lambda w, ids: commands.trace(w, ids["person"]),
    "erase_person": lambda w, ids: commands.erase_person(w, ids["person"]),
    "merge_people": lambda w, ids: commands.merge_people(
        w, commands.me(w).id, ids["person"]
    ),
    "merge_people (kept)": lambda w, ids: commands.merge_people(
        w, ids["person"], meet(w, "New").id
    ),
    "merge_companies": lambda w, ids: commands.merge_companies(
        w, log(w, "New").company_id, ids["company"]
    ),
    "touched": lambda w, ids: commands.touched(w, ids["batch"]),
    "part": lambda w, ids: commands.part(w, ids["merge"]),
    "turn_down": lambda w, ids: commands.turn_down(
        w,
        RefusalKind.SAME_PERSON,
        ids["person"],
        meet(w, "New").id,
        on=MONDAY,
    ),
    "undo_import": lambda w, ids: commands.undo_import(w, ids["batch"]),
    "undo_step": lambda w, ids: commands.undo_step(w, ids["step"]),
}
WITHOUT_ID = {
    "erase_everything",
    "add_application",
    "add_custom_stage",
    "add_import",
    "add_person",
    "add_resume",
    "empty_bin",
    "is_friends",
    "me",
    "of_friend",
    "once",
    "plan_import",
    "save_assumptions",
    "save_goal",
    "save_prior",
    "save_rules",
    "save_settings",
    "save_template",
    "save_view",
    "undo_last",
    "feed_for",
    "feed_of",
    "is_to_be_noted",
    "make_feed",
    "note_reading",
    "revoke_feed",
    "same_people",
    "same_companies",
    "Between",
    "Compared",
    "Consent",
    "changes",
}
"""Commands that take no id of a row."""


def test_every_command_that_takes_an_id_is_tried_here() -> None:
    assert {name.split(" ")[0] for name in ACTS} | WITHOUT_ID == set(commands.__all__)


def test_the_id_of_a_strangers_row_is_not_found(any_store: Store) -> None:
    with any_store.change("ana") as work:
        ids = anas(work)
    with any_store.change("ana") as work:
        commands.move(work, ids["application"], to=Stage.SCREEN, on=MONDAY)
    assert work.step_id is not None
    ids["step"] = work.step_id
    with any_store.reading("ana") as work:
        before = exporters.to_json(work)
    for name, act in ACTS.items():
        print(name)  # noqa: T201 - pytest shows it where one fails
        with any_store.change("ben") as work, pytest.raises(NotFoundError):
            act(work, ids)
        with any_store.reading("ana") as work:
            assert exporters.to_json(work) == before


def test_strangers_do_not_share_companies_people_or_imports(any_store: Store) -> None:
    for owner in ("ana", "ben"):
        with any_store.change(owner) as work:
            summary = commands.add_import(
                work, contacts(contact(2, "Cy", "Acme")), today=MONDAY
            )
            assert (summary.new, summary.known) == (1, 0)
            assert {p.name for p in work.all(Person)} == {"Me", "Cy"}
            assert len(work.all(ImportBatch)) == 1
    assert b'"person": []' in export(any_store)  # nothing of theirs is mine


def test_emptying_my_bin_leaves_theirs(any_store: Store) -> None:
    with any_store.change("ana") as work:
        row = log(work)
        commands.bin_record(work, Application, row.id)
    with any_store.change("ben") as work:
        assert commands.empty_bin(work) == 0
    with any_store.reading("ana") as work:
        assert work.get(Application, row.id).binned_at is not None


def test_every_record_with_a_version_can_be_binned() -> None:
    from tracker.commands.bin import KINDS  # noqa: PLC0415

    assert set(KINDS) == set(Editable.__subclasses__())
