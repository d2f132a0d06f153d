"""Ties that are stated in either direction, and taken away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, contact, contacts, meet, tie
from tracker import commands, network
from tracker.errors import InvalidError, RuleError
from tracker.models import Person, Tie
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store, Work


def ids(work: Work) -> tuple[UUID, UUID]:
    """Ana and Ben."""
    found = {row.name: row.id for row in work.all(Person)}
    return found["Ana"], found["Ben"]


def both(
    store: Store, other: str = "Ben", on: date | None = None
) -> tuple[float, float]:
    """The chance from Ana to Ben as chains see it, and from Ben to Ana; 0 for none."""
    with store.reading() as work:
        ana, _ = ids(work)
        [ben] = [row.id for row in work.all(Person, Person.name == other)]
    net = network.current(store, LOCAL_OWNER, on)
    found = {
        chain.ids[1:]: chain.ties[1].chance
        for company in net.insiders
        for chain in net.best(company)
        if len(chain.ids) == 3
    }
    return found.get((ana, ben), 0.0), found.get((ben, ana), 0.0)


@pytest.fixture
def tied(store: Store) -> Store:
    """Ana and Ben, both my contacts and each at a company, tied both ways with 0.8."""
    with store.change() as work:
        for name in ("Ana", "Ben"):
            meet(work, name, f"{name} & Co", is_contact=True)
        tie(work, "Ana", "Ben", chance=0.8)
    return store


def test_a_newer_tie_overrules_what_was_stated_in_its_direction(tied: Store) -> None:
    assert both(tied) == (0.8, 0.8)
    with tied.change() as work:
        tie(work, "Ben", "Ana", chance=0.1, both_ways=False)
    assert both(tied) == (0.8, 0.1)
    with tied.change() as work:
        tie(work, "Ana", "Ben", chance=0.3)
    assert both(tied) == (0.3, 0.3)


@pytest.mark.parametrize(
    ("there", "back"), [(0.2, 0.7), (0.5, 0.5), (0.0, 1.0), (0.6, None), (None, 0.6)]
)
def test_each_direction_is_stated_by_itself_and_estimated_again(
    tied: Store, there: float | None, back: float | None
) -> None:
    general = 2 / 8
    with tied.change() as work:
        commands.state_chances(work, *ids(work), there, back)
    assert both(tied) == tuple(
        general if one is None else pytest.approx(one) for one in (there, back)
    )
    with tied.change() as work:
        ana, ben = ids(work)
        commands.state_chances(work, ben, ana, there, back)
    assert both(tied) == tuple(
        general if one is None else pytest.approx(one) for one in (back, there)
    )
    with tied.change() as work:
        commands.state_chances(work, *ids(work), None, None)
    assert both(tied) == (general, general)


def test_what_a_friends_export_tells_stays_beside_what_is_stated(tied: Store) -> None:
    file = contacts(contact(2, "Cy", "Cy & Co"), file="ana.csv")
    with tied.change() as work:
        ana, _ = ids(work)
        agreed = commands.Consent(MONDAY)
        commands.add_import(work, file, friend="Ana", today=MONDAY)
        commands.note_consent(work, ana, agreed, today=MONDAY)
        [cy] = work.all(Person, Person.name == "Cy")
        [told] = work.all(Tie, Tie.to_id == cy.id)
        commands.state_chances(work, ana, cy.id, 0.9, None)
        assert told.chance is None
        assert told.both_ways
        assert len(work.all(Tie, Tie.to_id == cy.id)) == 2


def test_what_is_estimated_again_is_estimated_as_before(tied: Store) -> None:
    met = contact(2, "Cy", "Cy & Co", connected_on=date(2015, 1, 1))
    with tied.change() as work:
        ana, _ = ids(work)
        agreed = commands.Consent(MONDAY)
        file = contacts(met, file="ana.csv")
        commands.add_import(work, file, friend="Ana", consent=agreed, today=MONDAY)
        [cy] = [person.id for person in work.all(Person, Person.name == "Cy")]
        tie(work, "Me", "Cy")
    before = both(tied, "Cy", MONDAY)
    assert 0 < before[0] < 2 / 8  # so long ago
    for said in ((0.9, None), (0.3, 0.7), (None, 0.2), (0.5, 0.5), (None, None)):
        with tied.change() as work:
            commands.state_chances(work, ana, cy, *said)
        wanted = (
            old if new is None else new for old, new in zip(before, said, strict=True)
        )
        assert both(tied, "Cy", MONDAY) == pytest.approx(tuple(wanted))


def test_a_tie_that_was_wrong_is_taken_away_whole(tied: Store) -> None:
    with tied.change() as work:
        commands.state_chances(work, *ids(work), 0.2, 0.7)
        commands.untie(work, *ids(work))
    assert both(tied) == (0, 0)
    with tied.change() as work, pytest.raises(RuleError, match="not tied; add a tie"):
        commands.untie(work, *ids(work))
    with tied.change() as work, pytest.raises(RuleError, match="Ana and Ben"):
        commands.state_chances(work, *ids(work), 0.2, None)


def test_a_chance_of_more_than_one_is_refused(tied: Store) -> None:
    with tied.change() as work, pytest.raises(InvalidError):
        commands.state_chances(work, *ids(work), 1.2, None)
