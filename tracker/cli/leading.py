"""The command that says through whom a way leads into a company."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker import names, network, search
from tracker.cli.common import local_today, opened, say
from tracker.errors import InvalidError
from tracker.network import possible, units
from tracker.network.known import PART_TIES
from tracker.reports import pasts, referrals, ways
from tracker.reports.odds.words import percent
from tracker.reports.today import tracked
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from uuid import UUID

    from tracker.models import Company
    from tracker.network import KnownChain, Network
    from tracker.store import Store

CHOICES = {"best": ways.BEST, "each": ways.EACH, "apart": ways.APART}
"""Which chains are shown, by the word for it: see `ways.CHOICES`."""


def paths(options: argparse.Namespace) -> int:
    """Show the chains of people into one company, or into all tracked ones."""
    with opened(options) as store:
        left_out = pasts.unagreed(search.current(store, LOCAL_OWNER))
        if left_out:
            print(f"{left_out} See “foothold friends”.", file=sys.stderr)  # noqa: T201
        if options.all:
            found = search.current(store, LOCAL_OWNER)
            answers = [
                _answer(
                    _leading_to(store, id_, options),
                    id_,
                    found.companies[id_].name,
                    options,
                )
                for id_ in tracked(found)
            ]
            told = "\n\n".join(words for _, words in answers)
            say(options, [answer for answer, _ in answers], told or _NOTHING)
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
    say(options, *_answer(net, company_id, name, options))
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
    whole = options.all or options.possible or options.max_ties > PART_TIES
    net = network.leading_to(store, LOCAL_OWNER, company_id, on, whole=whole)
    if options.max_ties > net.most_ties:
        raise InvalidError(
            "This network is too large to look for chains of more than "
            f"{net.most_ties} ties; give --max-ties {net.most_ties}."
        )
    if not options.possible:
        return net
    if net.is_part:
        raise InvalidError(
            "This network is too large to look for possible ties; leave out --possible."
        )
    with store.reading() as work:
        return possible.added(net, units.load(work, on), units.refused(work))


def _answer(
    net: Network, company_id: UUID | None, name: str, options: argparse.Namespace
) -> tuple[dict[str, Any], str]:
    """The ways into a company for programs, and in words."""
    found: list[KnownChain] = []
    if company_id is not None:
        found = ways.chains(
            net, company_id, CHOICES[options.chains], options.max_ties, options.top
        )
    answer = {
        "company": name,
        "max_ties": options.max_ties,
        "chains": [_chain_json(chain) for chain in found],
    }
    if found:
        answer["at_least_one"] = net.at_least_one(found).chance
        lines = [name, *map(_line, found), f"  {ways.any_works(net, found)}"]
        return answer, "\n".join(lines)
    if company_id is not None and net.works_at(company_id):
        answer["note"] = "You work there yourself, so no chain is needed."
        return answer, f"{name}: {answer['note']}"
    inside, near = 0, ""
    if company_id is not None:
        inside = referrals.inside(net, company_id)
        near = referrals.nearest(net, company_id, options.max_ties)
    answer |= {"nearest": near} if near else {}
    limit = referrals.counted(options.max_ties, "tie", "ties")
    helps = referrals.what_helps(inside, near)
    return answer, f"{name}: no chain of at most {limit} is known. {helps}"


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
            | ({"possible": True} if tie.is_possible else {})
            for tie in chain.ties
        ],
    }


def _line(chain: KnownChain) -> str:
    weak = chain.weakest
    return (
        f"  {percent(chain.chance):>4}  {' → '.join(chain.people)}"
        f"   weakest: {weak.start} → {weak.end} ({percent(weak.chance)})"
        f"{'   possible only' if chain.is_possible else ''}"
    )
