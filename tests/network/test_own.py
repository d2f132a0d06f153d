"""What the searcher's own log tells of ties: contacts, asks, and the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.commands.making import MONDAY, contact, contacts, log, meet, tie
from tracker import commands, inputs, network
from tracker.models import Ask, AskState
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network
    from tracker.store import Store, Work


def on(store: Store, day: date | None = MONDAY) -> Network:
    return network.current(store, LOCAL_OWNER, day)


def chance(net: Network, name: str) -> float:
    person = net.ids[list(net.names).index(name)]
    found = net.explained(person)
    assert found is not None
    return found.chance


def wrote(work: Work, name: str, day: date, *, inbound: bool = False) -> None:
    given = {"person": name, "inbound": inbound}
    commands.add_interaction(work, inputs.parse(inputs.InteractionIn, given), on=day)


def asked(work: Work, name: str, company: str, day: date) -> Ask:
    given = inputs.AskIn(person=name, company=company)
    return commands.add_ask(work, given, on=day)


def test_being_in_touch_raises_the_chance_and_silence_lowers_it(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        tie(work, "Me", "Ana")
    before = chance(on(any_store), "Ana")
    with any_store.change() as work:
        wrote(work, "Ana", MONDAY, inbound=True)
    after = on(any_store)
    assert chance(after, "Ana") > before
    later = on(any_store, MONDAY + timedelta(days=900))
    assert chance(later, "Ana") < chance(after, "Ana")
    reasons = after.explained(after.ids[list(after.names).index("Ana")])
    assert reasons is not None
    assert "wrote today" in reasons.reasons


def test_a_contact_that_is_noted_for_later_does_not_count_yet(store: Store) -> None:
    with store.change() as work:
        tie(work, "Me", "Ana")
        wrote(work, "Ana", MONDAY + timedelta(days=3))
    assert chance(on(store), "Ana") == pytest.approx(2 / 8)


def test_the_explained_chance_is_the_one_that_chains_use(any_store: Store) -> None:
    with any_store.change() as work:
        rows = [
            contact(n, name, "Acme", connected_on=date(2020 + n, 1, 1))
            for n, name in enumerate(("Ana", "Ben", "Cy", "Di"))
        ]
        commands.add_import(work, contacts(*rows), today=MONDAY)
        tie(work, "Me", "Ana", kind="colleague")
        tie(work, "Ana", "Ben")
        tie(work, "Ben", "Cy")
        tie(work, "Me", "Eve", kind="friend", since_on="2019-05-01")
        for number, name in enumerate(("Ana", "Ana", "Cy", "Eve")):
            wrote(work, name, MONDAY - timedelta(days=9 * number), inbound=number > 1)
        for number, name in enumerate(("Ana", "Ben", "Di", "Eve")):
            row = asked(work, name, f"C{number}", MONDAY - timedelta(days=40))
            if number < 2:
                commands.move_ask(work, row.id, to=AskState.AGREED, on=MONDAY)
    net = on(any_store)
    for row in net.contacts.tolist():
        tie_ = net.tie_to(net.ids[row])
        found = net.explained(net.ids[row])
        assert tie_ is not None
        assert found is not None
        assert found.chance == pytest.approx(net.chances[tie_], abs=1e-12)
        assert sum(p.change for p in found.points) == pytest.approx(found.chance)


def test_mutual_contacts_are_counted_once_each(store: Store) -> None:
    with store.change() as work:
        for name in ("Ana", "Ben", "Cy"):
            tie(work, "Me", name)
        tie(work, "Ana", "Ben")
        tie(work, "Ben", "Ana", kind="friend")
        tie(work, "Ana", "Cy", both_ways=False)
        tie(work, "Ana", "Stranger")
    net = on(store)
    counts = {net.called(row): int(net.mutuals[row]) for row in range(len(net.ids))}
    assert counts == {"Me": 0, "Ana": 2, "Ben": 1, "Cy": 1, "Stranger": 0}


def test_own_asks_move_the_tie_and_a_little_all_of_its_kind(store: Store) -> None:
    with store.change() as work:
        for name in ("Ana", "Ben"):
            tie(work, "Me", name)
        tie(work, "Me", "Fay", kind="friend")
        ask = asked(work, "Ana", "Acme", MONDAY)
    before = on(store)
    with store.change() as work:
        commands.move_ask(work, ask.id, to=AskState.AGREED, on=MONDAY)
    after = on(store)
    assert chance(before, "Ana") == pytest.approx(2 / 8)
    # By hand: Ben's kind is now Beta(3, 6); Ana's own ask is left out of her kind
    # and moves her tie as (8 x 2/8 + 1) / (8 + 1).
    assert chance(after, "Ben") == pytest.approx(3 / 9)
    assert chance(after, "Ana") == pytest.approx(3 / 9)
    assert chance(after, "Fay") == pytest.approx(6 / 9)


def test_an_ask_without_an_answer_counts_as_held_from_day_14(store: Store) -> None:
    with store.change() as work:
        tie(work, "Me", "Ana")
        asked(work, "Ana", "Acme", MONDAY)
    assert chance(on(store, MONDAY + timedelta(days=13)), "Ana") == pytest.approx(2 / 8)
    # (8 x 2/8 + 0) / (8 + 1)
    assert chance(on(store, MONDAY + timedelta(days=14)), "Ana") == pytest.approx(2 / 9)


def test_people_and_ties_are_not_read_again_for_the_log_or_another_day(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        meet(work, "Ana", "Acme", is_contact=True)
        log(work)
    first = on(any_store)
    with any_store.change() as work:
        commands.edit_application(work, log(work).id, version=None, note="y")
    assert on(any_store) is first
    with any_store.change() as work:
        wrote(work, "Ana", MONDAY)
    second = on(any_store)
    assert second is not first
    assert second.starts is first.starts
    assert second.chances[0] > first.chances[0]
    another_day = on(any_store, MONDAY + timedelta(days=1))
    assert another_day.starts is first.starts
    assert another_day.chances[0] < second.chances[0]


def test_on_no_day_nothing_is_recent_and_nothing_decays(store: Store) -> None:
    with store.change() as work:
        tie(work, "Me", "Ana", since_on="2001-01-01")
    assert chance(on(store, None), "Ana") == pytest.approx(2 / 8)
    assert chance(on(store), "Ana") < 0.15


@pytest.mark.parametrize("stated", [0.0, 0.4, 1.0])
def test_a_chance_is_stated_by_hand_and_taken_back(
    any_store: Store, stated: float
) -> None:
    with any_store.change() as work:
        row = contact(2, "Ana", "Acme", connected_on=date(2015, 1, 1))
        commands.add_import(work, contacts(row), today=MONDAY)
        tie(work, "Me", "Ana", chance=0.9)
    net = on(any_store)
    ana: UUID = net.ids[list(net.names).index("Ana")]
    with any_store.change() as work:
        commands.state_chance(work, ana, stated)
    stated_ties = on(any_store).stated
    assert stated_ties[~np.isnan(stated_ties)].tolist() == [stated]
    with any_store.change() as work:
        commands.state_chance(work, ana, None)
    assert np.isnan(on(any_store).stated).all()


def test_former_jobs_are_kept_apart_from_current_ones(any_store: Store) -> None:
    link = "https://www.linkedin.com/in/ana"
    with any_store.change() as work:
        for company, day in (("Old", date(2025, 1, 1)), ("New", date(2026, 1, 1))):
            row = contact(2, "Ana", company, profile_url=link, connected_on=day)
            commands.add_import(work, contacts(row), today=day)
    net = on(any_store)
    [row_] = net.contacts.tolist()
    assert [net.companies[id_] for id_, _ in net.jobs[row_]] == ["New"]
    assert [net.companies[id_] for id_, _ in net.former[row_]] == ["Old"]
