"""Pictures of the page Odds: flows that balance, marks that can be drawn, words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import benchmarks, charts
from tracker.charts.flow import lay_out
from tracker.charts.study import _sides
from tracker.durations import Wait
from tracker.forecast import Outlook, Point
from tracker.models import Stage
from tracker.rates import Case, flows
from tracker.reports.odds import study
from tracker.reports.odds.funnel import Bar
from tracker.reports.odds.pictures import Line, Week
from tracker.reports.odds.times import Row, spans

if TYPE_CHECKING:
    import altair as alt

TODAY = date(2026, 3, 2)
HOSTILE = "'];alert(1)//</script><img src=x onerror=alert(1)> :red[x]"
THEMES = ("light", "dark", None)


class Change(NamedTuple):
    stage: Stage
    on: date
    number: int


def case(stages: list[Stage], source: str = "Online") -> Case:
    history = [Change(stage, TODAY, n) for n, stage in enumerate(stages, 1)]
    return Case(history, {"source": source})


cases = st.lists(
    st.builds(
        case,
        st.lists(st.sampled_from(Stage), min_size=1, max_size=6),
        st.sampled_from(["Online", "Referral", ""]),
    ),
    max_size=25,
)


@given(cases)
def test_what_flows_into_a_box_is_as_high_as_the_box(drawn: list[Case]) -> None:
    found = flows(drawn, "source")
    if not found.nodes:
        return
    boxes, ribbons = lay_out(found)
    into: defaultdict[str, int] = defaultdict(int)
    out: defaultdict[str, int] = defaultdict(int)
    for ribbon in ribbons:
        into[ribbon.target.key] += ribbon.size
        out[ribbon.source.key] += ribbon.size
        assert ribbon.source.column < ribbon.target.column
        for box, top in ((ribbon.source, ribbon.out), (ribbon.target, ribbon.in_)):
            assert box.top <= top + 1e-9
            assert top + ribbon.size <= box.top + box.size + 1e-9
    last = max(box.column for box in boxes)
    for box in boxes:
        assert box.column == 0 or into[box.key] == box.size
        assert box.column == last or out[box.key] == box.size


@given(cases)
def test_boxes_of_a_column_do_not_overlap(drawn: list[Case]) -> None:
    found = flows(drawn, "source")
    if not found.nodes:
        return
    boxes, _ = lay_out(found)
    for one in boxes:
        for two in boxes:
            if one is not two and one.column == two.column:
                assert one.top + one.size <= two.top or two.top + two.size <= one.top


POINTS = [
    Point(day, Outlook(day / 200, day / 400, day / 190), Outlook(0, 0, day / 500))
    for day in range(0, 181, 7)
]
WEEKS = [
    Week(TODAY + timedelta(weeks=n), sent=n, rounds=n % 3, answers=1) for n in range(6)
]
ID = UUID(int=1)
LINES = [
    Line(
        *(ID, HOSTILE, TODAY, TODAY + timedelta(days=9), "Onsite"),
        is_open=True,
        outcome="Onsite",
    ),
    Line(
        *(ID, "Engineer at Acme", TODAY, TODAY, "Sent"),
        is_open=False,
        outcome="Rejected",
    ),
]
SPANS = spans(
    [
        Row("Applied", Wait(9, 3, None, 8, 2, None)),
        Row("Screen", Wait(None, 5, None, 6, 9, None)),
    ]
)
FLOWS = flows(
    [case([Stage.APPLIED, Stage.SCREEN, Stage.REJECTED]), case([Stage.APPLIED], "")],
    "source",
)
DOTS = study.points(benchmarks.shipped(), ["Google"])
MIX = study.mix(benchmarks.shipped())


def drawn(theme: str | None) -> list[alt.LayerChart]:
    return [
        charts.funnel_picture([Bar("Sent", 3, "3"), Bar("Answered", 0, "0")], theme),
        charts.span_picture(SPANS, theme),
        charts.week_picture(WEEKS, theme),
        charts.line_picture(LINES, TODAY, theme),
        charts.flow_picture(FLOWS, theme),
        charts.ratio_picture(DOTS, theme),
        charts.mix_picture(MIX, theme),
        charts.chance_picture(POINTS, TODAY, theme),
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_can_be_drawn(theme: str | None) -> None:
    for chart in drawn(theme):
        assert chart.to_dict()["layer"]


def test_a_name_cannot_leave_the_expression_it_stands_in() -> None:
    text = charts.line_picture(LINES, TODAY, "light").to_json()
    assert "'];alert" not in text.split('"labelExpr"')[1].split('"', maxsplit=3)[1]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (charts.funnel_alt([Bar("Sent", 3, "3")]), "Ever reached: Sent 3."),
        (charts.span_alt(SPANS), "Applied 9 days, 3 days or more, own"),
        (charts.span_alt(SPANS), "Screen –, more than half still wait, own"),
        (charts.week_alt(WEEKS), "from 6 Apr 5 sent and 2 interviews"),
        (charts.line_alt(LINES), "Engineer at Acme from 2 Mar, 0 days, as far as sent"),
        (charts.flow_alt(FLOWS), "Online to Applied 1"),
        (charts.ratio_alt(DOTS), "Google 19% and 70%"),
        (charts.mix_alt(MIX), "Oracle: campus 54%, referral 11%"),
        (charts.chance_alt(POINTS, TODAY), "by 24 Aug one offer 88% (44% to 92%)"),
    ],
)
def test_words_say_what_a_picture_draws(words: str, part: str) -> None:
    assert part in words


def test_empty_pictures_have_words_as_well() -> None:
    assert charts.week_alt([]) == "No week yet."
    assert charts.line_alt([]) == "Nothing sent."
    assert charts.span_alt([]) == "No times yet."
    assert charts.flow_alt(flows([])) == "Nothing sent."


def test_names_that_would_meet_go_to_both_sides() -> None:
    left = {
        dot.company for dot, is_left in zip(DOTS, _sides(DOTS), strict=True) if is_left
    }
    assert "Samsung" in left
    assert len({"Facebook", "Airbnb"} & left) == 1
