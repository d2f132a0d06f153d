"""What to do before a round, made from its kind, its format and its panel. Pure.

The talk: ask who interviews and look up their work, and do mocks with friends;
ask which skill is tested and on which platform. A take-home punishes who has no
free evenings, so hours and pay are asked for before it is begun.

A round keeps its list only once something in it was ticked, added or left out;
until then the list is the suggested one, and grows with the panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import names
from tracker.errors import InvalidError, RuleError
from tracker.models import NAME, RoundFormat, RoundKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LINES = 60

_F = RoundFormat
_CODING = (
    *(_F.CODING, _F.DEBUGGING, _F.PAIR_PROGRAMMING, _F.QUIZ, _F.MULTIPLE_CHOICE),
)
"""Formats held on somebody's platform."""
_OWN = {
    _F.CODING: ("Solve two problems aloud, against a clock",),
    _F.QUIZ: ("Go once through the basics that the posting names",),
    _F.MULTIPLE_CHOICE: ("Go once through the basics that the posting names",),
    _F.DEBUGGING: ("Read and mend code that is not yours",),
    _F.PAIR_PROGRAMMING: ("Try your editor with the screen shared",),
    _F.GOOD_COP_BAD_COP: (
        "Expect two who pull different ways; keep to one calm answer",
    ),
    _F.TAKE_HOME: (
        "Ask how many hours it should take",
        "Ask whether it is paid",
        "Ask how it is judged, and by whom",
        "Keep the hours free in the calendar",
    ),
    _F.WHITEBOARD: ("Work through one problem on paper, standing",),
    _F.SYSTEM_DESIGN: ("Sketch how their own product could work",),
    _F.BEHAVIOURAL: (
        "Have three stories of your work ready, none against an employer",
    ),
    _F.PRESENTATION: (
        "Ask for how long, to whom, and on which screen",
        "Rehearse it once against a clock",
    ),
    _F.LUNCH: ("Think of questions about the team; lunch is judged too",),
    _F.CONVERSATION: ("Say in one minute why this job",),
}
"""What each format asks for on its own."""


class Line(NamedTuple):
    """One thing to do before a round."""

    what: str
    is_done: bool = False


def suggested(
    kind: RoundKind, format_: RoundFormat | None, panel: Sequence[str]
) -> tuple[str, ...]:
    """Say what to do before a round.

    Args:
        kind: What the round is for.
        format_: How it is held; None while nobody has said.
        panel: Names of the interviewers, empty while nobody is known.
    """
    found = list(_people(panel)) if format_ is not _F.TAKE_HOME or panel else []
    if format_ is None:
        found += ["Ask how it is held and which skill is tested"]
    elif format_ not in {_F.TAKE_HOME, _F.LUNCH, _F.CONVERSATION}:
        found += ["Ask which skill is tested"]
    if format_ in _CODING or (format_ is None and kind is RoundKind.CHALLENGE):
        found += ["Ask for the platform, and try it once"]
    found += _OWN.get(format_, ()) if format_ else ()
    if format_ not in {_F.TAKE_HOME, _F.LUNCH}:
        found += ["Do a mock with a friend"]
    if format_ is not _F.TAKE_HOME:
        found += ["Write down what to ask them"]
    if kind is RoundKind.ONSITE:
        found += ["Ask for the order of the day, and for breaks"]
    return tuple(dict.fromkeys(what[:NAME] for what in found))


def _people(panel: Sequence[str]) -> Iterable[str]:
    if not panel:
        return ("Ask who interviews you",)
    return (f"Look up {name} and review their work" for name in panel)


def lines(stored: Iterable[dict[str, Any]], suggestion: Iterable[str]) -> list[Line]:
    """Give the list of a round: as stored, or as suggested where nothing is."""
    kept = [
        Line(str(each.get("what", "")), bool(each.get("is_done"))) for each in stored
    ]
    return [line for line in kept if line.what] or [Line(what) for what in suggestion]


def missing(listed: Iterable[Line], suggestion: Iterable[str]) -> list[str]:
    """Give what is suggested by now but is not on the list."""
    there = {names.fold(line.what) for line in listed}
    return [what for what in suggestion if names.fold(what) not in there]


def added(listed: Sequence[Line], whats: Iterable[str]) -> list[Line]:
    """Put things at the end of a list; those that are there are not put twice.

    Raises:
        InvalidError: If the list would be longer than anybody works through.
    """
    found = list(listed)
    for what in whats:
        if missing(found, [what]):
            found.append(Line(what))
    if len(found) > MOST_LINES:
        raise InvalidError(
            f"A list of {len(found)} things is too long to prepare by; keep it to "
            f"{MOST_LINES}."
        )
    return found


def ticked(listed: Sequence[Line], what: str, *, is_done: bool) -> list[Line]:
    """Tick one thing of a list, or untick it.

    Raises:
        RuleError: If it is not on the list.
    """
    _check(listed, what)
    return [Line(each.what, is_done) if each.what == what else each for each in listed]


def without(listed: Sequence[Line], what: str) -> list[Line]:
    """Take one thing off a list.

    Raises:
        RuleError: If it is not on the list, or is all there is: a list without
            anything is the suggested one again.
    """
    _check(listed, what)
    if len(listed) == 1:
        raise RuleError(
            f"“{what}” is the only thing on this list; tick it instead, or add another "
            "first."
        )
    return [each for each in listed if each.what != what]


def _check(listed: Sequence[Line], what: str) -> None:
    if not any(each.what == what for each in listed):
        raise RuleError(
            f"“{what}” is not on this list any more; look at the list again."
        )
