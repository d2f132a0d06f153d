"""Who may be the same person, and which companies the same. Pure: only suggestions.

What surely is the same was made one when it came in (`matching`, `names`). Here is
what only the searcher can say: two names under one profile link (real exports give
one link to several people) or one e-mail address, and two people of one name at one
company. The same name alone is no sign. Of companies: names that differ in spaces,
accents or what stands in brackets; a part of a name is no sign either.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from tracker import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

Sign = TypeVar("Sign")
_ALL_PAIRS = 5
"""Up to so many of one sign, each is compared with each; else with the first."""


class Somebody(NamedTuple):
    """What is compared of a person."""

    id: str
    """In hex digits, as of all ids here: 30,000 are not made into more."""
    name: str
    link: str
    """`names.link_key` of the profile link."""
    emails: tuple[str, ...]
    companies: Sequence[str]
    """Where they work or worked."""


class Pair(NamedTuple):
    """Two that may be one."""

    one: UUID
    """The lesser id of the two."""
    other: UUID
    why: str
    """A sentence's end: “have the same e-mail address”."""


def pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Put two ids in the order in which they are kept."""
    return (one, other) if one < other else (other, one)


def people(
    everybody: Iterable[Somebody],
    companies: Mapping[str, str],
    turned_down: AbstractSet[tuple[UUID, UUID]],
) -> list[Pair]:
    """Suggest which people are the same, the surest sign first; each pair once.

    Args:
        everybody: The people who are not in the bin.
        companies: Names of companies, for the words.
        turned_down: Pairs of which the searcher said that they are not.
    """
    by_email: dict[str, list[str]] = defaultdict(list)
    by_link: dict[str, list[str]] = defaultdict(list)
    by_job: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in everybody:
        for email in {names.fold(email) for email in each.emails if email}:
            by_email[email].append(each.id)
        if each.link:
            by_link[each.link].append(each.id)
        if each.companies:
            key = names.plain_key(each.name)
            for company in set(each.companies):
                by_job[key, company].append(each.id)
    found: dict[tuple[str, str], str] = {}
    _add(found, by_email, lambda _: "have the same e-mail address")
    _add(found, by_link, lambda _: "have the same profile link")
    _add(
        found,
        by_job,
        lambda sign: f"have the same name at {companies.get(sign[1], 'one company')}",
    )
    return _pairs(found, turned_down)


def _pairs(
    found: Mapping[tuple[str, str], str], turned_down: AbstractSet[tuple[UUID, UUID]]
) -> list[Pair]:
    pairs = [Pair(UUID(one), UUID(other), why) for (one, other), why in found.items()]
    return [each for each in pairs if each[:2] not in turned_down]


def employers(
    called: Iterable[tuple[str, str]], turned_down: AbstractSet[tuple[UUID, UUID]]
) -> list[Pair]:
    """Suggest which companies are the same; each pair once.

    Args:
        called: The companies by id, each with its names, aliases too.
        turned_down: Pairs of which the searcher said that they are not.
    """
    by_look: dict[str, list[str]] = defaultdict(list)
    by_short: dict[str, list[str]] = defaultdict(list)
    for id_, name in called:
        by_look[names.company_look(name)].append(id_)
        for short in {name, *names.company_aliases(name)}:
            by_short[names.company_key(short)].append(id_)
    found: dict[tuple[str, str], str] = {}
    _add(found, by_look, lambda _: "differ only in spaces or accents")
    _add(found, by_short, lambda _: "share a short name")
    return _pairs(found, turned_down)


def _add(
    found: dict[tuple[str, str], str],
    groups: Mapping[Sign, list[str]],
    why: Callable[[Sign], str],
) -> None:
    for sign, ids in groups.items():
        if len(ids) < 2:
            continue
        distinct = list(dict.fromkeys(ids))
        firsts = distinct if len(distinct) <= _ALL_PAIRS else distinct[:1]
        for at, one in enumerate(firsts):
            for other in distinct[at + 1 :]:
                found.setdefault((min(one, other), max(one, other)), why(sign))
