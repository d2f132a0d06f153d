"""vCards and graph files, read back by libraries that did not write them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests.exporters.making import HOSTILE, LONG, fill, made
from tracker.errors import InvalidError
from tracker.exporters import People
from tracker.exporters.contacts import escaped, folded
from tracker.exporters.texts import clean
from tracker.models import Person
from tracker.names import one_line

if TYPE_CHECKING:
    from tracker.store import Store


@pytest.mark.parametrize("name", [*HOSTILE, "Ana", "Ana María de la Cruz"])
def test_a_card_says_who_somebody_is_and_no_more(store: Store, name: str) -> None:
    fill(store, name, "Acme, Inc; Berlin")
    content = made(store, "a.vcf").decode()
    [card] = list(vobject.readComponents(content))
    assert card.fn.value == one_line(clean(name))
    assert (
        f"{card.n.value.given} {card.n.value.family}".split() == card.fn.value.split()
    )
    assert card.email.value == "ana@example.com"
    assert card.org.value == ["Acme, Inc; Berlin"]
    assert not hasattr(card, "note")
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75


def test_contacts_without_names_are_refused(store: Store) -> None:
    fill(store)
    with pytest.raises(InvalidError, match="without names"):
        made(store, "a.vcf", People.ANONYMOUS)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_is_folded_and_escaped_comes_back(text: str) -> None:
    text = clean(text)
    lines = folded(f"NOTE:{escaped(text)}")
    assert all(len(line.encode()) <= 75 for line in lines.split("\r\n"))
    unfolded = lines.replace("\r\n ", "")
    plain = unfolded.removeprefix("NOTE:").replace("\\\\", "\x00")
    for code, mark in (("\\n", "\n"), ("\\;", ";"), ("\\,", ",")):
        plain = plain.replace(code, mark)
    assert plain.replace("\x00", "\\") == text


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
@pytest.mark.parametrize("name", [*HOSTILE, LONG[:180]])
def test_a_graph_comes_back_with_everybody_and_every_tie(
    store: Store, ending: str, name: str
) -> None:
    fill(store, name)
    content = made(store, f"a.{ending}")
    ET.fromstring(content)  # noqa: S314 - our own
    read = nx.read_graphml if ending == "graphml" else nx.read_gexf
    graph = read(io.BytesIO(content))
    labels = dict(graph.nodes(data="label"))
    assert sorted(labels.values()) == sorted(["Me", one_line(clean(name))])
    assert graph.number_of_edges() == 2  # me to them, and back
    assert {tie["since"] for *_, tie in graph.edges(data=True)} == {""}
    assert all(0 < tie["chance"] < 1 for *_, tie in graph.edges(data=True))


def test_what_xml_cannot_hold_is_dropped(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [person] = work.all(Person, Person.name == "Ana Silva")
        person.name = "Ana\x00 \x0bSil\ufffeva\x1f"
        work.session.add(person)
        work.network_changed = True
    graph = nx.read_graphml(io.BytesIO(made(store, "a.graphml")))
    assert "Ana Silva" in dict(graph.nodes(data="label")).values()


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_graph_without_names_has_numbers_or_only_me(
    store: Store, ending: str
) -> None:
    fill(store)
    hidden = made(store, f"a.{ending}", People.ANONYMOUS).decode()
    assert "Person 1" in hidden
    assert "Silva" not in hidden
    alone = made(store, f"a.{ending}", People.LEFT_OUT).decode()
    assert "Person 1" not in alone
