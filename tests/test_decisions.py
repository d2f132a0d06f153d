"""Choosing between offers: scales, weights, sensitivity, reversal, break-even."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker import decisions, offers
from tracker.decisions import Choice, Criterion, Goal, Lever, Price
from tracker.errors import InvalidError
from tracker.offers import GrantTerms, OfferTerms, OptionTerms

D = Decimal
CRITERIA = (
    Criterion("pay", "pay", D(150_000), D(400_000), "USD a year"),
    Criterion("growth", "growth", D(0), D(10), "of 10"),
    Criterion("commute", "commute", D(120), D(0), "minutes"),
)
WEIGHTS = decisions.weights_of({"pay": D(40), "growth": D(35), "commute": D(25)})


def choice(name: str, pay: int, growth: int, commute: int) -> Choice:
    figures = {"pay": D(pay), "growth": D(growth), "commute": D(commute)}
    return Choice(name, figures)


A = choice("A", 320_000, 6, 60)
B = choice("B", 280_000, 8, 30)
WORSE = choice("C", 240_000, 1, 120)


def rounded(valued: list[decisions.Valued]) -> dict[str, float]:
    return {each.name: round(float(each.value), 4) for each in valued}


# The golden example of rank reversal, by hand: A is .4 x 170/250 + .35 x .6 + .25 x .5.


@pytest.mark.parametrize("third", [[], [WORSE]])
def test_on_fixed_scales_a_third_offer_changes_nothing(third: list[Choice]) -> None:
    valued = decisions.values(CRITERIA, [A, B, *third], WEIGHTS)
    assert [each.name for each in valued][:2] == ["B", "A"]
    assert rounded(valued)["A"] == 0.607
    assert rounded(valued)["B"] == 0.6755


def test_on_scales_made_of_the_offers_a_worse_third_one_flips_the_winner() -> None:
    two = decisions.local_scores(CRITERIA, [A, B])
    assert rounded(decisions.ranked(two, WEIGHTS)) == {"B": 0.6, "A": 0.4}
    three = decisions.local_scores(CRITERIA, [A, B, WORSE])
    valued = decisions.ranked(three, WEIGHTS)
    assert rounded(valued) == {"A": 0.8167, "B": 0.8, "C": 0}
    assert valued[0].name == "A"


def test_the_reversal_is_found_and_explained() -> None:
    (found,) = decisions.reversals(CRITERIA, [A, B, WORSE], WEIGHTS)
    assert found.left_out == "C"
    assert found.with_it == ["A", "B"]
    assert found.without_it == ["B", "A"]
    assert found.sentence == (
        "With C the order of the others is A > B, without it B > A: C alone stretches "
        "the scales of pay, growth, commute, which shrinks what the others differ by "
        "there. On fixed scales the order cannot depend on it."
    )
    assert decisions.reversals(CRITERIA, [A, B], WEIGHTS) == []


def test_equal_figures_make_a_local_scale_without_length() -> None:
    placed = decisions.local_scores(CRITERIA[:1], [A, replace(A, name="Z")])
    assert placed == {"A": {"pay": 1}, "Z": {"pay": 1}}


def test_dominated_offers_are_named_first() -> None:
    (found,) = decisions.dominated(CRITERIA, [A, B, WORSE])
    assert found.sentence == (
        "C can be set aside: A is at least as good on everything and better on pay, "
        "growth, commute."
    )
    assert decisions.dominated(CRITERIA, [A, B]) == []
    assert decisions.dominated(CRITERIA, [A, replace(A, name="Twin")]) == []


def test_a_figure_beyond_its_scale_is_said_and_not_cut_off() -> None:
    rich = choice("R", 500_000, 5, 60)
    assert decisions.beyond_scale(CRITERIA, [A, rich]) == [
        (
            "R lies beyond the scale of pay (150,000 to 400,000): widen it, and look "
            "at its weight again."
        )
    ]
    assert decisions.scores(CRITERIA, [rich])["R"]["pay"] == Fraction(7, 5)


# What are you optimising for?


@pytest.mark.parametrize("goal", Goal)
def test_a_goal_gives_its_own_criterion_the_most_points(goal: Goal) -> None:
    criteria = decisions.criteria_for("EUR", D(100_000))
    points = decisions.points_for(goal)
    assert list(points) == [each.key for each in criteria]
    first = max(points, key=lambda key: points[key])
    assert first.replace("pay_", "money_").replace("_", " ") == goal
    assert sorted(points.values())[-2] < 100
    assert sum(decisions.weights_of(points).values()) == 1


def test_pay_scales_run_from_half_to_twice_the_usual_pay() -> None:
    pay = decisions.criteria_for("EUR", D(100_000))[0]
    assert (pay.worst, pay.best, pay.unit) == (D(50_000), D(200_000), "EUR a year")
    assert decisions.UNSURE is Goal.GROWTH


# The money lens.


def test_a_30_minute_commute_has_a_price() -> None:
    # 5,000 for half an hour less, counted from an hour; 3,000 a point of growth from 7.
    prices = [
        Price("commute", D(5_000), D(-30), D(60)),
        Price("growth", D(3_000), D(1), D(7)),
    ]
    found = decisions.priced([A, B], "pay", prices)
    assert [(each.name, each.total) for each in found] == [
        ("A", D(317_000)),
        ("B", D(288_000)),
    ]
    assert found[1].parts == {"commute": 5_000, "growth": 3_000}


def test_weights_imply_a_price_of_everything() -> None:
    # .25 x 30/120 of value is .0625; pay has .4 on 250,000.
    price = decisions.implied_price(CRITERIA, WEIGHTS, "pay", "commute", D(-30))
    assert price == D("39062.50")
    none = decisions.weights_of({"pay": D(0), "growth": D(1), "commute": D(1)})
    with pytest.raises(InvalidError, match="“pay” has no weight"):
        decisions.implied_price(CRITERIA, none, "pay", "commute", D(-30))


# Sensitivity.

PLACED = decisions.scores(CRITERIA, [A, B, WORSE])


def test_the_smallest_change_that_flips_the_winner_is_exact() -> None:
    # B leads on growth and commute by r = (.35 x .2 + .25 x .25) / .6 and A on pay by
    # .16, so at t = r / (r + .16) they are equal: 265/457.
    flip = decisions.smallest_flip(PLACED, WEIGHTS)
    assert flip is not None
    assert (flip.key, flip.winner, flip.other) == ("pay", "B", "A")
    assert flip.at == Fraction(265, 457)
    assert float(flip.change) == pytest.approx(0.17987, abs=1e-5)
    level = decisions.ranked(PLACED, decisions.moved(WEIGHTS, "pay", flip.at))
    assert level[0].value == level[1].value


def test_no_weight_flips_an_offer_that_leads_on_everything() -> None:
    placed = decisions.scores(CRITERIA, [A, WORSE])
    assert decisions.smallest_flip(placed, WEIGHTS) is None
    twins = decisions.scores(CRITERIA, [A, replace(A, name="Twin")])
    assert decisions.smallest_flip(twins, WEIGHTS) is None


def test_the_tornado_moves_each_weight_by_a_tenth_widest_first() -> None:
    bars = decisions.tornado(PLACED, WEIGHTS)
    assert [bar.key for bar in bars] == ["pay", "commute", "growth"]
    pay = bars[0]
    assert (pay.low, pay.high) == (Fraction(3, 10), Fraction(1, 2))
    # At .5: .5 x -.16 + .5 x (.1325 / .6)
    assert float(pay.lead_high) == pytest.approx(-0.08 + 0.5 * 0.1325 / 0.6)
    assert pay.lead_low > pay.lead_high > 0


def test_a_weight_that_is_all_there_is_gives_to_the_others_in_equal_parts() -> None:
    alone = decisions.weights_of({"pay": D(1), "growth": D(0), "commute": D(0)})
    assert decisions.moved(alone, "pay", Fraction(1, 2)) == {
        "pay": Fraction(1, 2),
        "growth": Fraction(1, 4),
        "commute": Fraction(1, 4),
    }
    assert decisions.moved({"pay": Fraction(1)}, "pay", Fraction(0)) == {"pay": 1}


def test_the_share_of_all_weightings_matches_the_one_worked_out_by_hand() -> None:
    # (1, 0) beats (0, .5) where w > (1 - w) / 2, so for w above a third.
    placed = {
        "X": {"p": Fraction(1), "q": Fraction(0)},
        "Y": {"p": Fraction(0), "q": Fraction(1, 2)},
    }
    first, second = decisions.acceptance(placed, ["p", "q"])
    assert (first.name, second.name) == ("X", "Y")
    assert first.share == pytest.approx(2 / 3, abs=4 * first.error)
    assert 0 < first.error < 0.0036
    assert first.share + second.share == pytest.approx(1)
    assert decisions.acceptance(placed, ["p", "q"])[0] == first


def test_twins_share_the_weightings_between_them() -> None:
    twins = decisions.scores(CRITERIA, [A, replace(A, name="Twin"), WORSE])
    shares = [each.share for each in decisions.acceptance(twins, list(WEIGHTS))]
    assert shares == [0.5, 0.5, 0]


# Break-even.


def salary(base: int, grant: int = 0) -> OfferTerms:
    plan = offers.schedule([25] * 4, "yearly")
    given_ = (GrantTerms(D(grant), plan),) if grant else ()
    return OfferTerms("EUR", D(base), grants=given_)


def test_what_the_loser_would_need_to_the_cent() -> None:
    # 400,000 against 360,000: 10,000 a year, or 40,000 at once or vesting.
    target = decisions.total_of(salary(100_000))
    found = decisions.needs(salary(80_000, 40_000), target)
    assert found == [
        (Lever.BASE, D(10_000), D(90_000)),
        (Lever.GRANT, D(40_000), D(80_000)),
        (Lever.SIGN_ON, D(40_000), D(40_000)),
    ]
    assert all(str(need.more).endswith(".00") for need in found)


def test_an_offer_that_is_worth_enough_needs_nothing() -> None:
    needs = decisions.needs(salary(100), D(400))
    assert [need.more for need in needs] == [0, 0, 0]


def test_what_no_pay_can_reach_is_left_out() -> None:
    def only_base(terms: OfferTerms) -> Decimal:
        return terms.base

    needs = decisions.needs(salary(100), D(150), only_base)
    assert [(need.lever, need.total) for need in needs] == [(Lever.BASE, D(150))]


def test_the_share_price_that_makes_two_offers_equal() -> None:
    # 320,000 of salary and 1,000 shares; 400,000 in all takes 80 a share.
    offer = salary(80_000, 50_000)
    assert decisions.price_needed(offer, D(50), D(400_000)) == 80
    # As a percentage of today's price.
    assert decisions.price_needed(offer, D(100), D(400_000)) == 160
    assert decisions.price_needed(offer, D(50), D(300_000)) == 0
    assert decisions.price_needed(salary(80_000), D(50), D(400_000)) is None


def test_the_share_price_of_options_counts_from_the_strike() -> None:
    # 10,000 options at 8: a gain of 60,000 takes 14 a share.
    plan = offers.schedule([25] * 4, "yearly")
    options = offers.option_grant(OptionTerms(D(10_000), D(8), D(10)), plan)
    offer = OfferTerms("USD", D(0), grants=(options,))
    assert decisions.price_needed(offer, D(10), D(60_000)) == 14


def test_within_5_percent_is_a_tie_on_money() -> None:
    totals = {"A": D(95), "B": D(100), "C": D(60)}
    assert decisions.money_sentence(totals) == (
        "B and A are within 5%: a tie on money, decide on the rest."
    )
    assert decisions.money_sentence({"A": D(9), "B": D(4)}) == (
        "A is worth most in money."
    )
    assert decisions.money_sentence({"A": D(9)}) == "A is the only offer so far."
    assert decisions.money_sentence({}) == "No offer to compare yet."


# Laws.

figures = st.fixed_dictionaries(
    {
        "pay": st.integers(150_000, 400_000).map(Decimal),
        "growth": st.integers(0, 10).map(Decimal),
        "commute": st.integers(0, 120).map(Decimal),
    }
)
points = st.fixed_dictionaries(
    {key: st.integers(0, 100).map(Decimal) for key in WEIGHTS}
)
several = st.lists(figures, min_size=2, max_size=6).map(
    lambda rows: [Choice(f"Offer {n}", row) for n, row in enumerate(rows)]
)


@given(several, points, st.sampled_from(CRITERIA), st.integers(1, 10))
def test_more_of_anything_good_never_lowers_a_rank(
    choices: list[Choice], given_: dict[str, Decimal], more: Criterion, tenths: int
) -> None:
    assume(any(given_.values()))
    weights = decisions.weights_of(given_)
    first = choices[0]
    better = first.figures[more.key] + (more.best - more.worst) * tenths / 10
    raised = Choice(first.name, {**first.figures, more.key: better})

    def rank(among: list[Choice]) -> int:
        order = decisions.values(CRITERIA, among, weights)
        return [each.name for each in order].index(first.name)

    assert rank([raised, *choices[1:]]) <= rank(choices)


@given(several, points)
def test_leaving_an_offer_out_never_reorders_the_others_on_fixed_scales(
    choices: list[Choice], given_: dict[str, Decimal]
) -> None:
    assume(any(given_.values()))
    weights = decisions.weights_of(given_)
    order = [each.name for each in decisions.values(CRITERIA, choices, weights)]
    fewer = decisions.values(CRITERIA, choices[1:], weights)
    assert [name for name in order if name != choices[0].name] == [
        each.name for each in fewer
    ]


@given(several, points)
def test_the_parts_of_a_value_sum_to_it(
    choices: list[Choice], given_: dict[str, Decimal]
) -> None:
    assume(any(given_.values()))
    weights = decisions.weights_of(given_)
    for each in decisions.values(CRITERIA, choices, weights):
        assert sum(each.parts.values()) == each.value
        assert 0 <= each.value <= 1


@given(several, points)
def test_a_flip_is_where_two_offers_draw_level_and_no_nearer_one_exists(
    choices: list[Choice], given_: dict[str, Decimal]
) -> None:
    assume(any(given_.values()))
    weights = decisions.weights_of(given_)
    placed = decisions.scores(CRITERIA, choices)
    winner = decisions.ranked(placed, weights)[0].name
    flip = decisions.smallest_flip(placed, weights)
    nearest = abs(flip.change) if flip else Fraction(2)

    def leads(key: str, to: Fraction) -> Fraction:
        order = decisions.ranked(placed, decisions.moved(weights, key, to))
        values = {each.name: each.value for each in order}
        return values[winner] - order[0].value

    if flip:
        after = decisions.moved(weights, flip.key, flip.at)
        values = {each.name: each.value for each in decisions.ranked(placed, after)}
        assert values[flip.winner] == values[flip.other]
        assert leads(flip.key, flip.at) == 0
    for key, weight in weights.items():
        for tenth in range(11):
            to = Fraction(tenth, 10)
            if abs(to - weight) < nearest:
                assert leads(key, to) == 0


@given(several, points)
def test_a_dominated_offer_is_never_best_alone(
    choices: list[Choice], given_: dict[str, Decimal]
) -> None:
    assume(any(given_.values()))
    weights = decisions.weights_of(given_)
    valued = decisions.values(CRITERIA, choices, weights)
    value = {each.name: each.value for each in valued}
    for found in decisions.dominated(CRITERIA, choices):
        assert value[found.name] <= value[found.by]
    assert len(decisions.dominated(CRITERIA, choices)) < len(choices)


@settings(deadline=None, max_examples=30)  # each halves an interval of cents
@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(Lever))
def test_a_need_is_enough_and_a_cent_less_is_not(
    base: int, target: int, lever: Lever
) -> None:
    loser = OfferTerms("EUR", D(base) / 100, D("0.1"), raise_rate=D("0.03"))
    goal = D(target) / 10
    (need,) = (each for each in decisions.needs(loser, goal) if each.lever is lever)
    enough = decisions.with_more(loser, lever, need.more)
    assert decisions.total_of(enough) >= goal
    if need.more:
        less = decisions.with_more(loser, lever, need.more - D("0.01"))
        assert decisions.total_of(less) < goal


# Bad input.


@pytest.mark.parametrize(
    ("message", "make"),
    [
        ("scale of “x” has no length", lambda: Criterion("x", "x", D(1), D(1))),
        ("scale of “x” has no", lambda: Criterion("x", "x", D("NaN"), D(1))),
        ("points of “x” are out", lambda: decisions.weights_of({"x": D(-1)})),
        ("All weights are 0", lambda: decisions.weights_of({"x": D(0)})),
        ("Each criterion needs", lambda: decisions.values(CRITERIA, [A], {})),
        ("the same name", lambda: decisions.scores(CRITERIA, [A, A])),
        (
            "E has no figure for “pay”",
            lambda: decisions.scores(CRITERIA, [Choice("E", {})]),
        ),
        (
            "E has no figure for “pay”",
            lambda: decisions.priced([Choice("E", {})], "pay", []),
        ),
        ("price of “x” needs", lambda: Price("x", D(1), D(0), D(0))),
        ("usual pay is missing", lambda: decisions.criteria_for("EUR", D(0))),
        (
            "share price is missing",
            lambda: decisions.price_needed(salary(1), D(0), D(1)),
        ),
    ],
)
def test_bad_input_is_refused_by_name(message: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidError, match=message):
        make()
