"""What an invitation does to the rounds of a search. Pure.

RFC 5546 says which of two versions of an event holds: the one with the higher
SEQUENCE, then the one written later. An event belongs to the round that bears its
UID (and its RECURRENCE-ID, of one of a series). One that is seen first belongs to
an application whose company is named in it or in the address of who invites;
where that fits none or several, the searcher is asked, and nothing is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from tracker import names
from tracker.models import RoundKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from tracker.importers import InvitationRow

OURS = "@foothold"
"""How the UIDs end that the calendar export gives."""
SHARED_HOSTS = frozenset(
    """gmail googlemail outlook hotmail live icloud me yahoo gmx proton protonmail
    calendly greenhouse lever ashbyhq ashby myworkday workday goodtime zoom teams
    smartrecruiters recruitee personio workable icims jobvite""".split()  # noqa: SIM905
)
"""Names of hosts that send for many companies, so that they name none."""
_TAKEN = frozenset({"REQUEST", "PUBLISH", "ADD", "CANCEL"})
_PASSED_OVER = {
    "REPLY": "An answer to an invitation, which changes no time.",
    "COUNTER": "A proposal of another time; it counts once the invitation says so.",
}
_WORDS = re.compile(r"[^\W_]+")
_KINDS = (
    (RoundKind.CHALLENGE, re.compile(r"take.?home|assessment|challenge|hackerrank")),
    (RoundKind.ONSITE, re.compile(r"on.?site|final|loop|panel|vor ort")),
    (RoundKind.SCREEN, re.compile(r"screen|intro|recruiter|phone|call")),
)


class Does(Enum):
    """What an invitation does."""

    ADD = auto()
    CHANGE = auto()
    CANCEL = auto()
    NOTHING = auto()
    ASK = auto()
    """Which application it belongs to."""


class KnownRound(NamedTuple):
    """A round as it is in the store."""

    id: UUID
    application_id: UUID
    uid: str
    sequence: int
    recurrence: str
    starts_at: datetime
    is_cancelled: bool


class KnownApplication(NamedTuple):
    """An application that an invitation may belong to."""

    id: UUID
    label: str
    title: str
    company_keys: frozenset[str]
    """`names.company_key` of the company's names."""
    host: str
    """Of the posting; empty where none is known."""
    is_open: bool


class Fate(NamedTuple):
    """What is to become of one invitation."""

    does: Does
    reason: str = ""
    rounds: tuple[UUID, ...] = ()
    """Those that change; of a new one none."""
    application_id: UUID | None = None
    choices: tuple[UUID, ...] = ()
    """The applications it may belong to, where it is asked; empty: any."""


@dataclass(frozen=True)
class Known:
    """What invitations are compared with."""

    rounds: Sequence[KnownRound]
    applications: Sequence[KnownApplication]

    def label(self, application_id: UUID) -> str:
        """Name an application."""
        return self._labels.get(application_id, "an application in the bin")

    def series(self, uid: str) -> Sequence[KnownRound]:
        """The rounds that bear a UID."""
        return self._series.get(uid, ())

    def near(self, words: set[str]) -> list[KnownApplication]:
        """The applications whose company begins with one of these words, or all of it.

        A calendar of ten years is compared with a search of thousands by them.
        """
        found = {a.id: a for word in words for a in self._by_word.get(word, ())}
        return list(found.values())

    @cached_property
    def _labels(self) -> Mapping[UUID, str]:
        return {a.id: a.label for a in self.applications}

    @cached_property
    def _series(self) -> Mapping[str, Sequence[KnownRound]]:
        found: dict[str, list[KnownRound]] = defaultdict(list)
        for each in self.rounds:
            if each.uid:
                found[each.uid].append(each)
        return found

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[KnownApplication]]:
        found: dict[str, list[KnownApplication]] = defaultdict(list)
        for each in self.applications:
            words = {key.split()[0] for key in each.company_keys}
            words |= {key.replace(" ", "") for key in each.company_keys}
            for word in words | _hosts(each.host):
                found[word].append(each)
        return found


def decide(rows: Sequence[InvitationRow], known: Known) -> list[Fate]:
    """Decide what each invitation does, in their order.

    Args:
        rows: The events of one file.
        known: The rounds and applications that are not in the bin.
    """
    newest = _newest(rows)
    homes: dict[str, UUID] = {}
    """The application that an event of a series went to."""
    fates = []
    for row in rows:
        fate = _passed_over(row)
        if fate is None and newest.get(_version(row), row) is not row:
            fate = Fate(Does.NOTHING, "An older version of an event of this file.")
        if fate is None:
            fate = _decide(row, known, homes)
            if row.uid and fate.application_id:
                homes.setdefault(row.uid, fate.application_id)
        fates.append(fate)
    return fates


def kind_of(summary: str) -> RoundKind:
    """What a round is for, where its summary says so; else a screen."""
    text = names.fold(summary)
    return next(
        (kind for kind, words in _KINDS if words.search(text)), RoundKind.SCREEN
    )


def _version(row: InvitationRow) -> tuple[str, str]:
    return row.uid or f"line {row.number}", row.recurrence


def _newest(rows: Iterable[InvitationRow]) -> Mapping[tuple[str, str], InvitationRow]:
    found: dict[tuple[str, str], InvitationRow] = {}
    for row in rows:
        if _passed_over(row) is None:
            other = found.get(_version(row))
            if other is None or _age(row) >= _age(other):
                found[_version(row)] = row
    return found


def _age(row: InvitationRow) -> tuple[int, str]:
    return row.sequence, row.stamp


def _passed_over(row: InvitationRow) -> Fate | None:
    if row.method not in _TAKEN:
        said = f" It says: {row.answer}." if row.answer else ""
        reason = _PASSED_OVER.get(row.method, "It asks for nothing that can be noted.")
        return Fate(Does.NOTHING, reason + said)
    if row.uid.endswith(OURS):
        return Fate(Does.NOTHING, "Foothold wrote this itself.")
    return None


def _decide(row: InvitationRow, known: Known, homes: Mapping[str, UUID]) -> Fate:
    same = _same(row, known)
    if same:
        return _to_known(row, same, known)
    home = homes.get(row.uid) or next(
        (r.application_id for r in known.series(row.uid)), None
    )
    fitting = (home,) if home else _applications(row, known)
    if row.is_cancelled:
        typed = _typed(row, fitting, known.rounds, same_time=True)
        if typed is None:
            return Fate(Does.NOTHING, "It cancels an event that is not here.")
        return _to_known(row, [typed], known)
    if len(fitting) != 1:
        return Fate(Does.ASK, _question(fitting), choices=fitting)
    typed = _typed(row, fitting, known.rounds, same_time=False)
    if typed is not None:
        return _change(row, [typed], known)
    return Fate(
        Does.ADD, f"A round of {known.label(fitting[0])}.", application_id=fitting[0]
    )


def _question(fitting: tuple[UUID, ...]) -> str:
    if fitting:
        return f"It may belong to {len(fitting)} applications; say to which."
    return "No application is named in it; say to which one it belongs."


def _same(row: InvitationRow, known: Known) -> Sequence[KnownRound]:
    """The rounds that an event is: by UID, of a series by the one that is meant."""
    series = known.series(row.uid)
    if row.is_cancelled and not row.recurrence:
        return series
    exact = [r for r in series if r.recurrence == row.recurrence]
    first = [
        r
        for r in series
        if row.recurrence
        and not r.recurrence
        and f"{r.starts_at:%Y%m%dT%H%M%SZ}" == row.recurrence
    ]
    return (exact or first)[:1]


def _to_known(row: InvitationRow, same: Sequence[KnownRound], known: Known) -> Fate:
    about = known.label(same[0].application_id)
    home = same[0].application_id
    if row.is_cancelled:
        ended = [r for r in same if not r.is_cancelled]
        meant = [r for r in ended if row.sequence >= r.sequence]
        if not ended:
            return Fate(Does.NOTHING, "Cancelled already.", application_id=home)
        if not meant:
            return _older(row, ended[0], home)
        reason = f"Cancels the round of {about} on {_when(row, meant[0].starts_at)}."
        return Fate(Does.CANCEL, reason, tuple(r.id for r in meant), home)
    [one] = same[:1]
    if row.sequence < one.sequence:
        return _older(row, one, home)
    if row.sequence == one.sequence:
        return Fate(Does.NOTHING, f"The round of {about} has it.", application_id=home)
    return _change(row, [one], known)


def _older(row: InvitationRow, one: KnownRound, home: UUID) -> Fate:
    reason = (
        f"Version {row.sequence} of an event that is here in version {one.sequence}."
    )
    return Fate(Does.NOTHING, reason, application_id=home)


def _change(row: InvitationRow, same: Sequence[KnownRound], known: Known) -> Fate:
    [one] = same
    about = known.label(one.application_id)
    if row.starts_at == one.starts_at:
        reason = f"Changes the round of {about} on {_when(row, one.starts_at)}."
    else:
        reason = (
            f"Moves the round of {about} from {_when(row, one.starts_at)} to "
            f"{_when(row, row.starts_at)}."
        )
    return Fate(Does.CHANGE, reason, (one.id,), one.application_id)


def _when(row: InvitationRow, at: datetime | None) -> str:
    zone = row.zone or "UTC"
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})" if at else ""


def _typed(
    row: InvitationRow,
    fitting: tuple[UUID, ...],
    rounds: Sequence[KnownRound],
    *,
    same_time: bool,
) -> KnownRound | None:
    """The one round of the application that day that no invitation speaks of yet."""
    if row.starts_at is None or len(fitting) != 1:
        return None
    zone = ZoneInfo(row.zone or "UTC")
    on = row.starts_at.astimezone(zone).date()
    that_day = [
        r
        for r in rounds
        if r.application_id == fitting[0]
        and not r.uid
        and not r.is_cancelled
        and r.starts_at.astimezone(zone).date() == on
    ]
    then = [r for r in that_day if r.starts_at == row.starts_at]
    if then or same_time:
        return then[0] if len(then) == 1 else None
    return that_day[0] if len(that_day) == 1 else None


def _applications(row: InvitationRow, known: Known) -> tuple[UUID, ...]:
    """The applications an event may belong to."""
    if row.application:
        return tuple(a.id for a in known.applications if str(a.id) == row.application)
    words = set(_WORDS.findall(names.fold(f"{row.summary} {row.organiser}")))
    hosts = _hosts(row.organiser_email)
    named = [
        a
        for a in known.near(words | hosts)
        if any(set(key.split()) <= words for key in a.company_keys)
        or any(key.replace(" ", "") in hosts for key in a.company_keys)
        or (a.host and hosts & _hosts(a.host))
    ]
    found = [a for a in named if a.is_open] or named
    titled = [a for a in found if set(_WORDS.findall(names.fold(a.title))) <= words]
    return tuple(a.id for a in (titled if len(titled) == 1 else found))


def _hosts(address: str) -> set[str]:
    """The names in an address that may name a company: not those of mail services."""
    host = address.rpartition("@")[2].casefold()
    labels = host.split(".")[:-1]
    if host.endswith("calendar.google.com") or set(labels) & SHARED_HOSTS:
        return set()
    return {label for label in labels if len(label) > 2} - {
        "www",
        "mail",
        "com",
        "jobs",
    }
