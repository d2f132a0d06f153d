"""The search as pictures: flows, weeks, and one line an application. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker import pipeline, planning
from tracker.models import Stage
from tracker.rates import flows, milestones
from tracker.rates.flows import OPEN
from tracker.reports.odds.funnel import MILESTONES
from tracker.reports.today import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.rates import Case, Flows
    from tracker.search import Search

SHOWN_WEEKS = 26
SHOWN_LINES = 30
"""How many applications the timeline draws; its table has all."""


class Week(NamedTuple):
    """What happened in one week."""

    begins_on: date
    sent: int
    rounds: int
    answers: int
    """First answers of employers, rejections among them."""


class Line(NamedTuple):
    """One application from the day it was sent to its end, or to today."""

    application_id: UUID
    label: str
    """Company and title, as typed."""
    from_on: date
    to_on: date
    furthest: str
    """The furthest milestone, in words."""
    is_open: bool
    outcome: str


def sankey(cases: Iterable[Case]) -> Flows:
    """Give every application sent, from its source to where it is now."""
    return flows(cases, "source")


def flow_table(found: Flows) -> Mapping[str, Sequence[object]]:
    """Give the flows as a table that adds up."""
    labels = {node.key: node.label for node in found.nodes}
    return {
        "From": [labels[link.source] for link in found.links],
        "To": [labels[link.target] for link in found.links],
        "Applications": [link.size for link in found.links],
    }


def flow_sentence(found: Flows) -> str:
    """Say where the applications are now; the numbers add up to those sent."""
    sent = sum(node.size for node in found.nodes if node.key == Stage.APPLIED)
    ends = {OPEN, *(stage.value for stage in pipeline.CLOSED)}
    parts = [
        f"{node.size} {node.label.lower()}" for node in found.nodes if node.key in ends
    ]
    return f"Of {sent} sent: {', '.join(parts)}." if parts else "Nothing is sent yet."


def weeks(search: Search, on: date, zone: str) -> Sequence[Week]:
    """Count what was sent, answered and held in each of the last 26 weeks.

    Weeks begin on Monday; those before the first thing that happened are left
    out, those without anything in between are not.
    """
    days: dict[str, list[date]] = {"sent": [], "answers": []}
    for history in search.history.values():
        sent, answer = _first_days(history)
        days["sent"] += [sent] if sent else []
        days["answers"] += [answer] if answer else []
    days["rounds"] = [local_day(row, zone) for row in search.rounds.values()]
    past = {name: [day for day in some if day <= on] for name, some in days.items()}
    everything = [day for some in past.values() for day in some]
    if not everything:
        return []
    monday = on - timedelta(days=on.weekday())
    first = max(min(everything), monday - timedelta(weeks=SHOWN_WEEKS - 1))
    begins_on = first - timedelta(days=first.weekday())
    found = []
    while begins_on <= monday:
        counts = {
            name: sum(0 <= (day - begins_on).days < 7 for day in some)
            for name, some in past.items()
        }
        found.append(Week(begins_on, **counts))
        begins_on += timedelta(weeks=1)
    return found


def week_table(found: Sequence[Week], on: date) -> Mapping[str, Sequence[object]]:
    """Give the weeks as a table, the latest first."""
    latest = list(reversed(found))
    return {
        "Week from": [planning.day(each.begins_on, on) for each in latest],
        "Sent": [each.sent for each in latest],
        "First answers": [each.answers for each in latest],
        "Interviews held": [each.rounds for each in latest],
    }


def week_sentence(found: Sequence[Week]) -> str:
    """Say how many were sent lately; the current week is not over yet."""
    over = found[:-1][-4:]
    if not over:
        return "The first week is not over yet."
    sent = sum(each.sent for each in over)
    last = "week" if len(over) == 1 else f"{len(over)} weeks"
    return f"{sent} sent in the last {last}, {found[-1].sent} in this one so far."


def lines(search: Search, cases: Mapping[UUID, Case], on: date) -> Sequence[Line]:
    """Give every application that was sent; open and furthest ones first."""
    found = [
        line for id_, case in cases.items() if (line := _line(search, id_, case, on))
    ]
    order = list(MILESTONES.values())
    return sorted(
        found,
        key=lambda line: (
            not line.is_open,
            -order.index(line.furthest),
            line.from_on,
            line.label.casefold(),
        ),
    )


def line_table(found: Sequence[Line], on: date) -> Mapping[str, Sequence[object]]:
    """Give the applications as a table."""
    return {
        "Application": [each.label for each in found],
        "Sent": [planning.day(each.from_on, on) for each in found],
        "Until": [
            "today" if each.is_open else planning.day(each.to_on, on) for each in found
        ],
        "Days": [(each.to_on - each.from_on).days for each in found],
        "Came as far as": [each.furthest for each in found],
        "Now": [each.outcome for each in found],
    }


def _line(search: Search, id_: UUID, case: Case, on: date) -> Line | None:
    told = milestones(case.history)
    days = [change.on for change in case.history if change.stage is not Stage.SAVED]
    if not told or not days or min(days) > on:
        return None
    now = pipeline.current(case.history)
    is_open = pipeline.is_open(now)
    return Line(
        id_,
        f"{search.company_of(id_).name}, {search.applications[id_].title}",
        min(days),
        on if is_open else max(days),
        MILESTONES[told[-1]],
        is_open,
        pipeline.LABELS[now],
    )


def _first_days(history: Sequence[pipeline.Change]) -> tuple[date | None, date | None]:
    """The day an application was sent, and that of its employer's first answer."""
    own = {Stage.SAVED, Stage.APPLIED, Stage.WITHDRAWN, Stage.NO_ANSWER}
    sent = [each.on for each in history if each.stage is not Stage.SAVED]
    answers = [each.on for each in history if each.stage not in own]
    return min(sent, default=None), min(answers, default=None)
