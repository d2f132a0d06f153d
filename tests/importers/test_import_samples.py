"""Files nobody here wrote (data/README.md), against what a reader of them finds.

The expected figures were written down from the files before the importer ran.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.importers.making import applications, contacts, only
from tracker.errors import ImportRefusedError
from tracker.importers import read
from tracker.models import ImportKind, Source, Stage

DATA = Path(__file__).parent / "data"


def test_a_preamble_without_quotes_is_no_contact() -> None:
    parsed = only("Connections.csv", DATA / "labeldekho/Connections.csv")
    rows = contacts(parsed)
    assert parsed.kind is ImportKind.CONNECTIONS
    assert (len(rows), parsed.problems, parsed.notices) == (10, (), ())
    assert (rows[0].number, rows[0].name) == (6, "Alice Johnson")
    assert rows[0].email == "alice.johnson@techcorp.com"
    assert rows[2].profile_url == "https://linkedin.com/in/caroldavis"
    assert (rows[8].company, rows[8].title) == ("Stealth Startup", "Co-founder")
    assert rows[9].connected_on == date(2024, 3, 25)


def test_a_large_network_keeps_every_contact_even_those_who_share_a_link() -> None:
    parsed = only("Connections.csv", DATA / "YANG-DB/Connections.csv")
    rows = contacts(parsed)
    assert (len(rows), parsed.problems, parsed.notices) == (1_869, (), ())
    assert (rows[0].name, rows[0].connected_on) == (
        "Lauren Robinson",
        date(2010, 1, 21),
    )
    assert (rows[998].number, rows[998].name) == (1_000, "Zoe Campbell")
    assert (rows[998].company, rows[998].title) == ("Microsoft", "Engineering Lead")
    assert (rows[-1].number, rows[-1].name) == (1_870, "Megan Williams")
    assert len({row.profile_url for row in rows}) == 1_796  # 1,797 with the header
    assert not any(row.email for row in rows)


def test_a_preamble_in_one_quoted_cell_and_an_empty_row() -> None:
    name = "StevSant/Connections_multiline_quoted_preamble.csv"
    parsed = only("Connections.csv", DATA / name)
    first, second = contacts(parsed)
    assert parsed.notices == ("1 blank row left out.",)
    assert (first.number, first.name) == (5, "Jordan Lee")
    assert (first.company, first.connected_on) == ("Acme Inc.", date(2025, 2, 1))
    assert (second.profile_url, second.email) == ("", "sam@x.dev")
    assert second.company == "Globant S.A."


def test_an_archive_gives_its_connections_from_below_a_folder() -> None:
    parsed = only("Export.zip", DATA / "StevSant/Basic_LinkedInDataExport.zip")
    assert parsed.file == "Export.zip/Connections.csv"
    assert [row.name for row in contacts(parsed)] == ["Jordan Lee", "Sam Diaz"]


def test_a_list_inside_a_cell_does_not_part_the_columns() -> None:
    parsed = only("jobs.csv", DATA / "StevSant/jobs.csv")
    first, second = applications(parsed)
    assert parsed.kind is ImportKind.SPREADSHEET
    assert (first.company, first.title) == ("Acme", "Backend Engineer")
    assert first.raw["skills"] == "python;fastapi"
    assert (second.url, second.location) == ("https://example.com/2", "Remote")
    assert {row.stage for row in (first, second)} == {Stage.SAVED}
    assert parsed.notices == ("2 rows without status or day taken as Saved.",)


def test_a_table_in_markdown_is_a_spreadsheet() -> None:
    parsed = only("applications.md", DATA / "santifer/applications_v1.18.md")
    rows = applications(parsed)
    assert (len(rows), parsed.problems) == (6, ())
    assert [row.stage for row in rows] == [
        Stage.APPLIED,
        Stage.SCREEN,
        None,
        None,
        Stage.REJECTED,
        Stage.APPLIED,
    ]
    assert parsed.unknown_statuses == {"SKIP": 1, "Evaluated": 1}
    assert (rows[0].number, rows[0].on) == (5, date(2026, 6, 20))
    assert rows[1].source is Source.OTHER
    assert rows[1].note == "Referral via ex-colleague\nSource: Hays"
    assert (rows[5].company, rows[5].title) == (
        "Stark Industries",
        "Infrastructure Engineer",
    )
    assert parsed.notices == (
        "“Interview” (1) was read as Screen: it tells no more than that.",
    )


def test_applications_without_titles_are_taken_and_asked_about() -> None:
    parsed = only("follow-ups.md", DATA / "santifer/follow-ups.md")
    first, second = applications(parsed)
    assert [question.field for question in parsed.ask] == ["title"]
    assert not parsed.ask[0].needed
    assert (first.company, first.title, first.stage) == ("Acme", "", Stage.APPLIED)
    assert first.on == date(2026, 6, 20)
    assert (second.company, second.stage) == ("Stark Industries", None)
    assert parsed.unknown_statuses == {"Scheduled": 1}


def test_a_company_at_the_end_of_the_title_is_found() -> None:
    parsed = only("jobs.csv", DATA / "mattmck/huntr_jobs_list.csv")
    first, second = applications(parsed)
    assert (first.company, first.title) == ("TechCorp", "Senior Engineer")
    assert (second.company, second.title) == ("StartupXYZ", "Product Manager")
    assert first.on == date(2024, 1, 20)  # 1/20 and 1/18 can only be month first
    assert second.url == "https://jobs.com/pm-role"
    assert parsed.ask == ()


def test_statuses_nobody_knows_stay_questions() -> None:
    parsed = only("tracker.csv", DATA / "easyvansh/job_tracker.csv")
    first, second = applications(parsed)
    assert parsed.unknown_statuses == {"Waitlisted": 1, "ccepted": 1}
    assert (first.company, first.title) == ("PCL", "FrontEnd ENG")
    assert (first.stage, first.status) == (None, "Waitlisted")
    assert (second.title, second.status) == ("Frontend", "ccepted")
    assert second.on == date(2024, 10, 8)


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("YANG-DB/Publications.csv", "holds publications"),
        ("santifer/scan-history.tsv", "has no header row"),
    ],
)
def test_other_files_are_refused_by_what_they_hold(file: str, wrong: str) -> None:
    with pytest.raises(ImportRefusedError, match=wrong) as caught:
        read(file, DATA / file)
    assert f"“{Path(file).name}”" in str(caught.value)
