"""The parts of the pages about interviews."""

from tracker.ui.interviews.closing import close_out
from tracker.ui.interviews.listing import show
from tracker.ui.interviews.rounds import close, edit_round, section

__all__ = ["close", "close_out", "edit_round", "section", "show"]
