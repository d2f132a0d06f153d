"""What is the searcher's own to tell of ties: contacts, asks, and a shared past."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, select

from tracker import asking
from tracker.models import Ask, Interaction, InteractionKind
from tracker.network import together
from tracker.network.strength import Outcomes, outcomes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from tracker.models import AskState
    from tracker.network.together import Shared
    from tracker.store import Work


class Touch(NamedTuple):
    """How the searcher and one person were in touch."""

    sent: int
    """Begun by the searcher."""
    received: int
    last_on: date
    last_kind: InteractionKind


@dataclass(frozen=True)
class Own:
    """The log as far as it moves chances, by person, on a day."""

    on: date | None = None
    """None: judged on no day, so that nothing is recent and nothing decays."""
    touches: Mapping[UUID, Touch] = field(default_factory=dict)
    asked: Mapping[UUID, Outcomes] = field(default_factory=dict)
    """Only who was asked, with an outcome."""
    shared: Mapping[UUID, Shared] = field(default_factory=dict)
    """Who was at a company or a school with the searcher."""


def load(work: Work, on: date | None) -> Own:
    """Read what the owner of this work did, as it stands on a day."""
    return Own(on, _touches(work, on), _asked(work, on), together.load(work, on))


def _touches(work: Work, on: date | None) -> dict[UUID, Touch]:
    query: Any = (
        select(  # type: ignore[call-overload]
            Interaction.person_id,
            Interaction.on,
            Interaction.kind,
            Interaction.inbound,
        )
        .where(
            Interaction.owner == work.owner,
            col(Interaction.person_id).is_not(None),
            col(Interaction.binned_at).is_(None),
        )
        .order_by(col(Interaction.on), col(Interaction.id))
    )
    found: dict[UUID, Touch] = {}
    for person, day, kind, inbound in work.session.execute(query):
        if person is None or (on is not None and day > on):
            continue
        sent, received = found[person][:2] if person in found else (0, 0)
        found[person] = Touch(sent + (not inbound), received + inbound, day, kind)
    return found


def _asked(work: Work, on: date | None) -> dict[UUID, Outcomes]:
    query: Any = select(Ask.person_id, Ask.state, Ask.asked_on).where(  # type: ignore[type-var]
        Ask.owner == work.owner, col(Ask.binned_at).is_(None)
    )
    states: dict[UUID, list[AskState]] = {}
    for person, state, asked_on in work.session.execute(query):
        states.setdefault(person, []).append(asking.standing(state, asked_on, on))
    found = {person: outcomes(own) for person, own in states.items()}
    return {person: own for person, own in found.items() if own.asks}
