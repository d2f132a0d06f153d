"""Two spellings are one person, company or link only where nothing is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import names

ANY_TEXT = st.text(max_size=60)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)


@given(ANY_TEXT)
def test_folding_ignores_case_spaces_and_the_form_of_letters(text: str) -> None:
    spelled = f"  {unicodedata.normalize('NFD', text)} "
    assert names.fold(spelled) == names.fold(text)
    assert names.fold("ANA  Müller") == names.fold("ana mu\u0308ller")


@given(st.text())
def test_tidied_text_can_be_kept_by_every_database_and_file(text: str) -> None:
    tidied = names.tidy(text + "\0\ud800\u202e")
    assert "\0" not in tidied
    assert "\u202e" not in tidied
    tidied.encode("utf-8")  # fails on half a pair
    assert names.tidy(tidied) == tidied


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = names.one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()


def test_tidying_keeps_lines_tabs_and_joined_emoji() -> None:
    text = "first\n\tsecond 👩\u200d💻"
    assert names.tidy(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme, Inc.", "ACME"),
        ("Müller & Schmidt KG", "Schmidt Müller"),
        ("Müller, Schmidt & Co. KG", "müller schmidt"),
        ("Amazon Web Services (AWS)", "amazon web services"),
        ("L'Oréal S.A.", "L’Oréal"),
        ("A.P. Møller", "AP Møller"),
        ("Google LLC", "Google"),
        ("Stripe,  Inc", "stripe inc."),
    ],
)
def test_these_are_one_company(one: str, other: str) -> None:
    assert names.company_key(one) == names.company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Google", "Google Ventures"),
        ("Plan", "Plan A"),
        ("C", "C++"),
        ("Alphabet", "Alpha"),
        ("Meta", "Metabase"),
        ("Inc.", "Ltd."),
    ],
)
def test_these_are_two_companies(one: str, other: str) -> None:
    assert names.company_key(one) != names.company_key(other)


@given(st.text(min_size=1, max_size=200).filter(names.one_line))
def test_every_company_and_person_has_a_key_that_fits_its_column(name: str) -> None:
    line = names.one_line(name)
    assert 1 <= len(names.company_key(line)) <= names.KEY
    assert 1 <= len(names.person_key(line)) <= names.KEY


def test_a_key_fits_its_column_though_lower_case_is_longer() -> None:
    assert len(names.person_key("ß" * 200)) == names.KEY
    assert len(names.company_key("ﷺ" * 200)) <= names.KEY


def test_initials_in_brackets_are_an_alias_and_a_place_is_not() -> None:
    assert names.company_aliases("Amazon Web Services (AWS)") == ["AWS"]
    assert names.company_aliases("Acme (Berlin)") == []


@pytest.mark.parametrize(
    "link",
    [
        "https://www.linkedin.com/in/Ana-Silva/",
        "http://linkedin.com/in/ana-silva",
        "linkedin.com/in/ana-silva?trk=people",
        "https://LinkedIn.com/in/ana-silva#experience",
        "https://www.linkedin.com/in/ana%2Dsilva?utm_source=x",
    ],
)
def test_these_links_are_one_profile(link: str) -> None:
    assert names.link_key(link) == "linkedin.com/in/ana-silva"


def test_a_posting_stays_another_posting() -> None:
    first = names.link_key("https://boards.example.com/jobs?gh_jid=1&utm_medium=mail")
    second = names.link_key("https://boards.example.com/jobs?gh_jid=2")
    assert first != second
    assert first == names.link_key("http://www.boards.example.com/jobs/?gh_jid=1")


def test_a_posting_seen_from_the_networks_search_is_the_same_posting() -> None:
    seen = "https://www.linkedin.com/jobs/search/?currentJobId=42&keywords=x"
    assert names.link_key(seen) == names.link_key("linkedin.com/jobs/view/42/")


@given(st.text(max_size=80))
def test_any_text_has_a_link_key(text: str) -> None:
    key = names.link_key(f"https://{text}")
    assert len(key) <= names.LINK_KEY


def test_long_links_that_differ_at_their_end_stay_apart() -> None:
    long = "https://example.com/" + "é" * 1_900
    one, other = names.link_key(long + "1"), names.link_key(long + "2")
    assert one != other
    # PostgreSQL indexes at most 2,704 bytes a row (its B-tree chapter).
    assert max(len(one.encode()), len(other.encode())) < 2_000


def test_a_broken_link_is_compared_as_text() -> None:
    assert names.link_key("https://[broken") == names.link_key("HTTPS://[Broken")
    assert names.link_key("  ") == ""
