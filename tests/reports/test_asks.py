"""The ledger, the messages and the plan of asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import log, meet, tie
from tracker import commands, inputs, network, search
from tracker.models import Application, Ask, AskState, Stage, TieKind
from tracker.reports.asks import ledger, messages
from tracker.reports.asks import plan as plans
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.network import Network
    from tracker.reports.asks.plan import AskPlan
    from tracker.search import Search
    from tracker.store import Store

TODAY = date(2026, 3, 2)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def read(store: Store) -> tuple[Search, Network]:
    return (
        search.current(store, LOCAL_OWNER),
        network.current(store, LOCAL_OWNER, TODAY),
    )


def ask(store: Store, person: str, company: str, days: int, **facts: object) -> Ask:
    given = {"person": person, "company": company, "asked_on": ago(days)} | facts
    with store.change() as work:
        return commands.add_ask(work, inputs.parse(inputs.AskIn, given), on=TODAY)


@pytest.fixture
def two(store: Store) -> Store:
    """Ana leads into Lumen (.8) and Umbra (.6), Ben into Lumen only (.5)."""
    with store.change() as work:
        for company in ("Lumen", "Umbra"):
            log(work, company)
            meet(work, f"In {company}", company)
        tie(work, "Me", "Ana Ruiz", chance=1)
        tie(work, "Me", "Ben Ott", chance=0.5)
        tie(work, "Ana Ruiz", "In Lumen", chance=0.8)
        tie(work, "Ana Ruiz", "In Umbra", chance=0.6)
        tie(work, "Ben Ott", "In Lumen", chance=1)
    return store


def planned(store: Store, k: int = 5) -> AskPlan:
    found, net = read(store)
    return plans.plan(found, net, TODAY, k)


def whom(found: AskPlan) -> list[tuple[str, str]]:
    return [(one.chain.people[1], one.company) for one in found.proposals]


# ---- the ledger


def test_the_title_names_the_nudge_that_is_due(two: Store) -> None:
    ask(two, "Ana Ruiz", "Lumen", 8)
    ask(two, "Ben Ott", "Umbra", 2)
    rows = ledger.rows(read(two)[0], TODAY)
    assert [row.person for row in rows] == ["Ana Ruiz", "Ben Ott"]
    assert ledger.title(rows) == "Nudge Ana Ruiz about Lumen."
    assert ledger.basis(rows) == "No ask has an outcome yet."
    assert rows[1].detail == "Asked Sat 28 Feb, silent if no word by Sat 14 Mar"


def test_a_nudge_that_was_sent_is_not_suggested_again(two: Store) -> None:
    ask(two, "Ana Ruiz", "Lumen", 8)
    [row] = ledger.rows(read(two)[0], TODAY)
    with two.change() as work:
        commands.answer(
            work,
            what="x",
            due_on=TODAY,
            done_on=TODAY,
            rule="x",
            rule_key=row.nudge_key,
            application_id=None,
        )
    found, _ = read(two)
    [row] = ledger.rows(found, TODAY)
    assert not row.wants_nudge
    assert ledger.title([row]) == "1 ask is under way."
    assert [line for line, _ in ledger.steps(found, row.ask, TODAY)] == [
        "Sun 22 Feb: asked",
        "Mon 2 Mar: nudged",
    ]


def test_silence_is_over_by_the_calendar_and_counts_as_an_outcome(two: Store) -> None:
    ask(two, "Ana Ruiz", "Lumen", 14)
    rows = ledger.rows(read(two)[0], TODAY)
    assert ledger.open_rows(rows) == []
    assert [row.state for row in ledger.closed_rows(rows)] == [AskState.SILENT]
    assert rows[0].detail == "Asked Mon 16 Feb, no answer in 14 days"
    assert ledger.basis(rows) == (
        "0 of 1 ask with an outcome was agreed to, 0 passed on."
    )


def test_an_ask_called_silent_says_that_there_was_no_answer(two: Store) -> None:
    ask(two, "Ana Ruiz", "Lumen", 9, state="silent")
    [row] = ledger.rows(read(two)[0], TODAY)
    assert (row.state, row.detail) == (
        AskState.SILENT,
        "No answer, silent since Mon 2 Mar",
    )


def test_no_nudge_about_an_application_that_is_over(two: Store) -> None:
    ask(two, "Ana Ruiz", "Lumen", 8, title="Engineer")
    [row] = ledger.rows(read(two)[0], TODAY)
    assert row.wants_nudge
    with two.change() as work:
        [job] = [a for a in work.all(Application) if a.id == row.ask.application_id]
        commands.move(work, job.id, to=Stage.REJECTED, on=TODAY)
    [row] = ledger.rows(read(two)[0], TODAY)
    assert not row.wants_nudge


def test_no_nudge_for_somebody_not_to_be_contacted(two: Store) -> None:
    row = ask(two, "Ana Ruiz", "Lumen", 8)
    with two.change() as work:
        commands.edit_person(work, row.person_id, version=None, no_contact=True)
    [shown] = ledger.rows(read(two)[0], TODAY)
    assert shown.is_barred
    assert not shown.wants_nudge


def test_who_was_asked_is_listed_with_when_they_may_be_asked_again(
    two: Store,
) -> None:
    ask(two, "Ana Ruiz", "Lumen", 40, state="submitted")
    ask(two, "Ana Ruiz", "Umbra", 2)
    ask(two, "Ben Ott", "Lumen", 20, state="declined")
    _, frame = ledger.connectors(read(two)[0], TODAY)
    assert frame["Person"].tolist() == ["Ana Ruiz", "Ben Ott"]
    assert frame["Open"].tolist() == [1, 0]
    assert frame["May be asked again"].tolist() == [
        "Is being asked about Umbra",
        "Rests until Thu 12 Mar",
    ]


# ---- the messages


def about(**facts: object) -> messages.About:
    given = {
        "kind": TieKind.FRIEND,
        "person": "Ana Ruiz",
        "company": "Lumen",
        "title": "Engineer",
        "insider": "Bo",
        "between": "",
        "me": "Sam",
        "templates": {},
    }
    return messages.About(**(given | facts))  # type: ignore[arg-type]


def test_each_kind_of_tie_has_words_of_its_own() -> None:
    texts = {kind: messages.draft(about(kind=kind)).body for kind in TieKind}
    assert len(set(texts.values())) == len(TieKind)
    for text in texts.values():
        assert text.startswith("Hi Ana,")
        assert "Bo" in text
        assert "To pass on as it is" in text
        assert text.endswith("Sam")
    assert "refer me" in messages.draft(about(insider="")).body


def test_nobody_is_said_to_know_whom_they_do_not(two: Store) -> None:
    """Ana knows In Umbra, Ben only people who do, and nobody knows Far."""
    with two.change() as work:
        for name in ("Aa", "Cy"):
            tie(work, "Ben Ott", name, chance=0.1 if name == "Aa" else 0.6)
            tie(work, name, "In Umbra", chance=0.5)
        barred = meet(work, "Best")
        commands.edit_person(work, barred.id, version=None, no_contact=True)
        for one, other in (("Ben Ott", "Best"), ("Best", "In Umbra")):
            tie(work, one, other, chance=1)
        meet(work, "Far", "Umbra")
    asked = [
        ask(two, person, "Umbra", 0, insider=insider)
        for person, insider in (
            *(("Ana Ruiz", "In Umbra"), ("Ben Ott", "In Umbra")),
            ("Ben Ott", "Far"),
        )
    ]
    texts = [
        messages.draft(messages.about(*read(two), each)).body.split("\n\n")[1]
        for each in asked
    ]
    assert "You know In Umbra there. Would you introduce us?" in texts[0]
    assert (
        "You know Cy, who knows In Umbra there. Would you introduce me to Cy?"
        in (texts[1])
    )
    assert "Far" not in texts[2]
    assert "tell me whom to talk to" in texts[2]


def test_an_ask_uses_the_searchers_own_words() -> None:
    own = {"nudge": "Once more\nDear {first_name}, about {job}."}
    facts = about(templates=own, title="")
    assert messages.nudge(facts) == ("Once more", "Dear Ana, about a job at Lumen.")


# ---- the plan


def test_the_plan_spreads_over_companies(two: Store) -> None:
    found = planned(two)
    # By hand: Ana to Umbra .6 and Ben to Lumen .5; Ana to Lumen (.8) leaves Ben
    # with .5 of .2 there, .9 in all.
    assert sorted(whom(found)) == [("Ana Ruiz", "Umbra"), ("Ben Ott", "Lumen")]
    assert found.expected == pytest.approx(1.1)
    assert found.bound >= 1.1
    share = int(100 * 1.1 / found.bound)
    assert plans.quality(found) == (
        f"At least {share}% of the best that any choice could bring."
    )
    # Nothing is shared by these two: 1 - .4 x .5.
    assert found.any_works.chance == pytest.approx(0.8)
    assert plans.works(found) == "Chance that at least one of them works: 80%."
    assert plans.title(found) == (
        "Ask 2 people and expect 1.1 companies with a working referral."
    )
    small = found._replace(expected=0.034)
    assert "expect 0.03 companies" in plans.title(small)


def test_one_ask_goes_where_it_brings_most(two: Store) -> None:
    found = planned(two, 1)
    assert whom(found) == [("Ana Ruiz", "Lumen")]
    assert found.expected == pytest.approx(0.8)
    assert found.connected == pytest.approx(0.8)


def test_whoever_rests_or_has_a_draft_is_left_in_peace(two: Store) -> None:
    ask(two, "Ana Ruiz", "Elsewhere", 29, state="acknowledged")
    assert whom(planned(two)) == [("Ben Ott", "Lumen")]
    assert planned(two).resting == 1
    given = plans.asks_given(planned(two))
    with two.change() as work:
        drafts = [inputs.parse(inputs.AskIn, one) for one in given]
        [draft] = commands.add_asks(work, drafts, on=TODAY)
    assert draft.state is AskState.DRAFTED
    assert draft.application_id is not None
    found = planned(two)
    assert whom(found) == []
    assert plans.title(found) == "Nobody can be asked this week."


def test_after_30_days_a_tired_contact_is_proposed_at_a_lower_chance(
    two: Store,
) -> None:
    ask(two, "Ana Ruiz", "Elsewhere", 31, state="acknowledged")
    chances = {one.company: one.chance for one in planned(two).proposals}
    assert chances["Umbra"] == pytest.approx(0.6 * 0.8)  # one ask within 90 days


def test_who_declined_about_a_company_is_proposed_for_another_only(
    two: Store,
) -> None:
    ask(two, "Ana Ruiz", "Umbra", 200, state="declined")
    assert ("Ana Ruiz", "Umbra") not in whom(planned(two))
    assert ("Ana Ruiz", "Lumen") in whom(planned(two))


def test_companies_where_somebody_agreed_need_nobody_else(two: Store) -> None:
    ask(two, "Ben Ott", "Lumen", 40, state="agreed")
    found = planned(two)
    assert whom(found) == [("Ana Ruiz", "Umbra")]
    assert found.covered == 1
    assert "1 more where somebody agreed already" in plans.basis(found)


def test_an_agreement_for_an_application_that_is_over_covers_no_new_one(
    two: Store,
) -> None:
    with two.change() as work:
        old = log(work, "Umbra", "Analyst")
        commands.move(work, old.id, to=Stage.REJECTED, on=TODAY)
    ask(two, "Cy", "Umbra", 90, state=AskState.AGREED, application=str(old.id))
    assert ("Ana Ruiz", "Umbra") in whom(planned(two))


def test_an_ask_counts_against_a_company_only_while_an_answer_may_come(
    two: Store,
) -> None:
    ask(two, "Ana Ruiz", "Lumen", 13)  # 1 x 0.8, so that a fifth is left to gain
    [waiting] = planned(two).proposals
    assert (waiting.company, round(waiting.gain, 4)) == ("Lumen", 0.1)
    with two.change() as work:
        [row] = work.all(Ask)
        commands.bin_record(work, Ask, row.id)
    ask(two, "Ana Ruiz", "Lumen", 14)
    [silent] = planned(two).proposals
    assert (silent.company, round(silent.gain, 4)) == ("Lumen", 0.5)


def test_nobody_not_to_be_contacted_is_planned(two: Store) -> None:
    _, net = read(two)
    ana = net.ids[list(net.names).index("Ana Ruiz")]
    with two.change() as work:
        commands.edit_person(work, ana, version=None, no_contact=True)
    assert whom(planned(two)) == [("Ben Ott", "Lumen")]


def test_without_people_or_companies_the_plan_is_empty(store: Store) -> None:
    found = planned(store)
    assert plans.title(found) == "No company needs an ask now."
    assert (found.expected, found.share) == (0, 1)
    with store.change() as work:
        log(work, "Lumen")
    assert plans.title(planned(store)) == "Nobody can be asked this week."
    assert plans.basis(planned(store)) == (
        "1 company you track, over chains of at most 3 ties."
    )
