"""Who works where, and no longer does, as exports of several days tell."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import MONDAY, contact, contacts, export, log
from tracker import commands, importers, inputs, network
from tracker.models import ImportKind, Person, Position
from tracker.reports import people as people_reports
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.importers import Parsed
    from tracker.store import Store

LINK = "https://www.linkedin.com/in/"
DAYS = [date(2026, month, 1) for month in range(1, 6)]


def file(on: date, company: str, title: str = "Chef", **facts: object) -> Parsed:
    """Show Ana in a job, on the day on which somebody was met last."""
    ana = contact(2, "Ana", company, title=title, profile_url=f"{LINK}ana", **facts)
    met = contact(3, "Bo", "Other", profile_url=f"{LINK}bo", connected_on=on)
    return contacts(ana, met, file=f"{on}.csv")


def bring(store: Store, parsed: Parsed, friend: str = "", owner: str = "") -> UUID:
    agreed = commands.Consent(MONDAY) if friend else None
    with store.change(owner) if owner else store.change() as work:
        done = commands.add_import(
            work, parsed, friend=friend, consent=agreed, today=MONDAY
        )
    assert done.batch_id is not None, [row.reason for row in done.rows]
    return done.batch_id


def take_back(store: Store, batch: UUID) -> None:
    with store.change() as work:
        assert commands.undo_import(work, batch) == []


def jobs(store: Store, owner: str = LOCAL_OWNER) -> dict[str, set[str]]:
    """Where each person works now, as chains take it."""
    net = network.current(store, owner)
    return {
        net.names[row]: {f"{title} at {net.companies[id_]}" for id_, title in held}
        for row, held in net.jobs.items()
    }


def ana(store: Store) -> set[str]:
    return jobs(store).get("Ana", set())


def former(store: Store) -> list[str]:
    net = network.current(store, LOCAL_OWNER)
    row = net.names.index("Ana")
    return [net.companies[id_] for id_, _ in net.former.get(row, ())]


# --- Left -----------------------------------------------------------------------


@pytest.mark.parametrize("friend", ["", "Fay"])
def test_who_shows_no_company_any_more_has_left_and_is_no_way_in(
    any_store: Store, friend: str
) -> None:
    with any_store.change() as work:
        log(work, "Acme")
    bring(any_store, file(DAYS[0], "Acme"), friend)
    before = export(any_store)
    assert ana(any_store) == {"Chef at Acme"}
    with any_store.reading() as work:
        plan = commands.plan_import(
            work, file(DAYS[1], "", title=""), friend=friend, today=MONDAY
        )
    assert [row.reason for row in plan.rows] == ["left Acme", ""]
    batch = bring(any_store, file(DAYS[1], "", title=""), friend)
    net = network.current(any_store, LOCAL_OWNER)
    [acme] = [id_ for id_, name in net.companies.items() if name == "Acme"]
    assert net.best(acme) == []
    assert ana(any_store) == set()
    assert former(any_store) == ["Acme"]
    with any_store.reading() as work:
        [person] = work.all(Person, Person.name == "Ana")
        card = people_reports.card(work, person.id)
    assert card is not None
    assert [*card.jobs] == [f"Chef at Acme (until {DAYS[1]:%-d %b %Y})"]
    take_back(any_store, batch)
    assert export(any_store) == before
    assert ana(any_store) == {"Chef at Acme"}


def test_the_older_export_brought_in_last_does_not_undo_that_somebody_left(
    any_store: Store,
) -> None:
    newer = bring(any_store, file(DAYS[2], "", title=""))
    before = export(any_store)
    for company in ("Acme", "Globex"):
        older = bring(any_store, file(DAYS[1], company))
        assert ana(any_store) == set()
        take_back(any_store, older)
        assert export(any_store) == before
    bring(any_store, file(DAYS[1], "Acme"))
    take_back(any_store, newer)
    assert ana(any_store) == {"Chef at Acme"}


def test_an_export_between_two_others_says_nothing_about_today(store: Store) -> None:
    first = bring(store, file(DAYS[0], "Acme"))
    last = bring(store, file(DAYS[2], "", title=""))
    bring(store, file(DAYS[1], "Globex"))
    assert ana(store) == set()
    assert former(store) == ["Globex", "Acme"]  # as the last days tell
    take_back(store, first)
    assert ana(store) == set()
    take_back(store, last)
    assert ana(store) == {"Chef at Globex"}


def test_where_two_exports_say_that_somebody_left_either_alone_is_enough(
    store: Store,
) -> None:
    bring(store, file(DAYS[0], "Acme"))
    gone = [
        bring(store, file(DAYS[1], "", title="")),
        bring(store, file(DAYS[2], "", title=""), "Fay"),
    ]
    take_back(store, gone[0])
    assert ana(store) == set()
    take_back(store, gone[1])
    assert ana(store) == {"Chef at Acme"}


def test_no_blank_ends_what_was_typed_or_told_later_or_is_of_no_such_column(
    store: Store,
) -> None:
    bring(store, file(DAYS[2], "Acme"), "Fay")
    bring(store, file(DAYS[1], "", title=""))
    assert ana(store) == {"Chef at Acme"}
    with store.change() as work:
        given_ = {"person": "Bo", "company": "Other", "team": "Search"}
        commands.add_position(work, inputs.parse(inputs.PositionIn, given_))
    bare = contacts(
        contact(2, "Bo", profile_url=f"{LINK}bo", connected_on=DAYS[4]),
        contact(3, "New", profile_url=f"{LINK}new"),
        file="bare.csv",
    )
    bring(store, bare)
    assert jobs(store)["Bo"] == {" at Other"}
    text = f"First Name,Last Name,URL,Connected On\nAna,,{LINK}ana,1 Dec 2026\nDi,,,"
    [parsed] = importers.read("Connections.csv", text.encode())
    if parsed.kind is ImportKind.CONNECTIONS:
        bring(store, parsed)
    assert ana(store) == {"Chef at Acme"}


def test_a_person_whom_a_file_shows_twice_has_left_only_where_neither_row_has_a_job(
    store: Store,
) -> None:
    bring(store, file(DAYS[0], "Acme"))
    twice = contacts(
        contact(2, "Ana", profile_url=f"{LINK}ana", connected_on=DAYS[1]),
        contact(3, "Ana", "Acme", title="Chef", profile_url=f"{LINK}ana"),
        contact(4, "New", profile_url=f"{LINK}new"),
    )
    bring(store, twice)
    assert ana(store) == {"Chef at Acme"}


# --- Back again -----------------------------------------------------------------


def test_who_returns_to_an_earlier_job_is_in_it_alone(any_store: Store) -> None:
    bring(any_store, file(DAYS[0], "Acme"))
    bring(any_store, file(DAYS[1], "Globex"))
    before = export(any_store)
    assert ana(any_store) == {"Chef at Globex"}
    back = bring(any_store, file(DAYS[2], "Acme"))
    assert ana(any_store) == {"Chef at Acme"}
    assert former(any_store) == ["Globex"]
    take_back(any_store, back)
    assert export(any_store) == before


def test_who_had_left_can_be_back(store: Store) -> None:
    bring(store, file(DAYS[0], "Acme"))
    bring(store, file(DAYS[1], "", title=""))
    before = export(store)
    back = bring(store, file(DAYS[2], "Acme"))
    assert ana(store) == {"Chef at Acme"}
    assert former(store) == []
    with store.reading() as work:
        [person] = work.all(Person, Person.name == "Ana")
        card = people_reports.card(work, person.id)
    assert card is not None
    assert [*card.jobs] == ["Chef at Acme"]
    take_back(store, back)
    assert export(store) == before


def test_who_is_back_after_the_end_that_was_typed_is_an_insider(store: Store) -> None:
    bring(store, file(DAYS[0], "Acme"))
    with store.change() as work:
        given_ = {"person": "Ana", "company": "Acme", "ended_on": f"{DAYS[2]}"}
        commands.add_position(work, inputs.parse(inputs.PositionIn, given_))
    with store.reading() as work:
        told = commands.plan_import(work, file(DAYS[1], "Acme"), today=MONDAY)
    assert told.new == 0
    assert ana(store) == set()
    bring(store, file(DAYS[3], "Acme"))
    assert ana(store) == {"Chef at Acme"}


def test_the_same_file_again_is_no_news_though_another_was_newer(store: Store) -> None:
    bring(store, file(DAYS[0], "Acme"))
    bring(store, file(DAYS[1], "Globex"), "Fay")
    with store.reading() as work:
        again = commands.plan_import(work, file(DAYS[0], "Acme"), today=MONDAY)
    assert again.new == 0


def test_forgetting_a_job_forgets_all_that_exports_told_of_it(store: Store) -> None:
    for on, company in zip(DAYS, ("Acme", "Globex", "Acme", ""), strict=False):
        bring(store, file(on, company, title=""))
    with store.change() as work:
        [person] = work.all(Person, Person.name == "Ana")
        held = work.all(Position, Position.person_id == person.id)
        assert len(held) == 4
        end = next(job for job in held if job.ended_on)
        commands.remove_position(work, end.id)
        left = work.all(Position, Position.person_id == person.id)
    assert [job.seen_on for job in left] == [DAYS[1]]


# --- Laws -----------------------------------------------------------------------

NAMES = ("Ana", "Bo", "Cy")
HOMES = st.sampled_from(["", "Acme", "Globex"])
SHOWN = st.dictionaries(st.sampled_from(NAMES), HOMES, min_size=1)
EXPORTS = st.lists(SHOWN, min_size=1, max_size=5)


def exported(on: date, shown: dict[str, str]) -> Parsed:
    rows = [
        contact(n, name, home, title="Chef", profile_url=LINK + name, connected_on=on)
        for n, (name, home) in enumerate(shown.items(), 2)
    ]
    return contacts(*rows, file=f"{on}.csv")


def brought(store: Store, owner: str, files: list[Parsed]) -> list[UUID | None]:
    batches = []
    for parsed in files:
        with store.change(owner) as work:
            batches.append(commands.add_import(work, parsed, today=MONDAY).batch_id)
    return batches


def last_told(exports: list[dict[str, str]]) -> dict[str, set[str]]:
    last: dict[str, str] = {}
    for shown in exports:
        last |= shown
    return {name: {f"Chef at {home}"} for name, home in last.items() if home}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(exports=EXPORTS)
def test_exports_in_order_leave_everybody_where_the_last_one_shows_them(
    store: Store, exports: list[dict[str, str]]
) -> None:
    owner = str(uuid4())
    files = [
        exported(DAYS[0] + timedelta(days=n), shown) for n, shown in enumerate(exports)
    ]
    states = [_told(store, owner)]
    batches = []
    for number, parsed in enumerate(files, 1):
        batches += brought(store, owner, [parsed])
        assert jobs(store, owner) == last_told(exports[:number])
        states.append(_told(store, owner))
    for batch in reversed(batches):
        states.pop()
        if batch is not None:
            with store.change(owner) as work:
                commands.undo_import(work, batch)
        assert _told(store, owner) == states[-1]


def _told(store: Store, owner: str) -> set[tuple[object, ...]]:
    with store.reading(owner) as work:
        return {
            (row.id, row.seen_on, row.ended_on, row.batch_id)
            for row in work.all(Position)
        }


@pytest.mark.parametrize(
    "homes", [("Acme", ""), ("Acme", "Globex"), ("Acme", "Globex", "")]
)
def test_exports_of_different_days_come_in_any_order(
    store: Store, homes: tuple[str, ...]
) -> None:
    files = [file(on, home) for on, home in zip(DAYS, homes, strict=False)]
    for number, order in enumerate(permutations(files)):
        owner = f"owner {number}"
        brought(store, owner, list(order))
        told = {f"Chef at {homes[-1]}"} if homes[-1] else set()
        assert jobs(store, owner).get("Ana", set()) == told
