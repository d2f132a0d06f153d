"""What is written about a thing on the agenda, and to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tracker import commands, inputs, messages
from tracker.agenda import DueKind
from tracker.messages import Kind
from tracker.models import Person, Round
from tracker.reports import due, letters
from tracker.search import Search, load
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.agenda import Due
    from tracker.store import Store, Work

TUESDAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"


@pytest.fixture
def met(store: Store) -> list[UUID]:
    """Two rounds of one Monday, with Ana and with Bo, who has an address."""
    application = {"company": "Acme", "title": "Engineer", "stage": "onsite"}
    with store.change() as work:
        settings = inputs.SettingsIn(name="Sam Rivera", time_zone=BERLIN)
        commands.save_settings(work, settings, version=None)
        commands.add_application(
            work,
            inputs.parse(inputs.ApplicationIn, application | {"on": "2026-11-10"}),
            on=TUESDAY,
        )
        bo = {"name": "Bo Chen", "company": "Acme", "email": "bo@acme.example"}
        commands.add_person(work, inputs.parse(inputs.PersonIn, bo))
        return [meet(work, "09", "Ana Ruiz"), meet(work, "11", "Bo Chen")]


def meet(work: Work, hour: str, name: str) -> UUID:
    given = {
        "company": "Acme",
        "kind": "onsite",
        "starts_at": f"2026-11-23T{hour}:00",
        "time_zone": BERLIN,
        "interviewers": [name],
    }
    return commands.add_round(work, inputs.parse(inputs.RoundIn, given)).id


def read(store: Store) -> Search:
    with store.reading(LOCAL_OWNER) as work:
        return load(work)


def first(search: Search, on: date = TUESDAY) -> Due:
    return due.rows(search, on, BERLIN)[0].due


def written(store: Store, on: date = TUESDAY) -> list[letters.Letter]:
    search = read(store)
    return letters.letters(search, first(search, on), on, BERLIN)


def test_thanks_go_to_each_of_the_panel_who_had_none(
    store: Store, met: list[UUID]
) -> None:
    ana, bo = written(store)
    assert (ana.label, ana.email) == ("Write to Ana", "")
    assert (bo.name, bo.email) == ("Bo Chen", "bo@acme.example")
    assert ana.message.body.startswith("Hi Ana,\n\nThank you for your time on 23 Nov")
    assert ana.message.body.endswith("Sam Rivera")
    parts = urlsplit(bo.link)
    assert unquote(parts.path) == "bo@acme.example"
    assert parse_qs(parts.query)["subject"] == ["Thank you for the conversation"]

    with store.change() as work:
        work.get(Round, met[0]).thanked_on = TUESDAY
    assert [each.name for each in written(store)] == ["Bo Chen"]
    with store.change() as work:
        work.get(Round, met[1]).thanked_on = TUESDAY
    (debrief,) = due.rows(read(store), TUESDAY, BERLIN)
    assert debrief.flag.words == "To debrief"
    assert letters.letters(read(store), debrief.due, TUESDAY, BERLIN) == []
    with store.change() as work:
        for id_ in met:
            work.get(Round, id_).debriefed_at = work.now
    assert due.rows(read(store), TUESDAY, BERLIN) == []


def test_nobody_is_written_to_who_is_not_to_be_contacted(
    store: Store, met: list[UUID]
) -> None:
    assert met
    with store.change() as work:
        for person in work.all(Person):
            person.no_contact = True
    (nobody,) = written(store)
    assert (nobody.name, nobody.label) == ("", "Write to the company")
    assert nobody.message.body.startswith("Hi there,")


def test_the_promised_day_holds_the_check_in_and_who_wrote_gets_it(
    store: Store, met: list[UUID]
) -> None:
    with store.change() as work:
        work.get(Round, met[1]).promised_on = date(2026, 12, 4)
        about = work.get(Round, met[1]).application_id
        given = {"application": about, "person": "Cy Roe", "on": "2026-11-24"}
        commands.add_interaction(
            work,
            inputs.parse(inputs.InteractionIn, given | {"inbound": True}),
            on=TUESDAY,
        )
    search = read(store)
    kinds = [row.due.kind for row in due.rows(search, date(2026, 12, 6), BERLIN)]
    assert DueKind.CHECK_IN not in kinds
    check_in = first(search, date(2026, 12, 7))
    assert check_in.kind is DueKind.CHECK_IN
    assert "the day they promised" in check_in.rule
    names = [each.name for each in written(store, date(2026, 12, 7))]
    assert names == ["Ana Ruiz", "Bo Chen", "Cy Roe"]


def test_a_cancelled_round_asks_for_nothing(store: Store, met: list[UUID]) -> None:
    with store.change() as work:
        for id_ in met:
            work.get(Round, id_).cancelled_at = work.now
    assert due.rows(read(store), TUESDAY, BERLIN) == []


def test_the_second_follow_up_has_its_own_words_also_when_put_off(
    store: Store,
) -> None:
    given = {"company": "Acme", "title": "Engineer", "applied_on": "2026-10-20"}
    with store.change() as work:
        id_ = commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id
    (letter,) = written(store)
    assert letter.message.subject == "Engineer: my application"
    with store.change() as work:
        commands.answer(work, **due.done(first(read(store)), date(2026, 11, 1)))
    (letter,) = written(store)
    assert letter.message.subject == "Engineer: my application of 20 October"
    with store.change() as work:
        commands.answer(work, **due.put_off(first(read(store)), TUESDAY))
        own = inputs.TemplateIn(subject="Last word", body="Hi {name}")
        commands.save_template(work, Kind.FOLLOW_UP_AGAIN, own, version=None)
    (letter,) = written(store)
    assert letter.message == messages.Message("Last word", "Hi [name]")
    assert first(read(store)).application_id == id_


def test_an_offer_asks_for_more_time_and_a_task_for_no_message(store: Store) -> None:
    offer = {"company": "Acme", "title": "Dev", "currency": "EUR", "base": 1}
    with store.change() as work:
        given = inputs.parse(inputs.OfferIn, offer | {"deadline_on": "2026-11-27"})
        commands.add_offer(work, given, on=TUESDAY)
        commands.add_task(work, inputs.TaskIn(what="Walk", due_on=TUESDAY))
    search = read(store)
    deadline, task = (row.due for row in due.rows(search, TUESDAY, BERLIN))
    (letter,) = letters.letters(search, deadline, TUESDAY, BERLIN)
    assert letter.label == "Ask for more time"
    assert "after 27 November" in letter.message.body
    assert letters.letters(search, task, TUESDAY, BERLIN) == []
