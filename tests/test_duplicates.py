"""Duplicates: the same link for ever, like titles for a while, and when again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import duplicates, names
from tracker.duplicates import Candidate, Duplicate, Earlier, Kind
from tracker.models import Stage

ACME, OTHER = UUID(int=1), UUID(int=2)
DAY = date(2026, 3, 2)
LINK = "https://acme.example/jobs?gh_jid=12"


def earlier(
    title: str = "Data Engineer",
    stage: Stage = Stage.APPLIED,
    *,
    days: int = 10,
    company: UUID = ACME,
    url: str = "",
    number: int = 1,
) -> Earlier:
    return Earlier(
        id=UUID(int=number),
        company_id=company,
        company="Acme",
        title=title,
        url_key=names.link_key(url),
        stage=stage,
        changed_on=DAY - timedelta(days=days),
    )


def find(candidate: Candidate, *rows: Earlier, **more: int) -> list[Duplicate]:
    return duplicates.find(candidate, rows, DAY, **more)


def kinds(candidate: Candidate, *rows: Earlier) -> list[Kind]:
    return [each.kind for each in find(candidate, *rows)]


@pytest.mark.parametrize("days", [0, 89, 400, 4000])
def test_the_same_link_warns_for_ever_whatever_leads_to_it(days: int) -> None:
    row = earlier(stage=Stage.WITHDRAWN, days=days, url=LINK, company=OTHER)
    again = "http://www.acme.example/jobs/?utm_source=mail&gh_jid=12#apply"
    assert kinds(Candidate("Chef", again), row) == [Kind.LINK]


def test_another_posting_on_the_same_page_is_another_link() -> None:
    other = "https://acme.example/jobs?gh_jid=13"
    assert not kinds(Candidate("Chef", other), earlier(url=LINK))


def test_no_link_is_not_the_same_as_no_link() -> None:
    assert not kinds(Candidate("Chef", ""), earlier(url=""))


@pytest.mark.parametrize(
    ("stage", "days", "warns"),
    [
        (Stage.SAVED, 4000, True),
        (Stage.OFFER, 91, True),
        (Stage.WITHDRAWN, 89, True),
        (Stage.WITHDRAWN, 90, False),
        (Stage.DECLINED, 400, False),
    ],
)
def test_a_like_title_warns_while_the_earlier_one_is_open_or_recent(
    stage: Stage, days: int, *, warns: bool
) -> None:
    found = kinds(
        Candidate("data engineer", company_id=ACME), earlier(stage=stage, days=days)
    )
    assert (found == [Kind.SIMILAR]) is warns


def test_the_same_title_elsewhere_is_no_duplicate() -> None:
    row = earlier(company=OTHER)
    assert not kinds(Candidate("Data Engineer", company_id=ACME), row)
    assert not kinds(Candidate("Data Engineer"), row)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Senior Data Engineer", "Sr. Data Engineer", True),
        ("Data Engineer (m/f/d)", "Data Engineer", True),
        ("Engineer, Backend", "Backend Engineer", True),
        ("ML Engineer", "Machine Learning Engineer", True),
        ("SWE II", "Software Engineer II", True),
        ("Software Enginer", "Software Engineer", True),
        ("Data Engineer (Remote)", "Data Engineer", True),
        ("Data Engineer", "Data Scientist", False),
        ("Backend Engineer", "Frontend Engineer", False),
        ("Java Engineer", "JavaScript Engineer", False),
        ("Engineer", "Staff Engineer", False),
        ("Product Manager", "Project Manager", False),
        ("C Developer", "C++ Developer", False),
        ("", "", False),
        ("?!", "?!", False),
    ],
)
def test_titles_are_alike_by_their_words(one: str, other: str, *, alike: bool) -> None:
    assert duplicates.are_alike(one, other) is alike
    assert duplicates.are_alike(other, one) is alike


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.NO_ANSWER])
def test_a_company_that_refused_or_fell_silent_names_the_day_to_try_again(
    stage: Stage,
) -> None:
    (found,) = find(Candidate("Chef", company_id=ACME), earlier(stage=stage, days=100))
    assert found.kind is Kind.AGAIN
    # 2026-03-02 less 100 days is 2025-11-22; 365 days on is 2026-11-22
    assert found.again_on == date(2026, 11, 22)


def test_the_day_to_try_again_passes() -> None:
    candidate = Candidate("Chef", company_id=ACME)
    assert find(candidate, earlier(stage=Stage.REJECTED, days=364))
    assert not find(candidate, earlier(stage=Stage.REJECTED, days=365))
    assert not find(candidate, earlier(stage=Stage.REJECTED, days=31), again_days=30)


def test_withdrawing_or_declining_is_no_reason_to_wait() -> None:
    rows = [earlier(stage=s, days=100) for s in (Stage.WITHDRAWN, Stage.DECLINED)]
    assert not find(Candidate("Chef", company_id=ACME), *rows)


def test_the_same_job_at_a_company_that_refused_says_both() -> None:
    row = earlier(stage=Stage.REJECTED, days=31)
    candidate = Candidate("Data Engineer", company_id=ACME)
    assert kinds(candidate, row) == [Kind.SIMILAR, Kind.AGAIN]


def test_of_several_the_last_is_named_once() -> None:
    rows = [earlier(days=d, number=d) for d in (5, 50, 500)]
    (found,) = find(Candidate("Data Engineer", company_id=ACME), *rows)
    assert found.earlier.id == UUID(int=5)


def test_each_warning_is_one_sentence_that_names_the_earlier_one() -> None:
    row = earlier(stage=Stage.NO_ANSWER, days=31, url=LINK)
    both = find(Candidate("Chef", LINK, ACME), row)
    assert [duplicates.sentence(each) for each in both] == [
        (
            "You already have an application with this link: “Data Engineer” at Acme, "
            "no answer."
        ),
        (
            "Acme gave no answer on 30 Jan 2026 for “Data Engineer”; applying again is "
            "reasonable from 30 Jan 2027 on."
        ),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_order_and_a_title_with_words_is_like_itself(
    one: str, other: str
) -> None:
    assert duplicates.are_alike(one, one) is bool(duplicates._words(one))
    assert duplicates.are_alike(one, other) == duplicates.are_alike(other, one)
