"""Which rounds are listed where, and what is said of them. Times by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.reports import searching
from tracker import benchmarks, commands, inputs
from tracker.models import BadQuestion, CompanySize, RoundFormat, RoundKind, Stage
from tracker.reports import coming, today
from tracker.reports.interviews import closing, company, listing, rounds
from tracker.reports.odds import reviews
from tracker.search import Search, load

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import Round
    from tracker.reports.interviews.listing import Entry, Listing
    from tracker.store import Store

TUESDAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"
NOON = datetime.combine(TUESDAY, time(12), ZoneInfo(BERLIN))


def log(store: Store, name: str = "Acme", **more: object) -> UUID:
    given = {"company": name, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id


def meet(store: Store, starts_at: str, name: str = "Acme", **more: object) -> Round:
    given = {"company": name, "starts_at": starts_at, "time_zone": BERLIN, **more}
    with store.change() as work:
        return commands.add_round(work, inputs.parse(inputs.RoundIn, given))


def debrief(store: Store, row: Round, **facts: object) -> None:
    with store.change() as work:
        commands.debrief_round(
            work, row.id, version=None, given=inputs.parse(inputs.DebriefIn, facts)
        )


def read(store: Store) -> Search:
    with store.reading() as work:
        return load(work)


def listed(store: Store) -> Listing:
    return listing.listing(read(store), TUESDAY, BERLIN, NOON)


def ids(entries: list[Entry]) -> list[UUID]:
    return [entry.row.id for entry in entries]


def test_what_waits_for_a_debrief_comes_first_then_weeks_and_days(store: Store) -> None:
    log(store, stage="screen")
    ended = meet(store, "2026-11-24T10:00")
    running = meet(store, "2026-11-24T11:30")
    friday = meet(store, "2026-11-27T09:30")
    later = meet(store, "2026-12-09T09:30")
    old = meet(store, "2026-11-09T09:30")  # 15 days ago
    found = listed(store)
    assert ids([*found.awaiting]) == [ended.id]
    assert ids([*found.older]) == [old.id]
    assert [
        (week.label, [(day.label, len(day.entries)) for day in week.days])
        for week in found.ahead
    ] == [
        ("This week", [("Tue 24 Nov, today", 1), ("Fri 27 Nov", 1)]),
        ("Week of Mon 7 Dec", [("Wed 9 Dec", 1)]),
    ]
    assert ids(found.coming) == [running.id, friday.id, later.id]
    assert listing.title(found) == (
        "One interview to debrief. Next is Acme, Tue 24 Nov at 11:30."
    )
    assert listing.basis(found, TUESDAY, BERLIN) == (
        "Tuesday 24 November 2026 · 3 interviews ahead · times in Europe/Berlin"
    )


def test_a_day_of_several_rounds_says_what_to_mind(store: Store) -> None:
    """09:00 to 12:00 in one stretch, an overlap of 30 minutes with another company."""
    log(store, stage="onsite")
    log(store, "Umbra", stage="screen")
    for start, minutes in (("09:00", 90), ("10:30", 90), ("12:30", 30)):
        meet(store, f"2026-11-27T{start}", minutes=minutes)
    meet(store, "2026-11-27T11:30", "Umbra", minutes=60)
    meet(store, "2026-11-27T09:00", format="take_home", minutes=600)
    gone = meet(store, "2026-11-27T09:10", minutes=30)
    meet(store, "2026-11-28T09:00")
    with store.change() as work:
        commands.cancel_round(work, gone.id)
    [week] = listed(store).ahead
    assert [[*day.notes] for day in week.days] == [
        [
            "Acme at 10:30 and Umbra at 11:30 overlap by 30 minutes.",
            "240 minutes without a break; ask for ten between two slots.",
        ],
        [],
    ]


def test_a_debriefed_and_a_cancelled_round_wait_for_nothing(store: Store) -> None:
    log(store, stage="screen")
    done, gone = meet(store, "2026-11-23T10:00"), meet(store, "2026-11-20T10:00")
    off = meet(store, "2026-11-27T10:00", place="https://meet.example.com/1")
    debrief(store, done, went=4, experience="positive", result="passed")
    with store.change() as work:
        commands.cancel_round(work, gone.id)
        commands.cancel_round(work, off.id)
    found = listed(store)
    assert not found.awaiting
    assert ids([*found.past]) == [done.id, gone.id]
    [[entry]] = [day.entries for week in found.ahead for day in week.days]
    assert [flag.words for flag in entry.flags] == ["Cancelled"]
    assert entry.link == ""
    assert found.coming == []
    assert listing.title(found) == "No interview is ahead."
    words = rounds.debrief_words(read(store).rounds[done.id])
    assert words == "Went 4 of 5 · positive · passed"


def test_the_way_to_the_page_says_how_many_wait(store: Store) -> None:
    log(store, stage="screen")
    assert listing.link_words(read(store), TUESDAY, BERLIN, NOON) == "All interviews"
    for day in (9, 20, 23):  # the first is 15 days ago
        meet(store, f"2026-11-{day:02}T10:00")
    words = listing.link_words(read(store), TUESDAY, BERLIN, NOON)
    assert words == "All interviews, 2 to debrief"


def test_the_other_zone_is_named_where_its_clock_differs(store: Store) -> None:
    log(store, stage="screen")
    meet(store, "2026-11-27T09:30", time_zone="America/New_York")
    [entry] = listed(store).coming
    assert entry.time == "15:30 (09:30 in America/New_York)"
    assert "at 15:30." in listing.title(listed(store))


def test_a_list_grows_with_the_panel_until_it_is_kept(store: Store) -> None:
    log(store, stage="onsite")
    row = meet(store, "2026-11-27T09:30", kind="onsite", interviewers=["Ana Silva"])
    found = rounds.preparation(read(store), row)
    assert found.lines[0].what == "Look up Ana Silva and review their work"
    assert (found.missing, found.done) == ([], 0)
    with store.change() as work:
        commands.tick_preparation(work, row.id, found.lines[0].what)
        given = {"starts_at": "2026-11-27T08:30Z", "kind": "onsite"}
        commands.edit_round(
            work,
            row.id,
            version=None,
            given=inputs.parse(
                inputs.RoundIn, given | {"interviewers": ["Ana Silva", "Bo Chen"]}
            ),
        )
    now = read(store)
    again = rounds.preparation(now, now.rounds[row.id])
    assert again.missing == ["Look up Bo Chen and review their work"]
    assert again.words == f"Preparation, 1 of {len(found.lines)} done"


def test_an_easy_question_counts_by_the_stage_of_the_day(store: Store) -> None:
    id_ = log(store, applied_on="2026-11-02")
    with store.change() as work:
        commands.move(work, id_, to=Stage.ONSITE, on=date(2026, 11, 20))
    early = meet(store, "2026-11-10T10:00", kind="other")
    late = meet(store, "2026-11-23T10:00", kind="other")
    easy = [{"what": "Two sums", "bad_kind": "too_easy"}]
    for row in (early, late):
        debrief(store, row, questions=easy)
    found = read(store)
    assert rounds.judged(found, early) == (0, 1)
    assert rounds.judged(found, late) == (1, 1)
    assert [
        flag.words for flag in rounds.flags(found, found.rounds[late.id], NOON)
    ] == ["Red flag"]
    assert rounds.company_judgement(found, id_) == (
        "1 of 2 questions was of a bad kind."
    )
    assert rounds.judgement(rounds.judged(found, late)) == (
        "1 of 1 question was of a bad kind: a red flag."
    )


def test_thanks_that_were_ticked_off_on_today_are_known(store: Store) -> None:
    id_ = log(store, stage="screen")
    row = meet(store, "2026-11-23T10:00")
    assert rounds.thanked_on(read(store), row) is None
    with store.change() as work:
        commands.answer(
            work,
            what="Thank Acme",
            due_on=TUESDAY,
            rule="thank_you",
            rule_key=f"thank_you:{row.id}",
            application_id=id_,
            done_on=TUESDAY,
        )
    assert rounds.thanked_on(read(store), row) == TUESDAY
    assert rounds.debrief_fields(read(store), row)["thanked"]


def test_today_thanks_nobody_twice_and_lists_nothing_cancelled(store: Store) -> None:
    log(store, stage="screen")
    row = meet(store, "2026-11-23T10:00")
    off = meet(store, "2026-11-27T10:00")

    def kinds() -> set[str]:
        return {each.kind.value for each in today.due(read(store), TUESDAY, BERLIN)}

    assert kinds() >= {"thank_you", "interview"}
    assert len(coming.rounds(read(store), TUESDAY, BERLIN)) == 1
    debrief(store, row, went=3, thanked_on=TUESDAY)
    with store.change() as work:
        commands.cancel_round(work, off.id)
    assert kinds() == set()
    assert not coming.rounds(read(store), TUESDAY, BERLIN)


def test_under_an_nda_kinds_stay_with_their_questions() -> None:
    text = "First\nSecond"
    assert rounds.asked_keys(text, 0, is_nda=False) == [
        ("kind_First", "First"),
        ("kind_Second", "Second"),
    ]
    assert rounds.asked_keys(text, 3, is_nda=True) == [
        ("kind_First", ""),
        ("kind_Second", ""),
        ("kind_3", ""),
    ]
    assert rounds.asked_keys("", 1, is_nda=True) == [("kind_1", "")]


def test_hours_are_counted_of_what_took_place(store: Store) -> None:
    log(store, stage="challenge")
    meet(store, "2026-11-20T10:00", minutes=60)
    meet(
        store,
        "2026-11-21T10:00",
        format="take_home",
        minutes=240,
        hours_estimated=3,
        hours_spent="7.5",
    )
    meet(store, "2026-11-27T10:00", minutes=60)
    found = rounds.cost(read(store).rounds.values(), NOON)
    assert found.hours == Decimal("8.5")
    assert rounds.cost_words(found) == (
        "8.5 hours in 1 interview and 1 take-home; they said 3 hours for work that "
        "took 7.5 hours."
    )
    assert rounds.cost_words(rounds.cost([], NOON)) == ""


def test_a_third_offsite_is_pointed_out_but_not_at_a_startup(store: Store) -> None:
    id_ = log(store, stage="offsite")
    for day in (20, 23, 26):
        meet(store, f"2026-11-{day}T10:00", kind="offsite")
    gone = meet(store, "2026-11-27T10:00", kind="offsite")
    with store.change() as work:
        commands.cancel_round(work, gone.id)
    found = read(store)
    row = found.applications[id_]
    assert company.warnings(found, row) == [
        "1 or 2 offsites are usual; this is the third."
    ]
    assert company.steps(found, row)[3:] == [
        "Technical offsite (1 to 2, 3 here)",
        "Onsite (4 to 8)",
    ]
    with store.change() as work:
        size = inputs.CompanyIn(size=CompanySize.STARTUP)
        commands.describe_company(work, row.company_id, size)
    assert company.warnings(read(store), row) == []


def ended(store: Store, name: str, stage: Stage, **facts: object) -> UUID:
    id_ = log(store, name, applied_on="2026-10-01", source="agency")
    with store.change() as work:
        commands.move(work, id_, to=Stage.SCREEN, on=date(2026, 10, 10))
        commands.move(work, id_, to=stage, on=date(2026, 10, 31))
        if facts:
            commands.close_out(
                work, id_, version=None, given=inputs.parse(inputs.ClosingIn, facts)
            )
    return id_


def test_close_outs_are_reviews_of_the_study(store: Store) -> None:
    first = ended(store, "Acme", Stage.REJECTED, experience="positive")
    ended(store, "Acme", Stage.ACCEPTED, difficulty="hard", process_days=12)
    log(store, "Umbra", applied_on="2026-10-01")  # open
    silent = log(store, "Lumen", applied_on="2026-10-01")
    with store.change() as work:  # ended without an interview: the study has none
        commands.move(work, silent, to=Stage.REJECTED, on=TUESDAY)
    found = read(store)
    told = sorted(closing.reviews(found), key=lambda review: review.result)
    assert [(r.result.value, r.experience, r.source, r.process_days) for r in told] == [
        ("accepted", "", "other", 12),
        ("no offer", "positive", "other", 30),
    ]
    [acme] = benchmarks.statistics_of(told)
    assert acme.onsite_to_offer
    assert (acme.onsite_to_offer.value, acme.reviews) == (0.5, 2)
    assert closing.words(found, found.applications[first]) == (
        "No offer · Positive experience · source: agency · 30 days"
    )


def test_a_close_out_begins_with_what_the_debriefs_say(store: Store) -> None:
    id_ = log(store, applied_on="2026-10-01")
    row = meet(store, "2026-10-12T10:00")
    debrief(store, row, experience="negative", difficulty="hard")
    with store.change() as work:
        commands.move(work, id_, to=Stage.REJECTED, on=date(2026, 10, 31))
    found = read(store)
    assert closing.fields(found, found.applications[id_]) == {
        "experience": "negative",
        "difficulty": "hard",
        "source": None,
        "process_days": 30,
        "lesson": "",
    }
    assert closing.waiting(found) == [id_]
    with store.change() as work:
        given = inputs.ClosingIn(lesson="Ask earlier")
        commands.close_out(work, id_, version=None, given=given)
    assert closing.waiting(read(store)) == []


def test_all_that_was_noted_is_told_in_lines(store: Store) -> None:
    log(store, stage="screen")
    row = meet(store, "2026-11-20T10:00")
    assert rounds.after_words(read(store), row, TUESDAY) == []
    debrief(
        store,
        row,
        difficulty="hard",
        promised_on="2026-11-27",
        questions=[{"what": "Explain Adam"}],
        red_flags="Late",
        lesson="Draw first",
    )
    found = read(store)
    assert rounds.after_words(found, found.rounds[row.id], TUESDAY) == [
        "Hard",
        "They answer by Fri 27 Nov.",
        "1 question, none of a bad kind.",
        "Red flags: Late",
        "Next time: Draw first",
    ]


@pytest.mark.parametrize(
    ("kind", "what", "line"),
    [
        (None, "Explain Adam", "Explain Adam"),
        (BadQuestion.LOOKED_UP, "Adam", "Adam · Easily looked up"),
        (BadQuestion.LOOKED_UP, "", "Question 1 · Easily looked up"),
    ],
)
def test_a_question_is_told_with_what_is_wrong_with_it(
    store: Store, kind: BadQuestion | None, what: str, line: str
) -> None:
    log(store, stage="screen")
    row = meet(store, "2026-11-20T10:00")
    debrief(store, row, questions=[{"what": what, "bad_kind": kind}])
    assert rounds.question_lines(rounds.questions(read(store), row)) == [line]


def test_a_round_is_over_once_its_minutes_have_passed(store: Store) -> None:
    log(store, stage="screen")
    row = meet(store, "2026-11-24T10:00Z", minutes=30, format=RoundFormat.QUIZ)
    assert not rounds.is_over(row, datetime(2026, 11, 24, 10, 29, tzinfo=UTC))
    assert rounds.is_over(row, datetime(2026, 11, 24, 10, 30, tzinfo=UTC))
    assert row.kind is RoundKind.SCREEN


def test_own_close_outs_stand_beside_the_study_in_its_fields() -> None:
    """Two of eight interviews ended in an offer; nobody said how it was."""
    offered = searching.story(
        (Stage.APPLIED, 0), (Stage.ONSITE, 20), (Stage.OFFER, 25), (Stage.DECLINED, 30)
    )
    taken = searching.story(
        (Stage.APPLIED, 0), (Stage.ONSITE, 20), (Stage.OFFER, 25), (Stage.ACCEPTED, 30)
    )
    held = searching.search([searching.ONSITE] * 6 + [offered, taken])
    [whole] = reviews.statistics(held)
    assert (whole.reviews, whole.positive) == (8, None)
    table = reviews.beside_study(whole)
    assert [len(column) for column in table.values()] == [5, 5, 5]
    assert table["Yours"][0].startswith("2 of 8")
    assert table["Yours"][1].startswith("1 of 2")
    assert table["The study"][2].startswith("60%")
    assert "8 of them not closed out" in reviews.sentence(held)
    mixed = searching.search([searching.ONSITE, searching.OFFERED])
    assert reviews.sentence(mixed).endswith("1 open offer will count once answered.")
    assert "come here" in reviews.sentence(searching.search())
