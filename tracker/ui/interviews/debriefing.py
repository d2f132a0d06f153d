"""The debrief of a round: a few clicks and one box, for a tired person.

No `st.form`: the kinds of the questions are asked for once they are typed. They
stand beside the button, which would otherwise move away from under a click.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, inputs, interviews
from tracker.models import BadQuestion, Difficulty, Experience, RoundResult
from tracker.reports import application as details
from tracker.reports.applications import counted
from tracker.reports.interviews import rounds as reports
from tracker.ui import acting, session
from tracker.ui.editing import EditForm
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.models import Round

FIELDS = {
    "went": "How it went, 5 is best",
    "experience": "How you were treated",
    "difficulty": "How hard it was",
    "interviewer_quality": "The interviewer, 5 is best",
    "result": "Result, if known",
    "questions": "Questions, one a line",
    "count": "How many questions",
    "red_flags": "Red flags",
    "lesson": "What to do better next time",
    "thanked": "Thank-you sent",
    "promised_on": "They answer by",
    "hours_spent": "Hours it took",
    "is_nda": "Under an NDA",
}
"""What is noted of a round after it, as it is called on the page."""
_PLAIN = (
    *("went", "experience", "difficulty", "interviewer_quality", "result"),
    *("red_flags", "lesson", "promised_on", "is_nda"),
)


def debrief_form(row: Round, close: Callable[..., None]) -> None:
    """Note how a round went, or change what was noted."""
    form = _form(row)

    def save() -> None:
        found = session.search().rounds.get(row.id, row)
        now = _form(found)
        given = _given(now, found)
        done = acting.do(
            lambda work: commands.debrief_round(
                work,
                row.id,
                version=now.version,
                given=inputs.parse(inputs.DebriefIn, given),
            ),
            done=lambda saved: f"Noted how it went: {details.round_name(saved)}.",
            form=now,
        )
        if done is not None:
            close()

    def leave() -> None:
        form.saved()
        close()

    with st.container(border=True):
        left, right = st.columns([5, 3], gap="large")
        with left:
            asked = _left(form, row)
            labels = {**FIELDS, **{key: f"Kind of “{what}”" for key, what in asked}}
            form.finish(save, leave, _Labels(labels), in_form=False)
        with right:
            _kinds(form, row, asked)


class _Labels(dict[str, str]):
    """Field names; the kind of a question that is gone from the form has one too."""

    def __missing__(self, key: str) -> str:
        return f"Kind of “{key.removeprefix('kind_')}”"


def _form(row: Round) -> EditForm:
    stored = reports.debrief_fields(session.search(), row)
    return EditForm(f"debrief_{row.id}", row.version, stored)


def _now(form: EditForm, field: str) -> Any:  # noqa: ANN401 - whatever it holds
    """What stands in a field, which may not be drawn yet or any more."""
    return st.session_state.get(form.key(field), form.drawn.get(field))


def _keep(form: EditForm, field: str) -> None:
    """Keep what stands in a field that is not drawn now; it would be let go of."""
    key = form.key(field)
    if key in st.session_state:
        st.session_state[key] = st.session_state[key]


def _asked(form: EditForm) -> list[tuple[str, str]]:
    return reports.asked_keys(
        _now(form, "questions") or "",
        int(_now(form, "count") or 0),
        is_nda=bool(_now(form, "is_nda")),
    )


def _given(form: EditForm, row: Round) -> dict[str, Any]:
    """What stands in the form, as `DebriefIn` takes it."""
    given = {field: _now(form, field) for field in _PLAIN}
    given |= {field: given[field] or "" for field in ("red_flags", "lesson")}
    if reports.is_take_home(row):
        hours = _now(form, "hours_spent")
        given["hours_spent"] = None if hours is None else Decimal(str(hours))
    before = reports.thanked_on(session.search(), row)
    given["thanked_on"] = (before or session.today()) if _now(form, "thanked") else None
    given["questions"] = [
        {"what": what, "bad_kind": _now(form, key)} for key, what in _asked(form)
    ]
    return given


def _left(form: EditForm, row: Round) -> list[tuple[str, str]]:
    """The fields that everybody fills, and the questions."""
    first, second = st.columns(2)
    with first:
        _marks(form, "went")
        _choice(form, "difficulty", list(Difficulty), reports.DIFFICULTIES)
        _choice(form, "result", list(RoundResult), reports.RESULTS)
    with second:
        _choice(form, "experience", list(Experience), reports.EXPERIENCES)
        _marks(form, "interviewer_quality")
        drawn = form.drawn["promised_on"]
        st.date_input(
            FIELDS["promised_on"], drawn, key=form.key("promised_on"), width=160
        )
    if _now(form, "is_nda"):
        _keep(form, "questions")
        lines = interviews.read_questions(_now(form, "questions") or "")
        st.number_input(
            FIELDS["count"],
            0,
            interviews.MOST_QUESTIONS,
            form.first("count_first", max(form.drawn["count"], len(lines))),
            key=form.key("count"),
            width=160,
        )
    else:
        _keep(form, "count")
        st.text_area(
            FIELDS["questions"],
            form.drawn["questions"],
            key=form.key("questions"),
            height=110,
        )
    flags, lesson = st.columns(2)
    for box, field in ((flags, "red_flags"), (lesson, "lesson")):
        box.text_input(FIELDS[field], form.drawn[field], key=form.key(field))
    if reports.is_take_home(row):
        hours = form.drawn["hours_spent"]
        st.number_input(
            FIELDS["hours_spent"],
            min_value=0.0,
            max_value=500.0,
            value=None if hours is None else float(hours),
            step=0.5,
            key=form.key("hours_spent"),
            width=160,
        )
    with st.container(horizontal=True, gap="medium"):
        for field in ("thanked", "is_nda"):
            st.toggle(
                FIELDS[field], form.drawn[field], key=form.key(field), width="content"
            )
    return _asked(form)


def _marks(form: EditForm, field: str) -> None:
    st.segmented_control(
        FIELDS[field], reports.MARKS, default=form.drawn[field], key=form.key(field)
    )


def _choice(
    form: EditForm, field: str, options: Sequence[Any], words: Mapping[Any, str]
) -> None:
    st.segmented_control(
        FIELDS[field],
        options,
        default=form.drawn[field],
        format_func=words.__getitem__,
        key=form.key(field),
    )


def _kinds(form: EditForm, row: Round, asked: Sequence[tuple[str, str]]) -> None:
    """Ask of each question whether it was of a bad kind, and say what that means."""
    search = session.search()
    if _now(form, "is_nda"):
        _warn_of_nda(row)
    if not asked:
        if not _now(form, "is_nda"):
            st.markdown(
                small(
                    "Type a question a line; here you can then say which were of a "
                    "bad kind."
                )
            )
        return
    for number, (key, what) in enumerate(asked, 1):
        kinds = list(BadQuestion)
        drawn = form.first(f"drawn_{key}", form.drawn.get(key))
        st.selectbox(
            escape(what) or f"Question {number}",
            kinds,
            index=kinds.index(drawn) if drawn in kinds else None,
            format_func=_kind_words,
            key=form.key(key),
            placeholder="Not of a bad kind",
        )
    chosen = [_now(form, key) for key, _ in asked]
    st.markdown(small(reports.judgement(reports.judged(search, row, chosen))))
    if BadQuestion.TOO_EASY in chosen and not reports.is_later(search, row):
        st.markdown(small("In an early round an easy question does not count as bad."))


def _kind_words(kind: BadQuestion) -> str:
    label, example = interviews.BAD_KINDS[kind]
    return f"{label} ({example})"


def _warn_of_nda(row: Round) -> None:
    """Say what becomes of the words of questions, before it does."""
    stored = reports.questions(session.search(), row)
    told = sum(bool(each.what or each.note) for each in stored)
    st.markdown(small("Only how many questions there were and of which kind is kept."))
    if told:
        st.warning(
            f"Saving deletes the words of {counted(told, 'question')} for "
            "good. That cannot be undone.",
            icon=":material/delete_forever:",
        )
