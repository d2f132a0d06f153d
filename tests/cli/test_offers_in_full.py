"""Offers from JSON through the store to the answer of the terminal, to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal

EVEN = {"shares_by_year": [25] * 4, "cadence": "yearly"}
FIFTY = {"amount": 50_000, "window_months": 24, "shape": "monthly pro rata"}
STARTUP = {  # the worked example of the domain notes, 4.5
    "kind": "options",
    "shares_by_year": [25] * 4,
    "options": {"count": 10_000, "strike": 1, "price": 2},
    "company": {
        "fully_diluted": 10_000_000,
        "preferred": [{"shares": 2_500_000, "preference": 40_000_000}],
        "outcomes": [
            {"exit": exit_, "chance": "0.2"}
            for exit_ in (20_000_000, 40_000_000, 60_000_000, 100_000_000, 400_000_000)
        ],
    },
}


def offered(terminal: Terminal, company: str = "Acme", **facts: object) -> None:
    given = {"company": company, "title": "Engineer", "currency": "USD", "base": 0}
    answer = terminal.add("offer", given | facts)
    assert answer.status == 0, answer.err


def assumed(terminal: Terminal, **facts: object) -> None:
    answer = terminal.add("assumptions", facts)
    assert answer.status == 0, answer.err


def told(terminal: Terminal) -> Any:  # noqa: ANN401
    return terminal("offers", "--json").json


def only(terminal: Terminal) -> Any:  # noqa: ANN401
    [offer] = told(terminal)["offers"]
    return offer


def money(rows: list[dict[str, str]], key: str) -> list[Decimal]:
    return [Decimal(row[key]) for row in rows]


@pytest.mark.parametrize(
    ("shape", "owed"), [("monthly pro rata", "12500.00"), ("cliff", "50000.00")]
)
def test_a_sign_on_of_50_000_left_at_18_of_24_months(
    terminal: Terminal, shape: str, owed: str
) -> None:
    # Six of 24 months not served: 12,500; a cliff owes all of it.
    offered(terminal, sign_ons=[FIFTY | {"shape": shape}])
    kept = only(terminal)["kept_on_leaving"]["18"]
    assert kept["paid_back"] == owed
    assert Decimal(kept["kept"]) == 50_000 - Decimal(owed)


def test_grants_of_100_at_start_and_80_after_a_year_vest_45_in_year_2(
    terminal: Terminal,
) -> None:
    # 25 of the first and 20 of the second.
    later = EVEN | {"value": 80, "starts_month": 12}
    offered(terminal, grants=[EVEN | {"value": 100}, later])
    assert money(only(terminal)["years"], "equity") == [25, 45, 45, 45]


def test_15_percent_of_200_000_at_full_payout_equals_230_000(
    terminal: Terminal,
) -> None:
    offered(terminal, base=200_000, bonus_target="0.15")
    assert money(only(terminal)["years"], "total") == [230_000] * 4


@pytest.mark.parametrize(
    ("shares", "present"),  # 400,000 at 8 %, year-end: domain notes, 4.1
    [
        ([25, 25, 25, 25], 331_213),
        ([5, 15, 40, 40], 314_577),
        ([33, 33, 22, 12], 340_530),
    ],
)
def test_the_present_value_of_a_grant(
    terminal: Terminal, shares: list[int], present: int
) -> None:
    grant = {"value": 400_000, "shares_by_year": shares, "cadence": "yearly"}
    offered(terminal, grants=[grant])
    assumed(terminal, discount={"rate": "0.08", "source": "mine", "on": "2026-03-02"})
    answer = told(terminal)
    assert round(Decimal(answer["comparison"]["totals"]["Acme"])) == present
    assert answer["comparison"]["assumptions"]["discount"]["source"] == "mine"


def test_options_after_a_preference_of_40_million(terminal: Terminal) -> None:
    offered(terminal, grants=[STARTUP])
    [startup] = only(terminal)["startup"]
    gains = [Decimal(row["gain"]) for row in startup["payouts"]]
    # 20M and 40M go to the preference; 60M leaves 20M for 7.5M shares; at 400M the
    # preferred convert.
    assert gains == [0, 0, Decimal("16666.67"), 70_000, 390_000]
    assert Decimal(startup["median"]) == Decimal("16666.67")
    assert startup["chance_of_nothing"] == 0.4


def test_dilution_by_two_rounds_of_20_percent_leaves_514_583(
    terminal: Terminal,
) -> None:
    # A published calculator (venturecalculator.com) says 6.3M for this: wrong.
    # 25,000 / 12M x .64 x 400M less 25,000 x .75 to exercise.
    company = {
        "fully_diluted": 12_000_000,
        "rounds": [{"dilution": "0.2"}, {"dilution": "0.2"}],
        "outcomes": [{"exit": 400_000_000, "chance": 1}],
    }
    options = {"count": 25_000, "strike": "0.75", "price": 1}
    grant = STARTUP | {"options": options, "company": company}
    offered(terminal, grants=[grant])
    [startup] = only(terminal)["startup"]
    assert round(Decimal(startup["mean"])) == 514_583


def test_a_worse_third_offer_does_not_reorder_the_two_and_is_explained(
    terminal: Terminal,
) -> None:
    # The example of the domain notes, 4.7: .607 and .6755 on fixed scales.
    for company, base, growth, minutes in (
        ("A", 320_000, 6, 60),
        ("B", 280_000, 8, 30),
        ("C", 240_000, 1, 120),
    ):
        benefits = {"commute_minutes": minutes}
        marks = {"growth": growth}
        offered(terminal, company, base=base, benefits=benefits, ratings=marks)
    scales = {
        "pay_now": {"worst": 150_000, "best": 400_000},
        "growth": {"worst": 0, "best": 10},
        "commute": {"worst": 120, "best": 0},
    }
    points = {"pay_now": 40, "growth": 35, "commute": 25, "pay_later": 0}
    usual = {"amount": 200_000}
    assumed(terminal, usual_pay=usual, points=points, scales=scales)
    decision = told(terminal)["decision"]
    values = {each["name"]: each["value"] for each in decision["values"]}
    assert values["A"] == pytest.approx(0.607)
    assert values["B"] == pytest.approx(0.6755)
    assert [each["name"] for each in decision["dominated"]] == ["C"]
    assert any("With C the order" in each for each in decision["reversals"])
    assert decision["title"].startswith("B comes out best")

    terminal("move", "C", "declined")
    values = {
        each["name"]: each["value"] for each in told(terminal)["decision"]["values"]
    }
    assert values == {"A": pytest.approx(0.607), "B": pytest.approx(0.6755)}


def test_two_currencies_are_compared_at_the_rate_of_a_day(terminal: Terminal) -> None:
    offered(terminal, "Dollar", base=100_000)
    offered(terminal, "Euro", base=95_000, currency="EUR")
    answer = told(terminal)
    assert "choose the currency" in answer["comparison"]["left_out"][0]
    rate = {"base": "USD", "quote": "EUR", "rate": "0.9", "on": "2026-03-02"}
    assumed(terminal, currency="EUR", exchange=[rate])
    answer = told(terminal)
    assert answer["comparison"]["totals"] == {
        "Dollar": "360000.00",
        "Euro": "380000.00",
    }
    # 5,000 EUR a year are 5,555.56 USD, and a cent less rounds to the same EUR.
    [needed] = answer["break_even"]
    assert needed["name"] == "Dollar"
    assert needed["needs"][0]["more"] == "5555.55"


def test_leaving_the_current_job_is_taken_off_or_staying_is_compared(
    terminal: Terminal,
) -> None:
    grant = EVEN | {"value": 40_000}
    offered(terminal, base=120_000)
    job = {"currency": "USD", "base": 100_000, "grants": [grant]}
    assumed(terminal, current=job, stay=False)
    answer = told(terminal)
    assert answer["current_job"]["given_up"]["unvested"] == "40000.00"
    assert answer["offers"][0]["in_full"][0]["before_tax"] == "80000.00"
    assumed(terminal, current=job)
    answer = told(terminal)
    assert answer["comparison"]["totals"] == {
        "Acme": "480000.00",
        "Current job": "440000.00",
    }


def test_an_offer_of_the_documented_form_is_still_taken(terminal: Terminal) -> None:
    grant = {"kind": "rsu", "value": "100", "shares_by_year": [100]}
    offered(
        terminal,
        base="1",
        bonus_target="0.1",
        bonus_payout="1",
        raise_rate="0",
        sign_on="5",
        received_on="2026-03-02",
        deadline_on="2026-03-09",
        in_writing=True,
        note="x",
        grants=[grant | {"cadence": "yearly", "cliff_months": 0}],
    )
    assert only(terminal)["years"][0]["total"] == "106.10"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"grants": [EVEN | {"value": 1, "shares_by_year": [50, 49]}]}, "sum to 99"),
        ({"base": -1}, "“base” of the offer is “-1”"),
        ({"grants": [EVEN | {"value": 1, "cliff_months": 49}]}, "does not fit"),
        ({"currency": "XYZ"}, "“XYZ” is not a currency"),
        (
            {"grants": [STARTUP | {"company": {"last_preferred_price": 4}}]},
            "fully diluted count is missing",
        ),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    terminal: Terminal, facts: dict[str, object], sentence: str
) -> None:
    given = {"company": "Acme", "title": "Engineer", "currency": "USD", "base": 1}
    answer = terminal.add("offer", given | facts)
    assert answer.status == 1
    assert sentence in answer.err
    assert told(terminal) == {"offers": []}


def test_own_scenarios_and_what_is_kept_after_tax(terminal: Terminal) -> None:
    grant = EVEN | {"value": 40_000}
    offered(terminal, base=60_000, grants=[grant])
    assert only(terminal)["kept_after_tax"] is None
    tax = {"bands": [{"above": 0, "rate": "0.25"}]}
    assumed(terminal, tax=tax, scenarios=["-0.9", "0"])
    offer = only(terminal)

    # 70,000 a year, of which 10,000 is shares; a quarter is tax.
    assert offer["kept_after_tax"]["12"] == "52500.00"
    assert offer["kept_after_tax"]["18"] == "75000.00"
    assert [one["total"] for one in offer["price_scenarios"]] == [
        "244000.00",
        "280000.00",
    ]
