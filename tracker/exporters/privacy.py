"""Leaving other people out of an export, or giving them numbers for names. Pure.

Without names a person is a number, and what else tells who it is goes: address,
link, job title, every note, what was written to them, and the rows of imported
files. A name inside other text (a task, say) is replaced where it stands in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tracker import names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from tracker.exporters.everything import Rows

_WORD = re.compile(r"\w+")
_OF_PEOPLE = frozenset(
    {
        "ask_change",
        "import_batch",
        "import_row",
        "interviewer",
        "position",
        "referral_ask",
        "tie",
    }
)
"""Tables whose every row speaks of somebody else."""
_BLANK: dict[str, dict[str, Any]] = {
    "person": {"email": "", "profile_url": "", "profile_key": ""},
    "position": {"title": ""},
    "import_batch": {"file": "file"},
    "import_row": {"raw": {}, "reason": ""},
    "negotiation": {"who": ""},
    "interview_round": {"preparation": [], "red_flags": "", "lesson": ""},
    "application": {"lesson": ""},
    "searcher": {"templates": {}},
}


class People(StrEnum):
    """What an export says of people other than the searcher."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    LEFT_OUT = "left_out"


class Mask:
    """Numbers in the place of names.

    Args:
        people: Id and name of everybody but the searcher.
    """

    def __init__(self, people: Iterable[tuple[UUID, str]]) -> None:
        known = sorted(people, key=lambda person: str(person[0]))
        self._names = {
            id_: f"Person {number}" for number, (id_, _) in enumerate(known, 1)
        }
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id_, name in known:
            word = _WORD.search(name)
            if word and len(name) > 2:
                self._by_word[word[0].casefold()].append((name, self._names[id_]))

    def name(self, id_: UUID) -> str:
        """What a person is called."""
        return self._names.get(id_, "Somebody")

    def text(self, text: str) -> str:
        """Replace the names in a text, the longest first."""
        found = {
            pair
            for word in _WORD.findall(text)
            for pair in self._by_word.get(word.casefold(), ())
        }
        for name, said in sorted(found, key=lambda pair: (-len(pair[0]), pair)):
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            text = re.sub(pattern, said, text, flags=re.IGNORECASE)
        return text


def masked(content: Rows, people: People) -> Rows:
    """Every row, without what tells who other people are."""
    others = [row for row in content["person"] if not row["is_me"]]
    mask = Mask((row["id"], row["name"]) for row in others)
    if people is People.LEFT_OUT:
        content = _without(content)
    return {
        table: [_masked(table, row, mask) for row in rows]
        for table, rows in content.items()
    }


def _without(content: Rows) -> Rows:
    kept = {
        table: [] if table in _OF_PEOPLE else list(rows)
        for table, rows in content.items()
    }
    kept["person"] = [row for row in kept["person"] if row["is_me"]]
    kept["interaction"] = [
        row for row in kept["interaction"] if row["person_id"] is None
    ]
    for rows in kept.values():
        rows[:] = [
            row | {"batch_id": None} if "batch_id" in row else row for row in rows
        ]
    return kept


def _masked(table: str, row: dict[str, Any], mask: Mask) -> dict[str, Any]:
    row = dict(row)
    if "note" in row:
        row["note"] = ""
    if table == "person" and row["is_me"]:
        return row
    if table == "person":
        row["name"] = mask.name(row["id"])
        row["key"] = names.person_key(row["name"])
    if isinstance(row.get("what"), str):
        row["what"] = mask.text(row["what"])
    if isinstance(row.get("facts"), dict):
        row["facts"] = {k: v for k, v in row["facts"].items() if k != "note"}
    return row | _BLANK.get(table, {})
