"""The board: applications as cards in the columns of their stages.

A component, because Streamlit has nothing that is dragged. It uses pointer
events, since the drag and drop of HTML never starts on a touch screen, and each
card also has a menu and answers the keyboard.

A card that is moved shows in its new column at once. If the command refuses, the
next payload must differ from the last, or the browser does not draw again and
the card stays in the wrong column; so the payload counts the moves it has seen.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import streamlit as st

from tracker.ui import files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Hue = Literal["gray", "blue", "violet", "orange", "green", "red", "primary"]
"""A colour of the theme: `--st-<hue>-color`."""

Flag = Literal["", "clock", "soon", "people", "quiet"]
"""How `Card.next` is shown: red, orange, green or grey, each with its sign."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: a stage, or several that share their dots."""

    id: str
    label: str
    dots: str
    """Five dots, as "●●○○○"; not read aloud."""
    color: Hue
    total: int = 0
    """How many are in it, also of those that are not sent as cards."""


@dataclass(frozen=True, slots=True)
class Card:
    """One application on the board."""

    id: str
    stage: str
    """The `id` of a column; a card of no column is not shown."""
    company: str
    title: str
    days: int | None = None
    """Days in this stage."""
    next: str = ""
    """What comes next, as "Answer by Fri 27 Nov"; may be empty."""
    flag: Flag = ""
    label: str = ""
    """The searcher's own name of the stage; may be empty."""
    source: str = ""
    excitement: int = 0
    """1 to 5; 0 where it was not said."""
    step: str = ""
    """The next step, as the searcher typed it."""
    quiet: bool = False
    """Marked in grey: nobody answered for a while."""


class Move(NamedTuple):
    """A card that was dropped in another column."""

    id: str
    from_stage: str
    to_stage: str


_FACTS = tuple(each.name for each in fields(Card))  # `asdict` copies, which is slow
_board = st.components.v2.component(
    "foothold_board",
    html=files.text("board.html"),
    css=files.text("board.css"),
    js=files.text("board.js"),
)


def board(
    stages: Sequence[Column],
    cards: Sequence[Card],
    *,
    key: str,
    on_move: Callable[[Move], object],
    on_open: Callable[[str], object],
) -> None:
    """Show the cards, and say which was moved or opened.

    Args:
        stages: The columns from left to right.
        cards: The cards in the order of each column; a thousand are fine.
        key: The key of the element, unique on the page.
        on_move: Called before the page runs again, so that the page reads the
            store after the move. If it refuses, the card goes back.
        on_open: Called with the card's `id` where the board stands in the page,
            so it may switch to another page.
    """
    seen = f"{key}_moves"

    def moved() -> None:
        st.session_state[seen] = st.session_state.get(seen, 0) + 1
        move = _move(st.session_state[key].move)
        if move is not None:
            on_move(move)

    shown = _board(
        key=key,
        data={
            "stages": [asdict(stage) for stage in stages],
            "cards": [{name: getattr(card, name) for name in _FACTS} for card in cards],
            "moves": st.session_state.get(seen, 0),
        },
        on_move_change=moved,
        on_open_change=lambda: None,
    )
    if isinstance(shown.open, str):
        on_open(shown.open)


def _move(value: Any) -> Move | None:  # noqa: ANN401 - whatever the browser sent
    """Read a move, or nothing where the browser sent something else."""
    match value:
        case {"id": str(card), "from": str(from_stage), "to": str(to_stage)}:
            return Move(card, from_stage, to_stage)
        case _:
            return None
