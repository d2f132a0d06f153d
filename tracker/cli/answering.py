"""Commands that answer and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import planning, search
from tracker.agenda import is_ahead
from tracker.cli import following
from tracker.cli.common import local_today, opened, say, zone_of
from tracker.errors import InvalidError
from tracker.models import Anchor
from tracker.pipeline import LABELS, dots
from tracker.reports import today as reports
from tracker.reports.quiet import quiet
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from tracker.planning import Window


def today(options: argparse.Namespace) -> int:
    """Say what is due on a day."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    on = options.on or local_today()
    dues = reports.due(found, on, zone_of(found.searcher))
    plan_ = reports.window(found)
    counts = reports.stage_counts(found)
    answer: dict[str, Any] = {
        "on": on.isoformat(),
        "due": [
            {
                "what": due.what,
                "due_on": due.due_on.isoformat(),
                "rule": due.rule,
                "kind": due.kind.value,
                "key": due.key,
                "pinned": due.is_pinned,
                "ahead": is_ahead(due, on),
            }
            | ({"application": str(due.application_id)} if due.application_id else {})
            for due in dues
        ],
        "quiet": sorted(map(str, quiet(found, on, zone_of(found.searcher)))),
        "search_window": plan_ and _window_json(plan_, on),
        "stages": {stage.value: count for stage, count in counts.items()},
    }
    lines = following.lines(dues, found, on)
    if plan_:
        lines.append(planning.sentence(plan_, on))
    lines += [
        f"  {dots(stage) or '     '} {LABELS[stage]}: {count}"
        for stage, count in counts.items()
        if count
    ]
    say(options, answer, "\n".join(lines))
    return 0


def plan(options: argparse.Namespace) -> int:
    """Say when to start looking."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    goal, stored = found.goal, options.start is None
    start = options.start or goal.start_on
    if start is None:
        raise InvalidError(
            "Say when the next job should start: --start with a day such as 2026-09-01."
        )
    on = options.on or local_today()
    notice = _days(
        options.notice_days,
        found.searcher.notice_days,
        stored=stored,
        default=planning.NOTICE_DAYS,
    )
    months = goal.notice_months if stored and options.notice_days is None else 0
    plan_ = planning.window_of(
        goal.anchor if stored else Anchor.START,
        start,
        notice=(notice, months),
        decision_days=_days(
            options.decision_days,
            goal.decision_days,
            stored=stored,
            default=planning.DECISION_DAYS,
        ),
        process_days=_days(
            options.process_days,
            goal.process_days,
            stored=stored,
            default=planning.PROCESS_DAYS,
        ),
    )
    words = [planning.title(plan_, on), planning.sentence(plan_, on)]
    words += [planning.moved(plan_)] if plan_.moved_days else []
    say(options, _window_json(plan_, on), "\n".join(words))
    return 0


def _days(given: int | None, kept: int, *, stored: bool, default: int) -> int:
    """Days as given; else as kept in the store's own plan; else the default."""
    if given is not None:
        return given
    return kept if stored else default


def _window_json(plan_: Window, on: date) -> dict[str, str]:
    return {
        "window_opens_on": plan_.window_opens_on.isoformat(),
        "window_closes_on": plan_.window_closes_on.isoformat(),
        "apply_by": plan_.apply_by.isoformat(),
        "offer_by": plan_.offer_by.isoformat(),
        "accept_by": plan_.accept_by.isoformat(),
        "state": planning.state(plan_, on).value,
    }
