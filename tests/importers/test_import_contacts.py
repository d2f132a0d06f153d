from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.making import HEADER, applications, contacts, only, text, zipped
from tracker import names
from tracker.errors import ImportRefusedError
from tracker.importers import cells, read
from tracker.models import ImportKind, Source, Stage

NOTES = (
    '"When exporting your connection data, you may notice that some of the email'
    ' addresses are missing, and more."'
)


def lines(*rows: str, end: str = "\n") -> bytes:
    return end.join([*rows, ""]).encode()


ROW = "Ana,Gómez,https://www.linkedin.com/in/ana,,Acme,Engineer,28 Mar 2024"


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["Notes:", NOTES, ""],
        ['"Notes:"', NOTES, ""],
        ['"Notes:', 'You may notice missing emails, and more."', ""],
        ["Notes:", "This file contains your connections, all of them."],
        ["", "", ""],
        ["sep=,"],
        ["Notes:", '"A quotation mark that is never closed,', ""],
    ],
    ids=str,
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_header_is_found_below_any_preamble(
    before: list[str], end: str, encoding: str
) -> None:
    data = lines(*before, HEADER, ROW, end=end).decode().encode(encoding)
    (row,) = contacts(only("Connections.csv", data))
    assert row.number == len(before) + 2
    assert (row.name, row.company, row.title) == ("Ana Gómez", "Acme", "Engineer")
    assert row.profile_url == "https://www.linkedin.com/in/ana"
    assert row.connected_on == date(2024, 3, 28)


def test_each_contact_has_the_line_where_it_begins() -> None:
    data = lines(
        "Notes:",
        '"Two',
        'lines."',
        "",
        HEADER,
        'Ana,"Lee',
        'PhD",,,Acme,,01 Jan 2024',
        ",,,,,,",
        "Bo,Chen,,,Initech,,02 Jan 2024",
        end="\r\n",
    )
    parsed = only("x.csv", data)
    rows = contacts(parsed)
    assert [(row.number, row.name) for row in rows] == [
        (6, "Ana Lee PhD"),
        (9, "Bo Chen"),
    ]
    assert parsed.notices == ("1 blank row left out.",)


def test_a_file_saved_again_by_excel_keeps_its_days() -> None:
    data = lines(
        "\ufeff" + HEADER,
        'Priya,Rao,,,"Stripe, Inc.","Lead ""Platform""",7-Feb-22',
        "Omar,,,,,,2-Oct-99",
        ",,https://www.linkedin.com/in/nobody,,,,",
        "Li,明,,,,,03 Apr 2022",
        "Kim,Roe,,,,,sometime",
        end="\r\n",
    )
    parsed = only("Connections.csv", data)
    rows = contacts(parsed)
    assert [row.name for row in rows] == ["Priya Rao", "Omar", "Li 明", "Kim Roe"]
    assert (rows[0].company, rows[0].title) == ("Stripe, Inc.", 'Lead "Platform"')
    assert [row.connected_on for row in rows] == [
        date(2022, 2, 7),
        date(1999, 10, 2),
        date(2022, 4, 3),
        None,
    ]
    (problem,) = parsed.problems
    assert problem.number == 4
    assert problem.reason == "It names nobody: first and last name are empty."
    assert parsed.notices == (
        "1 day could not be read and stayed empty, such as “sometime”.",
    )


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (
            "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
            "28. März 2024",
        ),
        (
            "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
            "28 mars 2024",
        ),
        (
            "Nombre,Apellidos,URL,Correo electrónico,Empresa,Cargo,Fecha de conexión",
            "28 de marzo de 2024",
        ),
        (
            "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
            "28 de mar. de 2024",
        ),
        (
            "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Collegato il",
            "28 mar 2024",
        ),
        (
            "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
            "28 mrt 2024",
        ),
    ],
    ids=["de", "fr", "es", "pt", "it", "nl"],
)
def test_headers_in_other_languages(header: str, day: str) -> None:
    row = f"Ana,Lee,https://www.linkedin.com/in/ana,ana@x.test,Acme,Lead,{day}"
    parsed = only("Connections.csv", lines(header, row))
    (contact,) = contacts(parsed)
    assert parsed.kind is ImportKind.CONNECTIONS
    assert (contact.name, contact.email) == ("Ana Lee", "ana@x.test")
    assert (contact.company, contact.title) == ("Acme", "Lead")
    assert contact.connected_on == date(2024, 3, 28)


def test_an_old_export_without_links_and_in_an_old_code_page() -> None:
    data = lines(
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        "José,Muñoz,,Nestlé,Ingénieur,1/2/26",
        "Eva,Roe,,Acme,,3/24/23",
        "???,????,,Acme,,01 Jan 2012",
    )
    parsed = only("Connections.csv", data.decode().encode("cp1252"))
    first, second = contacts(parsed)
    assert (first.name, first.company) == ("José Muñoz", "Nestlé")
    assert first.connected_on == date(2026, 1, 2)  # the network writes month first
    assert second.connected_on == date(2023, 3, 24)
    assert parsed.problems[0].reason == (
        "Its name “??? ????” has no letters left in it."
    )
    assert "Windows-1252" in parsed.notices[0]


def test_a_row_that_lost_or_gained_a_field_is_a_problem_and_shifts_nothing() -> None:
    data = lines(
        HEADER,
        "Ana,Lee,,,Acme, Inc.,Engineer,01 Jan 2024",
        "Bo,Chen,,Initech,Lead,02 Jan 2024",
        "Cy,Roe,,,Globex,Lead,03 Jan 2024,,",
    )
    parsed = only("Connections.csv", data)
    (row,) = contacts(parsed)
    assert (row.name, row.company) == ("Cy Roe", "Globex")
    assert [problem.number for problem in parsed.problems] == [2, 3]
    assert "8 fields where the header has 7" in parsed.problems[0].reason
    assert "6 fields where the header has 7" in parsed.problems[1].reason


def test_hostile_names_stay_plain_text() -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    formula = '=HYPERLINK("https://evil.test";"click")'
    data = text(
        [
            HEADER.split(","),
            [hostile, formula, "javascript:alert(1)", "a b@c", "@SUM(A1)", "", ""],
        ]
    )
    (row,) = contacts(only("Connections.csv", data))
    assert row.name == f"{hostile} {formula}"
    assert row.company == "@SUM(A1)"
    assert (row.profile_url, row.email) == ("", "")
    assert row.raw["URL"] == "javascript:alert(1)"


JOB_HEADER = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,"
    "Job Url,Resume Name,Question And Answers"
)


def test_job_applications_leave_what_is_sensitive_in_the_file() -> None:
    data = lines(
        JOB_HEADER,
        '"3/4/23, 4:11 PM",me@x.test,+49 170 1,Acme,Engineer,'
        "https://www.linkedin.com/jobs/view/1,cv.pdf,salary:90000 | age:31",
        "1/2/26,me@x.test,+49 170 1,,Lead,,cv.pdf,",
        "13/1/26,me@x.test,+49 170 1,A,B,Lead,,cv.pdf,oops",
    )
    parsed = only("Job Applications.csv", data)
    (row,) = applications(parsed)
    assert parsed.kind is ImportKind.JOB_APPLICATIONS
    assert (row.company, row.title, row.stage) == ("Acme", "Engineer", Stage.APPLIED)
    assert (row.source, row.url) == (
        Source.ONLINE,
        "https://www.linkedin.com/jobs/view/1",
    )
    assert [problem.number for problem in parsed.problems] == [3, 4]
    kept = repr([parsed.rows, parsed.problems, parsed.sample])
    assert not any(word in kept for word in ("90000", "170", "me@x", "oops"))


def test_the_networks_own_days_are_month_first_without_asking() -> None:
    data = lines(JOB_HEADER, '"3/4/23, 4:11 PM",,,Acme,Engineer,,,')
    parsed = only("Job Applications.csv", data)
    assert applications(parsed)[0].on == date(2023, 3, 4)
    assert parsed.ask == ()


def test_saved_jobs() -> None:
    data = lines(
        "Saved Date,Job Url,Job Title,Company Name",
        '"9/30/25, 10:00\u202fAM",https://www.linkedin.com/jobs/view/7,Lead,Acme',
    )
    parsed = only("Saved Jobs.csv", data)
    (row,) = applications(parsed)
    assert parsed.kind is ImportKind.SAVED_JOBS
    assert (row.stage, row.on) == (Stage.SAVED, date(2025, 9, 30))


def test_an_archive_gives_every_file_we_take_and_opens_no_other() -> None:
    data = zipped(
        {
            "Top/Connections.csv": lines("Notes:", NOTES, "", HEADER, ROW),
            "Top/Jobs/Job Applications.csv": lines(JOB_HEADER, "1/2/26,,,Acme,A,,,"),
            "Top/Jobs/Job Applications_1.csv": lines(JOB_HEADER, "1/3/26,,,Bo,B,,,"),
            "Top/Jobs/Saved Jobs.csv": b"",
            "Top/messages.csv": b"\0 not even text",
            "Top/Profile.csv": b"\0 not to be opened",
            "Top/PhoneNumbers.csv": b"\0 nor this",
            "Top/Ad_Targeting.csv": b"\0 nor that",
            "Top/inner.zip": zipped({"Connections.csv": lines(HEADER, ROW)}),
            "__MACOSX/Top/._Connections.csv": b"\0\0",
        }
    )
    found = read("Complete.zip", data)
    assert [parsed.file for parsed in found] == [
        "Complete.zip/Connections.csv",
        "Complete.zip/Job Applications.csv",
        "Complete.zip/Job Applications_1.csv",
    ]
    assert [len(parsed.rows) for parsed in found] == [1, 1, 1]
    assert found[0].notices == (
        "“Complete.zip/Saved Jobs.csv” is empty: export it again.",
        (
            "“Complete.zip/messages.csv” holds zero bytes, so it is not a text table or"
            " is damaged: open it in a spreadsheet program and save it as CSV UTF-8."
        ),
        "Profile.csv, PhoneNumbers.csv left closed. They hold addresses or answers.",
    )


def test_a_file_has_the_same_digest_inside_an_archive_and_alone() -> None:
    data = lines(HEADER, ROW)
    alone = only("Connections.csv", data)
    inside = only("a.zip", zipped({"Connections.csv": data}))
    assert alone.sha256 == inside.sha256


def test_contacts_without_their_header_are_refused_with_advice() -> None:
    with pytest.raises(ImportRefusedError, match="put that row back"):
        read("x.csv", lines(ROW))
    with pytest.raises(ImportRefusedError, match="put that row back"):
        read("Connections.csv", lines("Ana,Lee,Acme", "Bo,Chen,Initech,x"))


NAME = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30)


@given(
    st.lists(
        st.tuples(
            NAME,
            NAME,
            NAME,
            NAME,
            st.dates(date(1970, 1, 1), date(2100, 12, 31)),
        ),
        max_size=8,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([b"", lines("Notes:", NOTES, "")]),
)
def test_generated_connections_come_back_equal(
    people: list[tuple[str, str, str, str, date]], delimiter: str, preamble: bytes
) -> None:
    rows = [
        [first, last, "", "", company, title, f"{day:%d %b %Y}"]
        for first, last, company, title, day in people
    ]
    table = text([HEADER.split(","), *rows], delimiter)
    parsed = only("Connections.csv", preamble + table)
    named = [
        person
        for person in people
        if any(map(str.isalnum, names.one_line(f"{person[0]} {person[1]}")))
    ]
    assert [
        (row.name, row.company, row.title, row.connected_on) for row in contacts(parsed)
    ] == [
        (
            names.one_line(f"{first} {last}"),
            cells.named(company),
            cells.named(title),
            day,
        )
        for first, last, company, title, day in named
    ]
    assert len(parsed.problems) == len(people) - len(named)


@given(st.text())
def test_fast_cleaning_is_the_same_cleaning(value: str) -> None:
    assert cells.line(value) == names.one_line(value)
    ends = value.replace("\r\n", "\n").replace("\r", "\n")
    assert cells.paragraph(value) == names.tidy(ends)


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_every_day_of_the_network_is_read_in_each_of_its_forms(day: date) -> None:
    forms = [
        f"{day:%d %b %Y}",
        f"{day.day}-{day:%b-%y}",
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.day}, {day.year}",
    ]
    data = text([HEADER.split(","), *(["A", "B", "", "", "", "", on] for on in forms)])
    found = contacts(only("Connections.csv", data))
    assert [row.connected_on for row in found] == [day] * len(forms)
    assert found[0].connected_on != day + timedelta(days=1)
