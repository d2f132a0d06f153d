"""What pages share; the only part of the package that imports Streamlit."""

from tracker.ui import brand
from tracker.ui.acting import (
    Form,
    Job,
    do,
    forget_drafts,
    show_message,
    show_undo,
    start,
    watch,
)
from tracker.ui.board import Card, Column, Move, board
from tracker.ui.drawing import drawing
from tracker.ui.session import (
    enter_demo,
    in_demo,
    leading_to,
    leave_demo,
    network,
    now,
    owner,
    ready,
    remember_demo,
    search,
    served_demo,
    store,
    theme,
    today,
    zone,
)
from tracker.ui.words import empty, escape, heading, small

__all__ = [
    "Card",
    "Column",
    "Form",
    "Job",
    "Move",
    "board",
    "brand",
    "do",
    "drawing",
    "empty",
    "enter_demo",
    "escape",
    "forget_drafts",
    "heading",
    "in_demo",
    "leading_to",
    "leave_demo",
    "network",
    "now",
    "owner",
    "ready",
    "remember_demo",
    "search",
    "served_demo",
    "show_message",
    "show_undo",
    "small",
    "start",
    "store",
    "theme",
    "today",
    "watch",
    "zone",
]
