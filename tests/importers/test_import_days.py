from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers import days

DAY = date(2024, 3, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-28",
        "2024/3/28",
        "2024.03.28",
        "20240328",
        "2024-03-28T10:00:00Z",
        "2024-03-28 10:00:00 UTC",
        "2024-03-28T10:00:00.123+02:00",
        "28 Mar 2024",
        "28-Mar-24",
        "28. März 2024",
        "28. Maerz 2024",
        "Mar 28, 2024",
        "March 28th, 2024",
        "Thu, 28 Mar 2024",
        "Donnerstag, 28. März 2024",
        "28 mars 2024",
        "28 de marzo de 2024",
        "28 de março de 2024",
        "28 marzo 2024",
        "28 maart 2024",
        "2024 March 28",
        "28/03/2024",
        "3/28/24",
        "3/28/24, 4:11 PM",
        "3/28/2024 16:11",
        "28.3.24",
        "28. 03. 2024",
        "45379",
        "45379.67",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    # 45379: 2024-03-28 in any spreadsheet, =DATEVALUE("2024-03-28").
    assert days.read(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "yesterday",
        "Mar 2024",
        "2024",
        "30 Feb 2024",
        "2024-13-01",
        "31/31/2024",
        "03/04",
        "3/4/024",
        "12 Foo 2024",
        "1 Mar 2 2024",
        "0001-01-01",
        "99999",
        "28 Mar 2024 or later",
        "2024-03-28 and 2024-04-01",
        "9" * 10_000,
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days.read(text) is None


def test_two_readings_are_none_until_the_order_is_known() -> None:
    assert days.read("03/04/2026") is None
    assert days.read("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert days.read("03/04/2026", day_first=False) == date(2026, 3, 4)
    assert days.read("04/04/2026") == date(2026, 4, 4)


def test_an_iso_day_is_never_turned_round() -> None:
    # pandas with dayfirst=True makes 4 March of it.
    assert days.read("2026-04-03", day_first=True) == date(2026, 4, 3)


@pytest.mark.parametrize("turned", [False, True])
def test_one_proof_settles_the_whole_column_wherever_it_stands(turned: bool) -> None:  # noqa: FBT001
    column = ["03/04/2026", "2026-01-02", "5 Mar 2026", "13/04/2026"]
    order = days.order(reversed(column) if turned else column)
    assert order == days.Order(day_first=True)


def test_proofs_of_both_orders_settle_nothing() -> None:
    order = days.order(["13/04/2026", "04/13/2026", "03/04/2026"])
    assert order == days.Order(None, ("03/04/2026",))
    assert days.read("13/04/2026") == days.read("04/13/2026") == date(2026, 4, 13)


def test_dots_are_day_first_unless_the_column_proves_otherwise() -> None:
    assert days.order(["3.4.2026"]).day_first is True
    assert days.order(["3.4.2026", "3.24.2026"]).day_first is False


def test_a_column_that_leaves_nothing_open_asks_nothing() -> None:
    assert days.order(["4/4/2026", "2026-01-02", "soon", ""]) == days.Order(None)


@given(
    st.lists(st.dates(date(1970, 1, 1), date(2069, 12, 31)), min_size=1),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%m/%d/%y"]),
)
def test_a_column_is_read_right_or_asked_about_but_never_wrong(
    column: list[date], form: str
) -> None:
    day_first = form.startswith("%d")
    texts = [day.strftime(form) for day in column]
    order = days.order(texts)
    for day, text in zip(column, texts, strict=True):
        assert days.read(text, day_first=order.day_first) in {day, None}
        if order.doubtful:
            assert days.read(text, day_first=day_first) == day
        else:
            assert days.read(text, day_first=order.day_first) == day


@given(st.integers(26_000, 73_000))
def test_serials_count_days(serial: int) -> None:
    assert days.read(str(serial)) == date(1899, 12, 30) + timedelta(days=serial)


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert isinstance(days.read(text), date | None)
    days.order([text, text])
