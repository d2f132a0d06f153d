"""Pictures: places, colours, words; no browser."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import charts
from tracker.charts import Edge, Milestone, Node, Phase, chain_picture
from tracker.charts.chains import ACROSS, DOWN
from tracker.charts.picture import LIMIT

if TYPE_CHECKING:
    import altair as alt

TODAY = date(2026, 11, 23)
HOSTILE = "</script><img src=x onerror=alert(1)> href"


def network(contacts: int = 5, insiders: int = 5) -> tuple[list[Node], list[Edge]]:
    """Me, contacts, and insiders whom each contact knows; the last pair is best."""
    nodes = [Node("me", "Me", 0, on_best=True)]
    edges = []
    for i in range(contacts):
        best = i == contacts - 1
        nodes.append(Node(f"c{i}", f"Contact {i}", 1, on_best=best))
        edges.append(Edge("me", f"c{i}", chance=0.5, on_best=best))
    for i in range(insiders):
        best = i == insiders - 1
        nodes.append(Node(f"i{i}", f"Insider {i}", 3, on_best=best))
        source = f"c{contacts - 1}" if best else f"c{i % contacts}"
        edges.append(Edge(source, f"i{i}", chance=0.4, on_best=best))
    return nodes, edges


def places(picture: charts.Picture) -> dict[str, tuple[int, int]]:
    return {node["id"]: (node["x"], node["y"]) for node in picture["nodes"]}


# ---- chains


def test_the_same_people_stand_in_the_same_places_in_whatever_order_they_come() -> None:
    nodes, edges = network()
    assert (
        chain_picture(nodes, edges)["nodes"]
        == (chain_picture(nodes[::-1], edges[::-1])["nodes"])
    )


def test_the_chosen_chain_is_the_first_row_and_nobody_else_stands_on_it() -> None:
    nodes, edges = network()
    nodes.append(Node("f", "Friend of a friend", 2))
    edges += [Edge("c0", "f", 0.9), Edge("f", "i0", 0.9)]
    spots = places(chain_picture(nodes, edges))
    top = min(y for _, y in spots.values())
    assert {person for person, (_, y) in spots.items() if y == top} == {
        "me",
        "c4",
        "i4",
    }


def test_columns_are_248_apart_rows_44_and_an_empty_column_is_closed_up() -> None:
    spots = places(chain_picture(*network(contacts=2, insiders=1)))
    assert spots["c1"][0] - spots["me"][0] == spots["i0"][0] - spots["c1"][0] == ACROSS
    assert spots["c0"][1] - spots["c1"][1] == DOWN


def test_without_a_chosen_chain_every_column_begins_at_the_top() -> None:
    nodes = [Node("me", "Me", 0), Node("a", "A", 1)]
    picture = chain_picture(nodes, [Edge("me", "a", 0.5)])
    assert {y for _, y in places(picture).values()} == {0}
    assert picture["alt"] == "2 people and 1 ties. No chain is chosen."


def test_a_column_shows_its_twelve_strongest_and_counts_the_rest() -> None:
    nodes = [Node("me", "Me", 0), Node("in", "Insider", 3)]
    edges = []
    for i in range(26):
        nodes.append(Node(f"c{i}", f"Contact {i}", 1))
        edges += [Edge("me", f"c{i}", i / 26), Edge(f"c{i}", "in", 0.5)]
    picture = chain_picture(nodes, edges)
    contacts = [n["id"] for n in picture["nodes"] if n["kind"] == "contact"]
    assert contacts == [f"c{i}" for i in range(25, 13, -1)]
    rest = [n["label"] for n in picture["nodes"] if n["kind"] == "more"]
    assert rest == ["and 14 more"]
    assert "14 of the people not drawn" in picture["alt"]


@given(st.integers(0, 120), st.integers(1, 120), st.integers(1, 1000))
def test_no_drawing_has_more_than_150_nodes_and_every_tie_leads_to_one_of_them(
    contacts: int, insiders: int, per_column: int
) -> None:
    picture = chain_picture(*network(contacts + 1, insiders), per_column=per_column)
    shown = {node["id"] for node in picture["nodes"]}
    assert len(picture["nodes"]) == len(shown) <= LIMIT
    assert {"me", f"c{contacts}", f"i{insiders - 1}"} <= shown
    assert all({e["from"], e["to"]} <= shown for e in picture["edges"])
    assert len(set(places(picture).values())) == len(shown)


def test_hostile_names_stay_plain_data() -> None:
    nodes = [
        Node("me", "Me", 0),
        Node(HOSTILE, HOSTILE, 1, detail="<b>\n\x00\u202eboss</b>"),
    ]
    picture = chain_picture(nodes, [Edge("me", HOSTILE, 0.5, label=HOSTILE)])
    assert json.loads(json.dumps(picture)) == picture
    person = picture["nodes"][1]
    assert person["id"] == person["label"] == HOSTILE
    assert person["title"] == f"{HOSTILE}\n<b> boss</b>"
    assert not {"image", "shapeProperties", "font"} & set(person)
    assert picture["edges"][0]["title"] == HOSTILE


def test_a_tie_is_wider_with_its_chance_dashed_if_only_possible() -> None:
    nodes = [Node("me", "Me", 0), Node("a", "A", 1), Node("b", "B", 1)]
    edges = [
        Edge("me", "a", 0.2),
        Edge("me", "b", 0.9, possible=True),
        Edge("a", "b", 0.9),
    ]
    weak, strong, sideways = chain_picture(nodes, edges)["edges"]
    assert (weak["width"], strong["width"]) == (1.4, 2.8)
    assert (weak["dashes"], strong["dashes"]) == (False, [4, 5])
    assert [e["arrows"]["to"]["enabled"] for e in (weak, strong, sideways)] == [
        False,
        False,
        True,
    ]


def test_the_drawing_stands_still() -> None:
    options = chain_picture(*network())["options"]
    assert options["physics"] == {"enabled": False}
    assert options["interaction"]["dragNodes"] is False


def test_the_words_of_a_drawing_name_the_chain_and_its_chance() -> None:
    # 0.5 * 0.4 = 0.2
    assert chain_picture(*network())["alt"] == (
        "Chosen chain: Me, Contact 4, Insider 4, 20%. 11 people and 10 ties."
    )


# ---- pay


def pay() -> pd.DataFrame:
    rows = [
        ("Tessera", 1, "Base", Decimal(118000)),
        ("Tessera", 1, "Sign-on", Decimal(20000)),
        ("Tessera", 1, "Bonus", Decimal(12000)),
        ("Tessera", 2, "Base", Decimal(118000)),
        ("Tessera", 2, "Sign-on", Decimal(0)),
        ("Cobalt", 1, "Base", Decimal(126000)),
    ]
    return pd.DataFrame(rows, columns=["offer", "year", "part", "amount"])


def kept() -> pd.DataFrame:
    rows = [
        (offer, month, Decimal(1000 * month * (1 + i)), Decimal(50_000))
        for i, offer in enumerate(["Tessera", "Cobalt"])
        for month in range(49)
    ]
    return pd.DataFrame(rows, columns=["offer", "month", "a_year", "before"])


def layer(chart: alt.LayerChart, number: int) -> list[dict[str, Any]]:
    """The rows that one layer draws."""
    spec = chart.to_dict()
    data = spec["layer"][number].get("data") or spec["data"]
    rows: list[dict[str, Any]] = spec["datasets"][data["name"]]
    return rows


def test_parts_of_pay_lie_on_each_other_from_the_surest_up() -> None:
    rows = layer(charts.pay_by_year(pay(), "light"), 0)
    first = [r for r in rows if (r["offer"], r["year"]) == ("Tessera", 1)]
    assert [(r["part"], r["foot"], r["top"]) for r in first] == [
        ("Base", 0, 118000),
        ("Bonus", 118000, 130000),
        ("Sign-on", 130000, 150000),
    ]


def test_bars_keep_the_order_of_the_offers_and_leave_a_gap_between_them() -> None:
    totals = layer(charts.pay_by_year(pay(), "light"), 1)
    assert [(t["offer"], t["year"], t["label"]) for t in totals] == [
        ("Tessera", 1, "150"),
        ("Tessera", 2, "118"),
        ("Cobalt", 1, "126"),
    ]
    middles = [t["mid"] for t in totals]
    assert middles[1] - middles[0] == pytest.approx(1)
    assert middles[2] - middles[1] == pytest.approx(2.1)


def test_the_words_of_the_pay_picture_state_each_year() -> None:
    assert charts.pay_by_year_alt(pay()) == (
        "Pay by year. Tessera: year 1 150,000, year 2 118,000. Cobalt: year 1 126,000."
    )


def test_names_at_line_ends_keep_their_distance() -> None:
    frame = kept().assign(a_year=48000)
    ends = layer(charts.kept_on_leaving(frame, "dark"), 2)
    low, high = sorted(end["at"] for end in ends)
    assert high - low >= 0.08 * 48000


def test_the_words_of_what_is_kept_state_the_years() -> None:
    assert charts.kept_on_leaving_alt(kept()) == (
        "Kept per year stayed. "
        "Tessera: 12,000 after 12 months, 24,000 after 24 months, "
        "36,000 after 36 months, 48,000 after 48 months. "
        "Cobalt: 24,000 after 12 months, 48,000 after 24 months, "
        "72,000 after 36 months, 96,000 after 48 months."
    )


# ---- plan and stages

PHASES = [
    Phase("Apply", date(2026, 9, 28), date(2026, 12, 11), "likely"),
    Phase("Notice", date(2026, 12, 31), date(2027, 3, 1), "unsure"),
]
MILESTONES = [
    Milestone("Last sensible day", date(2026, 12, 11)),
    Milestone("Start", date(2027, 3, 1)),
]


def test_a_milestone_stands_on_the_phase_that_ends_nearest() -> None:
    points = layer(charts.plan_timeline(PHASES, MILESTONES, TODAY, "light"), 3)
    assert [(p["row"], p["label"]) for p in points] == [
        ("Apply", "Last sensible day, 11 Dec"),
        ("Notice", "Start, 1 Mar"),
    ]


def test_two_milestones_on_one_phase_do_not_write_over_each_other() -> None:
    marks = [*MILESTONES, Milestone("Accept by", date(2027, 3, 1), "Notice")]
    points = layer(charts.plan_timeline(PHASES, marks, TODAY, "light"), 3)
    assert [p["row"] for p in points] == ["Apply", "Notice", "Accept by"]


def test_the_words_of_the_plan_state_its_days() -> None:
    assert charts.plan_timeline_alt(PHASES, MILESTONES, TODAY) == (
        "Plan, today 23 November 2026. "
        "Apply 28 September 2026 to 11 December 2026; "
        "Notice 31 December 2026 to 1 March 2027; "
        "Last sensible day 11 December 2026; Start 1 March 2027."
    )


# ---- all of them


def every_chart(theme: str | None) -> list[alt.LayerChart]:
    return [
        charts.pay_by_year(pay(), theme),
        charts.kept_on_leaving(kept(), theme),
        charts.plan_timeline(PHASES, MILESTONES, TODAY, theme),
    ]


def test_each_theme_has_its_own_ink() -> None:
    for light, dark in zip(every_chart("light"), every_chart("dark"), strict=True):
        assert charts.palette("light").ink in light.to_json()
        assert charts.palette("light").ink not in dark.to_json()


def test_an_empty_search_still_has_charts() -> None:
    nothing = [
        charts.pay_by_year(pay().head(0), "light"),
        charts.kept_on_leaving(kept().head(0), "light"),
        charts.plan_timeline([], [], TODAY, "light"),
    ]
    assert all(chart.to_dict()["layer"] for chart in nothing)
    assert charts.pay_by_year_alt(pay().head(0)) == "No pay to show."
    assert charts.kept_on_leaving_alt(kept().head(0)) == "No offer yet."
    assert chain_picture([], [])["nodes"] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_are_readable_on_their_paper(theme: str) -> None:
    # WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.
    colors = charts.palette(theme)
    assert contrast(colors.ink, colors.paper) >= 4.5
    assert contrast(colors.soft, colors.paper) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two hex colours, by the formula of WCAG 2.2."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Relative luminance of a hex colour, by the formula of WCAG 2.2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
