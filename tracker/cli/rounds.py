"""Commands about interviews: which there are, how they went, how it ended."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from tracker import commands, inputs, interviews, search
from tracker.cli.changing import application_of, json_of
from tracker.cli.common import local_today, opened, say, zone_of
from tracker.errors import NotFoundError
from tracker.models import Round
from tracker.names import fold
from tracker.reports.application import round_name
from tracker.reports.interviews import closing, listing
from tracker.reports.interviews import rounds as reports
from tracker.reports.today import safe_zone
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from tracker.interviews import Cost
    from tracker.reports.interviews.listing import Entry
    from tracker.search import Search
    from tracker.store import Work


def rounds(options: argparse.Namespace) -> int:
    """List the rounds: what waits for a debrief, then what is ahead."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    zone = zone_of(found.searcher) or "UTC"
    on, now = options.on or local_today(), _now(options, zone)
    told = listing.listing(found, on, zone, now)
    ahead = [e for week in told.ahead for day in week.days for e in day.entries]
    cost = reports.cost(found.rounds.values(), now)
    answer = {
        "on": on.isoformat(),
        "zone": zone,
        "to_debrief": [_json(found, each) for each in (*told.awaiting, *told.older)],
        "ahead": [_json(found, each) for each in ahead],
        "past": [_json(found, each) for each in told.past],
        "cost": _cost_json(cost),
    }
    lines = [listing.title(told), listing.basis(told, on, zone)]
    lines += _lines("To debrief", (*told.awaiting, *told.older))
    lines += _lines("Ahead", ahead)
    words = reports.cost_words(cost)
    say(options, answer, "\n".join([*lines, words] if words else lines))
    return 0


def _now(options: argparse.Namespace, zone: str) -> datetime:
    """The instant; of another day than today its end."""
    if options.on is None:
        return datetime.now(UTC)
    return datetime.combine(options.on, time.max, safe_zone(zone))


def _lines(label: str, entries: Iterable[Entry]) -> list[str]:
    lines = []
    for each in entries:
        marks = "".join(f"  ({flag.words.lower()})" for flag in each.flags)
        about = f"{each.company}: {each.name}, {each.detail}"
        lines.append(f"  {each.day}, {each.time}  {about}{marks}  {each.row.id}")
    return [f"{label}:", *lines] if lines else []


def _json(found: Search, each: Entry) -> dict[str, Any]:
    row = each.row
    listed = reports.preparation(found, row)
    judged = reports.judged(found, row)
    return {
        "id": str(row.id),
        "application": str(row.application_id),
        "company": each.company,
        "title": found.applications[row.application_id].title,
        "kind": row.kind.value,
        "format": row.format and row.format.value,
        "starts_at": row.starts_at.astimezone(UTC).isoformat(),
        "time_zone": row.time_zone,
        "minutes": row.minutes,
        "place": row.place,
        "interviewers": [person.name for person in each.panel],
        "cancelled": row.cancelled_at is not None,
        "preparation": [
            {"what": line.what, "done": line.is_done} for line in listed.lines
        ],
        "debriefed": row.debriefed_at is not None,
        "questions": {"bad": judged.bad, "of": judged.of},
    }


def _cost_json(cost: Cost) -> dict[str, Any]:
    return {
        "hours": float(round(cost.hours, 2)),
        "interviews": cost.talks,
        "take_homes": cost.take_homes,
        "take_home_hours": float(round(cost.take_home_hours, 2)),
    }


def debrief(options: argparse.Namespace) -> int:
    """Note how a round went, given as JSON."""
    given = inputs.parse(inputs.DebriefIn, json_of(options.file))
    with opened(options) as store:
        with store.change() as work:
            row = _round(work, options.round)
            commands.debrief_round(work, row.id, version=None, given=given)
        found = search.current(store, LOCAL_OWNER)
    for notice in work.notices:
        print(notice, file=sys.stderr)  # noqa: T201
    judged = reports.judged(found, row)
    company = found.company_of(row.application_id).name
    lines = [f"{company}, {round_name(row)}: {reports.debrief_words(row).lower()}"]
    lines += [reports.judgement(judged)] if judged.of else []
    say(
        options,
        {
            "round": str(row.id),
            "application": str(row.application_id),
            "company": company,
            "questions": {"bad": judged.bad, "of": judged.of},
            "red_flag": judged.is_red_flag,
            "notices": work.notices,
        },
        "\n".join(lines),
    )
    return 0


def _round(work: Work, text: str) -> Round:
    """Find a round by its id, the start of it, or the application it belongs to.

    Of an application the last round is meant that was held and not debriefed.
    """
    live = [row for row in work.all(Round) if row.binned_at is None]
    wanted = fold(text)
    found = [
        row
        for row in live
        if str(row.id) == wanted
        or (len(wanted) >= 6 and str(row.id).startswith(wanted))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(
            f"{len(found)} rounds begin with “{text}”; give the whole id of one."
        )
    application = application_of(work, text)
    held = [
        row
        for row in live
        if row.application_id == application.id
        and reports.awaits_debrief(row, work.now)
    ]
    if not held:
        raise NotFoundError(
            f"No round of “{application.title}” waits for a debrief; name one by its "
            "id, as `foothold rounds` lists them."
        )
    return max(held, key=lambda row: row.starts_at)


def close_out(options: argparse.Namespace) -> int:
    """Note how an application that ended went, given as JSON."""
    given = inputs.parse(inputs.ClosingIn, json_of(options.file))
    with opened(options) as store:
        with store.change() as work:
            row = application_of(work, options.application)
            commands.close_out(work, row.id, version=None, given=given)
        found = search.current(store, LOCAL_OWNER)
    history = found.history.get(row.id, ())
    result = interviews.result_of(history)
    days = row.process_days
    say(
        options,
        {
            "application": str(row.id),
            "company": found.company_of(row.id).name,
            "title": row.title,
            "result": result and result.value,
            "experience": row.experience and row.experience.value,
            "difficulty": row.difficulty and row.difficulty.value,
            "source": row.source and row.source.value,
            "process_days": closing.days_counted(found, row) if days is None else days,
        },
        f"{found.label(row.id)}: {closing.words(found, row)}",
    )
    return 0
