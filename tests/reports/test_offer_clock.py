"""What Plan says of an offer in hand, its rivals and the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.reports.searching import (
    MANY,
    OFFERED,
    TODAY,
    S,
    Story,
    after,
    by_id,
    search,
    story,
)
from tracker.models import DeadlineChange, Granted, Offer, Searcher
from tracker.reports import ledger
from tracker.reports import offer_clock as reports

if TYPE_CHECKING:
    from tracker.search import Search

HELD = OFFERED._replace(company="Held Ltd")
RIVAL = story((S.APPLIED, 20), (S.SCREEN, 30), (S.ONSITE, 50), company="Rival Ltd")
FIRST, SECOND = UUID(int=1), UUID(int=2)


def offer(application_id: UUID, base: int, days: int | None, **more: object) -> Offer:
    given = {
        "id": UUID(int=application_id.int * 1_000),
        "owner": "me",
        "application_id": application_id,
        "currency": "EUR",
        "base": Decimal(base),
        "deadline_on": None if days is None else after(60 + days),
        **more,
    }
    return Offer.model_validate(given)


def holding(*offers: Offer, stories: tuple[Story, ...] = (HELD, RIVAL)) -> Search:
    return search([*stories, *MANY[:60]], offers=by_id(*offers))


def reckoned(held: Search, **assumed: float) -> reports.Reckoning:
    return reports.reckon(
        held,
        reports.in_hand(held, TODAY)[0],
        TODAY,
        reports.Assumed(**assumed),  # type: ignore[arg-type]
    )


def test_only_open_offers_with_a_deadline_to_come_have_a_clock() -> None:
    held = holding(
        offer(FIRST, 100_000, 5),
        offer(SECOND, 100_000, None),
        offer(UUID(int=3), 100_000, 5),
        stories=(HELD, OFFERED._replace(company="Open Ltd"), RIVAL),
    )

    [found] = reports.in_hand(held, TODAY)
    assert (found.name, found.days_left, found.yearly) == ("Held Ltd", 5, 100_000)
    assert reports.missing(held, TODAY) == [
        "Open Ltd: no deadline is noted; ask for one in writing."
    ]
    late = holding(offer(FIRST, 100_000, -2))
    assert reports.in_hand(late, TODAY) == []
    assert reports.missing(late, TODAY) == [
        "Held Ltd: the deadline was Wed 29 Apr; ask whether it still stands."
    ]


def test_a_promising_rival_is_hurried_and_more_time_is_asked_for() -> None:
    found = reckoned(holding(offer(FIRST, 100_000, 5)), fallback=50)
    rival = found.clock.rivals[0]

    assert 0 < rival.offer.chance < rival.ever < 1
    assert reports.title(found, TODAY) == ("Before Wed 6 May, hurry Rival Ltd first.")
    waiting, asking, deadline = reports.lines(found, TODAY)
    assert waiting.startswith("Waiting until Wed 6 May is worth")
    assert asking.startswith("Ask for ")
    assert "career advice, no study" in asking
    assert "At least a week is normal" in asking
    assert deadline.startswith("Any deadline will do")
    table = reports.table(found)
    assert table["Process"][0] == "Rival Ltd"
    assert table["What to do"][0].startswith("Hurry")
    assert len(reports.extensions(found, TODAY)["Until"]) == 4


def test_a_deadline_before_a_much_better_offer_may_come_is_too_short() -> None:
    held = holding(offer(FIRST, 100_000, 5))
    found = reckoned(held, worth={SECOND: 200}, fallback=95)  # type: ignore[arg-type]
    days = found.clock.shortest_deadline

    assert days is not None
    assert days > 5
    assert f"{days} days from now: yours is shorter" in reports.lines(found, TODAY)[2]


def test_a_rival_that_is_worth_less_is_left_alone() -> None:
    found = reckoned(holding(offer(FIRST, 100_000, 5)), worth={SECOND: 60})  # type: ignore[arg-type]

    assert reports.title(found, TODAY).startswith("Nothing to hurry before Wed 6 May")
    assert "More time is worth little" in reports.lines(found, TODAY)[1]


def test_a_better_offer_in_hand_is_said_first() -> None:
    held = holding(
        offer(FIRST, 100_000, 5),
        offer(SECOND, 120_000, 9),
        stories=(HELD, OFFERED._replace(company="Better Ltd")),
    )
    found = reckoned(held)

    assert reports.title(found, TODAY) == (
        "Better Ltd pays more, and is in hand as well."
    )
    assert "worth 20% more a year than Held Ltd" in reports.lines(found, TODAY)[0]
    table = reports.table(found)
    assert table["Offer by the deadline"][0] == "in hand"
    assert table["What to do"][0] == "Pays 120% of this one"
    assert reports.first(reports.in_hand(held, TODAY)) == 1


def test_offers_in_two_currencies_are_not_compared() -> None:
    held = holding(
        offer(FIRST, 100_000, 5),
        offer(SECOND, 900_000, 9, currency="PLN"),
        stories=(HELD, OFFERED._replace(company="Other Ltd")),
    )

    assert reports.first(reports.in_hand(held, TODAY)) == 0
    assert reports.table(reckoned(held))["What to do"][0] == "Compare it on Offers"


def test_a_deadline_of_today_and_nothing_else_under_way() -> None:
    found = reckoned(search([HELD], offers=by_id(offer(FIRST, 100_000, 0))))

    assert reports.lines(found, TODAY)[0] == "It must be answered today."
    assert reports.lines(found, TODAY)[2].startswith("Any deadline will do")
    assert reports.table(found)["Process"] == []


@pytest.mark.parametrize(("employer", "percent"), [("", 0), ("Acme", 80)])
def test_who_has_a_job_does_not_fall_to_nothing(employer: str, percent: int) -> None:
    held = search(searcher=Searcher(owner="me", employer=employer))
    assert reports.fallback(held) == percent


def test_the_ledger_has_the_latest_question_first() -> None:
    def asked(number: int, granted: Granted, day: int) -> DeadlineChange:
        return DeadlineChange(
            id=UUID(int=number),
            owner="me",
            offer_id=UUID(int=1_000),
            asked_on=after(day),
            deadline_on=after(70),
            granted=granted,
            note="By phone",
        )

    held = search(
        [HELD],
        offers=by_id(offer(FIRST, 1, 5)),
        deadline_changes=by_id(
            asked(1, Granted.NO, 50),
            asked(2, Granted.OPEN, 55),
            DeadlineChange(
                id=UUID(int=3),
                owner="me",
                offer_id=UUID(int=9),
                asked_on=after(1),
                deadline_on=after(2),
            ),
        ),
    )
    first, second = ledger.entries(held, TODAY)

    assert first.words == "asked on Sun 26 Apr for Mon 11 May: no answer yet"
    assert (first.is_open, first.note, first.name) == (True, "By phone", "Held Ltd")
    assert second.words.endswith(": refused")
