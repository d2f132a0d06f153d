"""What may be handed in about people's jobs and schools."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic needs it at run time
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from tracker.inputs.fields import Day, Input, Line, Name


def _after_start(end: date | None, info: ValidationInfo) -> date | None:
    start = info.data.get("started_on")
    if start is not None and end is not None and end < start:
        raise ValueError(f"must not lie before the start, {start.isoformat()}")
    return end


_End = Annotated[Day | None, AfterValidator(_after_start)]


class PositionIn(Input):
    """A job that somebody has or had; the person is given by name or id, or `Me`."""

    person: Name
    company: Name
    title: Line = ""
    team: Line = ""
    team_size: int | None = Field(default=None, ge=1, le=100_000)
    started_on: Day | None = None
    ended_on: _End = None


class EducationIn(Input):
    """A time that somebody spent at a school."""

    person: Name
    school: Name
    programme: Line = ""
    cohort_size: int | None = Field(default=None, ge=1, le=100_000)
    started_on: Day | None = None
    ended_on: _End = None
