"""Where each ask stands, and what each person was asked for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker import asking, pipeline, planning
from tracker.models import AskState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.asking import Peace, Request
    from tracker.models import Ask, Person
    from tracker.search import Search

BADGES = {
    AskState.DRAFTED: ("gray", ":material/edit_note:"),
    AskState.ASKED: ("blue", ":material/forum:"),
    AskState.AGREED: ("green", ":material/thumb_up:"),
    AskState.INTRODUCED: ("green", ":material/handshake:"),
    AskState.SUBMITTED: ("green", ":material/task_alt:"),
    AskState.ACKNOWLEDGED: ("green", ":material/mark_email_read:"),
    AskState.DECLINED: ("gray", ":material/block:"),
    AskState.SILENT: ("gray", ":material/hourglass_empty:"),
    AskState.WITHDRAWN: ("gray", ":material/undo:"),
}
"""Colour and icon of each state."""
_ORDER = (
    *(AskState.ASKED, AskState.AGREED, AskState.DRAFTED, AskState.INTRODUCED),
    *(AskState.SUBMITTED, AskState.ACKNOWLEDGED, AskState.SILENT),
    *(AskState.DECLINED, AskState.WITHDRAWN),
)


class Row(NamedTuple):
    """An ask as it is shown. Its words may hold names as they were typed."""

    ask: Ask
    state: AskState
    """On the day: silence is by the calendar."""
    person: str
    company: str
    insider: str
    """Whom it is to lead to; empty where that is who is asked, or not known."""
    is_barred: bool
    wants_nudge: bool
    detail: str

    @property
    def nudge_key(self) -> str:
        """What an answer to the suggested nudge is remembered under."""
        asked_on = self.ask.asked_on
        return asking.nudge_key(self.ask.id, asked_on) if asked_on else ""


def requests(search: Search) -> list[Request]:
    """All asks as the rules see them."""
    return [
        asking.Request(ask.id, ask.person_id, ask.company_id, ask.state, ask.asked_on)
        for ask in search.asks.values()
    ]


def rows(search: Search, on: date) -> list[Row]:
    """Every ask, the most pressing first."""
    answered = {task.rule_key for task in search.tasks.values() if task.rule_key}
    found = [
        _row(search, ask, request, on, answered)
        for ask, request in zip(search.asks.values(), requests(search), strict=True)
    ]
    return sorted(found, key=_place)


def _row(
    search: Search, ask: Ask, request: Request, on: date, answered: set[str]
) -> Row:
    person = search.people.get(ask.person_id)
    barred = person is None or person.no_contact
    return Row(
        ask,
        asking.standing(ask.state, ask.asked_on, on),
        person.name if person else "Somebody in the bin",
        search.companies[ask.company_id].name,
        _insider(search.people, ask),
        barred,
        not barred
        and _may_matter(search, ask)
        and asking.wants_nudge(request, on, answered),
        _detail(search, ask, on),
    )


def _may_matter(search: Search, ask: Ask) -> bool:
    """Whether what the ask is for is not over: as on Today, nobody is nudged then."""
    if ask.application_id is None:
        return True
    application = search.applications.get(ask.application_id)
    return application is not None and pipeline.is_open(application.stage)


def _place(row: Row) -> tuple[bool, int, str, str, str]:
    asked = str(row.ask.asked_on or "")
    return not row.wants_nudge, _ORDER.index(row.state), asked, row.person, row.company


def _insider(people: Mapping[UUID, Person], ask: Ask) -> str:
    if ask.insider_id in {None, ask.person_id}:
        return ""
    found = people.get(ask.insider_id) if ask.insider_id else None
    return found.name if found else ""


def _detail(search: Search, ask: Ask, on: date) -> str:
    """The second line of an ask: since when, until when, for what."""
    state = asking.standing(ask.state, ask.asked_on, on)
    parts = [_since(search, ask, state, on)]
    if state is AskState.ASKED and ask.asked_on:
        silent_on = planning.day(asking.silent_on(ask.asked_on), on)
        parts.append(f"silent if no word by {silent_on}")
    if ask.application_id and ask.application_id in search.applications:
        parts.append(f"for “{search.applications[ask.application_id].title}”")
    return ", ".join(parts)


def _since(search: Search, ask: Ask, state: AskState, on: date) -> str:
    if state is not ask.state and ask.asked_on:
        return f"Asked {planning.day(ask.asked_on, on)}, {asking.NO_ANSWER}"
    steps = search.ask_history.get(ask.id, ())
    word = asking.LABELS[state]
    if not steps:
        return word
    day = planning.day(steps[-1].on, on)
    if state is AskState.SILENT:
        return f"No answer, silent since {day}"
    return f"{word} {day}"


def open_rows(found: Sequence[Row]) -> list[Row]:
    """Asks that something may still come of: all but those that are over."""
    done = asking.OVER | {AskState.ACKNOWLEDGED}
    return [row for row in found if row.state not in done or row.wants_nudge]


def closed_rows(found: Sequence[Row]) -> list[Row]:
    """Asks that are over, and can be revived."""
    still = {row.ask.id for row in open_rows(found)}
    return [row for row in found if row.ask.id not in still]


def steps(search: Search, ask: Ask, on: date) -> list[tuple[str, str]]:
    """What happened to an ask, the newest last, each with what was written."""
    lines = [
        (f"{planning.day(step.on, on)}: {asking.LABELS[step.state].lower()}", step.note)
        for step in search.ask_history.get(ask.id, ())
    ]
    keys = f"nudge:{ask.id}:"
    nudged = [t.done_on for t in search.tasks.values() if t.rule_key.startswith(keys)]
    return lines + [(f"{planning.day(day, on)}: nudged", "") for day in nudged if day]


def applications(search: Search, ask: Ask) -> dict[UUID, str]:
    """The applications that an ask may be for, open ones first."""
    at = [a for a in search.applications.values() if a.company_id == ask.company_id]
    at.sort(
        key=lambda a: (not pipeline.is_open(a.stage), a.title.casefold(), str(a.id))
    )
    return {a.id: f"{a.title}, {pipeline.LABELS[a.stage].lower()}" for a in at}


def only_open_application(search: Search, company_id: UUID) -> UUID | None:
    """The one open application at a company; None for none, or for several."""
    found = [
        row.id
        for row in search.applications.values()
        if row.company_id == company_id and pipeline.is_open(row.stage)
    ]
    return found[0] if len(found) == 1 else None


# ---- what is said of all


def title(found: Sequence[Row]) -> str:
    """The answer of the page in one sentence."""
    nudge = [row for row in found if row.wants_nudge]
    drafts = [row for row in found if row.state is AskState.DRAFTED]
    waiting = [row for row in found if row.state in asking.OPEN]
    if not found:
        return "Nobody was asked yet."
    if nudge:
        first = f"{nudge[0].person} about {nudge[0].company}"
        return (
            f"Nudge {first}."
            if len(nudge) == 1
            else f"{len(nudge)} asks want a nudge. Start with {first}."
        )
    if drafts:
        count = _count(len(drafts), "ask is drafted", "asks are drafted")
        return f"{count} and not sent yet."
    if waiting:
        return f"{_count(len(waiting), 'ask is', 'asks are')} under way."
    return "No ask is under way."


def basis(found: Sequence[Row]) -> str:
    """What became of the asks so far, counted; a share only from five on."""
    passed = sum(row.state in asking.PASSED_ON for row in found)
    agreed = sum(row.state is AskState.AGREED for row in found)
    held = sum(row.state in {AskState.DECLINED, AskState.SILENT} for row in found)
    over = passed + agreed + held
    if not over:
        return "No ask has an outcome yet."
    share = f" ({(passed + agreed) / over:.0%})" if over >= 5 else ""
    asks = _count(over, "ask with an outcome was", "asks with an outcome were")
    return f"{passed + agreed} of {asks} agreed to{share}, {passed} passed on."


# ---- who was asked


def connectors(search: Search, on: date) -> tuple[list[UUID], pd.DataFrame]:
    """What each person was asked for, whom to leave in peace first."""
    found = asking.loads(requests(search), on)
    people = {id_: search.people[id_] for id_ in found if id_ in search.people}
    ids = sorted(
        people,
        key=lambda id_: (
            -found[id_].open,
            -(found[id_].last_on.toordinal() if found[id_].last_on else 0),  # type: ignore[union-attr]
            people[id_].key,
        ),
    )
    frame = pd.DataFrame(
        [
            (
                people[id_].name,
                found[id_].open,
                found[id_].asks,
                found[id_].last_on,
                found[id_].passed,
                found[id_].held,
                _free(search, id_, on),
            )
            for id_ in ids
        ],
        columns=[
            "Person",
            "Open",
            "Asks",
            "Last asked",
            "Agreed",
            "Declined or silent",
            "May be asked again",
        ],
    )
    return ids, frame


def _free(search: Search, person_id: UUID, on: date) -> str:
    if search.people[person_id].no_contact:
        return "do not contact"
    why = asking.peace(requests(search), person_id, None, on)
    words = peace_words(search, why, on) if why else "now"
    return words[0].upper() + words[1:]


def peace_words(search: Search, why: Peace, on: date) -> str:
    """Why somebody is not to be asked now, in a few words."""
    if why.until:
        return f"rests until {planning.day(why.until, on)}"
    name = search.companies[why.ask.company_id].name
    if why.ask.state is AskState.DECLINED:
        return f"declined about {name}"
    return f"is being asked about {name}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
