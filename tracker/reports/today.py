"""What is due, and where the search stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker import agenda, asking, pipeline, planning
from tracker.agenda import safe_zone as safe_zone  # noqa: PLC0414 - reports say the hour
from tracker.models import AskState, Granted, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from tracker.agenda import Due
    from tracker.models import Ask, Round
    from tracker.planning import Window
    from tracker.search import Search

ROUND_LABELS = {
    "screen": "Screen",
    "challenge": "Challenge",
    "offsite": "Offsite",
    "onsite": "Onsite",
    "other": "Interview",
}
DAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class Footing(NamedTuple):
    """How many open applications stand in a stage, which is on one of the five dots."""

    dots: str
    label: str
    color: str
    number: int


def window(search: Search) -> Window | None:
    """The search window of the searcher's own goal; None while there is none."""
    goal = search.goal
    if goal.start_on is None:
        return None
    return planning.window_of(
        goal.anchor,
        goal.start_on,
        notice=(search.searcher.notice_days, goal.notice_months),
        decision_days=goal.decision_days,
        process_days=goal.process_days,
    )


def due_now(dues: Iterable[Due], on: date) -> list[Due]:
    """What is to be done by now: not what is coming up, or may be tidied away."""
    return [
        each
        for each in dues
        if not agenda.is_ahead(each, on)
        and (each.is_pinned or each.kind is not agenda.DueKind.NO_ANSWER)
    ]


def due(search: Search, on: date, zone: str) -> Sequence[Due]:
    """What is due on a day where the searcher is, costliest to miss first."""
    return agenda.agenda(_facts(search, zone), on)


def _facts(search: Search, zone: str) -> agenda.Facts:
    tasks = search.tasks.values()
    return agenda.Facts(
        applications=progresses(search),
        meetings=meetings(search, zone),
        deadlines=[
            agenda.Deadline(offer.id, offer.application_id, offer.deadline_on)
            for offer in search.offers.values()
            if offer.deadline_on
        ],
        asks=waiting(search),
        todos=[
            agenda.Todo(
                task.id,
                task.what,
                task.due_on,
                task.application_id,
                task.rule_key,
                task.is_pinned,
            )
            for task in tasks
            if task.done_on is None and not task.is_retired
        ],
        window=window(search),
        is_passive=search.goal.is_passive,
        answered={
            task.rule_key: task.done_on or task.due_on
            for task in tasks
            if task.rule_key
        },
        retired={task.rule_key for task in tasks if task.rule_key and task.is_retired},
        holidays={date.fromisoformat(day) for day in search.searcher.holidays},
        rules=agenda.rules_of(search.searcher.rules),
    )


def meetings(search: Search, zone: str) -> list[agenda.Meeting]:
    """The rounds that were not cancelled, as the rules see them, in their order."""
    rows = sorted(search.rounds.values(), key=lambda row: (row.starts_at, str(row.id)))
    return [
        agenda.Meeting(
            row.id,
            row.application_id,
            ROUND_LABELS[row.kind],
            local_day(row, zone),
            row.promised_on,
            row.thanked_on is not None,
            row.debriefed_at is None,
        )
        for row in rows
        if row.cancelled_at is None
    ]


def waiting(search: Search) -> list[asking.Waiting]:
    """The asks without an answer, but to nobody who is not to be contacted."""
    return [
        asking.Waiting(
            ask.id,
            search.people[ask.person_id].name,
            search.companies[ask.company_id].name,
            ask.asked_on,
            ask.application_id,
        )
        for ask in search.asks.values()
        if ask.state is AskState.ASKED and ask.asked_on and _may_hear(search, ask)
    ]


def _may_hear(search: Search, ask: Ask) -> bool:
    person = search.people.get(ask.person_id)
    return person is not None and not person.no_contact


def heard(search: Search) -> dict[UUID, date]:
    """The last inbound contact on each application."""
    found: dict[UUID, date] = {}
    for contact in search.interactions.values():
        id_ = contact.application_id
        if id_ is not None and contact.inbound:
            found[id_] = max(contact.on, found.get(id_, contact.on))
    return found


def progresses(search: Search) -> list[agenda.Progress]:
    """Every application as the rules see it."""
    last, mine = heard(search), _asked(search)
    found = []
    for row in search.applications.values():
        history = search.history.get(row.id, ())
        heard_on = last.get(row.id)
        since = min(
            (day for day in mine.get(row.id, ()) if not heard_on or day > heard_on),
            default=None,
        )
        open_ = [change.stage for change in history if pipeline.is_open(change.stage)]
        found.append(
            agenda.Progress(
                row.id,
                search.companies[row.company_id].name,
                row.title,
                row.stage,
                pipeline.entered_on(history) or date.max,
                heard_on,
                since,
                open_[-1] if open_ else Stage.APPLIED,
            )
        )
    return found


def _asked(search: Search) -> dict[UUID, list[date]]:
    """The days I wrote about an application, or asked for more time.

    A later deadline that was granted or refused was answered.
    """
    found: dict[UUID, list[date]] = {}
    for contact in search.interactions.values():
        if contact.application_id and not contact.inbound:
            found.setdefault(contact.application_id, []).append(contact.on)
    for asked in search.deadline_changes.values():
        offer = search.offers.get(asked.offer_id)
        if offer and asked.granted is Granted.OPEN:
            found.setdefault(offer.application_id, []).append(asked.asked_on)
    return found


def local_day(row: Round, zone: str) -> date:
    """The day of a round where the searcher is."""
    return agenda.day_in(row.starts_at, zone or row.time_zone)


def stage_counts(search: Search) -> Mapping[Stage, int]:
    """How many applications stand in each stage, every stage named."""
    return pipeline.counts(row.stage for row in search.applications.values())


def title(dues: Sequence[Due], search: Search) -> str:
    """The answer of Today in one sentence. Holds names as they were typed."""
    count = len(dues)
    if not count:
        return "Nothing is due today."
    first = dues[0]
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    things = "thing" if count == 1 else "things"
    if first.application_id is None:
        return f"{number} {things} to do."
    name = search.company_of(first.application_id).name
    return f"{number} {things} to do. Start with {name}."


def open_count(search: Search) -> int:
    """How many applications are still open."""
    return sum(pipeline.is_open(row.stage) for row in search.applications.values())


def tracked(search: Search) -> Sequence[UUID]:
    """Companies with an open application, by name."""
    ids = {
        row.company_id
        for row in search.applications.values()
        if pipeline.is_open(row.stage)
    }
    return sorted(
        ids, key=lambda id_: (search.companies[id_].name.casefold(), str(id_))
    )


def basis(search: Search, on: date) -> str:
    """What the title of Today rests on: the day, and how much is open."""
    weekday = DAYS[on.weekday()]
    count = open_count(search)
    things = "open application" if count == 1 else "open applications"
    return f"{weekday} {planning.long_day(on, with_year=True)} · {count} {things}"


def footing(search: Search) -> Sequence[Footing]:
    """Open applications by stage, each stage with the dot it stands on."""
    count = stage_counts(search)
    return [
        Footing(
            pipeline.dots(stage),
            pipeline.LABELS[stage],
            pipeline.BADGES[stage].color,
            count[stage],
        )
        for stage in pipeline.OPEN
    ]


def open_stages(search: Search) -> Mapping[str, int]:
    """How many applications stand in each open stage, by its label."""
    count = stage_counts(search)
    return {pipeline.LABELS[stage]: count[stage] for stage in pipeline.OPEN}


def closed(search: Search) -> str:
    """How many applications are closed, and how they ended; empty without any."""
    count = stage_counts(search)
    ends = [
        f"{count[stage]} {pipeline.LABELS[stage].lower()}"
        for stage in pipeline.CLOSED
        if count[stage]
    ]
    total = sum(count[stage] for stage in pipeline.CLOSED)
    return f"{total} closed: {', '.join(ends)}." if ends else ""


def open_labels(search: Search) -> Mapping[UUID, str]:
    """Open applications with what to call each, in alphabetical order."""
    labels = [
        (search.label(row.id), row.id)
        for row in search.applications.values()
        if pipeline.is_open(row.stage)
    ]
    labels.sort(key=lambda each: (each[0].casefold(), str(each[1])))
    return {id_: label for label, id_ in labels}
