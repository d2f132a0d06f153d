"""The page Offers: the comparison, and recording, editing and binning."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import Grant, Offer, Stage
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
    at.selectbox(key="offer_0_schedule").set_value("Own shares, typed beside")
    at.text_input(key="offer_0_shares").set_value("25, 25, 25")
    button(at, "Record the offer").click().run()

    assert "sum to 75, not 100" in at.error[0].value.replace("\\", "")
    assert at.text_input(key="offer_0_company").value == "Tessera"
    assert not read(store).offers


def test_offers_stand_side_by_side_with_both_tables(store: Store) -> None:
    offered(store, "Tessera", 118_000, grants=[EVEN])
    offered(store, "Cobalt", 126_000)
    at = opened()

    # Until the first shares vest, after 12 months, the higher base pays more.
    assert title(at) == "Cobalt pays most for 11 months, Tessera after that."
    facts, years, kept = (each.value for each in at.table)
    assert list(facts.columns) == ["Cobalt", "Tessera"]
    assert list(facts.loc["Base salary"]) == ["126\\,000", "118\\,000"]
    assert list(years.loc["Year\u00a01"]) == ["126\\,000", "218\\,000"]
    assert years.loc["Years\u00a01\u00a0to\u00a04", "Tessera"] == "872\\,000"
    assert list(kept.loc["12\u00a0months"]) == ["126\\,000", "218\\,000"]


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
    assert [list(each.value.columns) for each in at.table] == [
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
