"""The page Odds, for a searcher with none, three, only rejections, and 300."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.reports.searching import (
    MANY,
    MONDAY,
    REFUSED,
    REJECTED,
    SCREENED,
    THREE,
    TODAY,
    S,
    Story,
    story,
)
from tracker import commands, inputs, names, planning, search
from tracker.models import Application, Company, Source, StageChange
from tracker.rates import Chance
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
TABS = ("Funnel", "Times", "Forecast", "Pictures", "27 companies")
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", TODAY.isoformat())


def fill(store: Store, stories: Sequence[Story]) -> None:
    """Write applications as they are: 300 by hand would take a while."""
    with store.change() as work:
        homes: dict[str, Company] = {}
        for told in stories:
            if told.company not in homes:
                key = names.company_key(told.company)
                homes[told.company] = work.add(
                    Company(owner=work.owner, name=told.company, key=key)
                )
            row = Application(
                owner=work.owner,
                company_id=homes[told.company].id,
                title=told.title,
                stage=told.stages[-1][0],
                source=told.source,
            )
            work.session.add(row)
            work.session.flush()
            work.session.add_all(
                StageChange(
                    owner=work.owner,
                    application_id=row.id,
                    stage=stage,
                    on=MONDAY + timedelta(days=day),
                    number=number,
                )
                for number, (stage, day) in enumerate(told.stages, 1)
            )


def opened(tab: str = "Funnel") -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=60)
    at.session_state["odds_tab"] = tab
    at.switch_page("decide/odds.py").run()
    assert not at.exception, at.exception
    return at


def title(at: AppTest) -> str:
    return str(at.title[0].value).replace("\\", "")


def shown(at: AppTest) -> str:
    words = [*at.markdown, *at.header]
    return "\n".join(
        str(each.value).replace("\\", "").replace("\u2060", "") for each in words
    )


def headers(at: AppTest) -> list[str]:
    return [str(each.value).replace("\\", "") for each in at.header]


NONE_OF_12 = (
    "No interview from 12 decided applications yet, as 43% of searchers would have at "
    "usual rates."
)
RATES = "13% of your applications lead to an interview, and 33% of onsites to an offer."
SEARCHERS: dict[str, tuple[Sequence[Story], str]] = {
    "none": ((), "Of 100 online applications, 3 to 8 usually lead to an interview."),
    "three": (THREE, "1 of 2 decided applications led to an interview."),
    "only rejections": (REFUSED, NONE_OF_12),
    "300": (MANY, RATES),
}


@pytest.mark.parametrize("searcher", SEARCHERS)
def test_each_searcher_reads_something_true_on_every_tab(
    store: Store, searcher: str
) -> None:
    stories, answer = SEARCHERS[searcher]
    fill(store, stories)
    for tab in TABS:
        at = opened(tab)
        assert title(at) == answer
        assert headers(at) or "first application" in shown(at)


@pytest.mark.usefixtures("store_url")
def test_who_has_sent_nothing_still_sees_what_to_expect() -> None:
    at = opened()

    assert [(each.label, each.value) for each in at.metric][:2] == [
        ("Interview, without a referral", "8%"),
        ("Interview, with a referral", "40%"),
    ]
    assert "What goes better" not in headers(at)
    assert "Of 100 online applications" in title(at)
    assert headers(opened("Forecast"))[0] == "Nothing is under way"
    assert "most:" in shown(opened("Forecast"))


def test_the_priors_weight_and_source_can_be_opened(store: Store) -> None:
    fill(store, THREE)
    at = opened()

    assert "The assumed rates, their weight and source; change them" in [
        each.label for each in at.expander
    ]
    assert "Jobvite, quoted by hootly.org" in shown(at)
    assert "Few people review at all." in shown(at)


def test_an_assumed_rate_can_be_changed_and_given_back(store: Store) -> None:
    fill(store, THREE)
    before = title(opened("Forecast")), headers(opened("Forecast"))[0]
    at = opened()
    at.number_input(key="prior_interview_0_mean").set_value(60)
    at.number_input(key="prior_interview_0_weight").set_value(50)
    at.text_input(key="prior_interview_0_source").set_value("My last search")
    at.button[0].click().run()

    assert not at.exception
    # Beta(30, 20) and 1 of 2 decided.
    assert at.metric[0].value == "60%"
    assert f"My last search. As of {planning.plain_day(TODAY)}." in shown(at)
    assert headers(opened("Forecast"))[0] != before[1]
    at.button(key="back_interview").click().run()
    assert "My last search" not in shown(at)
    assert at.number_input(key="prior_interview_2_mean").value == 8.4
    assert headers(opened("Forecast"))[0] == before[1]


def test_an_assumed_rate_changed_in_another_tab_is_not_overwritten(
    store: Store,
) -> None:
    at = opened()
    with store.change() as work:
        given = inputs.PriorIn(mean=Decimal("0.2"), weight=Decimal(7))
        commands.save_prior(work, Chance.INTERVIEW, given, version=None)
    at.number_input(key="prior_interview_0_mean").set_value(60)
    at.button[0].click().run()

    assert "changed in another tab" in at.error[0].value
    assert search.current(store, LOCAL_OWNER).searcher.priors["interview"]["mean"] == (
        "0.2"
    )


def test_a_grouping_and_a_step_can_be_chosen(store: Store) -> None:
    referred = SCREENED._replace(source=Source.REFERRAL)
    fill(store, [*[REJECTED] * 40, *[referred] * 10])
    at = opened()
    at.segmented_control(key="odds_by").set_value("referral").run()

    assert "With a referral: 100% (n = 10), the others 0% (n = 40)" in shown(at)
    assert "somebody’s choice" in shown(at) or "somebody's choice" in shown(at)


def test_only_the_open_tab_is_worked_out(store: Store) -> None:
    fill(store, THREE)

    assert "Waits" not in headers(opened())
    assert headers(opened("Times"))[:2] == ["Time in each stage", "Waits"]


def test_the_study_is_shown_with_its_caution(store: Store) -> None:
    fill(store, THREE)
    said = shown(opened("27 companies"))

    assert "An association across companies, not a cause." in said
    assert "exceed half at only 9 of 24 companies" in said
    assert "Who accepted reviews more often" in said


def test_own_reviews_are_read_or_refused_in_one_sentence(store: Store) -> None:
    fill(store, THREE)
    at = opened("27 companies")
    good = b"company,result\nAcme,no offer\nAcme,accepted"
    at.file_uploader(key="odds_reviews").set_value(("r.csv", good, "text/csv")).run()
    assert not at.exception
    assert any("1 of 2" in each.value.to_string() for each in at.dataframe)
    bad = ("r.csv", b"company\nAcme", "text/csv")
    at.file_uploader(key="odds_reviews").set_value(bad).run()
    assert "have no column" in at.error[0].value


def test_the_forecast_says_how_far_to_trust_it(store: Store) -> None:
    fill(store, [*REFUSED, story((S.APPLIED, 40), (S.SCREEN, 50), (S.ONSITE, 58))])
    at = opened("Forecast")

    assert "chance of an offer by Tue 30 Jun" in headers(at)[0]
    assert "a bad week" in shown(at)
    assert "narrower than it should be" in shown(at)


def test_names_are_only_names(store: Store) -> None:
    hostile = [each._replace(company=HOSTILE, title=HOSTILE) for each in THREE]
    fill(store, hostile)
    for tab in TABS:
        at = opened(tab)
        for each in (*at.markdown, *at.header, *at.title):
            assert ":red[x]" not in str(each.value)
            assert "](http" not in str(each.value)
