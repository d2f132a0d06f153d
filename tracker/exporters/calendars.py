"""The search as a calendar file: interviews, deadlines, follow-ups, the window.

Every entry keeps its UID for good and counts its changes in SEQUENCE, so a
calendar that reads the file again moves what it has instead of doubling it.
Escaping, folding and time zones are the library's.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tracker.agenda import DueKind, safe_zone
from tracker.exporters.material import Made
from tracker.exporters.texts import clean, line
from tracker.pipeline import is_open
from tracker.reports.today import ROUND_LABELS, due, window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from icalendar import Event

    from tracker.exporters.material import Material
    from tracker.models import Offer, Round

_FOLLOW_UPS = frozenset(
    {DueKind.FOLLOW_UP, DueKind.CHECK_IN, DueKind.THANK_YOU, DueKind.NUDGE}
)
_ROUND_ALARMS = (timedelta(days=-1), timedelta(hours=-1))
_DEADLINE_ALARMS = (timedelta(days=-3, hours=9), timedelta(days=-1, hours=9))
"""Nine in the morning, three days and one day before."""
_READ_AGAIN = timedelta(hours=1)
"""How often a program that reads the calendar at its address should (RFC 7986, 5.7)."""
_TIMED_ALARMS = (timedelta(days=-3), timedelta(days=-1), timedelta(hours=-2))


def to_calendar(material: Material) -> Made:
    """Make an iCalendar file (RFC 5545)."""
    # 0.15 s that others need not wait
    from icalendar import Calendar, vDuration  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//Foothold//Job search//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Job search")
    calendar.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_READ_AGAIN))
    first = last = material.on
    for event in _events(material):
        calendar.add_component(event)
        on = event.start.date() if isinstance(event.start, datetime) else event.start
        first, last = min(first, on), max(last, on)
    calendar.add_missing_timezones(
        first_date=date(max(first.year - 1, MINYEAR), 1, 1),
        last_date=date(min(last.year + 2, MAXYEAR), 1, 1),
    )
    for zone in calendar.walk("VTIMEZONE"):
        zone.pop("comment", None)  # which it must not have (RFC 5545, 3.8.1.4)
    return Made(calendar.to_ical())


def _events(material: Material) -> Iterator[Event]:
    search = material.search
    for row in sorted(search.rounds.values(), key=lambda r: (r.starts_at, str(r.id))):
        yield _round(material, row)
    for offer in sorted(search.offers.values(), key=lambda o: str(o.id)):
        application = search.applications[offer.application_id]
        if offer.deadline_on and is_open(application.stage):
            yield _deadline(material, offer, offer.deadline_on)
    for task in sorted(search.tasks.values(), key=lambda t: (t.due_on, str(t.id))):
        if task.done_on is None and not task.is_retired:
            yield _event(
                material,
                f"task-{task.id}",
                task.due_on,
                summary=task.what,
                sequence=task.version,
            )
    for each in due(search, material.on, material.zone):
        if each.kind in _FOLLOW_UPS and each.task_id is None:
            uid = each.key.replace(":", "-")
            yield _event(
                material, uid, each.due_on, summary=each.what, description=each.rule
            )
    yield from _window(material)


def _round(material: Material, row: Round) -> Event:
    search, zone = material.search, row.time_zone
    starts_at = row.starts_at.astimezone(_known(zone) or UTC)
    about = []
    if material.names_people:
        panel = ", ".join(person.name for person in search.panel_of.get(row.id, ()))
        about = [f"With {panel}" if panel else "", row.note]
    label = search.label(row.application_id)
    return _event(
        material,
        f"round-{row.id}",
        starts_at,
        minutes=row.minutes,
        summary=f"{ROUND_LABELS[row.kind]}: {label}",
        description="\n\n".join(filter(None, about)),
        location=row.place,
        sequence=row.version,
        alarms=() if row.cancelled_at else _ROUND_ALARMS,
        is_cancelled=row.cancelled_at is not None,
    )


def _deadline(material: Material, offer: Offer, on: date) -> Event:
    company = material.search.company_of(offer.application_id).name
    when = _instant(on, offer.deadline_time, offer.deadline_zone or material.zone)
    return _event(
        material,
        f"offer-{offer.id}",
        when or on,
        minutes=0,
        summary=f"Answer the offer of {company}",
        sequence=offer.version,
        alarms=_TIMED_ALARMS if when else _DEADLINE_ALARMS,
    )


def _instant(on: date, at: str, zone: str) -> datetime | None:
    """The moment a deadline ends; None where it is the end of the day."""
    try:
        clock = time.fromisoformat(at)
    except ValueError:
        return None
    there = _known(zone)
    return datetime.combine(on, clock, there) if there else None


def _known(zone: str) -> ZoneInfo | None:
    there = safe_zone(zone)
    return there if there.key == zone else None


def _window(material: Material) -> Iterator[Event]:
    plan, goal = window(material.search), material.search.goal
    if plan is None:
        return
    for name, on, summary in (
        ("opens", plan.window_opens_on, "The search window opens"),
        ("closes", plan.window_closes_on, "The search window closes"),
        ("apply-by", plan.apply_by, "The latest sensible day to apply"),
        ("accept-by", plan.accept_by, "Accept an offer and give notice by today"),
    ):
        yield _event(
            material,
            f"window-{name}-{material.owner}",
            on,
            summary=summary,
            description=f"To start the next job on {plan.start_on.isoformat()}.",
            sequence=goal.version,
        )


def _event(  # noqa: PLR0913 - the fields of one entry
    material: Material,
    uid: str,
    starts: date | datetime,
    *,
    minutes: int = 0,
    summary: str,
    description: str = "",
    location: str = "",
    sequence: int = 1,
    alarms: tuple[timedelta, ...] = (),
    is_cancelled: bool = False,
) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{uid}@foothold")
    event.add("dtstamp", material.now)
    event.add("sequence", sequence - 1)
    event.add("dtstart", starts)
    if isinstance(starts, datetime):
        if minutes:  # an end has to be later than its start (RFC 5545, 3.8.2.2)
            event.add("dtend", starts + timedelta(minutes=minutes))
    elif starts < date.max:
        event.add("dtend", starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if is_cancelled:
        event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
    said = line(material.text(summary))
    event.add("summary", said)
    _add_text(event, "description", material.text(description))
    _add_text(event, "location", line(location))
    if location.startswith(("https://", "http://")) and len(location.split()) == 1:
        event.add("url", line(location))
    for before in alarms:
        event.add_component(_alarm(before, said))
    return event


def _add_text(event: Event, name: str, text: str) -> None:
    if text:
        event.add(name, clean(text))


def _alarm(before: timedelta, words: str) -> Any:  # noqa: ANN401 - a type of the library
    from icalendar import Alarm  # noqa: PLC0415

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", words)
    return alarm
