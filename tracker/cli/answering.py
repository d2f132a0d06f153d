"""Commands that answer and change nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker import names, network, planning, search
from tracker.agenda import is_ahead
from tracker.cli import following
from tracker.cli.common import local_today, opened, say, zone_of
from tracker.errors import InvalidError
from tracker.models import Anchor
from tracker.network.known import PART_TIES
from tracker.pipeline import LABELS, dots
from tracker.reports import pasts
from tracker.reports import today as reports
from tracker.reports.quiet import quiet
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from datetime import date
    from uuid import UUID

    from tracker.models import Company
    from tracker.network import KnownChain, Network
    from tracker.planning import Window
    from tracker.store import Store


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


def paths(options: argparse.Namespace) -> int:
    """Show the chains of people into one company, or into all tracked ones."""
    with opened(options) as store:
        left_out = pasts.unagreed(search.current(store, LOCAL_OWNER))
        if left_out:
            print(f"{left_out} See “foothold friends”.", file=sys.stderr)  # noqa: T201
        if options.all:
            found = search.current(store, LOCAL_OWNER)
            answers = [
                _paths_json(
                    _leading_to(store, id_, options),
                    id_,
                    found.companies[id_].name,
                    options,
                )
                for id_ in reports.tracked(found)
            ]
            say(options, answers, "\n\n".join(map(_paths_words, answers)) or _NOTHING)
            return 0
        company = _company(store, options.company)
        company_id = company.id if company else None
        net = _leading_to(store, company_id, options)
    name = company.name if company else options.company
    if company_id is None:
        print(  # noqa: T201
            f"No company called {names.one_line(name)} is known here; check its "
            "spelling, or add somebody who works there.",
            file=sys.stderr,
        )
    answer = _paths_json(net, company_id, name, options)
    say(options, answer, _paths_words(answer))
    return 0


_NOTHING = "No company is tracked yet; log an application first."


def _company(store: Store, name: str) -> Company | None:
    from tracker.commands.companies import find_company  # noqa: PLC0415

    with store.reading() as work:
        return find_company(work, name)


def _leading_to(
    store: Store, company_id: UUID | None, options: argparse.Namespace
) -> Network:
    """What is known of the ways into a company."""
    on = options.on or local_today()
    whole = options.all or options.max_ties > PART_TIES
    net = network.leading_to(store, LOCAL_OWNER, company_id, on, whole=whole)
    if options.max_ties > net.most_ties:
        raise InvalidError(
            "This network is too large to look for chains of more than "
            f"{net.most_ties} ties; give --max-ties {net.most_ties}."
        )
    return net


def _paths_json(
    net: Network, company_id: UUID | None, name: str, options: argparse.Namespace
) -> dict[str, Any]:
    found: list[KnownChain] = []
    if company_id is not None:
        found = net.best(company_id, max_ties=options.max_ties, top=options.top)
    answer = {
        "company": name,
        "max_ties": options.max_ties,
        "chains": [_chain_json(chain) for chain in found],
    }
    if company_id is not None and net.works_at(company_id):
        answer["note"] = "You work there yourself, so no chain is needed."
    return answer


def _chain_json(chain: KnownChain) -> dict[str, Any]:
    weakest = chain.weakest
    return {
        "people": list(chain.people),
        "chance": chain.chance,
        "weakest": {
            "from": weakest.start,
            "to": weakest.end,
            "chance": weakest.chance,
        },
        "ties": [
            {
                "from": tie.start,
                "to": tie.end,
                "chance": tie.chance,
                "known_from": tie.known_from,
            }
            for tie in chain.ties
        ],
    }


def _paths_words(answer: dict[str, Any]) -> str:
    if "note" in answer:
        return f"{answer['company']}: {answer['note']}"
    if not answer["chains"]:
        return (
            f"{answer['company']}: no chain of at most {answer['max_ties']} ties "
            "known; a friend's export of contacts would help most."
        )
    lines = [str(answer["company"])]
    for chain in answer["chains"]:
        weak = chain["weakest"]
        lines.append(
            f"  {chain['chance']:4.0%}  {' → '.join(chain['people'])}"
            f"   weakest: {weak['from']} → {weak['to']} ({weak['chance']:.0%})"
        )
    return "\n".join(lines)


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
