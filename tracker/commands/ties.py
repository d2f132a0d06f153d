"""Commands about ties: noted, stated by hand in either direction, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.commands.bin import bin_record
from tracker.commands.editing import assign
from tracker.commands.people import join, me, person_called, ties_between
from tracker.errors import InvalidError, RuleError
from tracker.models import Person, Provenance, Tie

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.inputs import TieIn
    from tracker.store import Work


class Between(NamedTuple):
    """What was stated of the ties of two people, in each direction; None: nothing."""

    other: Person
    there: float | None
    back: float | None


def between(work: Work, one_id: UUID, other_id: UUID) -> Between | None:
    """What was stated of the ties of two people; None where they are not tied."""
    one, other = work.get(Person, one_id), work.get(Person, other_id)
    there = ties_between(work, one.id, other.id)
    back = ties_between(work, other.id, one.id)
    if not (there or back):
        return None
    return Between(other, _stated(there), _stated(back))


def _stated(ties: Sequence[Tie]) -> float | None:
    return max((tie.chance for tie in ties if tie.chance is not None), default=None)


def add_tie(work: Work, given: TieIn) -> Tie:
    """Note a tie between two people; who is not known yet is added by name.

    Where it states a chance, that counts from now on in the directions it leads,
    whatever was stated before.
    """
    start, end = person_called(work, given.from_), person_called(work, given.to)
    if start.id == end.id:
        raise InvalidError(
            f"A tie joins two people, but both ends are {start.name}; name another."
        )
    if any(
        tie.provenance is Provenance.TYPED
        for tie in ties_between(work, start.id, end.id)
    ):
        work.notices.append(f"{start.name} and {end.name} were tied already.")
    tie = join(
        work,
        start,
        end,
        kind=given.kind,
        chance=given.chance,
        both_ways=given.both_ways,
        since_on=given.since_on,
    )
    if tie.chance is not None:
        _overrule(work, tie)
    return tie


def state_chance(work: Work, person_id: UUID, chance: float | None) -> Person:
    """Say by hand how likely somebody passes me on; None to estimate it again.

    Raises:
        InvalidError: If the chance is not within 0 to 1.
        RuleError: If I have no tie to them.
    """
    person = work.get(Person, person_id)
    ties = ties_between(work, me(work).id, person.id)
    if not ties:
        raise RuleError(
            f"You have no tie to {person.name} yet; add one, and then its chance."
        )
    ties.sort(key=_typed_first)
    for tie, stated in zip(ties, [chance, *[None] * len(ties)], strict=False):
        _state(work, tie, stated)
    return person


def state_chances(
    work: Work, one_id: UUID, other_id: UUID, there: float | None, back: float | None
) -> Person:
    """Say by hand how likely two people pass me on to each other.

    Args:
        work: The change.
        one_id: Somebody.
        other_id: Somebody tied to them.
        there: The chance that the one passes me on to the other, 0 to 1; None to
            estimate it again.
        back: The same the other way.

    Returns:
        The other person.

    Raises:
        InvalidError: If a chance is not within 0 to 1.
        RuleError: If the two are not tied.
    """
    ties = _between(work, one_id, other_id)
    said: Sequence[tuple[UUID, UUID, float | None]]
    said = ((one_id, other_id, there), (other_id, one_id, back))
    for tie in ties:
        _state(work, tie, None)
    if there == back and (both := [tie for tie in ties if tie.both_ways]):
        _state(work, both[0], there)
        said = ()
    for start, end, chance in said:
        if chance is None:
            continue
        own = [tie for tie in ties if not tie.both_ways and tie.from_id == start]
        tie = own[0] if own else _one_way(work, start, end, ties[0])
        _state(work, tie, chance)
    _let_go(work, ties)
    return work.get(Person, other_id)


def untie(work: Work, one_id: UUID, other_id: UUID) -> Person:
    """Put every tie between two people in the bin.

    Returns:
        The other person.

    Raises:
        RuleError: If the two are not tied.
    """
    for tie in _between(work, one_id, other_id):
        bin_record(work, Tie, tie.id)
    return work.get(Person, other_id)


def _between(work: Work, one_id: UUID, other_id: UUID) -> Sequence[Tie]:
    """Every tie of two people, whichever way it leads, the typed ones first."""
    one, other = work.get(Person, one_id), work.get(Person, other_id)
    found = {
        tie.id: tie
        for start, end in ((one.id, other.id), (other.id, one.id))
        for tie in ties_between(work, start, end)
    }
    if not found:
        raise RuleError(f"{one.name} and {other.name} are not tied; add a tie first.")
    return sorted(found.values(), key=_typed_first)


def _typed_first(tie: Tie) -> tuple[bool, str]:
    return tie.provenance is not Provenance.TYPED, str(tie.id)


def _overrule(work: Work, newer: Tie) -> None:
    """Take back what older ties state in the directions of a newer one."""
    ends = newer.from_id, newer.to_id
    for start, end in (ends, ends[::-1])[: 1 + newer.both_ways]:
        for tie in ties_between(work, start, end):
            if tie.id == newer.id or tie.chance is None:
                continue
            stays = tie.both_ways and not newer.both_ways
            if stays:
                _state(work, _one_way(work, end, start, tie), tie.chance)
            _state(work, tie, None)


def _one_way(work: Work, start: UUID, end: UUID, like: Tie) -> Tie:
    """Add a tie that leads one way only, of the kind of another."""
    ends = work.get(Person, start), work.get(Person, end)
    return join(work, *ends, kind=like.kind, both_ways=False)


def _let_go(work: Work, ties: Sequence[Tie]) -> None:
    """Delete the ties that only held a chance, once they hold none.

    One that stayed would be evidence that nobody gave, typed and of no date: the
    estimate would not come back to what it was.
    """
    kinds = {tie.kind for tie in ties if tie.both_ways}
    for tie in ties:
        is_bare = tie.provenance is Provenance.TYPED and not (
            tie.both_ways or tie.since_on or tie.chance is not None
        )
        if is_bare and tie.kind in kinds:
            work.session.delete(tie)


def _state(work: Work, tie: Tie, chance: float | None) -> None:
    if tie.chance != chance:
        tie.version += 1
        assign(work, tie, {"chance": chance})
