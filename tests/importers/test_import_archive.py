"""The files of a professional network's archive beyond its contacts.

The figures of files nobody here wrote were written down before the importer ran.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.importers.making import only, text, zipped
from tests.importers.mutants import ARCHIVE
from tracker.importers import Answers, read
from tracker.importers.rows import ApplicationRow, ExchangeRow, StayRow
from tracker.models import ImportKind, InteractionKind

if TYPE_CHECKING:
    from tracker.importers import Parsed

DATA = Path(__file__).parent / "data"
HEADER = [
    "CONVERSATION ID",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "IS MESSAGE DRAFT",
]
IN = "https://www.linkedin.com/in/"


def exchanges(parsed: Parsed) -> list[ExchangeRow]:
    rows = [row for row in parsed.rows if isinstance(row, ExchangeRow)]
    assert len(rows) == len(parsed.rows)
    return rows


def stays(parsed: Parsed) -> list[StayRow]:
    rows = [row for row in parsed.rows if isinstance(row, StayRow)]
    assert len(rows) == len(parsed.rows)
    return rows


def message(sender: str, to: str, *, day: str = "2024-05-15", **more: str) -> list[str]:
    """One row; a name with a link is written “Ana <ana>”."""

    def link(who: str) -> str:
        inside = [part.rstrip(">") for part in who.split("<")[1:]]
        return ",".join(f"{IN}{part.split('>')[0]}" for part in inside)

    def name(who: str) -> str:
        return ", ".join(part.split(" <")[0].strip() for part in who.split(";"))

    return [
        more.get("talk", "1"),
        name(sender),
        link(sender),
        name(to),
        link(to),
        f"{day} 10:00:00 UTC",
        "Subject",
        more.get("content", "Hello"),
        more.get("draft", "No"),
    ]


def messages(*rows: list[str], answers: Answers | None = None) -> Parsed:
    return only("messages.csv", text([HEADER, *rows]), answers or Answers())


def test_messages_of_an_owner_whose_link_is_nowhere() -> None:
    parsed = only("Messages.csv", DATA / "labeldekho/Messages.csv")
    rows = exchanges(parsed)
    assert parsed.kind is ImportKind.MESSAGES
    assert (len(rows), parsed.problems, parsed.notices, parsed.ask) == (11, (), (), ())
    assert {row.name for row in rows} == {
        "Alice Johnson",
        "Bob Williams",
        "Carol Davis",
        "Eve Wilson",
    }
    assert sum(row.inbound for row in rows) == 6
    first, last = rows[0], rows[-1]
    assert (first.number, first.on, first.inbound) == (2, date(2024, 5, 15), True)
    assert rows[9].profile_url == "https://linkedin.com/in/evewilson"  # from row 12
    assert (last.name, last.on) == ("Eve Wilson", date(2024, 9, 18))
    assert {row.kind for row in rows} == {InteractionKind.MESSAGE}


def test_messages_of_an_owner_called_you() -> None:
    parsed = only("Messages.csv", DATA / "YANG-DB/Messages.csv")
    rows = exchanges(parsed)
    assert (len(rows), parsed.problems, parsed.notices) == (20, (), ())
    assert len({row.name for row in rows}) == 10
    assert sum(row.inbound for row in rows) == 11
    assert (rows[0].name, rows[0].on) == ("Laura Cooper", date(2023, 11, 15))
    assert (rows[15].name, rows[15].inbound) == ("Tech Recruiter", True)
    assert rows[3].profile_url == "https://linkedin.com/in/mjackson"
    assert rows[19].on == date(2022, 7, 20)
    assert not any("Kafka" in str(row.raw) for row in rows)


def test_positions_are_the_searchers_own_and_may_overlap() -> None:
    parsed = only("Positions.csv", DATA / "YANG-DB/Positions.csv")
    rows = stays(parsed)
    assert (parsed.kind, len(rows), parsed.problems) == (ImportKind.POSITIONS, 8, ())
    assert (rows[0].place, rows[0].ended_on) == ("Amazon", None)
    assert (rows[1].started_on, rows[1].ended_on) == (
        date(2019, 3, 1),
        date(2021, 12, 1),
    )
    assert rows[7].role == "Software Developer Intern"
    assert rows[7].ended_on == date(2006, 12, 1)


def test_what_was_written_is_kept_only_where_that_is_asked_for() -> None:
    row = message("Ana <ana>", "You", content="my secret")
    (kept,) = exchanges(messages(row, answers=Answers(with_texts=True)))
    assert kept.note == "my secret"
    (left,) = exchanges(messages(row))
    assert (left.note, "secret" in str(left)) == ("", False)
    jobs = ARCHIVE["Jobs/Job Applications.csv"]
    for with_texts, note in ((True, "q:a"), (False, "")):
        answers = Answers(with_texts=with_texts)
        (applied,) = only("Job Applications.csv", jobs, answers).rows
        assert isinstance(applied, ApplicationRow)
        assert applied.note == note


def test_drafts_announcements_and_messages_of_nobody_are_left_out() -> None:
    many = "; ".join(f"P{n} <p{n}>" for n in range(6))
    parsed = messages(
        message("Ana <ana>", "You"),
        message("You", "Ana <ana>", draft="Yes"),
        message("You", many),
        message("You", "Bo <bo>; Cy <cy>"),
        message("LinkedIn Member", "You"),
    )
    assert [(row.number, row.name) for row in exchanges(parsed)] == [
        (2, "Ana"),
        (5, "Bo"),
        (5, "Cy"),
    ]
    assert parsed.notices == (
        "1 row left out that are drafts.",
        "1 row left out that come from nobody by name.",
        "1 row left out that went to more than 5 people.",
    )


def test_whose_messages_they_are_is_asked_where_the_file_leaves_it_open() -> None:
    row = message("Ana <ana>", "Bo <bo>")
    parsed = messages(row)
    assert (parsed.rows, [question.field for question in parsed.ask]) == ((), ["me"])
    assert parsed.ask[0].examples == ("Ana", "Bo")
    for me, other, inbound in (("Ana", "Bo", False), ("bo", "Ana", True)):
        (found,) = exchanges(messages(row, answers=Answers(mapping={"me": me})))
        assert (found.name, found.inbound) == (other, inbound)
    second = message("Cy <cy>", "Bo <bo>", talk="2")
    assert {found.name for found in exchanges(messages(row, second))} == {"Ana", "Cy"}


@pytest.mark.parametrize(
    ("name", "kind", "who", "on", "note"),
    [
        (
            "Invitations.csv",
            ImportKind.INVITATIONS,
            "Bo Chen",
            date(2026, 9, 1),
            "Invited you to connect",
        ),
        (
            "Recommendations_Received.csv",
            ImportKind.RECOMMENDATIONS,
            "Ana Lee",
            date(2009, 7, 21),
            "Recommended you",
        ),
        (
            "Endorsement_Received_Info.csv",
            ImportKind.ENDORSEMENTS,
            "Ana Lee",
            date(2026, 1, 2),
            "Endorsed you: Python",
        ),
    ],
)
def test_other_contacts(
    name: str, kind: ImportKind, who: str, on: date, note: str
) -> None:
    parsed = only(name, ARCHIVE[name])
    (row,) = exchanges(parsed)
    assert parsed.kind is kind
    assert (row.name, row.on, row.inbound, row.note) == (who, on, True, note)
    cut = only(name, ARCHIVE[name].replace(b"Bo Chen", b"").replace(b"Ana,Lee", b","))
    assert [problem.reason for problem in cut.problems] == ["It names nobody."]


def test_what_was_given_is_outbound() -> None:
    given = ARCHIVE["Endorsement_Received_Info.csv"].replace(b"Endorser", b"Endorsee")
    (endorsed,) = exchanges(only("Endorsement_Given_Info.csv", given))
    assert (endorsed.inbound, endorsed.note) == (False, "Endorsed by you: Python")
    (recommended,) = exchanges(
        only(
            "Recommendations_Given.csv",
            ARCHIVE["Recommendations_Received.csv"],
        )
    )
    assert not recommended.inbound


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Jan 2023", date(2023, 1, 1)),
        ("2012", date(2012, 1, 1)),
        ("2023-07", date(2023, 7, 1)),
        ("07/2023", date(2023, 7, 1)),
        ("3 März 2020", date(2020, 3, 3)),
        ("", None),
    ],
)
def test_months_and_years(written: str, read_as: date | None) -> None:
    header = ["School Name", "Start Date", "End Date", "Notes", "Degree Name"]
    row = ["ETH", written, "", "", "MSc"]
    (found,) = stays(only("Education.csv", text([header, row])))
    assert (found.place, found.role, found.started_on) == ("ETH", "MSc", read_as)


def test_stays_that_cannot_be_are_problems() -> None:
    header = ["Company Name", "Title", "Started On", "Finished On"]
    rows = [
        ["", "Dev", "2020", ""],
        ["Acme", "Dev", "soon", ""],
        ["Acme", "Dev", "2020", "2019"],
    ]
    parsed = only("Positions.csv", text([header, *rows]))
    assert [problem.reason for problem in parsed.problems] == [
        "It names no company.",
        "Its date “soon” cannot be read.",
        "It ends before it begins.",
    ]


def test_an_archive_brings_everything_contacts_first() -> None:
    parts = read("archive.zip", zipped(dict(reversed(ARCHIVE.items()))))
    assert parts[0].kind is ImportKind.CONNECTIONS
    assert {part.kind for part in parts} == {
        ImportKind.CONNECTIONS,
        ImportKind.MESSAGES,
        ImportKind.INVITATIONS,
        ImportKind.POSITIONS,
        ImportKind.EDUCATION,
        ImportKind.RECOMMENDATIONS,
        ImportKind.ENDORSEMENTS,
        ImportKind.JOB_APPLICATIONS,
        ImportKind.SAVED_JOBS,
    }
    assert all(part.rows and not part.problems for part in parts)
