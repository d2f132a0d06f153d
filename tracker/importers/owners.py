"""Whose contacts a file most likely holds: a guess to be shown, never acted on unseen.

A file of contacts does not say whose they are. What tells it are the name that the
file was given (“Ana Ruiz Connections.csv”, “ana.csv”), and that nobody stands among
their own contacts. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker import names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ENDING = re.compile(r"(?:\.[A-Za-z]{2,4}|['’]s)(?=\W|$)")
_OWN = frozenset(("i", "me", "mine", "my", "myself", "own"))
_NOBODY = frozenset(
    _WORD.findall(
        "a address all archive backup basic book complete connection connections "
        "contact contacts copy data download export exported exports file final "
        "first friend friends from full in larger latest linked linkedin "
        "linkedindataexport list mine network new of old people professional "
        "profile s second the work"
    )
)
"""Words in the name of a file that are nobody's name."""


class File(NamedTuple):
    """A file of contacts, as far as a guess needs it."""

    name: str
    people: Collection[str]
    """The names in it."""


def guessed(
    files: Sequence[File], *, me: str = "", known: Iterable[str] = ()
) -> list[str | None]:
    """Guess whose contacts each of some files are.

    Of several files one is taken for the searcher's: that with their name, else the
    first that has nobody's name and in which they do not stand. A single file is
    theirs unless its name is that of one person who is known already.

    Args:
        files: The files, in the order given.
        me: The searcher's name; empty where it is not known.
        known: Names of people the searcher knows.

    Returns:
        For each file the friend's name, empty for the searcher's own; None for a
        friend's whose name nothing tells, or several could have.
    """
    if not files:
        return []
    called = [name_in(file.name) for file in files]
    mine = _own(files, called, me)
    met = [*known]
    if len(files) == 1:
        found = [] if mine == 0 else _meant(called[0], met)
        return [found[0] if len(found) == 1 else ""]
    guesses: list[str | None] = []
    for place, name in enumerate(called):
        beside = (one for at, one in enumerate(files) if at != place)
        others = [*met, *(who for one in beside for who in one.people)]
        guesses.append("" if place == mine else _friend(name, others))
    return guesses


def name_in(file: str) -> str:
    """The name of a person in the name of a file: “Ana Ruiz”; empty for none."""
    words = [word for word in _words(file) if word.lower() not in _NOBODY | _OWN]
    return " ".join(word.capitalize() if word.islower() else word for word in words)


def _words(file: str) -> list[str]:
    stem = file.replace("\\", "/").rsplit("/", 1)[-1].replace("_", " ")
    stem = _ENDING.sub(" ", stem).replace("-", " ")
    return _WORD.findall(stem)


def _own(files: Sequence[File], called: Sequence[str], me: str) -> int | None:
    """Which file is the searcher's own; None where none can be told to be."""
    key = names.plain_key(me)
    for place, (file, name) in enumerate(zip(files, called, strict=True)):
        said = {word.lower() for word in _words(file.name)}
        if said & _OWN or (name and _names(name, me)):
            return place
    for place, (file, name) in enumerate(zip(files, called, strict=True)):
        holds_me = key and any(names.plain_key(one) == key for one in file.people)
        if not name and not holds_me:
            return place
    return None


def _friend(name: str, people: Iterable[str]) -> str | None:
    found = _meant(name, people) or [name]
    return (found[0] or None) if len(found) == 1 else None


def _meant(name: str, people: Iterable[str]) -> list[str]:
    """Who may be meant by a name that can lack its last part, each key once."""
    if not name:
        return []
    found = {names.person_key(one): one for one in people if _names(name, one)}
    exact = found.get(names.person_key(name))
    return [exact] if exact else [*found.values()]


def _names(short: str, full: str) -> bool:
    """Whether a name can be somebody's: all its words are among theirs."""
    words = set(names.plain_key(full).split())
    return bool(words) and set(names.plain_key(short).split()) <= words
