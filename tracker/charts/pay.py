"""What offers pay: by year, and what is kept on leaving.

Bars are rectangles with sides worked out here. Vega's own grouped bars set their
labels off-centre, and small multiples do not fit a phone.
"""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

import altair as alt

from tracker.charts.colours import Palette, axis, finish, palette

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

PARTS = ("Base", "Bonus", "Shares", "Sign-on", "Benefits", "Taken off")
"""Parts of pay from the surest up; sign-on money, paid once, lies on top of pay.
What is taken off hangs below the line."""

_HEADROOM = 1.12
"""The money axis goes this far above the highest bar, for its figure to stand in."""

_GAP = 1.1
"""Space between two offers, in bars."""

_DASHES = (
    *([1, 0], [6, 3], [2, 2], [9, 3, 2, 3]),
    *([4, 6], [14, 3], [1, 4], [9, 2, 2, 2, 2, 2], [1, 2, 6, 2]),
)
"""Offers are told apart by label and dash, not by hue."""

_ONE_LINE = 4
"""As many names as fit beside each other below the bars."""

_THOUSAND, _MILLION = 1_000, 1_000_000


def pay_by_year(frame: pd.DataFrame, theme: str | None) -> alt.LayerChart:
    """Draw what each offer pays in each year, part on part.

    Args:
        frame: One row per offer, year and part, with the columns `offer` (text,
            in the order to show), `year` (1, 2, ...), `part` (one of `PARTS`)
            and `amount` (a number, all in one currency; below 0 if taken off).
        theme: "light" or "dark".
    """
    colors = palette(theme)
    bars = _bars(frame)
    totals, names = _totals(bars), _names(bars)
    places = max(1.0, float(bars["hi"].max())) if len(bars) else 1.0
    x = alt.Scale(domain=[-0.4, places + 0.4], nice=False)
    # On a phone many bars leave no room for their figures: the axis is enough.
    pixels = f"width / {places + 0.8:.2f}"
    group = f"{pixels} * {names['bars'].min() + _GAP:.2f} - 4" if len(names) else "0"
    middle = alt.X("mid:Q", scale=x)
    lowest = min(0.0, float(bars["foot"].min())) if len(bars) else 0.0
    above = alt.Chart(totals).mark_text(
        dy=-7, fontSize=12, color=colors.ink, opacity=_if(f"{pixels} > 19")
    )
    years = alt.Chart(totals).mark_text(
        dy=11, fontSize=11, color=colors.soft, opacity=_if(f"{pixels} > 9")
    )
    # Many names take turns on two lines, where each has twice the room.
    lines = 1 if len(names) <= _ONE_LINE else 2
    offers = [
        alt.Chart(names.iloc[line::lines])
        .mark_text(
            dy=30 + 17 * line,
            fontSize=13,
            fontWeight=600,
            color=colors.ink,
            limit=alt.ExprRef(f"{lines} * ({group})"),
        )
        .encode(x=middle, y=alt.datum(lowest), text="offer:N")
        for line in range(lines)
    ]
    return finish(
        _parts(bars, x, colors),
        above.encode(x=middle, y="top:Q", text="label:N"),
        years.encode(x=middle, y=alt.datum(lowest), text="year:N"),
        *offers,
        height=300,
    )


def pay_by_year_alt(frame: pd.DataFrame) -> str:
    """Say in words what `pay_by_year` draws."""
    totals = _totals(_bars(frame))
    offers = [
        f"{offer}: "
        + ", ".join(
            f"year {year} {total:,.0f}"
            for year, total in zip(rows["year"], rows["total"], strict=True)
        )
        for offer, rows in totals.groupby("offer", sort=False)
    ]
    return "Pay by year. " + ". ".join(offers) + "." if offers else "No pay to show."


def kept_on_leaving(frame: pd.DataFrame, theme: str | None) -> alt.LayerChart:
    """Draw what is kept of each offer per year stayed, on leaving after a month.

    What is kept in all grows with every month, and the lines of offers lie on each
    other; what it comes to a year shows who gains and loses by staying.

    Args:
        frame: One row per offer and month, with the columns `offer` (text),
            `month` (whole months stayed, above 0), `a_year` and `before` (numbers,
            all in one currency: with and without what is paid back).
        theme: "light" or "dark".
    """
    colors = palette(theme)
    rows = _numbers(frame, "a_year", "before")
    ends = _ends(rows)
    last = int(rows["month"].max()) if len(rows) else 12
    room = 16 + 7.2 * min(16, max((len(name) for name in ends["offer"]), default=0))
    # Room for the names at the line ends, whatever the width of the page.
    x = alt.Scale(
        domainMin=0,
        domainMax=alt.ExprRef(f"{last} * width / max(60, width - {room:.0f})"),
        nice=False,
    )
    names = list(ends["offer"])
    tints = (colors.sure, colors.ink, colors.soft, colors.likely, colors.ink)
    tint = alt.Color(
        "offer:N",
        scale=alt.Scale(domain=names, range=list(islice(cycle(tints), len(names)))),
        legend=None,
    )
    named = alt.Chart(ends).mark_text(
        align="left", dx=7, fontSize=13, fontWeight=600, limit=room - 10
    )
    return finish(
        _lines(rows, x, tint, colors),
        _unpaid(rows, x, tint),
        named.encode(x=alt.X("month:Q", scale=x), y="at:Q", text="offer:N", color=tint),
        height=300,
    )


def kept_on_leaving_alt(
    frame: pd.DataFrame, months: Iterable[int] = (12, 24, 36, 48)
) -> str:
    """Say in words what `kept_on_leaving` draws, at a few months."""
    rows = _numbers(frame, "a_year")
    offers = []
    for offer, steps in rows.groupby("offer", sort=False):
        kept = dict(zip(steps["month"], steps["a_year"], strict=True))
        facts = [f"{kept[m]:,.0f} after {m} months" for m in months if m in kept]
        offers.append(f"{offer}: " + ", ".join(facts))
    said = ". ".join(offers)
    return f"Kept per year stayed. {said}." if offers else "No offer yet."


# ---- layers


def _parts(bars: pd.DataFrame, x: alt.Scale, colors: Palette) -> alt.Chart:
    """The bars, with a legend of their parts above."""
    hues = (colors.sure, colors.likely, colors.unsure, colors.once)
    tints = dict(zip(PARTS, (*hues, colors.past, colors.soft), strict=True))
    there = set(bars["part"]) | set(PARTS[:4])
    shown = [part for part in PARTS if part in there]
    legend = alt.Legend(
        orient="top",
        offset=8,
        title=None,
        labelColor=colors.ink,
        labelFontSize=13,
        symbolType="square",
        columns=len(shown) if len(shown) < 5 else 3,  # a phone is 390 px wide
    )
    most = _HEADROOM * max(1.0, float(bars["top"].max())) if len(bars) else 1.0
    least = min(0.0, float(bars["foot"].min())) if len(bars) else 0.0
    money = alt.Scale(domain=[least, most], nice=False)
    chart: alt.Chart = (
        alt.Chart(bars)
        .mark_rect(stroke=colors.paper, strokeWidth=1)
        .encode(
            x=alt.X("lo:Q", scale=x, axis=None),
            x2="hi:Q",
            y=alt.Y("foot:Q", scale=money, axis=_money_axis(bars["top"], colors)),
            y2="top:Q",
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=shown, range=[tints[p] for p in shown]),
                legend=legend,
            ),
            tooltip=[
                "offer:N",
                "year:Q",
                "part:N",
                alt.Tooltip("amount:Q", format=","),
            ],
        )
    )
    return chart


def _lines(
    rows: pd.DataFrame, x: alt.Scale, tint: alt.Color, colors: Palette
) -> alt.Chart:
    """The steps of each offer, with months below."""
    names = list(dict.fromkeys(rows["offer"]))
    dashes = list(islice(cycle(_DASHES), len(names)))
    last = int(rows["month"].max()) if len(rows) else 12
    months = axis(
        colors,
        title="Months stayed",
        titleFontSize=12,
        titleFontWeight="normal",
        titleAnchor="start",
        titlePadding=4,
        values=list(range(0, last + 1, 12 if last <= 60 else 24)),
        grid=False,
    )
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_line(interpolate="step-after", strokeWidth=2.4)
        .encode(
            x=alt.X("month:Q", scale=x, axis=months),
            y=_a_year(rows, colors),
            color=tint,
            strokeDash=alt.StrokeDash(
                "offer:N", scale=alt.Scale(domain=names, range=dashes), legend=None
            ),
            tooltip=[
                "offer:N",
                "month:Q",
                alt.Tooltip("a_year:Q", format=",.0f", title="kept a year"),
                alt.Tooltip("before:Q", format=",.0f", title="nothing paid back"),
            ],
        )
    )
    return chart


def _unpaid(rows: pd.DataFrame, x: alt.Scale, tint: alt.Color) -> alt.Chart:
    """What would be kept if nothing were paid back: thin, and where that differs."""
    differing = rows[rows["before"] != rows["a_year"]]
    chart: alt.Chart = (
        alt.Chart(differing)
        .mark_line(interpolate="step-after", strokeWidth=1.2, opacity=0.6)
        .encode(x=alt.X("month:Q", scale=x), y="before:Q", color=tint)
    )
    return chart


def _a_year(rows: pd.DataFrame, colors: Palette) -> alt.Y:
    """A money axis that begins below the lowest line, not at nothing."""
    scale = alt.Scale(zero=False, nice=True)
    return alt.Y("a_year:Q", scale=scale, axis=_money_axis(rows["a_year"], colors))


def _money_axis(amounts: pd.Series[float], colors: Palette) -> alt.Axis:
    """A money axis in thousands or millions, whichever is shorter to read."""
    unit, letter = _unit(amounts)
    label = f"datum.value == 0 ? '0' : format(datum.value / {unit}, ',') + '{letter}'"
    return axis(colors, labelExpr=label, tickCount=5)


# ---- sides of bars, ends of lines


def _numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with some columns as floats: Vega draws no `Decimal`."""
    return frame.assign(**{name: frame[name].astype(float) for name in columns})


def _bars(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the sides of each part: `lo`, `hi` across, `foot`, `top` upward."""
    rows = _numbers(frame, "amount")
    rows = rows[rows["amount"] != 0]
    rank = {part: i for i, part in enumerate(PARTS)}
    rows = rows.assign(rank=rows["part"].map(rank)).sort_values(
        "rank", kind="stable", ignore_index=True
    )
    rows["down"] = rows["amount"] < 0
    ends = rows.groupby(["offer", "year", "down"])["amount"].cumsum()
    starts = ends - rows["amount"]
    rows["top"] = ends.where(~rows["down"], starts)
    rows["foot"] = starts.where(~rows["down"], ends)
    lefts = _lefts(frame)
    places = list(zip(rows["offer"], rows["year"], strict=True))
    rows["lo"] = [lefts[place] + 0.08 for place in places]
    rows["hi"] = rows["lo"] + 0.84
    return rows


def _lefts(frame: pd.DataFrame) -> dict[tuple[str, int], float]:
    """Where each bar begins, in bars from the left, by offer and year."""
    lefts: dict[tuple[str, int], float] = {}
    at = 0.0
    for offer, rows in frame.groupby("offer", sort=False):
        for year in sorted(rows["year"].unique()):
            lefts[str(offer), int(year)] = at
            at += 1.0
        at += _GAP
    return lefts


def _totals(bars: pd.DataFrame) -> pd.DataFrame:
    """One row per bar: its `top`, its middle `mid`, its `total` and `label`."""
    totals = bars.groupby(["offer", "year"], sort=False, as_index=False).agg(
        top=("top", "max"), lo=("lo", "min"), total=("amount", "sum")
    )
    totals = totals.sort_values("lo", ignore_index=True)
    unit, _ = _unit(totals["top"])
    totals["mid"] = totals["lo"] + 0.42
    totals["label"] = [_short(total / unit) for total in totals["total"]]
    return totals


def _names(bars: pd.DataFrame) -> pd.DataFrame:
    """One row per offer: its middle `mid` and how many `bars` it has."""
    spans = bars.groupby("offer", sort=False, as_index=False).agg(
        lo=("lo", "min"), hi=("hi", "max"), bars=("year", "nunique")
    )
    return spans.assign(mid=(spans["lo"] + spans["hi"]) / 2)


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The last point of each line, with `at` pushed apart so names stay legible."""
    ends = rows.sort_values("month").groupby("offer", sort=False).tail(1)
    order = list(dict.fromkeys(rows["offer"]))
    ends = ends.set_index("offer").loc[order].reset_index()
    spread = float(rows["a_year"].max() - rows["a_year"].min()) if len(rows) else 0.0
    gap = 0.08 * (spread or abs(float(rows["a_year"].max() or 1))) if len(rows) else 0.0
    at: dict[str, float] = {}
    floor = float("-inf")
    for offer, amount in sorted(
        zip(ends["offer"], ends["a_year"], strict=True), key=lambda end: end[1]
    ):
        floor = at[offer] = max(float(amount), floor + gap)
    return ends.assign(at=ends["offer"].map(at))


def _unit(amounts: pd.Series[float]) -> tuple[int, str]:
    """Thousands below ten million, millions above."""
    most = float(amounts.max()) if len(amounts) else 0.0
    return (_MILLION, "M") if most >= 10 * _MILLION else (_THOUSAND, "k")


def _short(amount: float) -> str:
    """Three figures at most: 172, 13.5."""
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"


def _if(test: str) -> alt.ExprRef:
    """Opacity 1 where a Vega test holds, else 0."""
    return alt.ExprRef(f"{test} ? 1 : 0")
