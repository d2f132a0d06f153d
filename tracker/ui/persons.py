"""Forms about people: add somebody, add a tie, edit somebody, follow an ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import asking, commands, inputs
from tracker.models import Ask, AskState, TieKind
from tracker.reports import people, referrals, strengths
from tracker.reports.odds.words import percent
from tracker.ui import session, tables
from tracker.ui.acting import Form, do
from tracker.ui.editing import EditForm
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from tracker.models import Person
    from tracker.network import Network
    from tracker.network.strength import Strength

_LABELS = {
    "name": "Name",
    "email": "E-mail",
    "profile_url": "Profile link",
    "note": "Note",
}
_TIE = ("kind", "chance", "both_ways")


def person_form() -> None:
    """Add somebody."""
    form = Form("person")

    def save() -> None:
        given = form.values(
            "name", "company", "title", "email", "profile_url", "is_contact"
        )
        do(
            lambda work: commands.add_person(
                work, inputs.parse(inputs.PersonIn, given)
            ),
            done=lambda row: f"Added {row.name}.",
            form=form,
        )

    form.show_problem()
    with st.form(form.key("form"), border=False):
        st.text_input("Name", key=form.key("name"))
        st.text_input("Company", key=form.key("company"))
        st.text_input("Title", key=form.key("title"))
        st.text_input("E-mail", key=form.key("email"))
        st.text_input("Profile link", key=form.key("profile_url"))
        st.checkbox("I know them", value=True, key=form.key("is_contact"))
        st.form_submit_button("Save person", type="primary", on_click=save)


def tie_form(name: str = "tie", *, fixed: Person | None = None) -> None:
    """Add a tie between two people.

    Args:
        name: Of the form, unique on the page.
        fixed: Who is asked; without it the form asks for both ends.
    """
    form = Form(name)

    def save() -> None:
        given = form.values(*_TIE)
        given |= {end: form.values(end).get(end, "") for end in ("from", "to")}
        said = f"Tied {given['from']} and {fixed.name if fixed else given['to']}."
        if fixed is not None:
            given["to"] = str(fixed.id)
        do(
            lambda work: commands.add_tie(work, inputs.parse(inputs.TieIn, given)),
            done=said,
            form=form,
        )

    form.show_problem()
    with st.form(form.key("form"), border=False):
        if fixed is None:
            st.markdown(small("Give names, or profile links where two share a name."))
            st.text_input("From", value=inputs.ME, key=form.key("from"))
            st.text_input("To", key=form.key("to"))
        else:
            st.text_input("Who knows them", value=inputs.ME, key=form.key("from"))
        st.selectbox(
            "What they are to each other",
            list(TieKind),
            index=list(TieKind).index(TieKind.OTHER),
            format_func=lambda kind: people.TIE_LABELS[kind],
            key=form.key("kind"),
        )
        st.number_input(
            "Chance that it is passed on, 0 to 1",
            min_value=0.0,
            max_value=1.0,
            value=None,
            step=0.05,
            placeholder="blank: a general figure",
            key=form.key("chance"),
        )
        st.checkbox("Works both ways", value=True, key=form.key("both_ways"))
        st.form_submit_button("Save tie", type="primary", on_click=save)


def ties_table(row: Person, ties: people.Ties) -> None:
    """Show the ties of somebody; a chosen one can be changed, followed, removed."""
    if not ties.total:
        empty("No tie to anybody is known yet; add one here.")
        return
    st.markdown(small("Choose a row to state its chances, or to remove it."))
    picked = st.dataframe(
        ties.frame,
        key=ties_key(row.id, ties),
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        column_config=tables.sized(tables.TIES),
        alt="Ties of this person and how each is known",
    )
    for place in picked.selection.rows:
        if place < len(ties.others):
            _tie_card(row, ties.others[place])


def ties_key(person_id: UUID, ties: people.Ties) -> str:
    """Under what a choice is kept: no longer than the rows stand as they are.

    A row is chosen by its place, which is another tie's once chances have changed.
    """
    return f"ties_{person_id}_{hash(tuple(ties.others))}"


def _tie_card(row: Person, other_id: UUID) -> None:
    with session.store().reading(session.owner()) as work:
        found = commands.between(work, row.id, other_id)
    if found is None:
        return
    other = found.other
    with st.container(border=True):
        if other.is_me:
            st.markdown(small("Your own figure for this tie is stated above."))
        else:
            _chances_form(row, found)
        with st.container(horizontal=True):
            if not other.is_me and st.button(
                f"Open {escape(referrals.first_name(other.name))}",
                key=f"open_{row.id}_{other.id}",
                icon=":material/person:",
                type="tertiary",
            ):
                st.switch_page(
                    "people/person.py", query_params={"person": str(other.id)}
                )
            st.button(
                "Remove this tie",
                key=f"untie_{row.id}_{other.id}",
                icon=":material/link_off:",
                type="tertiary",
                on_click=_untie,
                args=(row, other),
            )


def _chances_form(row: Person, found: commands.Between) -> None:
    other = found.other
    form = Form(f"tie_{row.id}_{other.id}")

    def save() -> None:
        given = form.values("there", "back")
        there = _exact(given.get("there"), found.there)
        back = _exact(given.get("back"), found.back)
        do(
            lambda work: commands.state_chances(work, row.id, other.id, there, back),
            done=f"{row.name} and {other.name}: saved.",
            form=form,
        )

    form.show_problem()
    with st.form(form.key("form"), border=False):
        for name, asked, to, stated in (
            ("there", row, other, found.there),
            ("back", other, row, found.back),
        ):
            st.number_input(
                f"{escape(asked.name)} passes me on to {escape(to.name)}, %",
                min_value=0,
                max_value=100,
                value=_percent(stated),
                placeholder="blank: a general figure",
                key=form.key(name),
            )
        st.form_submit_button("Save these chances", on_click=save)


def _percent(stated: float | None) -> int | None:
    return None if stated is None else round(100 * stated)


def _exact(percent: int | None, stated: float | None) -> float | None:
    """A chance as typed; as it was stated where what was shown stands untouched."""
    if percent is None or percent == _percent(stated):
        return None if percent is None else stated
    return percent / 100


def _untie(row: Person, other: Person) -> None:
    do(
        lambda work: commands.untie(work, row.id, other.id),
        done=f"{row.name} and {'you' if other.is_me else other.name} are not tied.",
    )


def facts(network: Network, row: Person, jobs: Sequence[str]) -> None:
    """Show what a person does, with the ways to their page and their companies."""
    st.markdown(f":gray[{escape(people.facts(row, jobs))}]", width="content")
    if people.is_link(row.profile_url):
        st.link_button(
            "Profile", row.profile_url, icon=":material/open_in_new:", type="tertiary"
        )
    for company_id, company in people.workplaces(network, row.id):
        st.page_link(
            "people/referrals.py",
            label=f"Ways into {escape(company)}",
            icon=":material/hub:",
            query_params={"company": str(company_id)},
        )


def edit_form(row: Person, close: Callable[[], object]) -> None:
    """Change what is known of a person."""
    stored = {field: getattr(row, field) for field in _LABELS}
    form = EditForm(f"person_{row.id}", row.version, stored)

    def save() -> None:
        given = form.values(*_LABELS)
        saved = do(
            lambda work: commands.edit_person(
                work,
                row.id,
                version=form.version,
                **inputs.parse(inputs.PersonIn, given).model_dump(include={*_LABELS}),
            ),
            done=lambda person: f"Saved {person.name}.",
            form=form,
        )
        if saved is not None:
            close()

    with st.form(form.key("form")):
        for field in ("name", "email", "profile_url"):
            st.text_input(_LABELS[field], value=form.drawn[field], key=form.key(field))
        st.text_area("Note", value=form.drawn["note"], key=form.key("note"))
        form.finish(save, close, _LABELS)


def asks_list(asks: list[Ask], companies: Mapping[UUID, str]) -> None:
    """Show the asks to a person, each with what became of it."""
    today = session.today()
    for ask in asks:
        key = f"ask_state_{ask.id}"
        about = companies.get(ask.company_id, "a company")

        def move(ask: Ask = ask, key: str = key, about: str = about) -> None:
            to = AskState(st.session_state[key])
            do(
                lambda work: commands.move_ask(work, ask.id, to=to, on=today),
                done=f"{about}: {asking.LABELS[to].lower()}.",
            )

        with st.container(border=True):
            st.markdown(
                f"Pass me on into **{escape(about)}**  \n"
                + small(referrals.ask_words(ask, today))
            )
            st.session_state[key] = ask.state
            st.selectbox(
                f"State of the ask about {escape(about)}",
                list(AskState),
                format_func=lambda state: asking.LABELS[state],
                key=key,
                on_change=move,
                label_visibility="collapsed",
            )


def strength_card(network: Network, person: Person) -> None:
    """Show why my tie to somebody has its chance, and let it be stated by hand."""
    found = network.explained(person.id)
    if found is None or person.no_contact:
        return
    with st.expander(strengths.label(found), icon=":material/query_stats:"):
        st.markdown(small(strengths.basis(found)))
        if not found.is_stated:
            st.dataframe(
                strengths.frame(found),
                hide_index=True,
                placeholder="",
                column_config={
                    "Moves it by": st.column_config.NumberColumn(format="%+.1f points"),
                    "Chance then": st.column_config.NumberColumn(format="%.0f%%"),
                },
                alt=f"Why the chance is {percent(found.chance)}",
            )
        st.markdown(small(strengths.reach(found)))
        _chance_form(person, found)


def _chance_form(person: Person, found: Strength) -> None:
    form = Form(f"chance_{person.id}")

    def save() -> None:
        percent = form.values("chance").get("chance")
        _state(person, None if percent is None else percent / 100, form)

    form.show_problem()
    with (
        st.form(form.key("form"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.number_input(
            "Your own figure, %",
            min_value=0,
            max_value=100,
            value=round(100 * found.chance) if found.is_stated else None,
            key=form.key("chance"),
            width=180,
        )
        st.form_submit_button("State it", on_click=save)
        if found.is_stated:
            st.form_submit_button(
                "Estimate it again",
                type="tertiary",
                on_click=_state,
                args=(person, None),
            )


def _state(person: Person, chance: float | None, form: Form | None = None) -> None:
    said = f"{percent(chance)}, as you say" if chance is not None else "estimated again"
    do(
        lambda work: commands.state_chance(work, person.id, chance),
        done=f"{person.name}: {said}.",
        form=form,
    )
