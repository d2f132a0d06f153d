"""What is known before, during and after an interview. Pure.

`preparation` says what to do before a round, `debriefing` what its questions say
of the interviewers, `process` whether there are more rounds than is usual, `cost`
what all of it took, and `closing` what an application that ended is in the fields
of the study of the talk “Machine Learning Interviews” by Chip Huyen.
"""

from tracker.interviews.closing import process_days, result_of, usual
from tracker.interviews.cost import Cost, Spent, cost
from tracker.interviews.debriefing import (
    BAD_KINDS,
    MOST_QUESTIONS,
    Judged,
    is_bad,
    is_later,
    judged,
    read_questions,
)
from tracker.interviews.preparation import (
    Line,
    added,
    lines,
    missing,
    suggested,
    ticked,
    without,
)
from tracker.interviews.process import STEPS, Step, counted, warnings

__all__ = [
    "BAD_KINDS",
    "MOST_QUESTIONS",
    "STEPS",
    "Cost",
    "Judged",
    "Line",
    "Spent",
    "Step",
    "added",
    "cost",
    "counted",
    "is_bad",
    "is_later",
    "judged",
    "lines",
    "missing",
    "process_days",
    "read_questions",
    "result_of",
    "suggested",
    "ticked",
    "usual",
    "warnings",
    "without",
]
