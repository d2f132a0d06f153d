"""A whole search in memory, read again only when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from tests.commands.making import FRIDAY, MONDAY, TUESDAY, log, meet, offer
from tracker import commands, inputs, search
from tracker.models import Application, Offer, Person, Round, Stage
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.search import Search
    from tracker.store import Store, Work


def current(store: Store) -> Search:
    return search.current(store, LOCAL_OWNER)


def add_round(work: Work, at: str, *interviewers: str) -> UUID:
    given = {"company": "Acme", "starts_at": at, "interviewers": list(interviewers)}
    return commands.add_round(work, inputs.parse(inputs.RoundIn, given)).id


def test_an_empty_search_has_the_defaults_of_its_owner(any_store: Store) -> None:
    found = current(any_store)
    assert (found.searcher.owner, found.searcher.notice_days) == (LOCAL_OWNER, 14)
    assert found.goal.start_on is None
    assert not found.applications


def test_an_unchanged_search_is_not_read_again(any_store: Store) -> None:
    with any_store.change() as work:
        log(work)
    first = current(any_store)
    asked: list[str] = []
    event.listen(
        any_store.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_: asked.append(statement),
    )
    assert current(any_store) is first
    assert len([text for text in asked if "FROM" in text]) == 1
    with any_store.change() as work:
        log(work, "Other")
    assert current(any_store) is not first
    assert len(current(any_store).applications) == 2


def test_every_owner_has_a_search_of_their_own(any_store: Store) -> None:
    with any_store.change("ana") as work:
        log(work)
    assert len(search.current(any_store, "ana").applications) == 1
    assert len(search.current(any_store, "ben").applications) == 0


def test_history_and_rounds_are_in_the_order_they_happened(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work, stage="onsite", on="2026-03-06")
        commands.move(work, row.id, to=Stage.SCREEN, on=TUESDAY)
        commands.move(work, row.id, to=Stage.APPLIED, on=MONDAY)
        late = add_round(work, "2026-03-09T10:00Z", "Ben Ott", "ana silva")
        early = add_round(work, "2026-03-03T10:00Z")
    found = current(any_store)
    assert [c.on for c in found.history[row.id]] == [MONDAY, TUESDAY, FRIDAY]
    assert [r.id for r in found.rounds_of[row.id]] == [early, late]
    assert [p.name for p in found.panel_of[late]] == ["ana silva", "Ben Ott"]
    assert found.label(row.id) == "Engineer at Acme"


def test_only_people_who_are_pointed_at_are_read(any_store: Store) -> None:
    with any_store.change() as work:
        log(work)
        add_round(work, "2026-03-09T10:00Z", "Ben Ott")
        meet(work, "Nobody")
        ask = inputs.AskIn(person="Ana", company="Acme", insider="Cy")
        commands.add_ask(work, ask, on=MONDAY)
        commands.add_interaction(work, inputs.InteractionIn(person="Di"), on=MONDAY)
    assert {p.name for p in current(any_store).people.values()} == {
        "Ben Ott",
        "Ana",
        "Cy",
        "Di",
    }


@pytest.mark.parametrize("kind", [Application, Offer, Round])
def test_what_is_in_the_bin_is_listed_there_and_nowhere_else(
    store: Store, kind: type[Application | Offer | Round]
) -> None:
    with store.change() as work:
        log(work)
        kept = offer(work)
        add_round(work, "2026-03-09T10:00Z")
        id_ = work.all(kind)[0].id
        commands.bin_record(work, kind, id_)
    found = current(store)
    assert set(found.binned) == {id_}
    assert id_ not in {*found.applications, *found.offers, *found.rounds}
    if kind is Application:
        assert not found.offers
        assert not found.rounds
        assert not found.history
    assert kept.id in {*found.offers, *found.binned} or kind is Application


def test_a_binned_person_is_no_interviewer(store: Store) -> None:
    with store.change() as work:
        log(work)
        round_ = add_round(work, "2026-03-09T10:00Z", "Ben Ott")
        commands.bin_record(work, Person, work.all(Person)[0].id)
    assert not current(store).panel_of.get(round_)
