"""Keeping what an offer says, or the current job; an offer also as a counter-offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import streamlit as st

from tracker import commands, inputs, terms
from tracker.ui import acting, session

if TYPE_CHECKING:
    from tracker.inputs import CurrentJobIn, OfferIn
    from tracker.models import Offer
    from tracker.search import Search

Facts: TypeAlias = Callable[[], Mapping[str, Any]]
"""Makes all that is said from a form; it may refuse."""


class Held(NamedTuple):
    """Terms that are changed part by part: those of an offer, or of the current job."""

    key: str
    """Unique on the page."""
    version: int
    given: OfferIn | CurrentJobIn
    keep: Callable[[Facts, acting.Form | None, int, str], None]
    """Takes all that is said, the form, its version, and what to say of it."""


def held(offer: Offer, given: OfferIn) -> Held:
    """An offer, to be changed part by part."""
    return Held(str(offer.id), offer.version, given, partial(keep, offer))


def held_job(search: Search, job: CurrentJobIn) -> Held:
    """The current job, to be changed part by part."""

    def keep_job(
        facts: Facts, form: acting.Form | None, version: int, said: str
    ) -> None:
        kept = terms.assumed(search.assumptions).model_dump(exclude_unset=True)
        keep_assumptions(lambda: {**kept, "current": facts()}, form, version, said)

    return Held("job", search.assumptions.version, job, keep_job)


def keep_assumptions(
    facts: Facts,
    form: acting.Form | None,
    version: int,
    said: str = "Assumptions saved.",
) -> None:
    """Keep what the offers are compared by."""
    acting.do(
        lambda work: commands.save_assumptions(
            work, inputs.parse(inputs.AssumptionsIn, dict(facts())), version=version
        ),
        done=said,
        form=form,
    )


def counter_key(offer: Offer) -> str:
    """The key of the box that says a change is a counter-offer."""
    return f"counter_{offer.id}"


def keep(
    offer: Offer,
    facts: Facts,
    form: acting.Form | None,
    version: int,
    said: str,
) -> None:
    """Replace what an offer says; as a new version if it is a counter-offer."""
    is_counter = bool(st.session_state.get(counter_key(offer)))
    counter_on = session.today() if is_counter else None
    saved = acting.do(
        lambda work: commands.edit_offer(
            work,
            offer.id,
            version=version,
            given=inputs.parse(inputs.OfferIn, dict(facts())),
            counter_on=counter_on,
        ),
        done=f"{said} The terms before are kept." if is_counter else said,
        form=form,
    )
    if saved is not None:
        st.session_state[counter_key(offer)] = False
