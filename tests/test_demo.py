from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tracker import backup, commands, demo, exporters, network, planning, search
from tracker.agenda import DueKind
from tracker.demo import teams
from tracker.demo.words import SHOWCASE, TRACKED
from tracker.errors import StoreError
from tracker.inputs import ApplicationIn, SettingsIn
from tracker.models import (
    Application,
    BadQuestion,
    Company,
    CompanySize,
    ImportBatch,
    ImportRow,
    Person,
    Provenance,
    Round,
    Stage,
    StageChange,
    Tie,
)
from tracker.network import possible, units
from tracker.reports import offers as offer_reports
from tracker.reports import possibles, today
from tracker.reports.interviews import closing, listing
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.network import Network
    from tracker.search import Search

ON = date(2026, 11, 24)  # a Tuesday
ZONE = "Europe/Berlin"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    demo.make(str(path), on=ON)
    store = Store(path)
    yield store
    store.close()


@pytest.fixture
def copy(made: Store, tmp_path: Path) -> Path:
    """Give a demo made the same day that may be changed."""
    assert made.path
    return Path(shutil.copy(made.path, tmp_path / "demo.db"))


@pytest.fixture(scope="module")
def log(made: Store) -> Search:
    return search.current(made, LOCAL_OWNER)


@pytest.fixture(scope="module")
def net(made: Store) -> Network:
    return network.current(made, LOCAL_OWNER)


def exported(address: str | Path) -> bytes:
    store = Store(address)
    try:
        with store.reading() as work:
            return exporters.to_json(work)
    finally:
        store.close()


def test_it_holds_as_much_as_promised(made: Store, log: Search, net: Network) -> None:
    tracked = {row.company_id for row in log.applications.values()}
    with made.reading() as work:
        people = work.all(Person, Person.is_me == False)  # noqa: E712 - SQL
    assert len(tracked) == len(TRACKED) == 30
    assert len(log.applications) == 120
    assert len(log.rounds) == 40
    assert len(log.offers) == 3
    assert len(people) == 1_500
    assert len({person.name for person in people}) == 1_500
    assert len(net.contacts) == 400


def test_what_it_says_it_made_is_what_it_made(tmp_path: Path) -> None:
    counts = demo.make(str(tmp_path / "demo.db"), on=ON)
    assert counts.pop("ties") > 1_500
    assert counts == {
        "companies": 30,
        "applications": 120,
        "rounds": 40,
        "offers": 3,
        "people": 1_500,
        "contacts": 400,
    }


def test_a_team_of_years_ago_may_open_two_companies_that_no_chain_leads_into(
    made: Store, log: Search, net: Network
) -> None:
    with made.reading() as work:
        rows = possibles.rows(work, log, net, ON)
        wider = possible.added(net, units.load(work, ON))
    assert [row.is_mine for row in rows] == [True, True, False]
    assert {row.opens for row in rows} == {
        "Would open Drummlin Games",
        "Would open Ombralis",
        "",
    }
    for id_, name in net.companies.items():
        if name in teams.INSIDE:
            assert net.best(id_, max_ties=4) == []
            assert wider.best(id_)[0].is_possible


def test_nothing_is_wrong_with_the_store(made: Store) -> None:
    assert [finding.problem for finding in backup.check(made) if finding.problem] == []


def test_every_history_is_dated_in_order_and_lies_in_five_months(log: Search) -> None:
    for changes in log.history.values():
        assert [change.number for change in changes] == [*range(1, len(changes) + 1)]
        assert changes[0].stage in {Stage.SAVED, Stage.APPLIED}
        assert changes[-1].on <= ON
    first = min(change.on for change in log.stage_changes.values())
    assert 140 <= (ON - first).days <= 155


def test_most_applications_ended_and_some_are_live_at_each_stage(log: Search) -> None:
    counts = today.stage_counts(log)
    assert counts[Stage.REJECTED] + counts[Stage.NO_ANSWER] > 60
    assert all(counts[stage] for stage in Stage if stage is not Stage.ACCEPTED)


def test_most_rounds_are_past_and_an_onsite_of_three_slots_is_near(log: Search) -> None:
    soon = [
        row
        for row in log.rounds.values()
        if 0 <= (today.local_day(row, ZONE) - ON).days <= 7
    ]
    past = [row for row in log.rounds.values() if today.local_day(row, ZONE) < ON]
    assert len({row.application_id for row in soon}) == 1
    assert len(soon) == 3
    assert all(log.panel_of[row.id] for row in soon)
    assert len(past) > 30


# A Tuesday, a Sunday, the days before Christmas and New Year, a leap day.
@pytest.mark.parametrize(
    "on",
    [
        ON,
        date(2026, 11, 29),
        date(2025, 12, 23),
        date(2026, 12, 31),
        date(2028, 2, 29),
    ],
)
def test_on_any_day_there_is_enough_to_do_today(tmp_path: Path, on: date) -> None:
    demo.make(str(tmp_path / "demo.db"), on=on)
    store = Store(tmp_path / "demo.db")
    found = search.current(store, LOCAL_OWNER)
    store.close()
    kinds = Counter(due.kind for due in today.due(found, on, ZONE))
    deadlines = {offer.deadline_on for offer in found.offers.values()}
    window = today.window(found)
    assert kinds.pop(DueKind.NO_ANSWER) > 3  # what was silent for six weeks
    assert kinds == {
        "offer_deadline": 3,
        "interview": 1,  # one onsite of three slots
        "check_in": 1,
        "follow_up": 1,
        "nudge": 1,
        "debrief": 2,
    }
    assert len(deadlines) == 3
    assert all(day and 3 <= (day - on).days <= 14 for day in deadlines)
    assert window
    assert planning.state(window, on) == "open"


def test_the_three_offers_vest_in_three_ways_in_one_currency(log: Search) -> None:
    live = offer_reports.on_the_table(log)
    shares = {
        "/".join(grant.shares_by_year)
        for offer in live
        for grant in log.grants_of[offer.id]
    }
    assert {offer.currency for offer in live} == {"EUR"}
    assert shares == {"25/25/25/25", "5/15/40/40", "33/33/22/12"}
    assert all(offer_reports.terms(log, offer).grants for offer in live)


def test_most_tracked_companies_have_a_chain_and_four_have_none(
    log: Search, net: Network
) -> None:
    best = net.best_each(today.tracked(log))
    lengths = Counter(len(chain.ties) for chain in best.values() if chain)
    assert len(best) == 30
    assert sum(chain is None for chain in best.values()) == 4
    assert set(lengths) == {1, 2, 3}
    sources = {
        tie.known_from.split(",")[0].split(" as ")[0]
        for id_ in best
        for chain in net.best(id_, max_ties=3, top=10)
        for tie in chain.ties
    }
    assert {"typed by you", "from your export"} < sources
    assert sum("'s export" in source for source in sources) == 3


def test_one_company_is_worth_drawing(net: Network) -> None:
    id_ = next(id_ for id_, name in net.companies.items() if name == SHOWCASE)
    chains = net.best(id_, max_ties=3, top=10)
    people = {person for chain in chains for person in chain.ids}
    assert len(chains) == 10
    assert 8 <= len(net.insiders[id_]) <= 12
    assert 20 <= len(people) <= 30


def test_asks_tasks_and_contacts_stand_in_many_states(log: Search) -> None:
    assert len({ask.state for ask in log.asks.values()}) >= 8
    for id_, ask in log.asks.items():
        steps = log.ask_history[id_]
        assert [step.number for step in steps] == [*range(1, len(steps) + 1)]
        assert steps[-1].state is ask.state
        assert steps[-1].on <= ON
        assert max(log.ask_history[id_], key=lambda one: one.on).on <= ON
    assert {task.done_on is None for task in log.tasks.values()} == {True, False}
    assert {row.inbound for row in log.interactions.values()} == {True, False}
    assert log.binned
    assert log.searcher.name == "Sam Rivera"


def test_rounds_are_prepared_and_debriefed_and_some_wait(log: Search) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    found = listing.listing(log, ON, ZONE, now)
    assert [entry.company for entry in found.awaiting] == [
        "Farrowgate Bank",
        "Ketterwick Security",
    ]
    assert not found.older
    assert {row.result for row in log.rounds.values() if row.debriefed_at} == {
        "passed",
        "failed",
    }
    assert all(entry.row.preparation for entry in found.coming)
    kinds = {question.bad_kind for question in log.questions.values()}
    assert kinds == {None, *BadQuestion}
    hushed = [row for row in log.rounds.values() if row.is_nda]
    assert hushed
    for row in hushed:
        assert not any(question.what for question in log.questions_of.get(row.id, ()))
    assert any(
        (row.hours_spent or 0) > (row.hours_estimated or 500)
        for row in log.rounds.values()
    )
    assert len(closing.waiting(log)) == 1
    assert {home.size for home in log.companies.values()} == {None, *CompanySize}


def test_equal_seeds_and_days_give_equal_exports(tmp_path: Path, made: Store) -> None:
    demo.make(str(tmp_path / "same.db"), on=ON)
    demo.make(str(tmp_path / "other.db"), on=ON, seed=21)
    with made.reading() as work:
        first = exporters.to_json(work)
    assert exported(tmp_path / "same.db") == first
    assert exported(tmp_path / "other.db") != first


def test_four_exports_were_imported_and_one_can_be_undone(copy: Path) -> None:
    store = Store(copy)
    with store.reading() as work:
        batches = work.all(ImportBatch)
        rows = Counter(row.batch_id for row in work.all(ImportRow))
        before = len(work.all(Person))
    friends = [batch for batch in batches if batch.friend_id]
    assert len(batches) == 4
    assert len(friends) == 3
    assert all(rows[batch.id] > 300 for batch in batches)
    with store.change() as work:
        commands.undo_import(work, friends[-1].id)
    with store.reading() as work:
        assert 200 < before - len(work.all(Person)) < 400
        ties = work.all(Tie, Tie.from_id == friends[-1].friend_id)
        assert {tie.provenance for tie in ties} == {Provenance.TYPED}
    assert [finding.problem for finding in backup.check(store) if finding.problem] == []
    store.close()


def test_a_store_with_an_own_application_is_refused_and_untouched(
    tmp_path: Path,
) -> None:
    path = tmp_path / "foothold.db"
    store = Store(path)
    with store.change() as work:
        given = ApplicationIn(company="Acme", title="Engineer")
        commands.add_application(work, given, on=ON)
    store.close()
    before = exported(path)
    for attempt in (
        lambda: demo.make(str(path), on=ON),
        lambda: demo.make_fresh(path, on=ON),
    ):
        with pytest.raises(StoreError, match="holds a search of its own"):
            attempt()
    assert exported(path) == before


def test_a_store_with_nothing_but_own_settings_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "foothold.db")
    with store.change() as work:
        commands.save_settings(work, SettingsIn(name="Ana"), version=None)
    store.close()
    with pytest.raises(StoreError, match="holds a search of its own"):
        demo.make(str(tmp_path / "foothold.db"), on=ON)


def test_a_demo_that_somebody_else_uses_too_is_refused(copy: Path) -> None:
    store = Store(copy)
    with store.change("ana") as work:
        work.add(Company(owner="ana", name="Acme", key="acme"))
    store.close()
    with pytest.raises(StoreError, match="holds a search of its own"):
        demo.make(str(copy), on=ON)


def test_an_empty_store_becomes_the_demo(tmp_path: Path) -> None:
    Store(tmp_path / "demo.db").close()
    demo.make_fresh(tmp_path / "demo.db", on=ON)
    assert demo.made_on(tmp_path / "demo.db") == ON


def test_the_demo_of_another_day_is_replaced_whole_under_a_running_app(
    copy: Path,
) -> None:
    running = Store(copy)
    seen = running.revision()
    with running.change() as work:
        given = ApplicationIn(company="Typed in the demo", title="Engineer")
        commands.add_application(work, given, on=ON)
    demo.make_fresh(copy, on=date(2026, 11, 25))
    found = search.current(running, LOCAL_OWNER)
    with running.reading() as work:
        assert len(work.all(Application)) == 120
        assert len(work.all(Round)) == 40
        assert not work.all(Company, Company.name == "Typed in the demo")
        assert max(row.on for row in work.all(StageChange)) == date(2026, 11, 24)
    assert running.revision() > seen
    assert len(found.applications) == 120
    assert demo.made_on(copy) == date(2026, 11, 25)
    running.close()


def test_the_demo_of_the_same_day_is_left_as_it_is(copy: Path) -> None:
    store = Store(copy)
    seen = store.revision()
    demo.make_fresh(copy, on=ON)
    assert store.revision() == seen
    store.close()


@pytest.mark.postgres
def test_it_is_the_same_on_postgresql(postgres_url: str, made: Store) -> None:
    demo.make(postgres_url, on=date(2026, 11, 23))
    demo.make(postgres_url, on=ON)
    with made.reading() as work:
        assert exported(postgres_url) == exporters.to_json(work)
