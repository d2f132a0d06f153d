"""Ways in as rings: who stands where, and who is only counted."""

from __future__ import annotations

from itertools import combinations

import pytest

from tracker.charts import Edge, Node, Picture, ring_picture


def network(contacts: int, each: int) -> tuple[list[Node], list[Edge]]:
    """Me, contacts, and insiders whom each of them knows; the first is best."""
    nodes, edges = [Node("me", "Me", 0, on_best=True)], []
    for i in range(contacts):
        nodes.append(Node(f"c{i}", f"Contact {i}", 1, on_best=i == 0))
        edges.append(Edge("me", f"c{i}", 0.9 - i / 100, on_best=i == 0))
        for j in range(each):
            best = i == j == 0
            nodes.append(Node(f"i{i}-{j}", f"Insider {i} {j}", 3, on_best=best))
            edges.append(Edge(f"c{i}", f"i{i}-{j}", 0.5, on_best=best))
    return nodes, edges


def away(picture: Picture) -> dict[str, float]:
    """How far each stands from me, as on a round ring."""
    return {
        node["id"]: (node["x"] ** 2 + (node["y"] / 0.6) ** 2) ** 0.5
        for node in picture["nodes"]
    }


def test_the_ring_is_the_number_of_ties() -> None:
    found = away(ring_picture(*network(4, 1)))
    assert found["me"] == 0
    inner = [found[f"c{i}"] for i in range(4)]
    outer = [found[f"i{i}-0"] for i in range(4)]
    assert max(inner) - min(inner) < 2
    assert max(outer) - min(outer) < 2
    assert min(outer) > max(inner) + 100


@pytest.mark.parametrize(("contacts", "each"), [(1, 1), (4, 1), (10, 1), (30, 3)])
def test_no_name_covers_another_and_all_lie_within(contacts: int, each: int) -> None:
    picture = ring_picture(*network(contacts, each))
    for one, other in combinations(picture["nodes"], 2):
        apart = abs(one["x"] - other["x"]) >= 108 or abs(one["y"] - other["y"]) >= 26
        assert apart, (one["id"], other["id"])
    for node in picture["nodes"]:
        assert abs(node["x"]) + 75 <= picture["width"] / 2 + 1
        assert abs(node["y"]) + 13 <= picture["height"] / 2 + 1


def test_the_rest_is_counted_and_nobody_stands_without_a_way_to_them() -> None:
    nodes, edges = network(30, 3)
    picture = ring_picture(nodes, edges, per_ring=8)
    shown = {node["id"] for node in picture["nodes"]}
    labels = {node["label"] for node in picture["nodes"] if node["kind"] == "more"}
    assert labels == {"and 22 more", "and 82 more"}
    assert {"me", "c0", "i0-0"} <= shown
    for id_ in shown:
        if id_.startswith("i"):
            assert id_.split("-")[0].replace("i", "c") in shown
    assert "104 of them are not drawn" in picture["alt"]


def test_who_is_both_near_and_far_stands_near_and_a_lone_me_is_drawn() -> None:
    nodes = [Node("me", "Me", 0), Node("a", "", 1), Node("b", "B", 3)]
    edges = [Edge("me", "a", 0.5), Edge("a", "b", 0.5), Edge("me", "b", 0.1)]
    found = away(ring_picture(nodes, edges))
    assert found["b"] == pytest.approx(found["a"], abs=2)
    assert "nobody around" in ring_picture(nodes[:1], [])["alt"]
