"""Keeping what an offer says: as a correction, or as a counter-offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, inputs
from tracker.ui import acting, session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.models import Offer


def counter_key(offer: Offer) -> str:
    """The key of the box that says a change is a counter-offer."""
    return f"counter_{offer.id}"


def keep(
    offer: Offer,
    facts: Callable[[], Mapping[str, Any]],
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
