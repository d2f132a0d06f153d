"""The agenda: each thing to do with its buttons, menu and message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from tracker import commands, messages, planning
from tracker.agenda import DueKind
from tracker.models import Stage
from tracker.pipeline import LABELS
from tracker.reports import due as reports
from tracker.reports import letters
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.contacts import they_wrote
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.agenda import Due
    from tracker.models import Task
    from tracker.reports.due import Row
    from tracker.reports.letters import Letter
    from tracker.search import Search

OPEN = "Open"
WRITE = "Change the message"
THEY_WROTE = "They wrote today"
ON_A_DAY = "Put off to a day"
PIN, LET_GO = "Pin on top", "Take the pin off"
NEVER = "Never again"
_WAITING = {
    *(DueKind.CHECK_IN, DueKind.FOLLOW_UP, DueKind.NO_ANSWER),
    *(DueKind.OFFER_DEADLINE, DueKind.THANK_YOU),
}
"""What somebody's answer is waited for in."""
_PUT_OFF = {f"Put off: {label.lower()}": n for label, n in reports.LATER.items()}


def listing(
    search: Search,
    rows: Sequence[Row],
    key: str,
    *,
    first_is_main: bool = False,
    shown: int = reports.SHOWN,
) -> None:
    """Show things to do, and fold away what is more than a page can hold.

    Args:
        search: The log.
        rows: What to show, in its order.
        key: Unique on the page.
        first_is_main: Whether the first is what to do next.
        shown: How many are not folded away.
    """
    with st.container(gap="xsmall"):
        for place, row in enumerate(rows[:shown]):
            show(search, row, is_first=first_is_main and not place)
    rest = rows[shown:]
    if rest:
        fold = st.expander(f"{len(rest)} more", key=key, on_change="rerun")
        if fold.open:
            with fold, st.container(gap="xsmall"):
                for row in rest:
                    show(search, row)


def silent(search: Search, rows: Sequence[Row]) -> None:
    """Show what may be closed as “No answer”, one by one or all at once.

    It costs nothing to leave, so more than one is folded away below what is due.
    """
    if not rows:
        return
    label = f"Quiet for long :gray[{len(rows)}]"
    if len(rows) <= reports.QUIET_SHOWN:
        st.header(label, anchor=False)
        listing(search, rows, "silent")
        return
    fold = st.expander(label, key="silent", on_change="rerun")
    if fold.open:
        with fold:
            st.button(
                f"Move all {len(rows)} to {LABELS[Stage.NO_ANSWER]}",
                "move_silent",
                "A word from them later brings each back here.",
                _move_all,
                [rows],
                type="tertiary",
            )
            listing(search, rows, "silent", shown=len(rows))


def _move_all(rows: Sequence[Row]) -> None:
    ids = [row.due.application_id for row in rows if row.due.application_id]
    on, to = session.today(), Stage.NO_ANSWER
    do(
        lambda work: commands.move_many(work, ids, to=to, on=on),
        done=lambda count: f"Moved {count} to {LABELS[to]}, dated today.",
    )


def show(search: Search, row: Row, *, is_first: bool = False) -> None:
    """Show a thing to do, what can be done about it, and what can be written."""
    each, key = row.due, row.due.key
    on, zone = session.today(), session.zone()
    written = letters.letters(search, each, on, zone)
    with st.container(border=True, gap="xsmall"):
        widths = [5, 3] if each.to is None else [1, 1]
        left, right = st.columns(widths, vertical_alignment="center")
        pin = ":gray-badge[:material/keep: Pinned] " if each.is_pinned else ""
        what = f"{row.flag.badge} {pin}**{escape(each.what)}**"
        links = " · ".join(map(_link, written[: letters.MOST]))
        left.markdown(
            f"{what}  \n{small(row.detail)}" + (f"  \n:small[{links}]" if links else "")
        )
        with right.container(
            horizontal=True, gap="xsmall", vertical_alignment="center"
        ):
            _buttons(each, is_first=is_first)
            _menu(search, each, has_letters=bool(written))
        opened = st.session_state.get("agenda_open")
        if opened == (key, WRITE) and written:
            _editor(written, key)
        elif opened == (key, ON_A_DAY):
            _to_a_day(each)


def _link(letter: Letter) -> str:
    return f"[{escape(letter.label)}]({letter.link})"


def _buttons(each: Due, *, is_first: bool) -> None:
    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    if each.kind is DueKind.DEBRIEF:
        if st.button("Debrief", f"debrief:{each.key}", type=kind):
            _open(each, debrief=str(each.round_id))
    elif each.to is None:
        st.button("Done", f"done:{each.key}", None, _done, [each], type=kind)
    else:
        label = f"Move to {LABELS[each.to]}"
        st.button(label, f"move:{each.key}", None, _move, [each, each.to], type=kind)
    days, label = reports.PUT_OFF_DAYS, "Later"
    if each.kind is DueKind.NO_ANSWER:
        days, label = reports.NOT_YET_DAYS, "Not yet"
    off = partial(_put_off, each, reports.later(session.today(), days))
    st.button(label, f"later:{each.key}", None, off, type="tertiary")


def _menu(search: Search, each: Due, *, has_letters: bool) -> None:
    options = [OPEN] if each.application_id or each.kind is DueKind.NUDGE else []
    options += [THEY_WROTE] if each.kind in _WAITING else []
    options += [WRITE] if has_letters else []
    options += [*_PUT_OFF, ON_A_DAY, LET_GO if each.is_pinned else PIN, NEVER]
    chosen = st.menu_button("More", options, key=f"more:{each.key}", type="tertiary")
    if chosen is None:
        return
    on = session.today()
    if chosen == OPEN:
        _open(each)
    elif chosen in {WRITE, ON_A_DAY}:
        st.session_state["agenda_open"] = (each.key, chosen)
    elif chosen == THEY_WROTE and each.application_id:
        they_wrote(search.applications[each.application_id])
        st.rerun()
    elif chosen in _PUT_OFF:
        _put_off(each, reports.later(on, _PUT_OFF[chosen]))
        st.rerun()
    else:
        _pin(each, is_pinned=chosen == PIN) if chosen != NEVER else _never(each)
        st.rerun()


def _open(each: Due, **query: str) -> None:
    if each.kind is DueKind.NUDGE:
        st.switch_page("people/asks.py")
    st.switch_page(
        "search/application.py",
        query_params={"application": str(each.application_id), **query},
    )


def _done(each: Due) -> None:
    task, on = reports.task_of(each), session.today()
    do(
        lambda work: (
            commands.finish_task(work, task, on=on)
            if task
            else commands.answer(work, **reports.done(each, on))
        ),
        done=f"Done: {each.what}",
    )


def _move(each: Due, to: Stage) -> None:
    application_id, on = each.application_id, session.today()
    if application_id is not None:
        do(
            lambda work: commands.move(work, application_id, to=to, on=on),
            done=f"Moved to {LABELS[to]}, dated today.",
        )


def _put_off(each: Due, until: date) -> None:
    task = reports.task_of(each)
    st.session_state.pop("agenda_open", None)
    do(
        lambda work: (
            commands.put_off_task(work, task, until=until)
            if task
            else commands.answer(work, **reports.put_off(each, until))
        ),
        done=f"Put off to {planning.day(until, session.today())}: {each.what}",
    )


def _pin(each: Due, *, is_pinned: bool) -> None:
    task = reports.task_of(each)
    do(
        lambda work: (
            commands.pin_task(work, task, is_pinned=is_pinned)
            if task
            else commands.answer(work, **reports.pinned(each))
        ),
        done=f"{'Pinned' if is_pinned else 'No longer pinned'}: {each.what}",
    )


def _never(each: Due) -> None:
    task = reports.task_of(each)
    do(
        lambda work: (
            commands.retire_task(work, task, is_retired=True)
            if task
            else commands.answer(work, **reports.never(each))
        ),
        done=f"Never again: {each.what}",
    )


def _to_a_day(each: Due) -> None:
    """Ask for the day that a thing is put off to."""
    key, on = f"day:{each.key}", session.today()

    def put_off() -> None:
        until = st.session_state[key]
        if until:
            _put_off(each, until)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Put off to", reports.later(on, 1), min_value=reports.later(on, 1), key=key
        )
        st.button("Put off", f"put_off:{each.key}", None, put_off, type="primary")
        st.button("Close", f"close:{each.key}", None, _close, type="tertiary")


def _editor(written: Sequence[Letter], key: str) -> None:
    """The message as it will open in the mail program, to be changed before."""
    names = [letter.name or "Nobody I know of" for letter in written]
    place = 0
    if written[1:]:
        places = range(len(written))
        place = st.selectbox("To", places, 0, names.__getitem__, key=f"to:{key}") or 0
    letter = written[place]
    subject = st.text_input(
        "Subject", letter.message.subject, key=f"subject:{place}:{key}"
    )
    body = st.text_area(
        "Message", letter.message.body, key=f"body:{place}:{key}", height=200
    )
    message = messages.Message(subject, body)
    if messages.is_too_long(message):
        st.markdown(
            small("Longer than some mail programs take from a link; copy the rest.")
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button(
            "Write it in my mail program",
            messages.mailto(letter.email, message),
            icon=":material/mail:",
        )
        st.button("Close", f"close:{key}", None, _close, type="tertiary")
        if not letter.email:
            st.markdown(small("No address is known, so the mail opens without one."))


def _close() -> None:
    st.session_state.pop("agenda_open", None)


def retired(found: Sequence[Task]) -> None:
    """What is never to be listed again, and the way back."""
    for task in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escape(task.what))
            st.button(
                "List it again",
                f"again:{task.id}",
                None,
                _again,
                [task],
                type="tertiary",
            )


def _again(task: Task) -> None:
    do(
        lambda work: commands.retire_task(work, task.id, is_retired=False),
        done=f"Listed again: {task.what}",
    )
