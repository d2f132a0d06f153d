"""Interview rounds: when and with whom, what to prepare, how they went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import interviews
from tracker.commands.editing import assign
from tracker.commands.log import application_named
from tracker.commands.people import join, me, person_called, ties_between
from tracker.errors import InvalidError
from tracker.models import (
    NAME,
    Application,
    Interviewer,
    Person,
    Provenance,
    Question,
    Round,
    Searcher,
    TieKind,
)
from tracker.names import one_line
from tracker.store import journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from tracker.inputs import DebriefIn, QuestionIn, RoundIn
    from tracker.interviews import Line
    from tracker.store import Work

_HOURS = ("hours_estimated", "hours_spent")


def add_round(work: Work, given: RoundIn) -> Round:
    """Add an interview round; its interviewers join the network."""
    application = application_named(
        work, id_=given.application, company_name=given.company, title=given.title
    )
    searcher = work.first(Searcher)
    starts_at, zone = given.instant(searcher.time_zone if searcher else "")
    row = work.add(
        Round.model_validate(
            {
                "owner": work.owner,
                "application_id": application.id,
                "kind": given.kind,
                "format": given.format,
                "starts_at": starts_at,
                "time_zone": zone,
                "minutes": given.minutes,
                "place": given.place,
                "note": given.note,
                "hours_estimated": given.hours_estimated,
                "hours_spent": given.hours_spent,
            }
        )
    )
    _seat(work, row, given.interviewers, application.company_id)
    return row


def edit_round(
    work: Work, round_id: UUID, *, version: int | None, given: RoundIn
) -> Round:
    """Replace what is known of a round; the hours of a take-home only if given.

    Raises:
        ConflictError: If it was changed since the form was drawn.
    """
    row = work.get_for_edit(Round, round_id, version)
    starts_at, zone = given.instant(row.time_zone)
    facts = {"starts_at": starts_at, "time_zone": zone}
    for field in ("kind", "format", "minutes", "place", "note"):
        facts[field] = getattr(given, field)
    for field in given.model_fields_set & {*_HOURS}:
        facts[field] = getattr(given, field)
    assign(work, row, facts)
    for seat in work.all(Interviewer, Interviewer.round_id == round_id):
        work.session.delete(seat)
    work.session.flush()
    home = work.get(Application, row.application_id).company_id
    _seat(work, row, given.interviewers, home)
    return row


def _seat(work: Work, row: Round, interviewers: list[str], company_id: UUID) -> None:
    seated = set()
    for name in interviewers:
        person = person_called(work, name, at=company_id)
        if person.id not in seated:
            seated.add(person.id)
            work.add(
                Interviewer(owner=work.owner, round_id=row.id, person_id=person.id)
            )


def cancel_round(work: Work, round_id: UUID, *, is_cancelled: bool = True) -> Round:
    """Note that a round does not take place, or that it does after all."""
    row = work.get_for_edit(Round, round_id, None)
    row.cancelled_at = work.now if is_cancelled else None
    work.session.add(row)
    return row


def thank_round(work: Work, round_id: UUID, *, on: date | None) -> Round:
    """Note the day that thanks for a round were sent; None to take it back."""
    row = work.get_for_edit(Round, round_id, None)
    row.thanked_on = on
    work.session.add(row)
    return row


def note_hours(
    work: Work,
    round_id: UUID,
    *,
    estimated: Decimal | None,
    spent: Decimal | None,
) -> Round:
    """Note how many hours a take-home is said to take, and how many it took.

    Raises:
        InvalidError: If either is not within 0 to 500.
    """
    row = work.get_for_edit(Round, round_id, None)
    return assign(work, row, {"hours_estimated": estimated, "hours_spent": spent})


def tick_preparation(
    work: Work, round_id: UUID, what: str, *, is_done: bool = True
) -> Round:
    """Tick one thing of what to do before a round, or untick it.

    The list is kept from then on: until then it is the suggested one.

    Raises:
        RuleError: If it is not on the list.
    """
    row = work.get_for_edit(Round, round_id, None)
    return _keep(row, interviews.ticked(_listed(work, row), what, is_done=is_done))


def add_preparation(work: Work, round_id: UUID, whats: Iterable[str]) -> Round:
    """Put things on the list of what to do before a round.

    Raises:
        InvalidError: If there is nothing to put, or the list gets too long.
    """
    row = work.get_for_edit(Round, round_id, None)
    tidied = [one_line(what)[:NAME] for what in whats]
    if not any(tidied):
        raise InvalidError("Say what is to be done before the round.", field="what")
    return _keep(row, interviews.added(_listed(work, row), filter(None, tidied)))


def drop_preparation(work: Work, round_id: UUID, what: str) -> Round:
    """Take one thing off the list of what to do before a round.

    Raises:
        RuleError: If it is not on the list, or is all there is.
    """
    row = work.get_for_edit(Round, round_id, None)
    return _keep(row, interviews.without(_listed(work, row), what))


def _listed(work: Work, row: Round) -> list[Line]:
    seats = work.all(Interviewer, Interviewer.round_id == row.id)
    people = [work.get(Person, seat.person_id) for seat in seats]
    people.sort(key=lambda person: (person.key, str(person.id)))
    names = [person.name for person in people if person.binned_at is None]
    suggestion = interviews.suggested(row.kind, row.format, names)
    return interviews.lines(row.preparation, suggestion)


def _keep(row: Round, listed: Sequence[Line]) -> Round:
    row.preparation = [{"what": line.what, "is_done": line.is_done} for line in listed]
    return row


def debrief_round(
    work: Work, round_id: UUID, *, version: int | None, given: DebriefIn
) -> Round:
    """Note how a round went; what is not given stays as it is.

    Who interviewed is from then on somebody the searcher has met: a tie to them
    is made where there is none.

    Under an NDA questions are counted, with their kinds, and their words are kept
    nowhere: those that were stored are deleted for good, so this and what came
    before can then not be undone.

    Raises:
        ConflictError: If it was changed since the form was drawn.
    """
    row = work.get_for_edit(Round, round_id, version)
    facts: dict[str, Any] = {
        name: getattr(given, name) for name in given.model_fields_set - {"questions"}
    }
    facts["debriefed_at"] = row.debriefed_at or work.now
    assign(work, row, facts)
    before = work.all(Question, Question.round_id == round_id)
    told = any(each.what or each.note for each in before)
    if "questions" in given.model_fields_set:
        _ask(work, row, before, given.questions)
    if row.is_nda:
        _hush(work, row, told=told)
    _meet(work, row)
    return row


def _meet(work: Work, row: Round) -> None:
    """Tie the searcher to who interviewed them, for now they have met."""
    seats = work.all(Interviewer, Interviewer.round_id == row.id)
    searcher = me(work) if seats else None
    for seat in seats:
        person = work.get(Person, seat.person_id)
        if person.is_me or person.binned_at is not None:
            continue
        if searcher and not ties_between(work, searcher.id, person.id):
            join(
                work,
                searcher,
                person,
                kind=TieKind.OTHER,
                provenance=Provenance.PANEL,
            )


def _ask(
    work: Work,
    row: Round,
    before: Iterable[Question],
    given: Sequence[QuestionIn],
) -> None:
    """Put questions in the place of those noted before."""
    for old in before:
        work.session.delete(old)
    work.session.flush()
    if row.is_nda and any(each.what or each.note for each in given):
        work.notices.append(
            f"{_questions(len(given))} counted without words: this round is under an "
            "NDA."
        )
    for number, each in enumerate(given, 1):
        work.add(
            Question.model_validate(
                {
                    "owner": work.owner,
                    "round_id": row.id,
                    "number": number,
                    "what": "" if row.is_nda else each.what,
                    "bad_kind": each.bad_kind,
                    "note": "" if row.is_nda else each.note,
                }
            )
        )


def _hush(work: Work, row: Round, *, told: bool) -> None:
    """Delete the words of a round's questions, wherever they lie."""
    for each in work.all(Question, Question.round_id == row.id):
        each.what = each.note = ""
        work.session.add(each)
    work.session.flush()
    if told:
        work.notices.append(
            "The words of its questions were deleted for good: this round is under an "
            "NDA."
        )
        journal.forget(work)


def _questions(count: int) -> str:
    return "1 question was" if count == 1 else f"{count} questions were"
