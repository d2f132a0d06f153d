"""The slots of a pasted schedule as a table and in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models import Round
    from tracker.schedules import Slot


def frame(slots: Sequence[Slot]) -> pd.DataFrame:
    """A row for each slot, in the order of the lines."""
    return pd.DataFrame(
        {
            "Time": [f"{slot.start:%H:%M}–{slot.end:%H:%M}" for slot in slots],
            "Minutes": [slot.minutes for slot in slots],
            "Interviewer": ["" if slot.is_break else slot.person for slot in slots],
            "Title": [slot.title for slot in slots],
            "Topic": [slot.person if slot.is_break else slot.topic for slot in slots],
        }
    )


def button(slots: Sequence[Slot]) -> str:
    """Say how many rounds come of it."""
    return f"Make {_rounds(sum(not slot.is_break for slot in slots))}"


def made(rounds: Sequence[Round]) -> str:
    """Say what was made."""
    return f"Made {_rounds(len(rounds))}."


def _rounds(count: int) -> str:
    return f"{count} round" if count == 1 else f"{count} rounds"
