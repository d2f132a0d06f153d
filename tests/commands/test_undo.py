"""Undoing an import takes back all of it and nothing else."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import (
    FRIDAY,
    MONDAY,
    contact,
    contacts,
    export,
    jobs,
    log,
    meet,
    offer,
    tie,
)
from tracker import commands, exporters, inputs
from tracker.errors import NotFoundError
from tracker.importers import ApplicationRow, Parsed
from tracker.models import Application, Company, ImportBatch, Person, Stage, Tie

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tracker.store import Store, Work

ANA = "https://www.linkedin.com/in/ana"
ACME = "Amazon Web Services (AWS)"  # a company that brings an alias
OWN = contacts(
    contact(2, "Ana", ACME, profile_url=ANA),
    contact(3, "Ben", "Other"),
    contact(4, "Fay"),
)
FRIENDS = contacts(
    contact(2, "Ana", ACME, profile_url=ANA, title="Chef"),
    contact(3, "Cy", "Third"),
    contact(4, "Ben", "Other"),
)
JOBS = jobs(
    ApplicationRow(2, ACME, "Engineer", on=MONDAY, stage=Stage.ONSITE),
    ApplicationRow(3, "Fourth", "Chef"),
)
FILES: list[tuple[Parsed, str]] = [(OWN, ""), (FRIENDS, "Fay"), (JOBS, "")]


def bring(work: Work, parsed: Parsed, friend: str = "") -> UUID | None:
    summary = commands.add_import(work, parsed, friend=friend, today=MONDAY)
    return summary.batch_id


def batch_of(store: Store, parsed: Parsed, friend: str = "") -> UUID:
    with store.change() as work:
        made = bring(work, parsed, friend)
    assert made is not None
    return made


def undo(store: Store, batch: UUID) -> list[str]:
    with store.change() as work:
        return commands.undo_import(work, batch)


@pytest.mark.parametrize(
    ("first", "second"), list(itertools.permutations(range(len(FILES)), 2))
)
@pytest.mark.parametrize("oldest_first", [True, False])
def test_two_imports_undone_in_any_order_leave_the_export_byte_for_byte(
    store: Store,
    first: int,
    second: int,
    oldest_first: object,
) -> None:
    with store.change() as work:
        log(work, "Other", "Designer")
        meet(work, "Zed", "Third", is_contact=True)
    before = export(store)
    batches = [batch_of(store, *FILES[first])]
    middle = export(store)
    batches.append(batch_of(store, *FILES[second]))
    if oldest_first:
        assert undo(store, batches[0]) == []
        assert export(store) != before
        undo(store, batches[1])
    else:
        undo(store, batches[1])
        assert export(store) == middle
        undo(store, batches[0])
    assert export(store) == before


def test_undoing_works_on_postgresql_alike(any_store: Store) -> None:
    before = export(any_store)
    batches = [batch_of(any_store, *file) for file in FILES]
    for batch in (batches[1], batches[0], batches[2]):
        assert undo(any_store, batch) == []
    assert export(any_store) == before


def test_an_import_that_was_undone_can_be_imported_anew(store: Store) -> None:
    undo(store, batch_of(store, OWN))
    with store.change() as work:
        assert bring(work, OWN) is not None


def test_undoing_twice_is_told(store: Store) -> None:
    batch = batch_of(store, OWN)
    undo(store, batch)
    with pytest.raises(NotFoundError, match="import batch is not in the store"):
        undo(store, batch)


# --- What stays -----------------------------------------------------------------


def test_what_was_changed_or_built_upon_stays_and_is_named(any_store: Store) -> None:
    jobs_, own = batch_of(any_store, JOBS), batch_of(any_store, OWN)
    with any_store.change() as work:
        moved = work.first(Application, Application.title == "Engineer")
        assert moved is not None
        commands.move(work, moved.id, to=Stage.REJECTED, on=FRIDAY)
        tie(work, "Ben", "Zed")
    assert undo(any_store, jobs_) == ["Engineer"]
    assert undo(any_store, own) == ["Ben"]
    with any_store.reading() as work:
        assert [a.title for a in work.all(Application)] == ["Engineer"]
        assert {p.name for p in work.all(Person)} == {"Ben", "Zed"}
        assert {c.name for c in work.all(Company)} == {ACME, "Other"}
        assert len(work.all(Tie)) == 1
        assert work.all(ImportBatch) == []


BUILT_ON: dict[str, Callable[[Work, Application], object]] = {
    "an offer": lambda work, _row: offer(work, company=ACME),
    "a round": lambda work, _row: commands.add_round(
        work,
        inputs.parse(
            inputs.RoundIn, {"company": ACME, "starts_at": "2026-03-02T10:00"}
        ),
    ),
    "a task": lambda work, _row: commands.add_task(
        work, inputs.TaskIn(what="Call", due_on=MONDAY, company=ACME)
    ),
    "an ask": lambda work, _row: commands.add_ask(
        work, inputs.AskIn(person="Zed", company=ACME, title="Engineer"), on=MONDAY
    ),
    "a contact": lambda work, row: commands.add_interaction(
        work, inputs.InteractionIn(application=row.id), on=MONDAY
    ),
    "an edit": lambda work, row: commands.edit_application(
        work, row.id, version=None, note="x"
    ),
}


@pytest.mark.parametrize("what", BUILT_ON)
def test_an_application_with_something_built_on_it_stays(
    store: Store, what: str
) -> None:
    batch = batch_of(store, JOBS)
    with store.change() as work:
        row = work.first(Application, Application.title == "Engineer")
        assert row is not None
        BUILT_ON[what](work, row)
    assert undo(store, batch) == ["Engineer"]
    with store.reading() as work:
        assert work.get(Application, row.id).batch_id is None


def test_a_friend_stays_reachable_when_my_own_export_is_undone(
    any_store: Store,
) -> None:
    own = batch_of(any_store, OWN)  # Fay is in it, so no tie of her own is made
    batch_of(any_store, FRIENDS, "Fay")
    assert undo(any_store, own) == []
    with any_store.reading() as work:
        [mine] = work.all(Tie, Tie.from_id == commands.me(work).id)
        assert work.get(Person, mine.to_id).name == "Fay"
        assert mine.kind.value == "friend"
        assert {p.name for p in work.all(Person)} == {"Me", "Fay", "Ana", "Cy", "Ben"}


def test_a_company_that_three_imports_share_goes_with_the_last(store: Store) -> None:
    before = export(store)
    batches = [
        batch_of(store, contacts(contact(2, name, ACME)), friend)
        for name, friend in (("Ana", ""), ("Ben", "Fay"), ("Cy", "Gil"))
    ]
    for batch in batches:
        undo(store, batch)
    assert export(store) == before


# --- The law: what is left is what the imports that remain would have made ------

JOBS_OF = ("", "Acme", "Other", ACME)
POOL = [
    {"name": "Ana", "profile_url": ANA},
    {"name": "Ana", "profile_url": f"{ANA}-2"},
    {"name": "Ben", "email": "ben@example.org"},
    {"name": "Cy", "profile_url": "https://example.org/cy", "email": "c@example.org"},
    {"name": "Fay"},  # a friend, in nobody's file with a job
    {"name": "Max"},  # the searcher
]
"""People whose files agree on what tells them apart, and on nothing else."""


@st.composite
def contact_files(draw: st.DrawFn) -> tuple[Parsed, str]:
    rows = []
    for number, facts in enumerate(
        draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=5)), 2
    ):
        is_bare = len(facts) == 1
        rows.append(
            contact(
                number,
                company="" if is_bare else draw(st.sampled_from(JOBS_OF)),
                title="" if is_bare else draw(st.sampled_from(["Chef", "Engineer"])),
                **facts,
            )
        )
    friend = draw(st.sampled_from(["", "Fay", "Gil"]))
    if not friend:  # in one's own file one does not stand
        rows = [row for row in rows if row.name != "Max"] or [contact(2, "Fay")]
    # All of one content, and so of one day: who moved is told in test_employment.
    return replace(contacts(*rows, file=f"{uuid4()}.csv"), sha256="0" * 64), friend


@st.composite
def job_files(draw: st.DrawFn) -> tuple[Parsed, str]:
    titles = draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=3))
    rows = [
        ApplicationRow(number, company, title, on=MONDAY, stage=Stage.SCREEN)
        for number, title in enumerate(titles, 2)
        for company in ["Acme" if title == "A" else ACME]
    ]
    return jobs(*rows, file=f"{uuid4()}.csv"), ""


STEPS = st.lists(
    st.tuples(st.sampled_from(["import", "import", "undo", "type"]), st.integers(0, 3)),
    max_size=12,
)


@dataclass
class Journal:
    """What was done, in order, that nothing took back."""

    steps: list[tuple[str, int]] = field(default_factory=list)
    batches: dict[int, UUID] = field(default_factory=dict)


def play(
    store: Store, owner: str, files: list[tuple[Parsed, str]], steps: list[Any]
) -> Journal:
    journal = Journal()
    with store.change(owner) as work:
        given_ = inputs.SettingsIn(name="Max")
        commands.save_settings(work, given_, version=None)
    for step, number in steps:
        with store.change(owner) as work:
            if step == "type":
                log(work, JOBS_OF[number] or "Fifth", f"Typed {number}")
            elif step == "undo":
                if number in journal.batches:
                    kept = commands.undo_import(work, journal.batches.pop(number))
                    assert kept == []
                    journal.steps.remove(("import", number))
                continue
            else:
                number %= len(files)  # noqa: PLW2901
                if number in journal.batches:
                    continue
                batch = bring(work, *files[number])
                if batch is None:
                    continue
                journal.batches[number] = batch
            journal.steps.append((step, number))
    return journal


def content(store: Store, owner: str) -> dict[str, list[str]]:
    """Give an export with ids replaced by what they stand for.

    Titles of typed applications count up with the steps, which differ.
    """
    with store.reading(owner) as work:
        tables = json.loads(exporters.to_json(work))
    names: dict[str, str] = {}
    for table in ("company", "application", "person"):
        for row in tables[table]:
            names[row["id"]] = "|".join(
                str(row.get(key, "")) for key in ("name", "title", "profile_url")
            )
    dropped = {"id", "batch_id", "record_id", "outcome", "imported_at", "reason"}
    return {
        table: sorted(
            json.dumps(
                {k: names.get(str(v), v) for k, v in row.items() if k not in dropped}
            )
            for row in rows
        )
        for table, rows in tables.items()
        if table != "foothold"
    }


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    files=st.lists(contact_files() | job_files(), min_size=2, max_size=4),
    steps=STEPS,
)
def test_after_any_imports_and_undoings_only_the_imports_that_remain_are_told(
    store: Store, files: list[tuple[Parsed, str]], steps: list[tuple[str, int]]
) -> None:
    played, fresh = str(uuid4()), str(uuid4())
    journal = play(store, played, files, steps)
    again = play(store, fresh, files, journal.steps)
    assert again.batches.keys() == journal.batches.keys()
    assert content(store, played) == content(store, fresh)
    for batch in journal.batches.values():
        with store.change(played) as work:
            assert commands.undo_import(work, batch) == []
    with store.reading(played) as work:
        assert work.all(Tie) == []
        assert {p.name for p in work.all(Person)} == {"Max"}
