"""Parts of the page about one application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs, pipeline
from tracker.models import Application, Stage
from tracker.reports import application as reports
from tracker.reports import applications, due, stages
from tracker.reports.odds.words import percent
from tracker.ui import acting, session
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.agenda import Due
    from tracker.models import Offer, Person, Task
    from tracker.network import KnownChain
    from tracker.search import Search


_APPLIED = pipeline.Place(Stage.APPLIED)


def show_missing(search: Search, id_: str | None) -> None:
    """Say that there is no such application; one in the bin can be taken out."""
    binned = applications.find_binned(search, id_)
    st.title("This application is not here.", anchor=False)
    if binned is None:
        empty("It may have been deleted, or the address is not whole.")
    else:
        empty(f"“{binned.title}” lies in the bin, with all that belongs to it.")
        st.button(
            "Take it out of the bin",
            type="primary",
            on_click=acting.do,
            args=(lambda work: commands.restore_record(work, Application, binned.id),),
            kwargs={"done": f"{binned.title} is back."},
        )
    if st.button("See all applications"):
        st.switch_page("search/applications.py")


def badge(search: Search, row: Application) -> str:
    """The stage as a badge, by the searcher's own name where it has one."""
    place = stages.current(search, row.id)
    return applications.stage_badge(row.stage, escape(stages.name(search, place)))


def show_facts(search: Search, row: Application) -> None:
    """The facts on one line, the link to the posting, and what the searcher noted."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escape(reports.facts(row)), width="content")
        if reports.is_link(row.url):
            st.link_button("Posting", row.url, icon=":material/link:", type="tertiary")
    more = reports.more_facts(search, row)
    if more:
        st.markdown(small(more))


def show_posting(row: Application) -> None:
    """The text of the posting as it was kept, for postings vanish."""
    if row.posting:
        with st.expander("The posting, as it was captured"):
            st.text(row.posting)


def show_strip(
    strip: reports.Strip, row: Application, add_round: Callable[..., None]
) -> None:
    """What comes next, with the button to do it."""
    with st.container(border=True):
        words, button = st.columns([7, 3], vertical_alignment="center")
        text = f"{strip.flag.badge} **{escape(strip.text)}**"
        words.markdown(f"{text}  \n{small(strip.detail)}" if strip.detail else text)
        with button.container(horizontal=True, horizontal_alignment="right"):
            _strip_button(strip, row, add_round)


def _strip_button(
    strip: reports.Strip, row: Application, add_round: Callable[..., None]
) -> None:
    match strip.action:
        case "apply":
            st.button("I applied today", type="primary", on_click=_apply, args=(row,))
        case "offers":
            if st.button("Compare offers", type="primary"):
                st.switch_page("decide/offers.py")
        case "done":
            st.button(
                "Done",
                icon=":material/check:",
                type="primary",
                on_click=_finish,
                args=(strip.due,),
            )
        case "move" if strip.due and strip.due.to:
            st.button(
                f"Move to {pipeline.LABELS[strip.due.to]}",
                type="primary",
                on_click=_move,
                args=(row, strip.due.to),
            )
        case "join":
            st.link_button("Join", strip.link, type="primary")
        case "round":
            st.button("Add a round", icon=":material/add:", on_click=add_round)


def _apply(row: Application) -> None:
    before, on = session.search(), session.today()
    acting.do(
        lambda work: commands.move(work, row.id, to=Stage.APPLIED, on=on),
        done=lambda moved: applications.moved(before, moved.id, _APPLIED, on, on),
    )


def _move(row: Application, to: Stage) -> None:
    before, on = session.search(), session.today()
    acting.do(
        lambda work: commands.move(work, row.id, to=to, on=on),
        done=lambda moved: applications.moved(
            before, moved.id, pipeline.Place(to), on, on
        ),
    )


def _finish(each: Due) -> None:
    task_id, on = due.task_of(each), session.today()
    acting.do(
        lambda work: (
            commands.finish_task(work, task_id, on=on)
            if task_id
            else commands.answer(work, **due.done(each, on))
        ),
        done=f"Done: {each.what}",
    )


def _person(id_: UUID, name: str) -> None:
    st.page_link(
        "people/person.py",
        label=escape(name),
        icon=":material/person:",
        query_params={"person": str(id_)},
    )


def show_people(
    chains: Sequence[KnownChain], panel: Sequence[Person], company_id: UUID
) -> None:
    """Who can lead into the company, and who interviewed there."""
    if not chains and not panel:
        empty("Nobody known here yet. A friend's exported contacts would help most.")
    with st.container(border=bool(chains or panel)):
        for chain in chains:
            with st.container(gap=None):
                with st.container(horizontal=True, vertical_alignment="center"):
                    _person(chain.ids[1], chain.people[1])
                    st.markdown(f":gray[{percent(chain.chance)}]", width="content")
                st.markdown(small(reports.way_in(chain)))
        for person in panel:
            with st.container(gap=None):
                _person(person.id, person.name)
                st.markdown(small("On your panel here."))
    if st.button("See every way in", icon=":material/hub:", type="tertiary"):
        st.switch_page("people/referrals.py", query_params={"company": str(company_id)})


def show_offers(offers: Sequence[Offer]) -> None:
    """The offers of this application, and the way to compare them."""
    with st.container(border=True):
        for offer in offers:
            st.markdown(escape(reports.offer_words(offer, session.today())))
        if st.button("Compare with others", icon=":material/balance:", type="tertiary"):
            st.switch_page("decide/offers.py")


def show_tasks(tasks: Sequence[Task], row: Application) -> None:
    """What the searcher wrote down to do for this application."""
    on = session.today()
    for task in tasks:
        with st.container(border=True):
            words, button = st.columns([7, 3], vertical_alignment="center")
            words.markdown(
                f"{escape(task.what)}  \n{small(reports.task_day(task, on))}"
            )
            button.button(
                "Done",
                key=f"task_{task.id}",
                width="stretch",
                on_click=_finish_task,
                args=(task, on),
            )
    form = acting.Form(f"task_{row.id}")

    def save() -> None:
        given = form.values("what", "due_on") | {"application": row.id}
        acting.do(
            lambda work: commands.add_task(work, inputs.parse(inputs.TaskIn, given)),
            done=lambda task: f"Saved: {task.what}",
            form=form,
        )

    with (
        st.popover("Add a task", type="tertiary", key=form.key("menu")),
        st.form(form.key("form"), border=False),
    ):
        st.text_input("What", key=form.key("what"))
        st.date_input(
            "Due", form.first("due_on", on), key=form.key("due_on"), format="YYYY-MM-DD"
        )
        st.form_submit_button("Save", type="primary", on_click=save)
    form.show_problem()


def _finish_task(task: Task, on: date) -> None:
    acting.do(
        lambda work: commands.finish_task(work, task.id, on=on),
        done=f"Done: {task.what}",
    )
