"""What is said of a captured posting, and what of earlier ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.commands.making import log
from tracker.capture import Posting
from tracker.reports import captured, scheduled
from tracker.schedules import read
from tracker.search import current

if TYPE_CHECKING:
    from tracker.store import Store

DAY = date(2026, 3, 9)
WHOLE = Posting(title="Chef", company="Acme", url="https://a.example/1", text="Cook.")


def test_the_title_asks_about_what_was_read() -> None:
    assert captured.title([]) == "Which posting do you want to log?"
    assert captured.title([WHOLE]) == "Log Chef at Acme?"
    assert captured.title([Posting(url="https://a.example/1")]) == (
        "Log https://a.example/1?"
    )
    assert captured.title([WHOLE, WHOLE]) == "This page holds 2 postings; which one?"


def test_what_was_not_found_is_said() -> None:
    assert captured.missing(WHOLE) == ""
    assert captured.missing(Posting(title="Chef")) == "Not found in it: company, text."


def test_a_company_is_known_by_any_of_its_names_and_by_no_part_of_one(
    store: Store,
) -> None:
    with store.change() as work:
        log(work, "Amazon Web Services (AWS), Inc.", "Engineer")
    search = current(store, "me")
    (company_id,) = search.companies
    for called in ("AWS", "amazon web services", "Amazon Web Services Inc"):
        assert captured.company_called(search, called) == company_id
    for called in ("Amazon", "", "  ", "AW"):
        assert captured.company_called(search, called) is None
    (found,) = captured.warnings(search, "aws", "engineer", "", DAY)
    assert found.application_id in search.applications
    assert not captured.warnings(search, "Amazon", "Engineer", "", DAY)


def test_a_break_counts_as_no_round_and_stands_as_a_topic() -> None:
    slots = read("10-11 A, Engineer, SQL\n11-11.30 Lunch break")
    assert scheduled.button(slots) == "Make 1 round"
    table = scheduled.frame(slots)
    assert list(table["Interviewer"]) == ["A", ""]
    assert list(table["Topic"]) == ["SQL", "Lunch break"]
