"""People, ties and asks: who is meant, and what is said when that is unclear."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.commands.making import MONDAY, log, meet, tie
from tracker import commands, inputs
from tracker.commands.people import find_person, my_id
from tracker.errors import ConflictError, InvalidError, NotFoundError
from tracker.models import (
    Ask,
    AskState,
    Company,
    Person,
    Position,
    Provenance,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from tracker.store import Store

ANA = "https://www.linkedin.com/in/ana"


def test_somebody_is_added_with_their_job_and_without_a_tie(any_store: Store) -> None:
    with any_store.change() as work:
        row = meet(work, "Ana Silva", "Acme", title="Engineer", profile_url=ANA)
    with any_store.reading() as work:
        assert work.get(Person, row.id).profile_key == "linkedin.com/in/ana"
        [job] = work.all(Position)
        assert (job.person_id, job.title) == (row.id, "Engineer")
        assert work.get(Company, job.company_id).name == "Acme"
        assert work.all(Tie) == []


def test_a_contact_is_tied_to_me(any_store: Store) -> None:
    with any_store.change() as work:
        row = meet(work, "Ana Silva", is_contact=True)
        [found] = work.all(Tie)
        assert (found.from_id, found.to_id) == (my_id(work.owner), row.id)
        assert found.provenance is Provenance.TYPED


def test_a_namesake_warns_and_is_taken(store: Store) -> None:
    with store.change() as work:
        meet(work, "Ana Silva", profile_url=ANA)
        meet(work, "ANA  SILVA", profile_url=f"{ANA}-2")
        assert work.notices == []  # another link: another person
        meet(work, "ana silva")
        assert work.notices == ["You already have somebody called ana silva."]
        assert len(work.all(Person)) == 3


def test_a_tie_names_people_by_name_id_link_or_me(any_store: Store) -> None:
    with any_store.change() as work:
        ana = meet(work, "Ana Silva", profile_url=ANA)
        for name in ("ana  SILVA", str(ana.id), "linkedin.com/in/ana/?trk=x"):
            assert find_person(work, name) == ana
        first = tie(work, "me", str(ana.id), kind="friend", since_on="2020-01-01")
        assert (first.from_id, first.kind) == (my_id(work.owner), TieKind.FRIEND)
        assert first.since_on == date(2020, 1, 1)
        second = tie(work, "Ana Silva", "Ben Ott", both_ways=False, chance=0.3)
        assert work.get(Person, second.to_id).name == "Ben Ott"
        assert (second.both_ways, second.chance) == (False, 0.3)


def test_a_name_with_a_slash_is_a_name_and_found_again(store: Store) -> None:
    with store.change() as work:
        made = [tie(work, "Me", "Ana/Bo <b>"), tie(work, "Ana/Bo <b>", "Cy")]
        assert made[0].to_id == made[1].from_id


def test_a_tie_to_oneself_or_to_an_unclear_name_is_refused(store: Store) -> None:
    with store.change() as work:
        meet(work, "Ana Silva", profile_url=ANA)
        meet(work, "Ana Silva", profile_url=f"{ANA}-2")
        with pytest.raises(NotFoundError, match="2 people are called Ana Silva"):
            tie(work, "Me", "Ana Silva")
        with pytest.raises(InvalidError, match="both ends are Me"):
            tie(work, "Me", "me")
        with pytest.raises(NotFoundError):
            tie(work, "Me", str(uuid4()))
        assert work.all(Tie) == []


def test_a_second_tie_between_two_people_warns_and_is_taken(store: Store) -> None:
    with store.change() as work:
        tie(work, "Ana", "Ben")
        tie(work, "Ben", "Ana")
        assert work.notices == ["Ben and Ana were tied already."]
        assert len(work.all(Tie)) == 2


def test_a_one_way_tie_says_nothing_of_the_way_back(store: Store) -> None:
    with store.change() as work:
        tie(work, "Ana", "Ben", both_ways=False)
        tie(work, "Ben", "Ana", both_ways=False)
        assert work.notices == []


def test_an_edit_is_checked_and_the_second_tab_told(any_store: Store) -> None:
    with any_store.change() as work:
        row = meet(work, "Ana Silva")
        commands.edit_person(
            work, row.id, version=1, name=" Ana\n Souza ", profile_url=ANA
        )
        assert (row.name, row.key) == ("Ana Souza", "ana souza")
        assert row.profile_key == "linkedin.com/in/ana"
        commands.edit_person(work, row.id, version=2, no_contact=True)
        assert work.get(Person, row.id).no_contact
        with pytest.raises(ConflictError):
            commands.edit_person(work, row.id, version=2, note="late")
        for wrong in ({"name": ""}, {"email": "no"}, {"profile_url": "x"}, {"is": 1}):
            with pytest.raises(InvalidError):
                commands.edit_person(work, row.id, version=None, **wrong)


def test_a_name_whose_lower_case_is_longer_than_a_column_is_taken(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = meet(work, "ß" * 200, "ﷺ" * 200)
        tie(work, "Me", row.name)
        assert work.notices == []
        assert len(work.all(Person)) == 2


def test_the_longest_link_is_taken(any_store: Store) -> None:
    link = "https://example.com/?q=" + "é" * (2_000 - 23)
    with any_store.change() as work:
        meet(work, "Ana", profile_url=link)
        log(work, url=link)


def test_a_friend_is_made_with_my_tie_and_found_again(any_store: Store) -> None:
    with any_store.change() as work:
        friend = commands.find_friend(work, "Ana Silva")
        assert commands.find_friend(work, "ana silva") == friend
        [found] = work.all(Tie)
        assert (found.to_id, found.kind) == (friend.id, TieKind.FRIEND)
        assert work.notices == []


@pytest.mark.parametrize("name", ["Me", " me ", "", "x" * 201])
def test_nobody_is_their_own_friend_or_nameless(store: Store, name: str) -> None:
    with store.change() as work, pytest.raises(InvalidError):
        commands.find_friend(work, name)


def test_an_ask_names_who_is_asked_about_what(any_store: Store) -> None:
    with any_store.change() as work:
        application = log(work)
        given = {
            "person": "Ana Silva",
            "company": "ACME",
            "title": "engineer",
            "insider": "Ben Ott",
        }
        row = commands.add_ask(work, inputs.parse(inputs.AskIn, given), on=MONDAY)
        assert row.asked_on == MONDAY
        assert row.application_id == application.id
        commands.move_ask(work, row.id, to=AskState.AGREED, on=MONDAY)
    with any_store.reading() as work:
        assert work.get(Ask, row.id).state is AskState.AGREED


def test_a_drafted_ask_has_no_day_and_an_unknown_title_is_refused(
    store: Store,
) -> None:
    with store.change() as work:
        given = {"person": "Ana", "company": "Acme", "state": "drafted"}
        row = commands.add_ask(work, inputs.parse(inputs.AskIn, given), on=MONDAY)
        assert row.asked_on is None
        wrong = inputs.parse(inputs.AskIn, given | {"title": "Engineer"})
        with pytest.raises(NotFoundError, match="log it first"):
            commands.add_ask(work, wrong, on=MONDAY)
