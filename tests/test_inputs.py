"""What may be handed in, and the sentence that answers a mistake."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import inputs
from tracker.errors import FootholdError, InvalidError
from tracker.models import Stage

KINDS: list[type[inputs.Input]] = [
    inputs.ApplicationIn,
    inputs.RoundIn,
    inputs.PersonIn,
    inputs.TieIn,
    inputs.OfferIn,
    inputs.AskIn,
    inputs.TaskIn,
    inputs.InteractionIn,
    inputs.SettingsIn,
    inputs.GoalIn,
    inputs.CounterIn,
    inputs.AssumptionsIn,
]
APPLICATION = {"company": "Acme", "title": "Engineer"}
OFFER = {"company": "Acme", "title": "Engineer", "currency": "EUR", "base": "1"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=6,
)


def application(**changes: object) -> inputs.ApplicationIn:
    return inputs.parse(inputs.ApplicationIn, APPLICATION | changes)


def offer(**changes: object) -> inputs.OfferIn:
    return inputs.parse(inputs.OfferIn, OFFER | changes)


def refusal(kind: type[inputs.Input], given_: object) -> str:
    with pytest.raises(InvalidError) as caught:
        inputs.parse(kind, given_)
    return str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_any_json_is_taken_or_refused_in_one_sentence(
    kind: type[inputs.Input], data: st.DataObject
) -> None:
    fields = [f.alias or name for name, f in kind.model_fields.items()]
    given_ = data.draw(JSON | st.dictionaries(st.sampled_from(fields), JSON))
    try:
        inputs.parse(kind, given_)
    except FootholdError as error:
        text = str(error)
        assert text.endswith(".")
        assert "\n" not in text
        assert "pydantic" not in text


def test_text_is_tidied() -> None:
    taken = application(company="  Ac\0me\u202e \n GmbH ", note=" one\ntwo\0 ")
    assert taken.company == "Acme GmbH"
    assert taken.note == "one\ntwo"


def test_a_missing_field_an_unknown_one_and_an_empty_one_are_named() -> None:
    assert "needs “title”" in refusal(inputs.ApplicationIn, {"company": "Acme"})
    wrong = APPLICATION | {"salery": "1"}
    assert "no field “salery”" in refusal(inputs.ApplicationIn, wrong)
    empty = APPLICATION | {"title": " \u2028 "}
    assert "“title”" in refusal(inputs.ApplicationIn, empty)
    assert "must not be empty" in refusal(inputs.ApplicationIn, empty)
    assert "JSON object" in refusal(inputs.ApplicationIn, ["Acme"])


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_taken_by_its_word(stage: Stage) -> None:
    assert application(stage=stage.value).stage is stage


@pytest.mark.parametrize(
    "day",
    [
        *(5, 20260301, True, None, [2026, 3, 1], "", "1", "1772323200", "03/04/2026"),
        *("2026-02-30", "2026-3-1", "2026-03-01T00:00:00", "0001-01-01", "9999-12-31"),
    ],
)
def test_what_is_no_iso_day_is_refused(day: object) -> None:
    said = refusal(inputs.TaskIn, {"what": "Call", "due_on": day})
    assert "“due_on”" in said


def test_an_iso_day_is_that_day() -> None:
    assert application(applied_on="2026-03-01").applied_on == date(2026, 3, 1)


@pytest.mark.parametrize("time", [0, 1772323200, "1772323200", "soon", "14:00", True])
def test_a_bare_number_is_no_time(time: object) -> None:
    given_ = {"company": "Acme", "starts_at": time}
    assert "“starts_at”" in refusal(inputs.RoundIn, given_)


def test_a_time_without_offset_is_the_wall_time_of_its_zone() -> None:
    given_ = {"company": "Acme", "starts_at": "2026-07-01T14:00"}
    taken = inputs.parse(inputs.RoundIn, given_ | {"time_zone": "Europe/Berlin"})
    # Berlin is two hours ahead of UTC in summer.
    expected = datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/Berlin"
    assert taken.instant("") == expected
    assert inputs.parse(inputs.RoundIn, given_).instant("Europe/Berlin") == expected
    offset = inputs.parse(
        inputs.RoundIn, given_ | {"starts_at": "2026-07-01T14:00-04:00"}
    )
    assert offset.instant("")[0] == datetime(2026, 7, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "acme"])
def test_only_web_links_are_links(link: str) -> None:
    assert "http://" in refusal(inputs.ApplicationIn, APPLICATION | {"url": link})


@given(
    st.decimals(
        min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False
    )
)
def test_money_is_taken_digit_for_digit(amount: Decimal) -> None:
    assert str(offer(base=format(amount, "f")).base) == format(amount, "f")


@pytest.mark.parametrize("number", [0.1, 120000, 1e5, "0.15"])
def test_a_json_number_is_read_by_its_digits(number: float | str) -> None:
    text = json.loads(json.dumps({"base": number}))["base"]
    assert offer(base=text).base == Decimal(str(number))


@pytest.mark.parametrize(
    "amount",
    [
        *(-1, True, None, float("nan"), float("inf"), "-0.01", "abc", "1,5"),
        *("1e400", "1E-999999999", "1" * 5_000, "0.0000000000001"),
    ],
)
def test_what_no_contract_could_state_is_refused(amount: object) -> None:
    assert "“base”" in refusal(inputs.OfferIn, OFFER | {"base": amount})


def test_a_currency_is_three_letters() -> None:
    assert offer(currency="eur").currency == "EUR"
    assert "three letters" in refusal(inputs.OfferIn, OFFER | {"currency": "€"})


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan"), "x"])
def test_a_chance_lies_between_0_and_1(chance: object) -> None:
    given_ = {"from": "Me", "to": "Ana", "chance": chance}
    assert "“chance”" in refusal(inputs.TieIn, given_)


@given(st.floats(min_value=0, max_value=1))
def test_a_stated_chance_is_kept_as_it_is(chance: float) -> None:
    given_ = {"from": "Me", "to": "Ana", "chance": chance}
    assert inputs.parse(inputs.TieIn, given_).chance == chance


def test_texts_have_a_longest_length() -> None:
    long = APPLICATION | {"title": "x" * 201}
    assert "shorten" in refusal(inputs.ApplicationIn, long)
    assert len(application(title="x" * 200).title) == 200


def test_a_refusal_shows_a_long_value_shortened_and_on_one_line() -> None:
    said = refusal(inputs.ApplicationIn, APPLICATION | {"url": "a\n" * 500})
    assert len(said) < 250
