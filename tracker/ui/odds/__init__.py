"""The parts of the page Odds; each draws one of its tabs."""

from tracker.ui.odds.ahead import ahead
from tracker.ui.odds.funnel import funnel
from tracker.ui.odds.pictures import pictures
from tracker.ui.odds.study import study
from tracker.ui.odds.times import times

__all__ = ["ahead", "funnel", "pictures", "study", "times"]
