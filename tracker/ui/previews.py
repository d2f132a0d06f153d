"""Files on their way in, on the page: whose, what they hold, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.importers import ContactRow, owners
from tracker.importers.coauthors import ME
from tracker.models import NAME, ImportKind, Stage
from tracker.pipeline import LABELS
from tracker.reports import imports
from tracker.ui import inviting, session
from tracker.ui.importing import MINE, Whose, answer, with_contacts
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.importers import Parsed
    from tracker.ui.importing import Preview, Reading

_NOTICES = 8
"""Notices of one file that are shown."""
_STATUSES = 20
"""Unknown statuses that are asked about at a time."""


def whose(
    readings: Sequence[Reading], me: str, known: Sequence[str], contacts: Sequence[str]
) -> dict[str, Whose] | None:
    """Ask whose contacts each file holds; what is likely stands there already.

    Args:
        readings: The files.
        me: The searcher's name; may be empty.
        known: Friends to choose from.
        contacts: Whom the searcher knows.

    Returns:
        The answers by the file's id, for files with contacts; None while one is open.
    """
    asked = with_contacts(readings)
    contacts_of = [_people(one) for one in asked]
    files = [
        owners.File(one.name, people)
        for one, people in zip(asked, contacts_of, strict=True)
    ]
    guesses = owners.guessed(files, me=me, known=contacts)
    found = {
        reading.file_id: _whose(reading, people, guess, known)
        for reading, people, guess in zip(asked, contacts_of, guesses, strict=True)
    }
    said = {id_: answer for id_, answer in found.items() if answer is not None}
    return said if len(said) == len(found) else None


def _people(reading: Reading) -> list[str]:
    return [
        row.name
        for part in reading.ready
        for row in part.rows
        if isinstance(row, ContactRow) and commands.is_friends(part.kind)
    ]


def _whose(
    reading: Reading, people: Sequence[str], guess: str | None, known: Sequence[str]
) -> Whose | None:
    """Ask whose contacts one file holds; None while that is open."""
    key = f"form:import_whose_{reading.file_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mine = st.segmented_control(
            imports.whose_words(people, reading.name, escape),
            ["Mine", "A friend's"],
            required=True,
            key=_offered(key, "A friend's" if guess != "" else "Mine"),
            on_change=_settle,
            args=(key,),
        )
        if mine == "Mine":
            return MINE
        friend = st.selectbox(
            "Your friend's name",
            list(dict.fromkeys([*([guess] if guess else []), *known])),
            index=None,
            placeholder="Choose or type a name",
            accept_new_options=True,
            key=_offered(f"{key}_friend", guess or None),
            on_change=_settle,
            args=(f"{key}_friend",),
            width=320,
        )
        agreed_on = st.date_input(
            "They agreed to share them on",
            value=session.today(),
            max_value=session.today(),
            key=f"{key}_on",
            width=220,
        )
        how = st.text_input(
            "How (may stay empty)", key=f"{key}_how", max_chars=NAME, width=220
        )
    name = (friend or "").strip()
    return Whose(name, commands.Consent(agreed_on, how)) if name and agreed_on else None


def _offered(key: str, value: str | None) -> str:
    """Put a guess into a widget, until somebody answers there."""
    if f"{key}_said" not in st.session_state:
        st.session_state[key] = value
    return key


def _settle(key: str) -> None:
    """What was answered is not guessed again, whatever files come or go."""
    st.session_state[f"{key}_said"] = True


def show(preview: Preview, place: int) -> None:
    """Show one part of a file: what it is, its questions, its rows."""
    key = f"{preview.reading.file_id}_{place}"
    part = preview.part
    with st.container(border=True):
        st.markdown(
            f"**{escape(part.file)}** :gray-badge[{imports.KIND_LABELS[part.kind]}]  \n"
            + small(imports.counts_words(preview.counts))
        )
        for notice in part.notices[:_NOTICES]:
            st.markdown(small(notice))
        if part.kind is ImportKind.SPREADSHEET:
            _ask(preview, key)
        if part.kind in {ImportKind.COAUTHORS, ImportKind.COMMITS} and part.rows:
            _ask_me(part, part.columns, preview.reading, key)
        if part.kind is ImportKind.MESSAGES:
            _ask_of_messages(preview, key)
        if part.kind is ImportKind.CALENDAR:
            inviting.ask(preview, key)
        if part.has_profile or part.kind is ImportKind.PROFILE:
            _ask_profile(preview.reading, key)
        if preview.rows:
            _table(preview, key)


def _table(preview: Preview, key: str) -> None:
    """Show the rows, narrowed to one outcome where there are several."""
    choices = imports.choices(preview.rows)
    chosen = None
    if len(choices) > 2:
        chosen = st.segmented_control(
            "Rows", list(choices), default=next(iter(choices)), required=True, key=key
        )
    outcome = choices[chosen] if chosen else None
    frame = imports.frame(preview.rows, outcome)
    st.dataframe(
        frame,
        hide_index=True,
        height="content" if len(frame) < 9 else 320,
        column_config={
            "Row": st.column_config.NumberColumn(width=64, format="%d"),
            "Outcome": st.column_config.TextColumn(width=90),
        },
        alt=f"Rows of {preview.part.file} and what becomes of each",
    )
    cut = imports.cut_words(preview.rows, outcome)
    if cut:
        st.markdown(small(cut))


def _ask(preview: Preview, key: str) -> None:
    """Ask what only the searcher knows of a spreadsheet."""
    part, reading = preview.part, preview.reading
    for question in part.ask:
        st.markdown(f":orange-badge[:material/help: Question] {escape(question.text)}")
    _ask_days(part, reading, key)
    # Open while something is asked, and once answered: closing it would hide the rest.
    is_open = bool(reading.answers.mapping) or any(q.needed for q in part.ask)
    with st.expander("Which column is what", expanded=is_open):
        with st.container(horizontal=True):
            for field, label in imports.FIELD_LABELS.items():
                _ask_column(field, label, part, reading, key)
        st.dataframe(
            list(part.sample), hide_index=True, alt=f"First rows of {part.file}"
        )
    statuses = sorted({*part.unknown_statuses, *reading.answers.stages})
    if statuses:
        st.markdown("**Statuses that no stage is known for**")
        with st.container(horizontal=True):
            for status in statuses[:_STATUSES]:
                _ask_stage(status, part, reading, f"{key}_status_{status}")


def _ask_of_messages(preview: Preview, key: str) -> None:
    """Ask whose messages they are, where that is open, and whether to keep texts."""
    part, reading = preview.part, preview.reading
    for question in part.ask:
        st.markdown(f":orange-badge[:material/help: Question] {escape(question.text)}")
        _ask_me(part, question.examples, reading, key)
    widget = f"{key}_texts"
    st.session_state[widget] = reading.answers.with_texts
    st.checkbox(
        "Keep what was written, not only who wrote when",
        key=widget,
        on_change=lambda: answer(reading, with_texts=st.session_state[widget]),
    )


def _ask_profile(reading: Reading, key: str) -> None:
    """Ask whether the profile in an archive may be opened."""
    if not reading.name.casefold().endswith(".zip"):
        return
    widget = f"{key}_profile"
    st.session_state[widget] = reading.answers.with_profile
    st.checkbox(
        "Take my name, and nothing else, from Profile.csv",
        key=widget,
        on_change=lambda: answer(reading, with_profile=st.session_state[widget]),
    )


def _ask_me(part: Parsed, names: Sequence[str], reading: Reading, key: str) -> None:
    """Ask which author or committer the searcher is."""
    widget = f"{key}_me"
    is_open = part.kind is ImportKind.MESSAGES
    nobody = "Choose your name" if is_open else "Whoever has my name in Settings"
    held = part.mapping.get(ME, "")
    st.session_state[widget] = held if held in names else ""

    def chosen() -> None:
        mapping = {**reading.answers.mapping, ME: st.session_state[widget]}
        answer(reading, mapping=mapping)

    st.selectbox(
        "Which of these are you?",
        ["", *names],
        key=widget,
        on_change=chosen,
        format_func=lambda name: name or nobody,
        width=360,
    )


def _ask_days(part: Parsed, reading: Reading, key: str) -> None:
    """Ask how days are written, and let the answer be changed."""
    doubtful = [q for q in part.ask if q.field == "day_first"]
    answered = reading.answers.day_first
    if not doubtful and answered is None:
        return
    widget, orders = f"{key}_day_first", {"Day first": True, "Month first": False}
    st.session_state[widget] = {True: "Day first", False: "Month first"}.get(
        answered  # type: ignore[arg-type]
    )
    examples = ", ".join(doubtful[0].examples[:2]) if doubtful else ""
    st.segmented_control(
        f"Days such as {escape(examples)}" if examples else "Days are written",
        list(orders),
        key=widget,
        on_change=lambda: answer(
            reading, day_first=orders.get(st.session_state[widget])
        ),
    )


def _ask_column(
    field: str, label: str, part: Parsed, reading: Reading, key: str
) -> None:
    widget = f"{key}_column_{field}"
    st.session_state[widget] = part.mapping.get(field, "")

    def chosen() -> None:
        mapping = {**reading.answers.mapping, field: st.session_state[widget]}
        answer(reading, mapping=mapping)

    st.selectbox(
        label,
        ["", *part.columns],
        key=widget,
        on_change=chosen,
        format_func=lambda column: column or "None of them",
        width=200,
    )


def _ask_stage(status: str, part: Parsed, reading: Reading, widget: str) -> None:
    st.session_state[widget] = reading.answers.stages.get(status, "")

    def chosen() -> None:
        stages = {**reading.answers.stages, status: st.session_state[widget]}
        answer(
            reading,
            stages={text: Stage(stage) for text, stage in stages.items() if stage},
        )

    count = part.unknown_statuses.get(status)
    st.selectbox(
        f"“{escape(status)}”" + (f" ({count:,})" if count else ""),
        ["", *Stage],
        key=widget,
        on_change=chosen,
        format_func=lambda stage: LABELS[Stage(stage)] if stage else "Leave to map",
        width=200,
    )
