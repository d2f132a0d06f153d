"""Damaged files over every importer: read, planned, written, or refused whole.

``make fuzz`` tries 20,000 (``ARGS="100000 7"``: more, with other damage) and prints
what became of them; a slice of the same runs with the tests. A file fails that
raises anything but a refusal, leaves a part of itself behind, or takes longer than
`LIMIT` seconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.importers.making import HEADER, book, text, zipped
from tracker import commands
from tracker.errors import ImportRefusedError
from tracker.importers import Answers, read
from tracker.models import ImportBatch, Stage
from tracker.store import Store
from tracker.store.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.importers import Parsed
    from tracker.store import Work

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 3, 2)
LIMIT = 10.0
"""Seconds after which reading or writing a file counts as hanging."""
LONGEST = 6_000
"""Bytes of a seed that are damaged; of a ZIP, which would end too early, all."""

_ROWS = [
    ["Company", "Job title", "Status", "Date applied", "Link"],
    ["Acme", "Dev", "Applied", "03/04/2026", "https://x.test/1"],
    ["Initech, Inc.", 'Lead "x"', "Interview", "13/04/2026", ""],
]
_ANA = ["Ana", "Lee", "https://www.linkedin.com/in/ana", "", "A", "B", "1 Jan 2024"]
_CONTACTS = text([HEADER.split(","), _ANA])
ARCHIVE = {
    "Connections.csv": b"Notes:\n\n" + _CONTACTS,
    "messages.csv": (
        b"CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n"
        b"1,Ana Lee,https://www.linkedin.com/in/ana,You,,2024-01-02 10:00:00 UTC\n"
        b"1,You,,Ana Lee,https://www.linkedin.com/in/ana,2024-01-03 10:00:00 UTC\n"
    ),
    "Invitations.csv": (
        b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        b'Bo Chen,Me,"9/1/26, 10:00 AM",Hi,INCOMING,https://www.linkedin.com/in/bo,\n'
    ),
    "Positions.csv": (
        b"Company Name,Title,Description,Location,Started On,Finished On\n"
        b"Acme,Dev,x,,Jan 2020,\n"
    ),
    "Education.csv": (
        b"School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
        b"ETH,2012,2016,,MSc,\n"
    ),
    "Recommendations_Received.csv": (
        b"First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        b'Ana,Lee,A,B,Good,"07/21/09, 12:11 PM",VISIBLE\n'
    ),
    "Endorsement_Received_Info.csv": (
        b"Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
        b"Endorser Public Url,Endorsement Status\n"
        b"2026/01/02 10:00:00 UTC,Python,Ana,Lee,www.linkedin.com/in/ana,ACCEPTED\n"
    ),
    "Jobs/Job Applications.csv": (
        b"Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,"
        b'Job Url,Resume Name,Question And Answers\n"1/2/26, 4:11 PM",,,A,B,,,q:a\n'
    ),
    "Jobs/Saved Jobs.csv": (
        b'Saved Date,Job Url,Job Title,Company Name\n"9/30/25",https://x.test,L,Acme\n'
    ),
}
"""A small archive of a professional network: one of each file that is taken."""

MADE = {
    "tracker.csv": text(_ROWS),
    "tracker.tsv": text(_ROWS, "\t"),
    "utf-16.csv": text(_ROWS).decode().encode("utf-16"),
    "tracker.xlsx": book({"S": _ROWS, "T": _ROWS}, merged="A2:A3"),
    "archive.zip": zipped(ARCHIVE),
    "cards.zip": zipped({"All Contacts.vcf": b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n"}),
    "export.json": b'{"foothold": {"format": 1}, "people": [{"name": "Ana"}]}',
    **{name.rpartition("/")[2]: data for name, data in ARCHIVE.items()},
}
ANSWERS = Answers(
    mapping={
        "company": "Status",
        "note": "Link",
        "url": "",
        "odd": "Company",
        "me": "Ana",
    },
    day_first=True,
    stages={"Interview": Stage.ONSITE},
    with_texts=True,
)
_MARKS = [
    *(b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"PK\1\2"),
    *(b"=", b":", b"\\", b"\n ", b"=\n", b"{", b"[", b"<", b"BEGIN:VCARD\n", b"  \t"),
    *("\u202e".encode(), "ﬀ".encode(), b"99999999999999999999", b"-", b"A" * 5_000),
]


def seeds() -> dict[str, bytes]:
    """Files to damage, by name."""
    found = {
        path.relative_to(DATA).as_posix(): path.read_bytes()
        for path in sorted(DATA.rglob("*"))
        if path.is_file() and path.name != "README.md"
    }
    return {
        name: data if data[:2] == b"PK" else data[:LONGEST]
        for name, data in (found | MADE).items()
    }


def damaged(data: bytes, dice: random.Random) -> bytes:
    """A file with a few cuts, repetitions, swaps and marks where none belong."""
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(data) + 1)
        length = dice.choice((0, 1, 1, 2, 5, 20, 100))
        part = data[start : start + length]
        new = dice.choice(
            (
                b"",
                dice.choice(_MARKS),
                dice.randbytes(dice.randint(1, 6)),
                part * dice.choice((2, 3, 50)),
                part[::-1],
            )
        )
        data = data[:start] + new + data[start + length :]
    return data if dice.random() > 0.05 else data[: dice.randrange(len(data) + 1)]


def count(work: Work) -> int:
    """Rows of an owner in all tables."""
    return sum(len(work.all(kind)) for kind in tables())


def try_one(store: Store, name: str, data: bytes, answers: Answers) -> str:
    """Read, plan, import and undo a file, as far as it is not refused.

    Returns:
        What became of it, in a word.

    Raises:
        AssertionError: Something of it was left behind.
    """
    started = time.perf_counter()
    word = _try(store, name, data, answers)
    took = time.perf_counter() - started
    assert took < LIMIT, f"{name} took {took:.1f} s"
    return word


def _try(store: Store, name: str, data: bytes, answers: Answers) -> str:
    try:
        parts = read(name, data, answers=answers)
    except ImportRefusedError:
        return "refused"
    for part in parts:
        for row in part.rows:
            row.what.encode()
            repr(row).encode()
    if not any(part.rows for part in parts):
        return "empty"
    return "imported" if sum(_import(store, part) for part in parts) else "known"


def _import(store: Store, part: Parsed) -> bool:
    """Import one part on its own, and undo it: as if it had never been."""
    with store.reading() as work:
        before = count(work)
    try:
        with store.change() as work:
            done = commands.add_import(work, part, today=TODAY)
    except ImportRefusedError:
        done = None
    if done is not None and done.batch_id is not None:
        assert done.new
        with store.change() as work:
            commands.undo_import(work, done.batch_id)
    with store.reading() as work:
        assert count(work) == before, f"{part.file} left something behind"
        assert work.all(ImportBatch) == []
    return done is not None and done.batch_id is not None


def tries(number: int, seed: int) -> Iterator[tuple[str, bytes, Answers]]:
    """As many damaged files, each seed as often as any other."""
    dice = random.Random(seed)  # noqa: S311 - damage, not a secret
    files = list(seeds().items())
    for turn in range(number):
        name, data = files[turn % len(files)]
        answers = dice.choice((Answers(), ANSWERS))
        yield Path(name).name, damaged(data, dice), answers


def main() -> int:
    """Try as many as the command line says."""
    number, seed = (int(word) for word in [*sys.argv[1:], "20000", "1"][:2])
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "fuzz.db", copies=False)
        for turn, (name, data, answers) in enumerate(tries(number, seed)):
            started = time.perf_counter()
            try:
                counts[try_one(store, name, data, answers)] += 1
            except BaseException:
                kept = Path(tempfile.gettempdir()) / f"mutant-{seed}-{turn}-{name}"
                kept.write_bytes(data)
                print(f"FAILED: {name}, number {turn}; it is kept as {kept}")  # noqa: T201
                raise
            slowest = max(slowest, (time.perf_counter() - started, name))
        store.close()
    told = ", ".join(f"{n:,} {word}" for word, n in counts.most_common())
    print(  # noqa: T201
        f"{number:,} damaged files of {len(seeds())} kinds (seed {seed}): {told}; "
        f"no traceback, no partial import, slowest {slowest[0]:.1f} s ({slowest[1]})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
