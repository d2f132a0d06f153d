"""What Settings and Plan keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import names
from tracker.commands.people import me
from tracker.errors import ConflictError
from tracker.inputs import ME
from tracker.models import Goal, Searcher

if TYPE_CHECKING:
    from tracker.inputs import GoalIn, PriorIn, SettingsIn
    from tracker.rates import Chance
    from tracker.store import Work

GOAL = (
    *("start_on", "anchor", "notice_months", "decision_days", "process_days"),
    *("prepare_days", "slack_days", "is_passive"),
)
"""What a goal consists of; the days of notice are the searcher's own."""


def save_settings(work: Work, given: SettingsIn, *, version: int | None) -> Searcher:
    """Keep the searcher's settings.

    Raises:
        ConflictError: If they were changed since the form was drawn.
    """
    row = work.first(Searcher) or Searcher(owner=work.owner)
    refuse_stale(row.version, version, "settings")
    for field, value in given:
        setattr(row, field, value)
    row.holidays = sorted({day.isoformat() for day in given.holidays})
    row.version += 1
    work.add(row)
    node = me(work)
    node.name = given.name or ME
    node.key = names.person_key(node.name)
    node.profile_url = given.profile_url
    node.profile_key = names.link_key(given.profile_url)
    work.session.add(node)
    return row


def save_goal(work: Work, given: GoalIn, *, version: int | None) -> Goal:
    """Keep when the next job must start, and the searcher's notice period.

    Raises:
        ConflictError: If it was changed since the form was drawn.
    """
    row = work.first(Goal) or Goal(owner=work.owner)
    refuse_stale(row.version, version, "plan")
    for field in GOAL:
        setattr(row, field, getattr(given, field))
    row.version += 1
    work.add(row)
    searcher = work.first(Searcher) or Searcher(owner=work.owner)
    if searcher.notice_days != given.notice_days:
        searcher.notice_days = given.notice_days
        searcher.version += 1
        work.add(searcher)
    return row


def save_prior(
    work: Work, chance: Chance, given: PriorIn | None, *, version: int | None
) -> Searcher:
    """Believe another rate than the shipped one; None goes back to that.

    Raises:
        ConflictError: If the settings were changed since the form was drawn.
    """
    row = work.first(Searcher) or Searcher(owner=work.owner)
    refuse_stale(row.version, version, "assumed rates")
    others = {name: held for name, held in row.priors.items() if name != chance}
    own = {} if given is None else {chance.value: given.model_dump(mode="json")}
    row.priors = others | own
    row.version += 1
    return work.add(row)


def refuse_stale(stored: int, drawn: int | None, what: str) -> None:
    """Refuse to save settings that were changed since their form was drawn.

    Raises:
        ConflictError: If they were.
    """
    if drawn is not None and stored != drawn:
        raise ConflictError(
            f"Your {what} were changed in another tab; nothing was saved, and what you "
            "typed is still here: compare, then save again."
        )
