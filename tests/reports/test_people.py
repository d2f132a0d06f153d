"""Who is in the network: counts, searching, and how one gets to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import commands, inputs, network
from tracker.models import Provenance, TieKind
from tracker.network import Network
from tracker.reports import people
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.store import Store


def made(
    names: list[str], ties: list[tuple[int, int]], me: int = 0, *, both: bool = True
) -> Network:
    """A network of named people; all ties are exported ones."""
    return Network(
        ids=[uuid4() for _ in names],
        names=names,
        emails=[""] * len(names),
        links=[""] * len(names),
        me=me,
        barred=np.zeros(len(names), bool),
        starts=np.array([a for a, _ in ties], np.int32),
        ends=np.array([b for _, b in ties], np.int32),
        both_ways=np.full(len(ties), both),
        stated=np.full(len(ties), np.nan),
        kinds=[TieKind.OTHER] * len(ties),
        provenance=[
            Provenance.OWN_EXPORT if me in tie else Provenance.FRIEND_EXPORT
            for tie in ties
        ],
        since=[None] * len(ties),
        papers=np.zeros(len(ties), np.int32),
        months=np.zeros(len(ties)),
        jobs={},
        companies={},
    )


FRIENDS = made(
    ["Me", "Ana Ruiz", "Bo Lindqvist", "Cy Young", "Dee Far", "Lone One"],
    [(0, 1), (1, 2), (2, 3), (0, 4)],
)


def test_the_title_counts_contacts_and_those_behind_them() -> None:
    assert people.title(FRIENDS) == "2 people you know, 2 more through friends."
    assert people.basis(FRIENDS) == "1 other, whom no tie leads to yet."


def test_an_empty_network_is_called_empty() -> None:
    empty = made([], [], me=-1)
    assert people.title(empty) == "No people yet."
    assert people.basis(empty) == ""
    assert people.find(empty, "", contacts_only=False).total == 0
    assert "come here" in people.nobody(empty, "")


def test_a_tie_that_points_at_me_only_is_no_way_out() -> None:
    inward = made(["Me", "Fan"], [(1, 0)], both=False)
    assert people.title(inward) == "No people yet."
    assert people.basis(inward) == "1 other, whom no tie leads to yet."


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20).map(
        lambda ties: [(a, b) for a, b in ties if a != b]
    )
)
def test_the_three_counts_add_up_to_everybody(ties: list[tuple[int, int]]) -> None:
    net = made([f"P{n}" for n in range(8)], ties)
    reached = people._reached(net)
    assert not reached[0]
    assert set(net.contacts) <= set(np.flatnonzero(reached))
    others = people.basis(net)
    assert int(others.split()[0] if others else 0) == 7 - reached.sum()


def test_people_stand_by_name_with_where_they_are_known_from() -> None:
    found = people.find(FRIENDS, "", contacts_only=False)
    assert found.total == 5
    assert found.frame["Name"].tolist() == [
        "Ana Ruiz",
        "Bo Lindqvist",
        "Cy Young",
        "Dee Far",
        "Lone One",
    ]
    assert found.frame["How they are known"].tolist() == [
        "from your export",
        "from Ana Ruiz's export",
        "from Bo Lindqvist's export",
        "from your export",
        "no tie",
    ]
    assert found.frame["My contact"].tolist() == ["yes", "no", "no", "yes", "no"]


def test_my_contacts_alone_can_be_shown() -> None:
    found = people.find(FRIENDS, "", contacts_only=True)
    assert found.frame["Name"].tolist() == ["Ana Ruiz", "Dee Far"]


@pytest.mark.parametrize("text", ["lind", "LINDQVIST bo", "  bo "])
def test_a_search_wants_every_word_in_any_order(text: str) -> None:
    found = people.find(FRIENDS, text, contacts_only=False)
    assert found.frame["Name"].tolist() == ["Bo Lindqvist"]


def test_a_search_looks_at_jobs_and_ignores_the_form_of_letters(store: Store) -> None:
    with store.change() as work:
        for name, company, title in (
            ("Ｚｏë Grant", "Müller & Co", "Data scientist"),
            ("Ana Ruiz", "Lumen", "Designer"),
        ):
            one = {"name": name, "company": company, "title": title}
            commands.add_person(work, inputs.parse(inputs.PersonIn, one))
    net = network.current(store, LOCAL_OWNER)
    for text in ("zoë", "MÜLLER", "data müller"):
        assert people.find(net, text, contacts_only=False).total == 1


def test_no_more_than_a_thousand_rows_are_shown_and_that_is_said() -> None:
    net = made(["Me", *(f"P{n:05}" for n in range(30_000))], [])
    found = people.find(net, "", contacts_only=False)
    assert len(found.frame) == len(found.ids) == people.SHOWN
    assert people.shown_words(found) == (
        "The first 1,000 of 30,000 people, by name. Search for others."
    )
    one = people.find(net, "P02999", contacts_only=False)
    assert people.shown_words(one) == "1 person, by name."


def test_the_way_to_somebody_is_told_in_one_sentence() -> None:
    far = FRIENDS.ids[2]
    chain = FRIENDS.to_person(far)
    # Two ties of an export: the mean of Beta(2, 6) twice, 0.25 x 0.25 = 6%.
    assert people.chain_words("Bo Lindqvist", chain, barred=False) == (
        "Me → Ana Ruiz → Bo Lindqvist. Chance to reach them: 6%, general figures."
    )
    near = FRIENDS.to_person(FRIENDS.ids[1])
    assert people.chain_words("Ana Ruiz", near, barred=False) == (
        "You know Ana Ruiz yourself. Chance that they engage: 25%, general figures."
    )
    assert FRIENDS.to_person(FRIENDS.ids[5]) is None
    assert FRIENDS.to_person(FRIENDS.ids[0]) is None
    assert FRIENDS.to_person(uuid4()) is None


def test_the_ties_of_somebody_begin_with_mine() -> None:
    found = people.ties(FRIENDS, FRIENDS.ids[1])
    assert found.total == 2
    assert found.frame["With"].tolist() == ["Me", "Bo Lindqvist"]
    assert found.frame["Chance"].tolist() == [25.0, 25.0]
    assert set(found.frame["Chance is"]) == {"general figure"}
    assert people.ties(FRIENDS, uuid4()).total == 0


def test_the_direction_of_a_tie_is_seen_from_the_person() -> None:
    net = made(["Me", "Ana"], [(0, 1)], both=False)
    assert people.ties(net, net.ids[1]).frame["Direction"].tolist() == ["inward only"]
    assert people.ties(net, net.ids[0]).frame["Direction"].tolist() == ["outward only"]


@pytest.mark.parametrize("text", [None, "", "x", "1", "../person"])
def test_what_is_no_id_is_none(text: str | None) -> None:
    assert people.as_id(text) is None


def test_a_card_of_another_owner_is_not_found(store: Store) -> None:
    one = inputs.parse(inputs.PersonIn, {"name": "Ana", "company": "Lumen"})
    with store.change("somebody") as work:
        row = commands.add_person(work, one)
    with store.reading(LOCAL_OWNER) as work:
        assert people.card(work, row.id) is None
    with store.reading("somebody") as work:
        card = people.card(work, row.id)
    assert card is not None
    assert card.jobs == ["Lumen"]
    assert people.facts(card.person, card.jobs) == "Lumen"


def test_only_web_links_may_be_opened() -> None:
    assert people.is_link("HTTPS://example.org")
    assert not people.is_link("javascript:alert(1)")
    assert not people.is_link("")
