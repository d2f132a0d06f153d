"""How strong the searcher's tie to somebody is, and why. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tracker.reports.odds.words import percent

if TYPE_CHECKING:
    from tracker.network.strength import Strength


def label(found: Strength) -> str:
    """What to open to see the reasons: “Why 38%”."""
    return f"Why {percent(found.chance)}"


def basis(found: Strength) -> str:
    """What the chance rests on, in one sentence."""
    if found.is_stated:
        return "You stated this chance, and that is final."
    asks = ""
    if found.asks:
        count = f"{found.asks} {'ask' if found.asks == 1 else 'asks'}"
        asks = f", and on what became of your own asks to them (n = {count})"
    return (
        "The chance that they pass you on. It starts at a general figure for the kind "
        f"of tie and is moved by what is known here{asks}."
    )


def frame(found: Strength) -> pd.DataFrame:
    """Each reason and by how many points of a hundred it moves the chance."""
    return pd.DataFrame(
        [
            (_first_up(point.text), 100 * point.change if place else None, 100 * level)
            for place, (point, level) in enumerate(
                zip(found.points, _levels(found), strict=True)
            )
        ],
        columns=["What is known", "Moves it by", "Chance then"],
    )


def reach(found: Strength) -> str:
    """The worth of the tie beyond its chance, in one sentence."""
    if found.novelty >= 0.8:
        size = "high: with 5 to 15 mutual contacts"
    elif found.novelty >= 0.4:
        size = "moderate"
    else:
        size = "low: few mutual contacts are known, or very many"
    return (
        f"Reach beyond your circle: {found.novelty:.2f} of 1, {size}. Moderately weak "
        "ties lead to most new jobs (Rajkumar et al., Science 2022); this is no part "
        "of the chance."
    )


def _levels(found: Strength) -> list[float]:
    level, levels = 0.0, []
    for point in found.points:
        level += point.change
        levels.append(level)
    return levels


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
