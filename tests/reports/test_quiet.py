"""Which applications of a log are quiet: what a board can filter by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker import commands, inputs
from tracker.models import Round, Searcher
from tracker.reports import quiet
from tracker.search import Search, load
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store

TUESDAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"


def log(store: Store, company: str, stage: str, on: str) -> UUID:
    given = {"company": company, "title": "ML engineer", "stage": stage, "on": on}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id


def meet(store: Store, company: str, starts_at: str) -> UUID:
    given = {"company": company, "starts_at": starts_at, "time_zone": BERLIN}
    with store.change() as work:
        return commands.add_round(work, inputs.parse(inputs.RoundIn, given)).id


def contact(store: Store, about: UUID, on: str, *, inbound: bool) -> None:
    given = {"application": about, "on": on, "inbound": inbound}
    with store.change() as work:
        commands.add_interaction(
            work, inputs.parse(inputs.InteractionIn, given), on=TUESDAY
        )


def read(store: Store) -> Search:
    with store.reading(LOCAL_OWNER) as work:
        return load(work)


def names(store: Store) -> set[str]:
    search = read(store)
    return {search.company_of(id_).name for id_ in quiet.quiet(search, TUESDAY, BERLIN)}


def test_silence_is_counted_by_stage_and_only_their_word_ends_it(store: Store) -> None:
    log(store, "Long ago", "applied", "2026-11-03")
    log(store, "Lately", "applied", "2026-11-04")
    nudged = log(store, "Nudged", "applied", "2026-11-03")
    contact(store, nudged, "2026-11-20", inbound=False)
    answered = log(store, "Answered", "applied", "2026-11-03")
    contact(store, answered, "2026-11-20", inbound=True)
    log(store, "Saved", "saved", "2026-01-01")
    log(store, "Closed", "rejected", "2026-01-01")

    assert names(store) == {"Long ago", "Nudged"}
    silences = quiet.silences(read(store), TUESDAY, BERLIN)
    assert silences[nudged] == (date(2026, 11, 3), TUESDAY)


def test_a_round_ahead_ends_silence_but_a_cancelled_one_does_not(store: Store) -> None:
    log(store, "Met", "onsite", "2026-11-01")
    meet(store, "Met", "2026-11-14T10:00")
    ahead = meet(store, "Met", "2026-11-30T10:00")
    assert names(store) == set()

    with store.change() as work:
        work.get(Round, ahead).cancelled_at = work.now
    assert names(store) == {"Met"}

    with store.change() as work:
        searcher = work.first(Searcher) or Searcher(owner=work.owner)
        searcher.rules = {"quiet_onsite_days": 11}
        work.add(searcher)
    assert names(store) == set()


def test_an_offer_is_quiet_only_where_a_question_of_mine_waits(store: Store) -> None:
    offer = log(store, "Offer Co", "offer", "2026-11-01")
    assert names(store) == set()

    contact(store, offer, "2026-11-19", inbound=False)
    contact(store, offer, "2026-11-23", inbound=False)
    assert names(store) == {"Offer Co"}

    contact(store, offer, "2026-11-23", inbound=True)
    assert names(store) == set()
