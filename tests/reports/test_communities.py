"""Groups among the people around me, and the bridges between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.commands.making import meet, tie
from tracker import network
from tracker.charts import community_picture
from tracker.charts.picture import LIMIT
from tracker.reports import communities
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.reports.communities import Map
    from tracker.store import Store, Work

HOSTILE = "</script><img src=x onerror=alert(1)> href"


def found(store: Store) -> Map | None:
    return communities.map_of(network.current(store, LOCAL_OWNER))


def two_groups(work: Work) -> None:
    """Ana knows three people at Acme, who know each other, and Bo three at Brio.

    Ana also knows Bo, so that both bridge the groups; but Bo's know nobody else.
    """
    for name, firm in (("Ana", "Acme"), ("Bo", "Brio")):
        meet(work, name, firm, is_contact=True)
        for number in range(3):
            meet(work, f"{name} {number}", firm)
            tie(work, name, f"{name} {number}")
    for one, other in ((0, 1), (1, 2), (0, 2)):
        tie(work, f"Ana {one}", f"Ana {other}")
    tie(work, "Ana", "Bo")


def test_groups_are_named_and_the_widest_bridge_comes_first(store: Store) -> None:
    with store.change() as work:
        two_groups(work)
    map_ = found(store)
    assert map_ is not None
    assert sorted((one.name, one.size) for one in map_.groups) == [
        ("Acme", 4),
        ("Brio", 4),
    ]
    assert communities.title(map_) == (
        "The people around you form 2 groups, and Bo is your widest bridge."
    )
    assert map_.frame["Broker"].tolist() == ["Bo", "Ana"]
    assert map_.left_out == 0
    assert not [mark for mark in map_.marks if mark.name == "Me"]
    again = found(store)
    assert again is not None
    assert again.marks == map_.marks


def test_groups_of_one_name_are_told_apart_by_who_is_amidst_them(store: Store) -> None:
    with store.change() as work:
        for name in ("Ana", "Bo"):
            meet(work, name, "Acme", is_contact=True)
            for number in range(3):
                meet(work, f"{name} {number}", "Acme")
                tie(work, name, f"{name} {number}")
    map_ = found(store)
    assert map_ is not None
    assert sorted(one.name for one in map_.groups) == [
        "Acme, around Ana",
        "Acme, around Bo",
    ]


def test_who_must_not_be_contacted_is_not_drawn_and_nobody_is_no_map(
    store: Store,
) -> None:
    with store.change() as work:
        meet(work, "Ana", is_contact=True)
        meet(work, "Cy").no_contact = True
        tie(work, "Ana", "Cy")
    assert found(store) is None


def test_a_large_network_is_cut_to_what_can_be_read(store: Store) -> None:
    with store.change() as work:
        for name in ("Ana", "Bo", "Cy"):
            meet(work, name, is_contact=True)
            for number in range(60):
                meet(work, f"{HOSTILE} {name} {number}", HOSTILE)
                tie(work, name, f"{HOSTILE} {name} {number}")
    map_ = found(store)
    assert map_ is not None
    assert len(map_.marks) + map_.left_out == 3 * 61
    picture = community_picture(map_)
    assert len(picture["nodes"]) <= LIMIT
    assert {mark.name for mark in map_.marks if mark.is_broker} == {"Ana", "Bo"}
    assert {"Ana", "Bo"} <= {node["label"] for node in picture["nodes"]}
    across = [abs(node["x"]) for node in picture["nodes"]]
    assert max(across) <= picture["width"] / 2
    assert np.unique(across).size > 50
    assert not any("<b" in str(node["title"]) for node in picture["nodes"])
