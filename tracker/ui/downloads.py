"""Everything that can be taken out of the store, in one menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import exporters
from tracker.exporters import KINDS, Kind, People
from tracker.ui import session
from tracker.ui.words import small

if TYPE_CHECKING:
    from collections.abc import Callable

_PEOPLE = {
    People.NAMED: "By name",
    People.ANONYMOUS: "As numbers",
    People.LEFT_OUT: "Left out",
}
"""How other people stand in an export."""


def menu() -> None:
    """Ask what to take out, and hand it over."""
    with st.popover("Export", icon=":material/upload:"):
        kind = st.selectbox(
            "What to take out",
            KINDS,
            format_func=lambda each: each.name,
            key="export_kind",
            width=340,
        )
        st.markdown(small(kind.hint))
        chosen = st.radio(
            "Other people",
            list(People),
            format_func=_PEOPLE.__getitem__,
            horizontal=True,
            key="export_people",
        )
        people = chosen or People.NAMED
        if people is not People.NAMED and not kind.works_without_names:
            st.markdown(small("Contacts without names are no contacts."))
            return
        st.download_button(
            "Download",
            _making(kind, people),
            exporters.file_name(kind.slug, session.today().isoformat(), kind.ending),
            mime=kind.mime,
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )


def _making(kind: Kind, people: People) -> Callable[[], bytes]:
    """What makes an export, when it is asked for."""
    material = exporters.Material(
        session.store(), session.owner(), session.today(), session.zone(), people
    )
    return lambda: kind.make(material).content
