"""The groups around me as a map, the brokers between them named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.charts.picture import LIMIT, Picture, blank, finished, plain

if TYPE_CHECKING:
    from tracker.reports.communities import Map, Mark


def community_picture(found: Map) -> Picture:
    """Draw the map: dots for people, brokers larger, darker and named.

    Args:
        found: The map; with more than `LIMIT` people and groups the last are left out.
    """
    net = blank()
    for n, group in enumerate(found.groups):
        net.add_node(
            f"more:{n}",
            label=plain(f"{group.name}, {group.size}"),
            title="",
            shape="text",
            color=None,
            kind="more",
            best=False,
            x=round(group.x),
            y=round(group.y),
            fixed=True,
        )
    marks = sorted(found.marks, key=lambda mark: not mark.is_broker)
    for mark in marks[: max(0, LIMIT - len(found.groups))]:
        name = plain(mark.name) or "Unnamed"
        where = plain(found.groups[mark.group].name)
        net.add_node(
            str(mark.id),
            label=name if mark.is_broker else " ",  # pyvis writes the id for none
            title="\n".join([name, where, *(["Broker"] if mark.is_broker else [])]),
            shape="dot",
            size=13 if mark.is_broker else 7,
            color=None,
            kind=_kind(mark),
            best=mark.is_broker,
            x=round(mark.x),
            y=round(mark.y),
            fixed=True,
        )
    shown = {node["id"] for node in net.nodes}
    group_of = {mark.id: mark.group for mark in found.marks}
    for one, other in found.ties:
        if str(one) in shown and str(other) in shown:
            net.add_edge(
                str(one),
                str(other),
                width=1,
                best=False,
                dashes=[4, 5] if group_of[one] != group_of[other] else False,
                arrows={"to": {"enabled": False}},
                smooth=False,
            )
    width, height = found.size
    return finished(net, width, height, _words(found))


def _kind(mark: Mark) -> str:
    if mark.is_broker:
        return "broker"
    return "known" if mark.is_contact else "member"


def _words(found: Map) -> str:
    """What the drawing shows, for those who do not see it."""
    groups = "; ".join(
        f"{plain(group.name)}, {group.size} people" for group in found.groups[:6]
    )
    more = f" and {len(found.groups) - 6} more groups" if found.groups[6:] else ""
    brokers = [plain(mark.name) for mark in found.marks if mark.is_broker]
    named = f" Brokers: {', '.join(brokers)}." if brokers else " No broker is known."
    return f"Groups around you: {groups}{more}.{named}"
