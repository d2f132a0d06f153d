"""The network as a graph file, GraphML or GEXF, for programs that draw graphs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from tracker.errors import StoreError
from tracker.exporters.material import Made
from tracker.exporters.privacy import People
from tracker.exporters.texts import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from tracker.exporters.material import Material

_UNREADABLE = (
    "The graph could not be written so that it can be read again; export the search "
    "as JSON, which holds the same people and ties."
)


def to_graphml(material: Material) -> Made:
    """Make a GraphML file; it is read again before it is given."""
    import networkx as nx  # noqa: PLC0415 - 0.2 s that others need not wait

    return _written(_graph(material), nx.write_graphml, nx.read_graphml)


def to_gexf(material: Material) -> Made:
    """Make a GEXF file; it is read again before it is given."""
    import networkx as nx  # noqa: PLC0415

    return _written(_graph(material), nx.write_gexf, nx.read_gexf)


def _written(graph: nx.DiGraph[str], write: Any, read: Any) -> Made:  # noqa: ANN401
    file = BytesIO()
    write(graph, file)
    content = file.getvalue()
    try:
        again = read(BytesIO(content))
    except Exception as error:  # whatever its XML parser says
        raise StoreError(_UNREADABLE) from error
    same = set(graph.nodes) == set(again.nodes)
    if not same or graph.number_of_edges() != again.number_of_edges():
        raise StoreError(_UNREADABLE)
    return Made(content)


def _graph(material: Material) -> nx.DiGraph[str]:
    import networkx as nx  # noqa: PLC0415

    graph: nx.DiGraph[str] = nx.DiGraph()
    network = material.network
    for row, id_ in enumerate(network.ids):
        if row == network.me or material.people is not People.LEFT_OUT:
            graph.add_node(str(id_), **_person(material, row))
    for tie, start, end in _ties(material):
        start_id, end_id = str(network.ids[start]), str(network.ids[end])
        facts = _tie(material, tie)
        if {start_id, end_id} <= graph.nodes.keys():
            known = graph.get_edge_data(start_id, end_id)
            if known is None or known["chance"] < facts["chance"]:
                graph.add_edge(start_id, end_id, **facts)
    return graph


def _person(material: Material, row: int) -> dict[str, str]:
    network = material.network
    named = row == network.me or material.names_people
    jobs = network.jobs.get(row, ())
    name = network.names[row] if named else material.mask.name(network.ids[row])
    return {
        "label": line(name),
        "company": line(network.companies[jobs[0][0]]) if jobs else "",
        "title": line(jobs[0][1]) if jobs and named else "",
        "who": "me" if row == network.me else "person",
    }


def _ties(material: Material) -> Iterator[tuple[int, int, int]]:
    network = material.network
    for tie, (start, end) in enumerate(zip(network.starts, network.ends, strict=True)):
        yield tie, int(start), int(end)
        if network.both_ways[tie]:
            yield tie, int(end), int(start)


def _tie(material: Material, tie: int) -> dict[str, Any]:
    network = material.network
    since = network.since[tie]
    return {
        "kind": network.kinds[tie].value,
        "known_from": network.provenance[tie].value,
        "since": since.isoformat() if since else "",
        "chance": round(float(network.chances[tie]), 4),
    }
