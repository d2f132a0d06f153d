"""What each file comes to: rows taken, rows refused and why, five values or more.

Written down from the files before the importer ran. Files of others that may be
copied are in data/ (data/README.md); of those without a licence the same traps are
written out here with other people in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.importers.making import book, only
from tracker.errors import ImportRefusedError
from tracker.importers import Parsed, read
from tracker.importers.coauthors import PaperRow
from tracker.models import ImportKind, Stage

DATA = Path(__file__).parent / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NOTES = "Notes:\n" + '"When exporting, some addresses are missing."\n\n'


@dataclass(frozen=True)
class Expected:
    """What a file holds."""

    kind: ImportKind
    taken: int
    refused: tuple[tuple[int, str], ...] = ()
    """Line and reason."""
    spots: tuple[tuple[int, str, object], ...] = ()
    """Place among the rows taken, field, value."""
    notices: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Statuses that stay questions."""


SAVED = "2 rows without status or day taken as Saved."
FROM_TITLE = "The company was read from the end of the title (“… at Acme”)."
LOOSE = "“Interview” (1) was read as Screen: it tells no more than that."
FILES = {
    "mattmck/huntr_jobs_list.json": Expected(
        ImportKind.SPREADSHEET,
        2,
        spots=(
            (0, "number", 1),
            (0, "company", "TechCorp"),
            (0, "title", "Senior Engineer"),
            (0, "on", date(2024, 1, 20)),
            (1, "url", "https://jobs.com/pm-role"),
            (1, "company", "StartupXYZ"),
            (1, "stage", Stage.SAVED),
        ),
        notices=(FROM_TITLE, SAVED),
    ),
    "santifer/applications.md": Expected(
        ImportKind.SPREADSHEET,
        6,
        spots=(
            (0, "company", "Acme"),
            (0, "stage", Stage.APPLIED),
            (1, "stage", Stage.SCREEN),
            (2, "stage", None),
            (4, "note", "Auto-rejection day 2"),
            (5, "number", 10),
            (5, "on", date(2026, 6, 30)),
        ),
        notices=(LOOSE,),
        unknown=("SKIP", "Evaluated"),
    ),
    "Carabantech/applications.md": Expected(
        ImportKind.SPREADSHEET, 0, notices=("No row below its header is filled.",)
    ),
    "coauthors/bibtex.bib": Expected(
        ImportKind.COAUTHORS,
        1,
        spots=((0, "number", 5), (0, "title", "An amazing title"), (0, "year", 2013)),
    ),
}
MADE: dict[str, tuple[bytes, Expected]] = {
    "one sentence before the header, a link with a trail, one without a scheme": (
        (
            f"Notes:\nThis file contains your connections.\n{HEADER}\n"
            "Jo,Maas,https://www.linkedin.com/in/jo-maas/?trk=export,j@x.io,Oak,Dev,"
            "01 Jul 2026\nAl,Jong,linkedin.com/in/al,,AWS,Architect,15 Jun 2026\n\n"
        ).encode(),
        Expected(
            ImportKind.CONNECTIONS,
            2,
            spots=(
                (0, "number", 4),
                (0, "profile_url", "https://www.linkedin.com/in/jo-maas/?trk=export"),
                (0, "email", "j@x.io"),
                (1, "profile_url", "https://linkedin.com/in/al"),
                (1, "connected_on", date(2026, 6, 15)),
            ),
            notices=("1 blank row left out.",),
        ),
    ),
    "a mark, CRLF, an Excel day, a row that is only a link": (
        (
            f"\ufeff{NOTES}{HEADER}\n"
            'Pia,Rao,https://www.linkedin.com/in/pia,,"Stone, Inc.",Recruiter,'
            "12 Mar 2024\n"
            "Ari,Mo,https://www.linkedin.com/in/AriMo/,a@x.io,Web (AWS),"
            '"Manager, Payments",03 Jan 2023\n'
            'Neo,,https://www.linkedin.com/in/neo,,Zed,"Senior ""Platform""",7-Feb-22\n'
            ",,https://www.linkedin.com/in/nobody,,,,\n"
            "Ray,Vo,,,Fox,SDE II,01 Aug 2021\n"
        )
        .replace("\n", "\r\n")
        .encode(),
        Expected(
            ImportKind.CONNECTIONS,
            4,
            ((8, "It names nobody: first and last name are empty."),),
            (
                (0, "number", 5),
                (0, "company", "Stone, Inc."),
                (1, "title", "Manager, Payments"),
                (2, "name", "Neo"),
                (2, "title", 'Senior "Platform"'),
                (2, "connected_on", date(2022, 2, 7)),
                (3, "profile_url", ""),
            ),
        ),
    ),
    "umlauts, a company with a comma, nobody's employer": (
        (
            f"{NOTES}{HEADER}\nEva,Muster,https://www.linkedin.com/in/eva,e@x.io,"
            '"Möller, Schmitt & Co. KG",Geschäftsführerin,12 Jan 2023\n'
            "Solo,Selbstständig,https://www.linkedin.com/in/solo,,,Freelancer,"
            "01 Feb 2025\n"
        ).encode(),
        Expected(
            ImportKind.CONNECTIONS,
            2,
            spots=(
                (0, "company", "Möller, Schmitt & Co. KG"),
                (0, "title", "Geschäftsführerin"),
                (1, "name", "Solo Selbstständig"),
                (1, "company", ""),
                (1, "connected_on", date(2025, 2, 1)),
            ),
        ),
    ),
    "a header in German": (
        (
            b"Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
            b"Uwe,Beispiel,https://www.linkedin.com/in/uwe,,Beispiel AG,Entwickler,"
            b"03 Apr 2022\n"
        ),
        Expected(
            ImportKind.CONNECTIONS,
            1,
            spots=(
                (0, "number", 2),
                (0, "name", "Uwe Beispiel"),
                (0, "company", "Beispiel AG"),
                (0, "title", "Entwickler"),
                (0, "connected_on", date(2022, 4, 3)),
            ),
        ),
    ),
    "names from right to left, of one letter, with accents": (
        (
            f"{HEADER}\n"
            "ليلى,حسن,https://www.linkedin.com/in/l,,شركة,مهندسة,10 Jun 2024\n"
            "王,伟,https://www.linkedin.com/in/w,w@x.cn,公司,工程师,20 Feb 2024\n"
            "Zoé,Côté,https://www.linkedin.com/in/z,,Café Co,Chef,01 Aug 2023\n"
        ).encode(),
        Expected(
            ImportKind.CONNECTIONS,
            3,
            spots=(
                (0, "name", "ليلى حسن"),
                (0, "company", "شركة"),
                (1, "name", "王 伟"),
                (1, "email", "w@x.cn"),
                (2, "name", "Zoé Côté"),
            ),
        ),
    ),
    "columns of a tracker with two days of its own": (
        (
            b"ID,Job Position,Company,Max. Salary,Location,Status,Date Saved,Deadline,"
            b"Date Applied,Follow up,Excitement\nJ1,Analyst,Oak,120000,Remote,Applied,"
            b"2024-01-15,2024-01-30,2024-01-16,Follow up in 1 week,8\n"
        ),
        Expected(
            ImportKind.SPREADSHEET,
            1,
            spots=(
                (0, "company", "Oak"),
                (0, "title", "Analyst"),
                (0, "salary", "120000"),
                (0, "stage", Stage.APPLIED),
                (0, "on", date(2024, 1, 16)),
            ),
        ),
    ),
    "a template of drop-down defaults": (
        book(
            {
                "Template": [
                    ["Company Name", "Application Status", "Role", "Date Submitted"],
                    *[[None, "N/A", None, None]] * 325,
                    *[[None, None, None, None]] * 674,
                ]
            }
        ),
        Expected(
            ImportKind.SPREADSHEET,
            0,
            notices=(
                "325 rows with nothing but defaults left out.",
                "No row below its header is filled.",
            ),
        ),
    ),
    "a banner, check boxes, a sheet of choices, a column twice": (
        book(
            {
                "Tracker": [
                    ["JOB TRACKER", None, "APPLICATIONS"],
                    [],
                    ["STATUS", "COMPANY", "JOB TITLE", "LOCATION", "DATE ", "LOCATION"],
                    *[[None, None, None, False, None, None]] * 997,
                    ["Applied", "Oak", "Dev", "Rome", None, "Room 5"],
                ],
                "Drop Downs": [["Status", "Job Type"], ["Applied", "Full-Time"]],
            },
            merged="A1:B1",
        ),
        Expected(
            ImportKind.SPREADSHEET,
            1,
            spots=(
                (0, "number", 1_001),
                (0, "company", "Oak"),
                (0, "title", "Dev"),
                (0, "location", "Rome"),
                (0, "stage", Stage.APPLIED),
            ),
        ),
    ),
    "addresses of Google's older kind, a comma within a name": (
        (
            "Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,"
            "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,"
            'Organization 1 - Title\nJo Maas,Jo,,Maas,Work,j@x.io,Mobile,"(757) 5",Oak,'
            'Founder\n"Zoé, Côté",Zoé,,Côté,Home,z@x.io,,,Elm,Engineer\n\n'
        ).encode(),
        Expected(
            ImportKind.ADDRESS_BOOK,
            2,
            spots=(
                (0, "phone", "(757) 5"),
                (0, "company", "Oak"),
                (1, "name", "Zoé Côté"),
                (1, "email", "z@x.io"),
                (1, "title", "Engineer"),
            ),
            notices=("1 blank row left out.",),
        ),
    ),
    "two addresses in a cell, a name only in its parts": (
        (
            b"Name,First Name,Last Name,E-mail 1 - Value,E-mail 2 - Value\n"
            b"Lou Name,Lou,Name,l@x.io,a@x.io ::: b@x.io\n,Bo,Builder,bo@x.io,\n"
        ),
        Expected(
            ImportKind.ADDRESS_BOOK,
            2,
            spots=(
                (0, "name", "Lou Name"),
                (0, "email", "l@x.io"),
                (0, "other_emails", ("a@x.io", "b@x.io")),
                (1, "name", "Bo Builder"),
                (1, "email", "bo@x.io"),
            ),
        ),
    ),
    "JSON with objects in objects, as an interface gives it": (
        (
            b'[{"title": "Dev", "employer": {"name": "Oak"}, "stageType": '
            b'"ON_SITE_INTERVIEW", "location": {"address": "Rome", "lat": 41.9}, '
            b'"salary": "$161,000.00 - $255,000.00", "url": "x.io/1", '
            b'"createdAt": "2024-01-10T10:00:00.000Z", "tags": ["a", "b"]}, '
            b'{"title": "Chef", "employer": {"name": "Elm"}, "stageType": "MY_LIST", '
            b'"location": null, "salary": 1.5, "is_remote": true}, {"title": "Cook"}]'
        ),
        Expected(
            ImportKind.SPREADSHEET,
            2,
            ((3, "It names no company."),),
            (
                (0, "company", "Oak"),
                (0, "stage", Stage.ONSITE),
                (0, "location", "Rome"),
                (0, "salary", "$161,000.00 - $255,000.00"),
                (0, "on", date(2024, 1, 10)),
                (1, "stage", None),
                (1, "status", "MY_LIST"),
                (1, "salary", "1.5"),
            ),
            ("1 row without a day of applying: the day of saving stands for it.",),
            ("MY_LIST",),
        ),
    ),
    "an article with nothing in it": (
        (
            b'<?xml version="1.0" encoding="US-ASCII"?>\n<dblpperson name="Unknown" '
            b'pid="u/U" n="1">\n<r>\n<article key="a"></article>\n</r></dblpperson>'
        ),
        Expected(ImportKind.COAUTHORS, 0, ((4, "It has no title."),)),
    ),
    "marks within a title, a page whose owner is not among the authors": (
        (
            b'<?xml version="1.0"?>\n<dblpperson name="Ana P. Silva" n="2">\n'
            b"<r><article><author>Jo Maas</author><author>Ana P. Silva</author>"
            b"<title>A PLL at -250 dB <i>in 28-nm CMOS.</i></title><year>2023</year>"
            b"</article></r>\n"
            b'<r><article publtype="informal"><author>Bo Li</author><title>A preprint'
            b"</title><year>2024</year></article></r></dblpperson>"
        ),
        Expected(
            ImportKind.COAUTHORS,
            2,
            spots=(
                (0, "title", "A PLL at -250 dB in 28-nm CMOS"),
                (0, "year", 2023),
                (0, "number", 3),
                (1, "title", "A preprint"),
                (1, "year", 2024),
            ),
            notices=(
                (
                    "1 paper does not name Ana P. Silva, whose page it is; only who is "
                    "named counts."
                ),
            ),
        ),
    ),
}


def _compare(parsed: Parsed, expected: Expected) -> None:
    rows = parsed.rows
    assert (parsed.kind, len(rows)) == (expected.kind, expected.taken)
    found = tuple((one.number, one.reason) for one in parsed.problems)
    assert found == expected.refused
    spots = tuple((at, name, getattr(rows[at], name)) for at, name, _ in expected.spots)
    assert spots == expected.spots
    assert parsed.notices == expected.notices
    assert tuple(parsed.unknown_statuses) == expected.unknown


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_others_comes_to_what_it_holds(name: str) -> None:
    _compare(only(Path(name).name, DATA / name), FILES[name])


@pytest.mark.parametrize("name", MADE)
def test_a_file_with_their_traps_comes_to_what_it_holds(name: str) -> None:
    data, expected = MADE[name]
    _compare(only("file", data), expected)


def test_the_author_in_a_bibliography_keeps_the_accent() -> None:
    [row] = only("bibtex.bib", DATA / "coauthors/bibtex.bib").rows
    assert isinstance(row, PaperRow)
    assert [author.name for author in row.authors] == ["Jean César"]


CITATION = "is a citation file (CFF), which is not read: save the citation as BibTeX"
LETTER = "is an offer letter: enter what it offers on the Offers page."
REFUSED = {
    "HR-Plus/applications.json": "lists an employer's candidates and names no company",
    "HR-Plus/offers.json": "holds offers, which are not imported: enter each on the",
    "HR-Plus/sample_offer_letter.md": LETTER,
    "clef/Clef Offer Letter.md": LETTER,
    "santifer/salary-observations.tsv": "has no header row with names such as Company",
    "coauthors/CffImporterPreferredCitation.cff": CITATION,
    "coauthors/CffImporterReferences.cff": CITATION,
    "coauthors/CffImporterTestInvalid1.cff": CITATION,
    "coauthors/CffImporterTestValidMultAuthors.cff": CITATION,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_read_is_refused_for_what_it_is(name: str) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        read(Path(name).name, DATA / name)
    assert str(caught.value).startswith(f"“{Path(name).name}” {REFUSED[name]}")


def test_moves_between_stages_are_refused_for_what_they_are() -> None:
    data = (
        b"Company,Source,Target\nCompany_1,Recruiter Inquiry,HR/ Manager Interview\n"
        b"Company_1,HR/ Manager Interview,No Response\nCompany_2,Applied,Withdrew\n"
    )
    with pytest.raises(ImportRefusedError, match="moves from stage to stage"):
        read("transitions.csv", data)


def test_a_tracker_that_tells_of_offer_letters_is_no_letter() -> None:
    note = b"sent the offer letter, names a salary"
    parsed = only("t.md", b"| Company | Role | Notes |\n|--|--|--|\n|A|B|" + note)
    assert len(parsed.rows) == 1
    with pytest.raises(ImportRefusedError, match="no header row"):
        read("t.csv", b"1,2,3\n4,5," + note)


def test_every_file_of_others_has_a_test_that_names_it() -> None:
    told = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")
    )
    there = [path for path in DATA.rglob("*") if path.is_file()]
    unnamed = [
        path.name
        for path in there
        if path.name not in told and path.name != "README.md"
    ]
    assert unnamed == []
