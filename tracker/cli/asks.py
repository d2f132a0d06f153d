"""Commands about referral asks: where each stands, and whom to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import asking, network, search
from tracker.cli.common import local_today, opened, say
from tracker.reports import referrals
from tracker.reports.asks import ledger
from tracker.reports.asks import plan as plans
from tracker.reports.odds.words import percent
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from datetime import date
    from uuid import UUID

    from tracker.asking import Load
    from tracker.reports.asks.ledger import Row
    from tracker.reports.asks.plan import AskPlan, Proposal
    from tracker.search import Search


def asks(options: argparse.Namespace) -> int:
    """Say where each ask stands, and who is to be left in peace."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    on = options.on or local_today()
    rows = ledger.rows(found, on)
    loads = asking.loads(ledger.requests(found), on)
    answer = {
        "on": on.isoformat(),
        "asks": [_ask_json(found, row) for row in rows],
        "connectors": [
            _connector_json(found, person, load, on)
            for person, load in loads.items()
            if person in found.people
        ],
    }
    lines = [ledger.title(rows), ledger.basis(rows)]
    for row in rows:
        nudge = "  (nudge)" if row.wants_nudge else ""
        lines.append(f"  {row.person} about {row.company}: {row.detail}{nudge}")
    lines += _people_asked(found, on)
    say(options, answer, "\n".join(lines))
    return 0


def _people_asked(found: Search, on: date) -> list[str]:
    """What each person was asked for, and when they may be asked again."""
    _, frame = ledger.connectors(found, on)
    lines = ["", "People asked:"] if len(frame) else []
    for row in frame.to_dict("records"):
        asks = referrals.counted(row["Asks"], "ask", "asks")
        free = str(row["May be asked again"])
        again = "may be asked again" if free == "Now" else free[0].lower() + free[1:]
        lines.append(
            f"  {row['Person']}: {asks}, {row['Open']} open, "
            f"{row['Agreed']} agreed to; {again}"
        )
    return lines


def ask_plan(options: argparse.Namespace) -> int:
    """Say whom to ask this week, and how good that is."""
    on = options.on or local_today()
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
        net = network.current(store, LOCAL_OWNER, on)
    planned = plans.plan(found, net, on, options.k, max_ties=options.max_ties)
    lines = [plans.title(planned), plans.basis(planned)]
    for one in planned.proposals:
        route = " → ".join(one.chain.people)
        lines.append(f"  {percent(one.chance):>4}  {route}  at {one.company}")
    if planned.proposals:
        lines += [plans.quality(planned), plans.works(planned)]
        lines.append(
            f"Closest first: {planned.closest:.2f}; best connected first: "
            f"{planned.connected:.2f}; this plan: {planned.expected:.2f}."
        )
    say(options, _plan_json(planned, options.k, on), "\n".join(lines))
    return 0


def _ask_json(found: Search, row: Row) -> dict[str, Any]:
    ask = row.ask
    waits = row.state in {"asked", "silent"} and ask.asked_on is not None
    answer = {
        "id": str(ask.id),
        "person": row.person,
        "company": row.company,
        "insider": row.insider or row.person,
        "state": row.state.value,
        "asked_on": _day(ask.asked_on),
        "nudge": row.wants_nudge,
        "silent_on": _day(asking.silent_on(ask.asked_on))
        if waits and ask.asked_on
        else None,
        "steps": [
            {"state": step.state.value, "on": step.on.isoformat(), "note": step.note}
            for step in found.ask_history.get(ask.id, ())
        ],
    }
    if ask.application_id in found.applications:
        answer["application"] = str(ask.application_id)
    return answer


def _connector_json(
    found: Search, person: UUID, load: Load, on: date
) -> dict[str, Any]:
    why = asking.peace(ledger.requests(found), person, None, on)
    return {
        "person": found.people[person].name,
        "open": load.open,
        "asks": load.asks,
        "last_asked_on": _day(load.last_on),
        "agreed": load.passed,
        "held": load.held,
        "may_be_asked": why is None and not found.people[person].no_contact,
        "rests_until": why and _day(why.until),
    }


def _plan_json(planned: AskPlan, k: int, on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "k": k,
        "asks": [_proposal_json(one) for one in planned.proposals],
        "expected": planned.expected,
        "bound": planned.bound,
        "share": planned.share,
        "at_least_one": planned.any_works.chance,
        "compared": {
            "closest_first": planned.closest,
            "best_connected": planned.connected,
        },
        "resting": planned.resting,
        "companies": planned.companies,
        "covered": planned.covered,
        "max_ties": planned.max_ties,
    }


def _proposal_json(one: Proposal) -> dict[str, Any]:
    return {
        "person": one.chain.people[1],
        "company": one.company,
        "people": list(one.chain.people),
        "chance": one.chance,
        "gain": one.gain,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
