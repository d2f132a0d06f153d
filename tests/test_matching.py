"""Which row is whom: what is the same is found again, what is not never merged."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers import ApplicationRow, ContactRow
from tracker.matching import (
    ApplicationFacts,
    ContactDecision,
    KnownApplications,
    KnownPeople,
    contact_facts,
    match_applications,
    match_contacts,
    stages_of,
)
from tracker.models import RowOutcome, Stage

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 3, 9)
ME = UUID(int=1)
ANA = "https://www.linkedin.com/in/ana"


def row(number: int = 1, name: str = "Ana Silva", **facts: str) -> ContactRow:
    return ContactRow(number=number, name=name, **facts)  # type: ignore[arg-type]


def matched(
    *rows: ContactRow, known: KnownPeople | None = None, is_friends: bool = False
) -> list[ContactDecision]:
    people = known or KnownPeople(me=ME)
    return match_contacts(rows, people, is_friends=is_friends)


def people_of(*rows: ContactRow) -> int:
    return len({found.decision.record_id for found in matched(*rows)})


def test_one_link_with_different_names_is_different_people() -> None:
    """Real exports have it: one file gives one link to up to four people."""
    names = ("Ana Silva", "Ben Ott", "Cy Ray", "Di Fox")
    assert (
        people_of(*(row(i, name, profile_url=ANA) for i, name in enumerate(names))) == 4
    )


def test_one_name_with_three_links_is_three_people() -> None:
    links = (f"https://www.linkedin.com/in/ana-{n}" for n in range(3))
    assert people_of(*(row(i, profile_url=link) for i, link in enumerate(links))) == 3


def test_one_name_and_one_link_in_two_forms_is_one_person() -> None:
    first, second = matched(
        row(2, profile_url=ANA, company="Acme", title="Engineer"),
        row(3, "ANA  SILVA", profile_url="linkedin.com/in/ana/?trk=x", company="Acme"),
    )
    assert first.decision.record_id == second.decision.record_id
    assert second.decision.reason == "the same person as row 2"
    assert second.adds_position  # another title is another fact
    assert not second.adds_tie


def test_an_address_decides_where_a_link_is_missing() -> None:
    mail = "ana@example.org"
    assert people_of(row(1, email=mail, profile_url=ANA), row(2, email=mail)) == 1
    other = "https://www.linkedin.com/in/other"
    linked = row(1, email=mail, profile_url=ANA), row(2, email=mail, profile_url=other)
    assert people_of(*linked) == 2
    assert people_of(row(1, email=mail), row(2, "Ben Ott", email=mail)) == 2


def test_a_bare_name_needs_the_company_to_be_the_same_too() -> None:
    assert people_of(row(1, company="Acme, Inc."), row(2, company="ACME")) == 1
    assert people_of(row(1, company="Acme"), row(2, company="Other")) == 2
    assert (
        people_of(row(1, company="Acme", profile_url=ANA), row(2, company="Acme")) == 2
    )


@given(
    st.lists(
        st.builds(
            ContactRow,
            number=st.integers(1, 100),
            name=st.sampled_from(["Ana", "Ben"]),
            profile_url=st.sampled_from(["", ANA, "https://example.org/ben"]),
            email=st.sampled_from(["", "a@example.org", "b@example.org"]),
            company=st.sampled_from(["", "Acme", "Other"]),
            title=st.sampled_from(["", "Engineer"]),
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_a_file_that_was_taken_is_known_row_by_row(
    rows: list[ContactRow], is_friends: object
) -> None:
    known = KnownPeople(me=ME)
    first = matched(*rows, known=known, is_friends=bool(is_friends))
    again = matched(*rows, known=known, is_friends=bool(is_friends))
    assert {found.decision.outcome for found in again} <= {RowOutcome.KNOWN}
    assert not any(found.adds_tie or found.adds_position for found in again)
    assert [f.decision.record_id for f in again] == [
        f.decision.record_id for f in first
    ]


def test_in_a_friends_file_the_searcher_is_no_new_person() -> None:
    mine = "https://www.linkedin.com/in/me"
    known = KnownPeople(me=ME, my_link="linkedin.com/in/me", my_name="max muster")
    [by_link] = matched(
        row(name="M. Muster", profile_url=mine, company="Acme"),
        known=known,
        is_friends=True,
    )
    assert by_link.decision.record_id == ME
    assert by_link.decision.outcome is RowOutcome.KNOWN
    [by_name] = matched(row(name="Max Muster"), known=known, is_friends=True)
    assert by_name.decision.record_id == ME
    other = row(name="Max Muster", profile_url="https://www.linkedin.com/in/max2")
    [namesake] = matched(other, known=known, is_friends=True)
    assert namesake.decision.record_id != ME
    [own] = matched(row(name="Max Muster"), known=known)
    assert own.decision.record_id != ME


def test_a_known_person_without_a_tie_is_news() -> None:
    known = KnownPeople(me=ME)
    known.add(contact_facts(row(company="Acme"), UUID(int=7)))
    [found] = matched(row(company="Acme"), known=known)
    assert found.decision.record_id == UUID(int=7)
    assert found.decision.outcome is RowOutcome.NEW
    assert (found.adds_tie, found.adds_position) == (True, False)


# --- Applications ---------------------------------------------------------------


def job(number: int = 1, **facts: object) -> ApplicationRow:
    return ApplicationRow(
        **({"number": number, "company": "Acme", "title": "Engineer"} | facts)  # type: ignore[arg-type]
    )


def outcomes(*rows: ApplicationRow) -> list[str]:
    return [d.outcome.value for d in match_applications(rows, KnownApplications())]


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        (job(2), "known"),
        (job(2, company="ACME, Inc.", title="ENGINEER "), "known"),
        (job(2, title="Designer"), "new"),
        (job(2, company="Other"), "new"),
        (job(2, url="https://acme.example/jobs/1?utm_source=x"), "known"),
        (job(2, url="https://acme.example/jobs/2"), "new"),
        (job(2, title="Other", url="http://www.acme.example/jobs/1/"), "known"),
        (job(2, on=MONDAY), "known"),
        (job(2, on=TODAY), "new"),
    ],
)
def test_an_application_is_known_by_its_link_else_by_its_words(
    second: ApplicationRow, outcome: str
) -> None:
    first = job(1, url="https://acme.example/jobs/1", on=MONDAY)
    assert outcomes(first, second) == ["new", outcome]


def test_a_known_application_is_named_by_its_id() -> None:
    known = KnownApplications()
    facts = ApplicationFacts(uuid4(), "", "acme", "engineer", None)
    known.add(facts)
    [found] = match_applications([job(on=MONDAY)], known)
    assert found.record_id == facts.id
    assert not found.is_new


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (job(), [(Stage.SAVED, TODAY)]),
        (job(on=MONDAY), [(Stage.APPLIED, MONDAY)]),
        (job(stage=Stage.SAVED, on=MONDAY), [(Stage.SAVED, MONDAY)]),
        (job(stage=Stage.APPLIED), [(Stage.APPLIED, TODAY)]),
        (job(stage=Stage.REJECTED), [(Stage.REJECTED, TODAY)]),
        (
            job(stage=Stage.ONSITE, on=MONDAY),
            [(Stage.APPLIED, MONDAY), (Stage.ONSITE, MONDAY)],
        ),
        (job(status="On ice", on=MONDAY), [(Stage.APPLIED, MONDAY)]),
    ],
)
def test_a_row_tells_of_these_stages(
    given_: ApplicationRow, expected: list[tuple[Stage, date]]
) -> None:
    assert stages_of(given_, TODAY) == expected
