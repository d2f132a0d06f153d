"""What the page Odds says to each searcher, and what every figure rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import exp, lgamma
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.reports.searching import (
    MANY,
    MONDAY,
    OFFERED,
    ONSITE,
    REFUSED,
    REJECTED,
    SCREENED,
    THREE,
    TODAY,
    WAITING,
    S,
    after,
    by_id,
    search,
    story,
)
from tracker import benchmarks, roles
from tracker.errors import InvalidError
from tracker.models import (
    Ask,
    AskState,
    CompanySize,
    Interaction,
    Resume,
    RoleKind,
    Searcher,
    Source,
)
from tracker.rates import Case, Chance, Interval, Milestone, Rate, believed
from tracker.reports.odds import (
    ahead,
    cases,
    funnel,
    groups,
    pictures,
    study,
    times,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.reports.searching import Story


def known(stories: Sequence[Story]) -> list[Case]:
    return list(cases.cases(search(stories)).values())


# --- words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.001, "under 1%"), (0.124, "12%"), (0.999, "over 99%"), (1, "100%")],
)
def test_a_percentage_is_never_rounded_to_none_or_all(share: float, text: str) -> None:
    assert words.percent(share) == text


def test_a_rate_of_few_is_its_counts() -> None:
    assert words.rate(Rate(2, 4)) == "2 of 4"
    assert words.rate(Rate(3, 24)) == "12%"
    assert words.rate(Rate(0, 0)) == "–"
    # Wilson 1927: 2 of 4 is 15.0 to 85.0 %.
    assert words.interval(Rate(2, 4)) == "15 to 85%"
    assert words.between(Interval(0.24, 0.52)) == "24 to 52%"


# --- each searcher ----------------------------------------------------------------


def test_who_has_sent_nothing_reads_what_is_usual() -> None:
    assert funnel.title([], TODAY) == (
        "Of 100 online applications, 3 to 8 usually lead to an interview."
    )
    assert "other people" in funnel.basis([], TODAY)


def test_three_applications_give_counts_and_no_percentage() -> None:
    found = known(THREE)

    assert funnel.title(found, TODAY) == (
        "1 of 2 decided applications led to an interview."
    )
    assert "n = 2 decided; 1 of 3 sent still wait" in funnel.basis(found, TODAY)
    assert [bar.words for bar in funnel.bars(found)][:2] == ["3", "2"]
    assert funnel.title(known([WAITING]), TODAY) == "1 sent, none of them decided yet."


def test_only_rejections_are_put_in_proportion() -> None:
    found = known(REFUSED)
    # The chance of 0 of 12 with p from Beta(1.68, 18.32): B(a, b + 12) / B(a, b).
    a, b = 20 * 0.084, 20 * 0.916
    usual = exp(lgamma(b + 12) + lgamma(a + b) - lgamma(b) - lgamma(a + b + 12))

    assert funnel.chance_of_none(found, TODAY) == pytest.approx(usual)
    assert funnel.title(found, TODAY) == (
        f"No interview from 12 decided applications yet, as {usual:.0%} of searchers "
        "would have at usual rates."
    )
    answered = funnel.bars(found)[1]
    assert (answered.label, answered.number) == ("Answered", 12)


def test_three_hundred_applications_give_a_rate_with_its_n() -> None:
    found = known(MANY)

    # 36 of 276: 13.0 %, by Wilson 9.6 to 17.5 %; 4 of 12 onsites.
    assert funnel.title(found, TODAY) == (
        "13% of your applications lead to an interview, and 33% of onsites to an offer."
    )
    assert funnel.basis(found, TODAY) == (
        "Likely 10 to 18%, n = 276 decided; 24 of 300 sent still wait for one."
    )
    table = funnel.table(found, TODAY)
    assert table["Step"] == list(funnel.STEPS.values())
    assert table["Passed"] == [156, 36, 12, 4, 0]
    assert table["Rate"] == ["57%", "13%", "33%", "33%", "–"]
    assert table["Still wait"] == [24, 24, 0, 0, 4]


# --- what is believed -------------------------------------------------------------


def test_own_applications_move_each_prior_by_its_weight() -> None:
    found = {each.chance: each.now for each in funnel.beliefs(known(MANY), TODAY)}

    # (20 x 0.084 + 36) / (20 + 276), and (20 x 0.353 + 4) / (20 + 12).
    assert found[Chance.INTERVIEW].mean == pytest.approx(37.68 / 296)
    assert found[Chance.OFFER].mean == pytest.approx(11.06 / 32)
    assert found[Chance.REFERRED_INTERVIEW].mean == pytest.approx(0.40)
    table = funnel.belief_table(funnel.beliefs(known(MANY), TODAY))
    assert table["You"] == ["36 of 276", "none yet", "12 of 36", "4 of 12", "none yet"]
    assert table["Counts as"][0] == "20 of your own"
    sources = funnel.sources(funnel.beliefs([], TODAY))
    assert len(sources) == 5
    assert all("As of " in each for each in sources)


def test_a_referral_is_known_from_the_source_or_from_an_ask() -> None:
    stories = [REJECTED, REJECTED._replace(source=Source.REFERRAL), REJECTED]
    ask = Ask(
        id=UUID(int=7),
        owner="me",
        person_id=UUID(int=8),
        company_id=UUID(int=9),
        application_id=UUID(int=3),
        state=AskState.SUBMITTED,
    )
    asked = search(stories, asks=by_id(ask))

    assert cases.referrals(asked) == {UUID(int=2), UUID(int=3)}
    ask.state = AskState.ASKED
    assert cases.referrals(asked) == {UUID(int=2)}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senior Machine Learning Engineer, Risk", "ML engineer"),
        ("Applied Scientist, Recommendations", "Research scientist"),
        ("Research Engineer", "Research engineer"),
        ("MLOps Engineer", "ML platform engineer"),
        ("Machine Learning Platform Engineer", "ML platform engineer"),
        ("Data Engineer, ML", "Data engineer"),
        ("Développeur backend", "Software engineer"),
        ("Forecasting Engineer", "Other engineer"),
        ("Astronaut", "Other"),
    ],
)
def test_a_kind_of_role_is_read_from_the_title(title: str, role: str) -> None:
    assert cases.role_of(title) == role


def test_what_the_searcher_says_of_a_job_is_believed_before_its_title() -> None:
    held = search([REJECTED._replace(title="Data scientist"), REJECTED])
    held.applications[UUID(int=1)].role = RoleKind.ML_ENGINEER
    held.applications[UUID(int=2)].role = RoleKind.HARDWARE_ENGINEER

    assert [case.groups["role"] for case in cases.cases(held).values()] == [
        "ML engineer",
        "Hardware engineer",
    ]


def test_every_kind_of_role_that_is_guessed_is_called_as_one_that_is_said() -> None:
    said = set(roles.LABELS.values())

    guessed = {name for name, _ in cases._ROLES} | {cases.OTHER_ROLE}
    assert guessed - said == {"Data analyst", "Manager", "Other engineer"}


def test_applications_are_grouped_by_company_size_and_resume() -> None:
    resumes = [
        Resume(id=UUID(int=n), owner="me", name=name, added_on=after(n))
        for n, name in ((1, "Research"), (2, "Short"), (3, "Short"))
    ]
    held = search(
        [REJECTED, *[REJECTED._replace(company=f"Firm {n}") for n in range(3)]],
        resumes=by_id(*resumes),
    )
    for n, row in enumerate(held.applications.values()):
        row.resume_id = resumes[n].id if n < 3 else None
    sizes = (CompanySize.STARTUP, CompanySize.MEDIUM, CompanySize.BIG, None)
    for home, size in zip(held.companies.values(), sizes, strict=True):
        home.size = size

    found = [case.groups for case in cases.cases(held).values()]
    assert [(each["size"], each["resume"]) for each in found] == [
        ("Start-up", "Research"),
        ("Medium-sized company", "Short, 4 Mar 2026"),
        ("Big company", "Short, 5 Mar 2026"),
        ("Not said", "Not said"),
    ]


# --- groups -----------------------------------------------------------------------


def test_what_was_not_sorted_is_among_the_others_and_not_compared_itself() -> None:
    stories = [*[REJECTED] * 20, *[SCREENED] * 10]
    held = search(stories)
    for row in list(held.applications.values())[:15]:
        row.resume_id = UUID(int=1)
    unsorted = groups.groups(cases.cases(search(stories)).values(), "size", TODAY)
    assert groups.comparison(unsorted, Milestone.INTERVIEW) == [groups.UNSORTED]
    resume = Resume(id=UUID(int=1), owner="me", name="Short", added_on=MONDAY)
    held = replace(held, resumes={resume.id: resume})
    found = groups.groups(cases.cases(held).values(), "resume", TODAY)

    assert {each.name for each in found} == {"Short", "Not said"}
    [said] = groups.comparison(found, Milestone.INTERVIEW)
    # 0 of 15 against 10 of 15, both with the 95 % of a single comparison.
    assert said.startswith("Sent to interview, Short: 0% (n = 15), the others 67%")


def test_nothing_is_compared_below_the_floor() -> None:
    stories = [*[REJECTED] * 30, *[SCREENED._replace(source=Source.REFERRAL)] * 9]
    found = groups.groups(known(stories), "referral", TODAY)

    assert groups.comparison(found, Milestone.INTERVIEW) == [groups.TOO_FEW]


def test_a_clear_difference_is_told_with_both_n() -> None:
    stories = [*[REJECTED] * 40, *[SCREENED._replace(source=Source.REFERRAL)] * 10]
    found = groups.groups(known(stories), "referral", TODAY)
    [said] = groups.comparison(found, Milestone.INTERVIEW)

    # 10 of 10 against 0 of 40, Newcombe's interval: 70.8 to 100 points more.
    assert said == (
        "Sent to interview, With a referral: 100% (n = 10), the others 0% (n = 40); "
        "71 to 100 points more."
    )
    table = groups.table(found, Milestone.INTERVIEW)
    assert table["Group"] == ["Without", "With a referral"]
    assert (table["Sent"], table["Passed"]) == ([40, 10], [0, 10])


def test_what_may_be_chance_is_not_called_a_difference() -> None:
    stories = [*[REJECTED] * 20, *[REJECTED._replace(source=Source.AGENCY)] * 20]
    found = groups.groups(known(stories), "source", TODAY)
    [said] = groups.comparison(found, Milestone.INTERVIEW)

    assert "no difference can be told" in said


def test_more_groups_ask_for_a_clearer_difference() -> None:
    """The same 6 of 12 against 2 of 24 is told of two groups and not of eight."""
    pair = [
        *[SCREENED] * 6,
        *[REJECTED] * 6,
        *[SCREENED._replace(source=Source.AGENCY)] * 2,
        *[REJECTED._replace(source=Source.AGENCY)] * 22,
    ]
    two = groups.groups(known(pair), "source", TODAY)
    assert any("more" in said for said in groups.comparison(two, Milestone.INTERVIEW))
    split = [each._replace(company=f"Firm {n % 3}") for n, each in enumerate(pair[12:])]
    many = groups.groups(known([*pair[:12], *split]), "company", TODAY)
    assert len(many) == 4
    assert not groups.comparison(many, Milestone.INTERVIEW)[0].startswith("Nothing")


# --- beside the study -------------------------------------------------------------


def test_own_onsites_stand_beside_the_companys_figure_of_then() -> None:
    stories = [
        OFFERED._replace(company="Meta"),
        ONSITE._replace(company="Google"),
        ONSITE._replace(company="Nowhere"),
    ]
    table = study.beside_table(study.beside(known(stories), TODAY))

    assert table["Company"] == [study.ALL, "Google", "Meta"]
    assert table["Your offers of onsites"] == ["1 of 3", "0 of 1", "1 of 1"]
    # Google: 18.83 % of 3,445 reviews, printed; Facebook, as it was called: 21.9 %.
    assert table["Published onsite to offer"][1] == (
        "18.8% (18 to 20%, n = 3,445, printed in the talk or article)"
    )
    assert table["Published onsite to offer"][2].startswith("21.9%")
    assert table["Published onsite to offer"][0].startswith("35.3%")
    assert table["Published offer yield"][0].startswith("81.9%")
    assert study.ratio_of("Meta Platforms, Inc.") == pytest.approx(0.219)
    assert study.ratio_of("Nowhere") is None


def test_the_studys_sentences_say_what_its_charts_show() -> None:
    rows = benchmarks.shipped()

    assert study.correlation_sentence(rows) == (
        "Companies that offer more often are taken more often: r = 0.81 over 27 "
        "(r = 0.89 at the 10 with most reviews). An association across companies, not "
        "a cause."
    )
    assert "exceed half at only 9 of 24 companies" in study.mix_sentence(rows)
    mix = study.mix(rows)
    assert len({part.company for part in mix}) == 24
    assert study.mix_table(mix)["Campus"][0].endswith("%")
    assert all("n = " in cell for cell in study.table(rows)["Onsite to offer"])


def test_own_reviews_give_the_same_figures() -> None:
    text = "company,result\nAcme,no offer\nAcme,accepted\nAcme,declined\nAcme,accepted"
    [acme] = study.read(text.encode("utf-8-sig"))
    table = study.own_table([acme])

    assert table["Onsite to offer"] == ["3 of 4 (30 to 95%, n = 4)"]
    assert table["Offer yield"] == ["2 of 3 (21 to 94%, n = 3)"]
    assert table["Positive"] == ["–"]
    with pytest.raises(InvalidError):
        study.read(b"company,result\nAcme,perhaps")


# --- times ------------------------------------------------------------------------


def test_times_are_own_ones_once_there_are_enough() -> None:
    found = times.rows(times.stays(search(MANY), TODAY))
    table = times.table(found, "Stage")
    at = table["Stage"].index("Screen")

    # 36 screens: 24 refused after 12 days, 12 on to an onsite after 11.
    assert (table["Half take up to"][at], table["From"][at]) == ("12 days", "your own")
    assert table["From"][table["Stage"].index("Challenge")] == "published"
    assert len(times.sources(found)) == 3
    assert all(
        span.low <= (span.middle or 0) <= span.high for span in times.spans(found)
    )


def test_a_silence_is_compared_with_the_waits_that_ended_well() -> None:
    # Five screens went on after 10 to 50 days. A sixth waits for 55: longer than all.
    # Waiting for 45 it is at risk too: 4 of the 6 ended well by then.
    stories = [
        story((S.SCREEN, 0), (S.ONSITE, days), (S.REJECTED, 55))
        for days in (10, 20, 30, 40, 50)
    ]
    silent = story((S.SCREEN, 5), company="Quiet Ltd")
    contact = Interaction(
        id=UUID(int=5),
        owner="me",
        application_id=UUID(int=6),
        on=after(40),
        inbound=True,
    )
    heard = search([*stories, silent], interactions=by_id(contact))
    [sooner] = times.quiet(heard, after(50))
    [found] = times.quiet(heard, after(60))

    assert (sooner.days, found.days, found.is_own) == (45, 55, True)
    assert sooner.longer_than == pytest.approx(4 / 6)
    assert found.longer_than == pytest.approx(1)
    assert times.quiet_sentence([sooner]) == (
        "No wait is longer than 80% of those that ended well."
    )
    assert times.quiet_sentence([found]) == (
        "1 of 1 wait is longer than 80% of those that ended well."
    )
    table = times.quiet_table([found], after(60))
    assert table["Application"] == ["Engineer at Quiet Ltd"]
    assert table["Longer than"] == ["all of those that ended well"]
    assert table["Last word"] == ["20 days ago"]
    assert times.quiet_sentence([]) == "No application waits for an employer."


def test_times_by_source_leave_out_sources_without_a_stay() -> None:
    stories = [REJECTED, SCREENED._replace(source=Source.REFERRAL)]
    found = search(stories)

    assert [row.label for row in times.by_source(found, S.APPLIED, TODAY)] == [
        "Online",
        "Referral",
    ]
    assert [row.label for row in times.by_source(found, S.SCREEN, TODAY)] == [
        "Referral"
    ]


# --- pictures ---------------------------------------------------------------------


def test_the_flow_ends_where_the_applications_are() -> None:
    flows = pictures.sankey(known(MANY))

    assert pictures.flow_sentence(flows) == (
        "Of 300 sent: 28 still open, 152 rejected, 120 no answer."
    )
    table = pictures.flow_table(flows)
    sent = [
        size
        for to, size in zip(table["To"], table["Applications"], strict=True)
        if to == "Applied"
    ]
    assert sent == [300]
    assert pictures.flow_sentence(pictures.sankey([])) == "Nothing is sent yet."


def test_weeks_count_from_monday_and_leave_no_gap() -> None:
    stories = [story((S.APPLIED, 6)), story((S.SAVED, 0), (S.APPLIED, 20)), ONSITE]
    found = pictures.weeks(search(stories), after(30), "UTC")

    assert [week.begins_on for week in found] == [after(7 * n) for n in range(5)]
    assert [week.sent for week in found] == [2, 0, 1, 0, 0]
    assert [week.answers for week in found] == [0, 1, 0, 0, 0]
    assert pictures.week_sentence(found) == (
        "3 sent in the last 4 weeks, 0 in this one so far."
    )
    assert pictures.week_table(found, after(30))["Week from"][0] == "Mon 30 Mar"
    assert pictures.weeks(search(), MONDAY, "UTC") == []


def test_the_timeline_has_open_and_furthest_ones_first() -> None:
    stories = [REJECTED, WAITING, OFFERED, story((S.SAVED, 0))]
    held = search(stories)
    found = pictures.lines(held, cases.cases(held), TODAY)

    assert [(line.furthest, line.outcome) for line in found] == [
        ("Offer", "Offer"),
        ("Sent", "Applied"),
        ("Answered", "Rejected"),
    ]
    assert found[0].to_on == TODAY
    table = pictures.line_table(found, TODAY)
    assert table["Until"] == ["today", "today", "Thu 12 Mar"]
    assert table["Days"] == [60, 20, 10]


# --- own figures ------------------------------------------------------------------

OWN = {
    "interview": {
        "mean": "0.5",
        "weight": "10",
        "source": "My last search",
        "on": "2026-03-01",
    }
}


def test_an_own_figure_moves_the_funnel_and_keeps_the_published_one_in_sight() -> None:
    priors = believed(OWN)
    [cold, *_] = funnel.beliefs(known(REFUSED), TODAY, priors)

    # Beta(5, 5) and 12 refusals: 5 of 22.
    assert cold.now.mean == pytest.approx(5 / 22)
    assert funnel.belief_table([cold])["Assumed"] == ["50%, your own"]
    [said] = funnel.sources([cold])
    assert "My last search. As of 1 Mar 2026. Published: 8%, counted as 20." in said
    assert "hootly.org" in said
    assert funnel.title([], TODAY, priors) == (
        "By your own figure, 50% of online applications lead to an interview."
    )
    assert "Published" not in funnel.basis([], TODAY, priors)
    # 5/10 * 6/11 * ... * 16/21 = 16!/4! / (21!/9!), about 0.6 %.
    none = funnel.chance_of_none(known(REFUSED), TODAY, priors)
    assert none == pytest.approx(exp(lgamma(17) + lgamma(10) - lgamma(5) - lgamma(22)))
    assert funnel.title(known(REFUSED), TODAY, priors).endswith(
        "1% of searchers would have at the rates you assume."
    )


def test_an_own_figure_moves_the_forecast() -> None:
    plain = ahead.ahead(search([WAITING]), TODAY)
    own = search([WAITING], searcher=Searcher(owner="me", priors=OWN))
    sure = ahead.ahead(own, TODAY)

    assert ahead.at(sure, 60).one.chance > 2 * ahead.at(plain, 60).one.chance
    assert sure.changes[0].gain > plain.changes[0].gain


# --- what may come ----------------------------------------------------------------


def test_who_has_nothing_under_way_is_told_what_would_help() -> None:
    found = ahead.ahead(search(), TODAY)

    assert (found.lives, found.in_hand) == (0, 0)
    assert all(point.one.chance == 0 for point in found.points)
    assert found.changes[0].gain > 0
    assert "most:" in ahead.most(found, TODAY)


def test_chances_rise_with_the_days_and_offers_in_hand_are_set_apart() -> None:
    held = search(
        [*MANY[:40], OFFERED, WAITING, story((S.APPLIED, 30), (S.SCREEN, 50))]
    )
    found = ahead.ahead(held, TODAY)

    assert (found.lives, found.in_hand) == (2, 1)
    chances = [point.one.chance for point in found.points]
    assert chances[0] == 0
    assert 0 < chances[-1] < 1
    assert all(a <= b for a, b in pairwise(chances))
    assert all(p.one.low <= p.one.chance <= p.one.high for p in found.points)
    assert "chance of one more offer by Tue 30 Jun" in ahead.title(found, TODAY)
    table = ahead.table(found, TODAY)
    assert "At least one more offer" in table
    assert len(table["By"]) == len(ahead.DAYS)
    assert "under way" in ahead.basis(found)


def test_two_offers_in_hand_are_not_a_chance() -> None:
    two = [OFFERED, OFFERED._replace(company="Beta"), WAITING]
    table = ahead.table(ahead.ahead(search(two), after(33)), after(33))

    assert set(table["Two that overlap"]) == {"in hand"}
    assert set(table["Likely range"]) == {words.NONE_YET}


def test_the_same_search_is_played_once() -> None:
    held = search([WAITING])

    assert ahead.ahead(held, TODAY) is ahead.ahead(held, TODAY)
    assert ahead.ahead(search([WAITING]), TODAY) is not ahead.ahead(held, TODAY)
    assert ahead.ahead(held, date(2026, 6, 1)).by_on == date(2026, 7, 31)
