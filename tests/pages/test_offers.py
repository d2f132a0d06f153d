"""The page Offers: the comparison, and recording, editing and binning."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs, terms
from tracker.models import Grant, Offer, Stage
from tracker.reports import grant_forms
from tracker.reports.comparing import Measure
from tracker.search import Search, current
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import Button

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
TUESDAY = date(2026, 11, 24)
EVEN = {"value": 400_000, "shares_by_year": [25, 25, 25, 25], "cadence": "yearly"}
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", TUESDAY.isoformat())


def opened() -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.switch_page("decide/offers.py").run()
    assert not at.exception
    return at


def offered(store: Store, company: str, base: int = 100_000, **more: object) -> Offer:
    given = {
        "company": company,
        "title": "ML engineer",
        "currency": "EUR",
        "base": base,
        **more,
    }
    with store.change() as work:
        return commands.add_offer(work, inputs.parse(inputs.OfferIn, given), on=TUESDAY)


def button(at: AppTest, label: str) -> Button:
    return next(each for each in at.button if each.label == label)


def key_of(at: AppTest, form: str, field: str) -> str:
    """The key of a field of a form, which has a number that rises when it is saved."""
    wanted = re.compile(rf"{form}_\d+_{field}")
    fields = (*at.number_input, *at.selectbox, *at.text_input)
    return next(str(f.key) for f in fields if f.key and wanted.fullmatch(f.key))


def beside(at: AppTest) -> set[str]:
    """The fields in whose own column a refusal stands."""
    return {
        str(field.key)
        for column in at.columns
        if column.error
        for field in (*column.number_input, *column.text_input, *column.selectbox)
    }


def choose(at: AppTest) -> None:
    """Open the first offer for a change."""
    at.selectbox(key="chosen_offer").select_index(0).run()
    assert not at.exception


def title(at: AppTest) -> str:
    return str(at.title[0].value).replace("\\", "")


def shown(at: AppTest) -> str:
    return "\n".join(
        each.value.replace("\\", "").replace("\u2060", "") for each in at.markdown
    )


def read(store: Store) -> Search:
    return current(store, LOCAL_OWNER)


def only(store: Store) -> tuple[Offer, list[Grant]]:
    search = read(store)
    (offer,) = search.offers.values()
    return offer, list(search.grants_of.get(offer.id, ()))


@pytest.mark.usefixtures("store_url")
def test_without_an_offer_the_page_asks_for_the_first() -> None:
    at = opened()

    assert title(at) == "No offer to compare yet."
    assert at.expander[0].proto.expanded
    assert not at.metric


def test_an_offer_is_recorded_with_a_grant_and_its_application(store: Store) -> None:
    at = opened()
    at.text_input(key="offer_0_company").set_value("Tessera")
    at.text_input(key="offer_0_title").set_value("ML engineer")
    at.text_input(key="offer_0_currency").set_value("EUR")
    at.number_input(key="offer_0_base").set_value(118_000.0)
    at.number_input(key="offer_0_bonus_target").set_value(10.0)
    at.date_input(key="offer_0_deadline_on").set_value(date(2026, 11, 27))
    at.number_input(key="offer_0_value").set_value(80_000.0)
    at.selectbox(key="offer_0_schedule").set_value("5/15/40/40")
    button(at, "Record the offer").click().run()

    assert not at.exception
    assert title(at) == "Tessera is the only offer so far."
    offer, grants = only(store)
    assert (offer.base, offer.bonus_target) == (Decimal(118_000), Decimal("0.1"))
    assert grants[0].shares_by_year == ["5", "15", "40", "40"]
    assert read(store).applications[offer.application_id].stage is Stage.OFFER
    # Four years: 4 x 118,000 x 1.1 + 80,000 = 599,200.
    assert at.metric[0].value == "599k"
    assert ":red-badge[:material/hourglass_bottom: 3 days]" in shown(at)


def test_own_shares_that_do_not_sum_to_100_are_refused(store: Store) -> None:
    at = opened()
    at.text_input(key="offer_0_company").set_value("Tessera")
    at.text_input(key="offer_0_title").set_value("ML engineer")
    at.text_input(key="offer_0_currency").set_value("EUR")
    at.number_input(key="offer_0_base").set_value(118_000.0)
    at.number_input(key="offer_0_value").set_value(80_000.0)
    at.selectbox(key="offer_0_schedule").set_value("Own shares, typed below")
    at.text_input(key="offer_0_shares").set_value("25, 25, 25, 24")
    button(at, "Record the offer").click().run()

    assert "sum to 99, not 100" in at.error[0].value.replace("\\", "")
    assert beside(at) == {"offer_0_shares"}
    assert at.text_input(key="offer_0_company").value == "Tessera"
    assert not read(store).offers


def test_offers_stand_side_by_side_with_both_tables(store: Store) -> None:
    offered(store, "Tessera", 118_000, grants=[EVEN])
    offered(store, "Cobalt", 126_000)
    at = opened()

    # Until the first shares vest, after 12 months, the higher base pays more.
    assert title(at) == "Cobalt pays most for 11 months, Tessera after that."
    facts, years, kept = (each.value for each in at.table[:3])
    assert list(facts.columns) == ["Cobalt", "Tessera"]
    assert list(facts.loc["Base salary"]) == ["126\\,000", "118\\,000"]
    assert "Title" not in facts.index
    assert "The same in each. Title: ML engineer; " in shown(at)
    assert list(years.loc["Year\u00a01"]) == ["126\\,000", "218\\,000"]
    assert years.loc["Years\u00a01\u00a0to\u00a04", "Tessera"] == "872\\,000"
    assert list(kept.loc["12\u00a0months"]) == ["126\\,000", "218\\,000"]


def test_the_figures_of_the_pictures_are_folded_away(store: Store) -> None:
    offered(store, "Tessera", 118_000)
    at = opened()
    [figures] = [each for each in at.expander if each.label.startswith("The figures")]

    assert not figures.proto.expanded
    assert len(figures.table) == 2


def test_what_is_kept_of_the_shares_alone_can_be_seen(store: Store) -> None:
    offered(store, "Tessera", 118_000, grants=[EVEN])
    at = opened()
    at.segmented_control(key="kept_EUR").set_value("Shares only").run()

    assert at.table[2].value.loc["24\u00a0months", "Tessera"] == "200\\,000"


def test_currencies_are_not_mixed(store: Store) -> None:
    offered(store, "Tessera", 118_000)
    offered(store, "Yuki", 12_000_000, currency="JPY")
    at = opened()

    assert "different currencies" in title(at)
    assert [list(each.value.columns) for each in at.table[:6]] == [
        *[["Tessera"]] * 3,
        *[["Yuki"]] * 3,
    ]


def test_the_terms_of_an_offer_are_edited_and_its_grants_stay(store: Store) -> None:
    offer = offered(store, "Tessera", 118_000, grants=[EVEN])
    at = opened()
    choose(at)
    at.number_input(key=f"offer_{offer.id}_0_base").set_value(120_000.0)
    button(at, "Save").click().run()

    assert not at.exception
    kept, grants = only(store)
    assert kept.base == Decimal(120_000)
    assert grants[0].value == Decimal(400_000)


def test_a_grant_is_added_and_removed(store: Store) -> None:
    offer = offered(store, "Tessera", 118_000, grants=[EVEN])
    at = opened()
    choose(at)
    at.number_input(key=f"grant_{offer.id}_0_value").set_value(10_000.0)
    button(at, "Add the grant").click().run()

    assert not at.exception
    assert len(only(store)[1]) == 2
    button(at, "Remove grant 1").click().run()
    assert not at.exception
    assert len(only(store)[1]) == 1
    assert only(store)[0].base == Decimal(118_000)


def test_a_grant_of_nothing_is_refused(store: Store) -> None:
    offered(store, "Tessera", 118_000)
    at = opened()
    choose(at)
    button(at, "Add the grant").click().run()

    assert "what it is worth" in at.error[0].value
    assert not only(store)[1]


def test_a_second_tab_is_told_and_sees_both_values(store: Store) -> None:
    offer = offered(store, "Tessera", 118_000)
    at = opened()
    choose(at)
    elsewhere = {"company": "Tessera", "currency": "EUR", "base": 119_000}
    with store.change() as work:
        given = inputs.parse(inputs.OfferIn, elsewhere)
        commands.edit_offer(work, offer.id, version=offer.version, given=given)
    at.number_input(key=f"offer_{offer.id}_0_base").set_value(120_000.0)
    button(at, "Save").click().run()

    assert at.error
    assert only(store)[0].base == Decimal(119_000)
    button(at, "Save what I typed").click().run()
    assert only(store)[0].base == Decimal(120_000)


def test_an_offer_goes_to_the_bin(store: Store) -> None:
    offered(store, "Tessera")
    at = opened()
    choose(at)
    button(at, "Put the offer of Tessera in the bin").click().run()

    assert not at.exception
    assert title(at) == "No offer to compare yet."
    assert len(read(store).binned) == 1


def test_the_other_offers_stay_when_one_goes_to_the_bin(store: Store) -> None:
    offered(store, "Cobalt")
    offered(store, "Tessera")
    at = opened()
    choose(at)
    button(at, "Put the offer of Cobalt in the bin").click().run()

    assert not at.exception
    assert title(at) == "Tessera is the only offer so far."
    assert at.selectbox(key="chosen_offer").value is None


def test_hostile_names_stay_text(store: Store) -> None:
    offered(store, HOSTILE)
    at = opened()
    choose(at)

    assert HOSTILE in shown(at)
    assert not [each for each in at.markdown if "[a](http" in each.value]
    assert "[a](http" not in at.table[0].value.columns[0]


# --- in full --------------------------------------------------------------------

CLAW = {"amount": 24_000, "window_months": 24, "shape": "monthly pro rata"}


def assume(store: Store, **facts: object) -> None:
    with store.change() as work:
        told = inputs.parse(inputs.AssumptionsIn, facts)
        commands.save_assumptions(work, told, version=None)


def look(at: AppTest, section: str) -> None:
    at.segmented_control(key="offers_section").set_value(section).run()
    assert not at.exception


def eight(store: Store) -> None:
    """Eight offers that can be decided between."""
    for place in range(8):
        offered(
            store,
            f"Company {place}",
            90_000 + 5_000 * place,
            grants=[EVEN],
            sign_ons=[CLAW],
            ratings={"growth": 9 - place},
            benefits={"commute_minutes": 10 * place},
        )
    assume(store, usual_pay={"amount": 150_000}, discount={"rate": "0.05"})


def fill(at: AppTest, **more: object) -> None:
    """Fill in what every letter says."""
    typed = {"company": "Tessera", "title": "ML engineer", "currency": "EUR"} | more
    for field, value in typed.items():
        if isinstance(value, float):
            at.number_input(key=f"offer_0_{field}").set_value(value)
        else:
            at.text_input(key=f"offer_0_{field}").set_value(str(value))


def test_eight_offers_are_compared_in_every_section(store: Store) -> None:
    eight(store)
    at = opened()
    assert len(at.metric) == 8
    for measure in ("After tax", "In one currency", "In my prices", "Present value"):
        at.segmented_control(key="measure").set_value(Measure(measure)).run()
        assert not at.exception
        assert len(at.dataframe[0].value.columns) == 8
    look(at, "Risk")
    assert list(at.dataframe[0].value.index) == [
        "Shares -50%",
        "Shares as today",
        "Shares +50%",
    ]
    look(at, "Decide")
    assert any("best by your weights" in each.value for each in at.header)
    assert "Of all possible weightings each wins" in shown(at)
    look(at, "Ask")
    assert len(at.dataframe[0].value) == 7
    assert "More base salary" in at.dataframe[0].value.columns


def test_one_offer_is_compared_with_the_current_job(store: Store) -> None:
    offered(store, "Tessera", 118_000)
    at = opened()
    at.number_input(key="job_0_base").set_value(100_000.0)
    at.text_input(key="job_0_currency").set_value("EUR")
    button(at, "Save my current job").click().run()

    assert not at.exception
    assert title(at) == "Tessera pays most, however long you stay."
    assert len(at.metric) == 2


def test_the_current_job_is_entered_in_full_like_an_offer(store: Store) -> None:
    offered(store, "Tessera", 118_000)
    at = opened()
    at.number_input(key="job_0_base").set_value(100_000.0)
    at.text_input(key="job_0_currency").set_value("EUR")
    at.date_input(key="job_0_started_on").set_value(date(2025, 11, 24))
    button(at, "Save my current job").click().run()
    for worth, shares in ((40_000.0, "25, 25, 25, 25"), (9_000.0, "50, 50")):
        at.number_input(key=key_of(at, "grant_job", "value")).set_value(worth)
        at.selectbox(key=key_of(at, "grant_job", "schedule")).set_value(grant_forms.OWN)
        at.text_input(key=key_of(at, "grant_job", "shares")).set_value(shares)
        at.selectbox(key=key_of(at, "grant_job", "cadence")).set_value("yearly")
        button(at, "Add the grant").click().run()
    at.number_input(key="sign_on_job_0_amount").set_value(12_000.0)
    at.number_input(key="sign_on_job_0_window_months").set_value(24)
    at.selectbox(key="sign_on_job_0_shape").set_value("monthly pro rata")
    button(at, "Add the sign-on bonus").click().run()
    at.number_input(key="benefits_job_0_stipends").set_value(600.0)
    at.button(key="FormSubmitter:benefits_job_0_form-Save").click().run()
    at.number_input(key="marks_job_0_breadth").set_value(8.0)
    button(at, "Save the marks").click().run()

    assert not at.exception
    job = terms.assumed(read(store).assumptions).current
    assert job is not None
    assert [grant.value for grant in job.grants] == [40_000, 9_000]
    assert job.benefits is not None
    assert job.benefits.stipends == 600
    assert job.ratings == {"breadth": 8}
    # A year served: 30,000 and 4,500 not vested, 12 of 24 months of 12,000 to pay back.
    assert "unvested shares 34,500, bonus 0, sign-on money 6,000" in shown(at)
    at.button(key="remove_job_1").click().run()
    assert "unvested shares 30,000" in shown(at)
    at.button(key="forget_job").click().run()
    assert terms.assumed(read(store).assumptions).current is None


def test_the_leaving_curve_follows_the_money_that_is_chosen(store: Store) -> None:
    offered(store, "Tessera", 118_000)
    with store.change() as work:
        tax = {"bands": [{"above": 0, "rate": "0.5"}]}
        told = inputs.parse(inputs.AssumptionsIn, {"tax": tax})
        commands.save_assumptions(work, told, version=None)
    at = opened()
    assert "Kept per year stayed, before tax. Thin" in shown(at)
    assert at.table[2].value.loc["12\u00a0months", "Tessera"] == "118\\,000"
    at.segmented_control(key="measure").set_value(Measure.AFTER_TAX).run()

    assert "Kept per year stayed, after tax at my marginal rates" in shown(at)
    assert at.table[2].value.loc["12\u00a0months", "Tessera"] == "59\\,000"


def test_own_price_scenarios_are_kept_and_looked_at(store: Store) -> None:
    offered(store, "Tessera", 118_000, grants=[EVEN])
    at = opened()
    at.text_input(key="assumptions_0_scenarios").set_value("-90, -25, 0")
    at.button(key="FormSubmitter:assumptions_0_form-Save").click().run()
    look(at, "Risk")

    assert list(at.table[0].value.index) == [
        "Shares -90%",
        "Shares -25%",
        "Shares as today",
    ]


def test_an_offer_is_opened_to_the_cent(store: Store) -> None:
    offered(store, "Tessera", 118_000, sign_ons=[CLAW])
    at = opened()
    at.selectbox(key="opened_EUR").set_value("Tessera").run()

    opened_table = at.table[3].value
    assert opened_table.loc["Sign-on", "Year 1"] == "24\\,000\\.00"


def test_a_sign_on_bonus_with_a_clawback_is_recorded(store: Store) -> None:
    at = opened()
    fill(at, base=118_000.0, amount=24_000.0)
    at.number_input(key="offer_0_window_months").set_value(24)
    at.selectbox(key="offer_0_shape").set_value("monthly pro rata")
    button(at, "Record the offer").click().run()

    assert not at.exception
    [bonus] = read(store).sign_ons.values()
    assert (bonus.amount, bonus.window_months) == (Decimal(24_000), 24)
    assert "Sign-on money is paid back if you leave within 24 months." in shown(at)


@pytest.mark.parametrize(
    ("typed", "sentence", "field"),
    [
        ({"base": -1.0}, "“base” of the offer is “-1.0”", "base"),
        ({"base": 1.0, "currency": "XYZ"}, "“XYZ” is not a currency", "currency"),
        ({"base": 1.0, "company": ""}, "needs the company", "company"),
        (
            {"base": 1.0, "value": 1.0, "fully_diluted": 0.0, "preference": 0.0}
            | {"last_preferred_price": 4.0},
            "fully diluted count is missing",
            "fully_diluted",
        ),
    ],
)
def test_a_refusal_stands_beside_its_field_once(
    store: Store, typed: dict[str, object], sentence: str, field: str
) -> None:
    at = opened()
    fill(at, **typed)
    button(at, "Record the offer").click().run()

    assert not at.exception
    [error] = at.error
    assert sentence in error.value.replace("\\", "")
    assert beside(at) == {f"offer_0_{field}"}
    assert not read(store).offers


def test_a_cliff_longer_than_the_schedule_is_refused_beside_it(store: Store) -> None:
    at = opened()
    fill(at, base=1.0, value=1.0, shares="100")
    at.selectbox(key="offer_0_schedule").set_value("Own shares, typed below")
    at.number_input(key="offer_0_cliff_months").set_value(13)
    button(at, "Record the offer").click().run()

    assert [each.value.replace("\\", "")[:22] for each in at.error] == [
        "A cliff of 13 months d"
    ]
    assert beside(at) == {"offer_0_cliff_months"}


def test_a_counter_offer_keeps_what_stood_before(store: Store) -> None:
    offer = offered(store, "Tessera", 118_000)
    at = opened()
    choose(at)
    at.checkbox(key=f"counter_{offer.id}").check()
    at.number_input(key=f"offer_{offer.id}_0_base").set_value(125_000.0)
    button(at, "Save").click().run()
    assert not at.exception
    assert not at.checkbox(key=f"counter_{offer.id}").value
    assert len(read(store).versions) == 2

    look(at, "Ask")
    changes = at.table[0].value
    assert list(changes.iloc[0])[1:] == [
        "Base salary",
        "118\\,000 EUR",
        "125\\,000 EUR",
    ]


def test_benefits_marks_and_promises_are_saved(store: Store) -> None:
    offer = offered(store, "Tessera", 118_000, in_writing=True)
    at = opened()
    choose(at)
    at.number_input(key=f"benefits_{offer.id}_0_stipends").set_value(1_200.0)
    at.button(key=f"FormSubmitter:benefits_{offer.id}_0_form-Save").click().run()
    assert not at.exception
    at.number_input(key=f"marks_{offer.id}_0_growth").set_value(8.0)
    at.number_input(key=f"marks_{offer.id}_0_target").set_value(150_000.0)
    button(at, "Save marks and aims").click().run()
    at.text_input(key=f"writing_{offer.id}_0_added").set_value("A desk")
    button(at, "Save what is in writing").click().run()
    at.text_input(key=f"talk_{offer.id}_0_what").set_value("Can go to 130,000")
    button(at, "Note it").click().run()
    assert not at.exception

    kept, _ = only(store)
    assert kept.benefits["stipends"] == "1200.0"
    assert kept.ratings == {"growth": "8.0"}
    assert kept.target == Decimal(150_000)
    assert [each["what"] for each in kept.promises] == ["A desk"]
    [said] = read(store).negotiations.values()
    assert said.what == "Can go to 130,000"


def test_the_goal_and_the_weights_are_saved(store: Store) -> None:
    offered(store, "Tessera", 118_000, ratings={"growth": 8})
    offered(store, "Cobalt", 126_000, ratings={"growth": 3})
    at = opened()
    look(at, "Decide")
    assert "Say what pay a year would be usual" in shown(at)
    at.number_input(key="goal_0_usual_pay").set_value(110_000.0)
    button(at, "Start from this").click().run()
    assert not at.exception
    assert any("Tessera comes out best" in each.value for each in at.header)

    version = read(store).assumptions.version
    at.number_input(key=f"weights_{version}_0_points_growth").set_value(0.0)
    button(at, "Weigh anew").click().run()
    assert not at.exception
    assert any("Cobalt comes out best" in each.value for each in at.header)
    assert ":gray-badge[:material/block: Dominated]" not in shown(at)


def test_assumptions_are_saved_and_a_bad_line_is_refused_beside_it(
    store: Store,
) -> None:
    offered(store, "Tessera", 118_000)
    at = opened()
    at.text_area(key="assumptions_0_exchange").set_value("USD EUR 0.9")
    at.button(key="FormSubmitter:assumptions_0_form-Save").click().run()
    assert "cannot be read" in at.error[0].value
    at.text_area(key="assumptions_0_exchange").set_value("")
    at.text_area(key="assumptions_0_tax").set_value("40")
    at.button(key="FormSubmitter:assumptions_0_form-Save").click().run()
    assert not at.exception
    assert not at.error
    at.segmented_control(key="measure").set_value(Measure.AFTER_TAX).run()
    assert at.table[1].value.loc["Year\u00a01", "Tessera"] == "70\\,800"


def test_the_page_to_take_along_is_made_and_a_strange_id_is_said(
    store: Store,
) -> None:
    offer = offered(store, HOSTILE, 118_000, target=150_000)
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.query_params["offer"] = str(offer.id)
    at.switch_page("decide/summary.py").run()
    assert not at.exception
    text = shown(at)
    assert "Target, to ask for: 150,000 a year" in text
    assert "This offer: 472k\n" in text
    assert HOSTILE.split(" :red", maxsplit=1)[0] in text

    at.query_params["offer"] = "nobody"
    at.run()
    assert title(at) == "This offer is not on the table."
