"""Following up from a terminal: what is due in words, answers to it, and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import agenda, commands, inputs, names, planning, search
from tracker.cli.changing import json_of
from tracker.cli.common import local_today, opened, say, zone_of
from tracker.errors import InvalidError, NotFoundError
from tracker.reports import due as dues
from tracker.reports import rules as rule_reports
from tracker.reports import today as reports
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.agenda import Due
    from tracker.search import Search
    from tracker.store import Work

ANSWERS = ("done", "later", "pin", "unpin", "never")
"""What can be said to a thing that is due."""


def lines(found: Sequence[Due], log: Search, on: date) -> list[str]:
    """What is due in words: now, then quiet for long, then coming up."""
    now = reports.due_now(found, on)
    ahead = [each for each in found if agenda.is_ahead(each, on)]
    silent = [each for each in found if each not in now and each not in ahead]
    text = [reports.title(now, log), *(_line(each, on) for each in now)]
    for head, part in (("Quiet for long:", silent), ("Coming up:", ahead)):
        text += [head, *(_line(each, on) for each in part)] if part else []
    return text


def _line(each: Due, on: date) -> str:
    pin = "pinned: " if each.is_pinned else ""
    return f"  {planning.day(each.due_on, on)}  {pin}{each.what}"


def answer(options: argparse.Namespace) -> int:
    """Say of a thing that is due that it is done, or put it off, pin or retire it."""
    on = local_today()
    if (options.answer == "later") != (options.until is not None):
        raise InvalidError("Say the day of later, and only of it: later --until DATE.")
    with opened(options) as store:
        log = search.current(store, LOCAL_OWNER)
        found = reports.due(log, on, zone_of(log.searcher))
        each = next((one for one in found if one.key == options.key), None)
        if each is None:
            raise NotFoundError(
                f"Nothing that is due has the key “{names.one_line(options.key)}”; "
                "`foothold today --json` lists them."
            )
        with store.change() as work:
            _answer(work, each, options.answer, on, options.until)
    say(
        options,
        {"key": each.key, "what": each.what, "answer": options.answer},
        f"{options.answer.capitalize()}: {each.what}",
    )
    return 0


def _answer(work: Work, each: Due, said: str, on: date, until: date | None) -> None:
    if said == "unpin" and not each.is_pinned:
        raise InvalidError(f"“{each.what}” is not pinned, so it stays as it is.")
    if each.task_id is not None:
        _task(work, each.task_id, said, on, until)
        return
    facts = {
        "done": lambda: dues.done(each, on),
        "later": lambda: dues.put_off(each, until or on),
        "pin": lambda: dues.pinned(each),
        "never": lambda: dues.never(each),
    }
    commands.answer(work, **facts[said]())


def _task(work: Work, task: UUID, said: str, on: date, until: date | None) -> None:
    match said:
        case "done":
            commands.finish_task(work, task, on=on)
        case "later":
            commands.put_off_task(work, task, until=until or on)
        case "never":
            commands.retire_task(work, task, is_retired=True)
        case _:
            commands.pin_task(work, task, is_pinned=said == "pin")


def rules(options: argparse.Namespace) -> int:
    """Show the numbers of the follow-up rules, or change them."""
    given = None
    if options.file is not None:
        given = inputs.parse(inputs.RulesIn, json_of(options.file))
    with opened(options) as store:
        if given is not None:
            with store.change() as work:
                commands.save_rules(work, given, version=None)
        searcher = search.current(store, LOCAL_OWNER).searcher
    held = rule_reports.stored(searcher)
    usual = {name: getattr(agenda.DEFAULTS, name) for name in held}
    text = [
        f"{number:4}  {rule_reports.LABELS[name]}"
        + ("" if number == usual[name] else f" (usually {usual[name]})")
        for name, number in held.items()
    ]
    say(options, {"rules": held, "usual": usual}, "\n".join(text))
    return 0
