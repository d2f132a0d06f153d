"""Eight criteria and eight offers are told apart in the pictures, by any eye."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tracker import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

EYES: dict[str, Sequence[Sequence[float]]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes 2009, full severity; on linear RGB."""
EIGHT = [f"Offer {n}" for n in range(8)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_the_hues_of_parts_lie_apart_for_every_eye(theme: str, eye: str) -> None:
    seen = [lab(hue, EYES[eye]) for hue in charts.palette(theme).parts]

    assert len(seen) == 8
    assert min(dist(one, other) for one, other in combinations(seen, 2)) >= 20
    assert min(dist(one, other) for one, other in pairwise(seen)) >= 40


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_eight_criteria_have_eight_hues(theme: str) -> None:
    rows = [("Acme", f"Criterion {n}", 0.1) for n in range(8)]
    frame = pd.DataFrame(rows, columns=["offer", "criterion", "part"])
    drawn = charts.values_picture(frame, theme).to_dict()
    hues = drawn["layer"][0]["encoding"]["color"]["scale"]["range"]

    assert len(set(hues)) == 8
    assert charts.palette(theme).once not in hues


def test_eight_offers_and_the_current_job_have_a_dash_each() -> None:
    names = [*EIGHT, "Current job"]
    rows = [(name, month, 1.0, 1.0) for name in names for month in (6, 12)]
    frame = pd.DataFrame(rows, columns=["offer", "month", "a_year", "before"])
    drawn: dict[str, Any] = charts.kept_on_leaving(frame, "light").to_dict()
    dashes = drawn["layer"][0]["encoding"]["strokeDash"]["scale"]["range"]

    assert len({tuple(dash) for dash in dashes}) == 9


def test_eight_names_take_turns_on_two_lines() -> None:
    rows = [(name, 1, "Base", 1.0) for name in EIGHT]
    frame = pd.DataFrame(rows, columns=["offer", "year", "part", "amount"])
    drawn: dict[str, Any] = charts.pay_by_year(frame, "light").to_dict()
    few: dict[str, Any] = charts.pay_by_year(frame.head(4), "light").to_dict()
    lines = [
        [row["offer"] for row in drawn["datasets"][layer["data"]["name"]]]
        for layer in drawn["layer"][3:]
    ]

    assert lines == [EIGHT[::2], EIGHT[1::2]]
    assert len(few["layer"]) == 4


def lab(color: str, eye: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """A hex colour in CIE L*a*b*, white D65, as an eye sees it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))))
        for row in eye
    )
    x = _bent((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _bent(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _bent((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(t: float) -> float:
    return float(t ** (1 / 3)) if t > 0.008856 else 7.787 * t + 16 / 116
