"""The form of an interview round, new or known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, inputs
from tracker.models import Round, RoundFormat, RoundKind
from tracker.reports import application as reports
from tracker.reports.today import ROUND_LABELS
from tracker.ui import acting, session
from tracker.ui.editing import EditForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.models import Application

FIELDS = {
    "kind": "Kind",
    "format": "Format",
    "day": "Day",
    "time": "Time",
    "time_zone": "Time zone",
    "minutes": "Minutes",
    "interviewers": "Interviewers",
    "place": "Place or link",
    "note": "Note",
}
"""What is known of a round, as it is called on the page."""


def round_form(
    application: Application, row: Round | None, close: Callable[..., None]
) -> None:
    """Add a round, or edit one."""
    form = _form(application, row)

    def save() -> None:
        found = session.search().rounds.get(row.id, row) if row else None
        now = _form(application, found)
        given = _given(now, application, found)
        done = acting.do(
            lambda work: (
                commands.edit_round(
                    work,
                    found.id,
                    version=now.version,
                    given=inputs.parse(inputs.RoundIn, given),
                )
                if found
                else commands.add_round(work, inputs.parse(inputs.RoundIn, given))
            ),
            done=lambda saved: f"Saved the round: {reports.round_name(saved)}.",
            form=now,
        )
        if done is not None:
            close()

    def leave() -> None:
        form.saved()
        close()

    with st.form(form.key("form")):
        _fields(form)
        form.finish(save, leave, FIELDS)
    if row:
        st.button(
            "Put this round in the bin",
            key=f"bin_{row.id}",
            icon=":material/delete:",
            type="tertiary",
            on_click=_bin,
            args=(row, close),
        )


def _bin(row: Round, close: Callable[..., None]) -> None:
    acting.do(
        lambda work: commands.bin_record(work, Round, row.id),
        done=f"{reports.round_name(row)} is in the bin; the Data page restores it.",
    )
    close()


def _form(application: Application, row: Round | None) -> EditForm:
    if row is None:
        stored = reports.new_round(application.stage, session.today(), session.zone())
        return EditForm(f"round_new_{application.id}", 0, stored)
    panel = session.search().panel_of.get(row.id, ())
    return EditForm(f"round_{row.id}", row.version, reports.round_fields(row, panel))


def _given(
    form: EditForm, application: Application, row: Round | None
) -> dict[str, Any]:
    """What stands in the form, as `RoundIn` takes it."""
    given = form.values(*FIELDS)
    panel = session.search().panel_of.get(row.id, ()) if row else ()
    given["starts_at"] = f"{given.pop('day', '')}T{given.pop('time', '')}"
    given["interviewers"] = reports.seats(given["interviewers"], panel)
    return given | {"application": application.id}


def _fields(form: EditForm) -> None:
    """The fields, three in a row."""
    drawn = form.drawn
    kind, format_, minutes = st.columns(3)
    kinds, formats, zones = list(RoundKind), list(RoundFormat), reports.zones()
    kind.selectbox(
        "Kind",
        kinds,
        index=kinds.index(drawn["kind"]),
        format_func=ROUND_LABELS.__getitem__,
        key=form.key("kind"),
    )
    format_.selectbox(
        "Format",
        formats,
        index=formats.index(drawn["format"]) if drawn["format"] else None,
        format_func=reports.FORMATS.__getitem__,
        key=form.key("format"),
        placeholder="Not said",
    )
    minutes.number_input(
        "Minutes", 1, 24 * 60, drawn["minutes"], step=15, key=form.key("minutes")
    )
    day, time, zone = st.columns(3)
    day.date_input("Day", drawn["day"], key=form.key("day"), format="YYYY-MM-DD")
    time.time_input("Time", drawn["time"], key=form.key("time"))
    zone.selectbox(
        "Time zone",
        zones,
        index=zones.index(drawn["time_zone"]) if drawn["time_zone"] in zones else None,
        key=form.key("time_zone"),
    )
    panel, place = st.columns(2)
    panel.text_input(
        "Interviewers",
        drawn["interviewers"],
        key=form.key("interviewers"),
        placeholder="Names, with commas between them",
    )
    place.text_input("Place or link", drawn["place"], key=form.key("place"))
    st.text_area("Note", drawn["note"], key=form.key("note"), height=80)
