from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.making import applications, book, only, text
from tracker.errors import ImportRefusedError
from tracker.importers import Answers, cells, headers, read, statuses
from tracker.models import ImportKind, Source, Stage

HEADER = ["Company", "Job title", "Status", "Date applied"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_separator(delimiter: str) -> None:
    rows = [HEADER, ["Acme, Inc.", "Dev; Ops", "Applied", "2026-01-02"]]
    (row,) = applications(only("x.csv", text(rows, delimiter)))
    assert (row.company, row.title) == ("Acme, Inc.", "Dev; Ops")
    assert (row.stage, row.on) == (Stage.APPLIED, date(2026, 1, 2))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        # Reactive Resume, Simplify, JobSync, Huntr, Teal: anchors of the formats.
        (
            "Organization,Role,Stage,Applied Date,City,Salary Range,Source,Notes,URL",
            "company title status applied location salary source note url",
        ),
        (
            "Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Notes",
            "company title status applied url note",
        ),
        (
            "createdAt,applied,appliedDate,Company,JobTitle,Location,JobSource,Status",
            "company title status applied saved location source",
        ),
        (
            "companyName,title,location,url,listName,htmlDescription,requirements",
            "company title status url location",
        ),
        (
            "Employer,Job Title,List,URL,Location,Salary,Date Saved,Notes",
            "company title status saved url location salary note",
        ),
        (
            "Job Position,Company,Max. Salary,Location,Status,Date Saved,Date Applied",
            "company title status applied saved location salary",
        ),
        (
            "Firma,Stelle,Status,Bewerbungsdatum,Ort,Gehalt,Quelle,Notizen",
            "company title status applied location salary source note",
        ),
        (
            "Entreprise,Intitulé du poste,Statut,Date de candidature,Lieu,Lien",
            "company title status applied location url",
        ),
        (
            "Empresa,Puesto,Estado,Fecha de solicitud,Ubicación,Enlace",
            "company title status applied location url",
        ),
        (
            "Empresa,Vaga,Situação,Data da candidatura,Cidade,Link da vaga",
            "company title status applied location url",
        ),
    ],
    ids=lambda value: value[:20],
)
def test_columns_of_known_trackers(header: str, expected: str) -> None:
    assert set(headers.applications(header.split(","))) == set(expected.split())


def test_the_surest_of_several_columns_is_used() -> None:
    columns = ["Date", "applied", "appliedDate", "Location", "Location"]
    assert headers.applications(columns)["applied"] == "appliedDate"


def test_a_row_that_gained_a_field_is_a_problem_and_a_short_one_is_not() -> None:
    data = text(
        [
            HEADER,
            ["Acme", "Inc.", "Dev", "Applied", "2026-01-02"],
            ["Initech", "Dev"],
            ["Globex", "Dev", "Applied", "2026-01-02", "", ""],
        ]
    )
    parsed = only("x.csv", data)
    assert [row.company for row in applications(parsed)] == ["Initech", "Globex"]
    (problem,) = parsed.problems
    assert (problem.number, problem.raw) == (2, {})
    assert "5 fields where the header has 4" in problem.reason


def test_a_row_without_company_is_a_problem_only_if_somebody_typed_in_it() -> None:
    rows = [
        [*HEADER, "Notes", "Done"],
        ["", "Dev", "Applied", "", "", "FALSE"],
        ["", "", "Applied", "", "", "FALSE"],
        ["N/A", "", "N/A", "", "call Ana", ""],
        ["", "", "", "2026-01-02", "", ""],
        ["NA", "Dev", "Applied", "", "", ""],
    ]
    parsed = only("x.csv", text(rows))
    assert [row.company for row in applications(parsed)] == ["NA"]
    assert [problem.number for problem in parsed.problems] == [2, 4, 5]
    assert {problem.reason for problem in parsed.problems} == {"It names no company."}
    assert parsed.notices == ("1 row with nothing but defaults left out.",)


def test_a_template_of_a_thousand_prepared_rows_holds_no_application() -> None:
    prepared: list[list[object]] = [["", "", "N/A", None, False]] * 1_000
    data = book({"Tracker": [[*HEADER, "Resume"], *prepared]})
    parsed = only("tracker.xlsx", data)
    assert (parsed.rows, parsed.problems) == ((), ())
    assert "1,000 rows with nothing but defaults left out." in parsed.notices
    assert "No row below its header is filled." in parsed.notices


def test_a_workbook_with_a_banner_and_a_sheet_of_choices() -> None:
    day = datetime(2026, 1, 2)  # noqa: DTZ001 - as workbooks hold days
    data = book(
        {
            "Choices": [["Status", "Job type"], ["Applied", "Full-time"]],
            "Job tracker": [
                ["JOB TRACKER", None, None, "APPLICATIONS"],
                [],
                [
                    "STATUS",
                    "COMPANY",
                    "JOB TITLE",
                    "DATE APPLIED",
                    "CITY",
                    "DATE ",
                    "CITY",
                    "PAY",
                ],
                ["Applied", "Acme", "Dev", day, "Rome", None, "Room 1", 120_000.0, "?"],
                [False, None, None, None, None],
                ["Offer", "NA", 1984, 46_024, "Rome"],
            ],
        }
    )
    parsed = only("tracker.xlsx", data)
    first, second = applications(parsed)
    assert parsed.file == "tracker.xlsx"
    assert parsed.columns[5:] == ("DATE", "CITY (2)", "PAY", "column 9")
    assert (first.number, first.company, first.on) == (4, "Acme", date(2026, 1, 2))
    assert (first.location, first.salary) == ("Rome", "120000")
    assert first.raw["CITY (2)"] == "Room 1"
    assert (second.company, second.title, second.stage) == ("NA", "1984", Stage.OFFER)
    assert second.on == date(2026, 1, 2)  # 46,024 days after 1899-12-30


def test_every_sheet_that_surely_lists_applications_is_read() -> None:
    data = book(
        {
            "2025": [HEADER, ["Acme", "Dev", "Rejected", "2025-05-01"]],
            "2026": [HEADER, ["Initech", "Dev", "Applied", "2026-05-01"]],
            "2027": [HEADER],
            "Contacts": [["First name", "Last name", "Company"], ["Ana", "Lee", "X"]],
        }
    )
    found = read("jobs.xlsx", data)
    assert [parsed.file for parsed in found] == ["jobs.xlsx/2025", "jobs.xlsx/2026"]
    assert found[0].sha256 != found[1].sha256


def test_a_company_merged_over_several_rows_counts_for_each() -> None:
    data = book(
        {
            "Sheet": [
                HEADER,
                ["Acme", "Dev", "Applied", "2026-01-02"],
                [None, "Ops", "Rejected", "2026-01-03"],
                [None, None, None, None],
                [None, "Boss", "Applied", "2026-01-05"],
            ]
        },
        merged="A2:A4",
    )
    parsed = only("x.xlsx", data)
    assert [(row.company, row.title) for row in applications(parsed)] == [
        ("Acme", "Dev"),
        ("Acme", "Ops"),
    ]
    assert [problem.number for problem in parsed.problems] == [5]


def test_an_export_of_contacts_saved_as_a_workbook_is_still_one() -> None:
    header = ["First Name", "Last Name", "URL", "Company", "Position", "Connected On"]
    day = datetime(2024, 3, 28)  # noqa: DTZ001 - as workbooks hold days
    row = ["Ana", "Lee", None, "Acme", "Dev", day]
    parsed = only("c.xlsx", book({"Connections": [["Notes:"], [], header, row]}))
    assert parsed.kind is ImportKind.CONNECTIONS
    assert [getattr(row, "connected_on", None) for row in parsed.rows] == [
        date(2024, 3, 28)
    ]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Company,Job Title,E-mail Address",
        "Name,Given Name,Family Name,Organization 1 - Name,Notes",
        "Action,ID,Name,Company,Job Title,E-mail Address",
    ],
)
def test_an_address_book_is_not_taken_for_applications(header: str) -> None:
    parsed = only("people.csv", f"{header}\n".encode())
    assert (parsed.kind, parsed.rows) == (ImportKind.ADDRESS_BOOK, ())


def test_a_contact_beside_a_status_makes_no_address_book() -> None:
    rows = [[*HEADER, "Name"], ["Acme", "Dev", "Applied", "", "Ana"]]
    assert len(only("x.csv", text(rows)).rows) == 1


def test_moves_between_stages_are_not_taken_for_applications() -> None:
    rows = [["Company", "Source", "Target"], ["Acme", "Applied", "Rejected"]]
    with pytest.raises(ImportRefusedError, match="moves from stage to stage"):
        read("x.csv", text(rows))


def test_phone_numbers_and_addresses_are_not_copied() -> None:
    header = [*HEADER, "Contact phone", "Recruiter E-Mail", "Password", "Contact name"]
    row = ["Acme", "Dev", "Applied", "", "+49 170", "hr@acme.test", "s3cret", "Ana"]
    parsed = only("x.csv", text([header, row]))
    kept = repr([parsed.rows, parsed.sample])
    assert not any(word in kept for word in ("170", "hr@acme", "s3cret"))
    assert applications(parsed)[0].raw["Contact name"] == "Ana"
    assert "Contact phone" in parsed.columns


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("Applied", Stage.APPLIED),
        ("  APPLIED ", Stage.APPLIED),
        ("2. Applied ✅", Stage.APPLIED),
        ("ON_SITE_INTERVIEW", Stage.ONSITE),
        ("Wishlist", Stage.SAVED),
        ("Phone Screen", Stage.SCREEN),
        ("Take-home", Stage.CHALLENGE),
        ("Technical interview", Stage.OFFSITE),
        ("Final round", Stage.ONSITE),
        ("Offer Received", Stage.OFFER),
        ("Offer declined", Stage.DECLINED),
        ("I withdrew", Stage.WITHDRAWN),
        ("Rejected - no visa", Stage.REJECTED),
        ("Rejected (email)", Stage.REJECTED),
        ("Ghosted", Stage.NO_ANSWER),
        ("Absage", Stage.REJECTED),
        ("Vorstellungsgespräch", Stage.SCREEN),
        ("Candidature envoyée", Stage.APPLIED),
        ("Refusé", Stage.REJECTED),
        ("En entrevista", Stage.SCREEN),
        ("Oferta aceita", Stage.ACCEPTED),
        ("Applied / Rejected", None),
        ("ccepted", None),
        ("Waitlisted", None),
        ("", None),
        ("✅", None),
    ],
)
def test_status_words(status: str, stage: Stage | None) -> None:
    assert statuses.stage(status) is stage


def test_the_searchers_word_on_a_status_goes_before_ours() -> None:
    rows = [HEADER, *[["Acme", str(n), "WAITLISTED", ""] for n in range(3)]]
    rows += [["Acme", "x", "waitlisted ", ""], ["Acme", "y", "Interview", ""]]
    asked = only("x.csv", text(rows))
    assert asked.unknown_statuses == {"WAITLISTED": 4}
    answers = Answers(stages={"waitlisted": Stage.ONSITE, "Interview": Stage.OFFER})
    told = only("x.csv", text(rows), answers)
    assert told.unknown_statuses == {}
    assert [row.stage for row in applications(told)] == [Stage.ONSITE] * 4 + [
        Stage.OFFER
    ]
    assert "Screen" not in "".join(told.notices)


def test_sources_are_kept_even_where_no_word_of_ours_covers_them() -> None:
    rows = [["Company", "Title", "Source", "Notes"]]
    rows += [["A", "x", "Referral", ""], ["B", "x", "Hays", "two\nlines"]]
    rows += [["C", "x", "", ""]]
    first, second, third = applications(only("x.csv", text(rows)))
    assert (first.source, first.note) == (Source.REFERRAL, "")
    assert (second.source, second.note) == (Source.OTHER, "two\nlines\nSource: Hays")
    assert (third.source, third.note) == (None, "")


def test_a_column_of_days_with_two_readings_asks_and_takes_the_answer() -> None:
    rows = [HEADER, ["Acme", "Dev", "Applied", "03/04/2026"]]
    rows += [["Bo", "Dev", "Applied", "2026-05-06"], ["Cy", "Dev", "", "later"]]
    asked = only("x.csv", text(rows))
    (question,) = asked.ask
    assert (question.field, question.column) == ("day_first", "Date applied")
    assert (question.examples, question.needed) == (("03/04/2026",), True)
    assert [row.on for row in applications(asked)] == [None, date(2026, 5, 6), None]
    assert asked.notices[0].endswith("stayed empty, such as “later”.")
    for day_first, day in ((True, date(2026, 4, 3)), (False, date(2026, 3, 4))):
        told = only("x.csv", text(rows), Answers(day_first=day_first))
        assert applications(told)[0].on == day
        assert told.ask == ()


def test_an_answer_does_not_turn_round_a_column_that_speaks_for_itself() -> None:
    rows = [HEADER, *[["A", "D", "Applied", on] for on in ("3/4/2026", "3/14/2026")]]
    told = only("x.csv", text(rows), Answers(day_first=True))
    assert [row.on for row in applications(told)] == [
        date(2026, 3, 4),
        date(2026, 3, 14),
    ]


def test_a_table_in_unknown_words_is_mapped_by_the_searcher() -> None:
    rows = [["Yritys", "Tehtävä", "Tila"], ["Acme", "Dev", "Applied"]]
    rows += [["Initech", "Ops", "hylätty"]]
    asked = only("haut.csv", text(rows))
    assert (asked.rows, asked.columns) == ((), ("Yritys", "Tehtävä", "Tila"))
    assert [(q.field, q.needed) for q in asked.ask] == [
        ("company", True),
        ("title", False),
    ]
    assert asked.sample[0] == {"Yritys": "Acme", "Tehtävä": "Dev", "Tila": "Applied"}
    mapping = {"company": "Yritys", "title": "Tehtävä", "status": "Tila"}
    told = only("haut.csv", text(rows), Answers(mapping=mapping))
    assert [(r.company, r.title, r.stage) for r in applications(told)] == [
        ("Acme", "Dev", Stage.APPLIED),
        ("Initech", "Ops", None),
    ]
    assert told.ask == ()


def test_an_empty_answer_says_that_there_is_no_such_column() -> None:
    rows = [["Company", "Status", "Date"], ["Acme", "Applied", "2026-01-02"]]
    told = only("x.csv", text(rows), Answers(mapping={"title": "", "applied": ""}))
    (row,) = applications(told)
    assert (row.title, row.on, told.ask) == ("", None, ())


def test_the_day_belongs_to_the_stage() -> None:
    header = ["Company", "Title", "Status", "Date saved", "Date applied"]
    rows = [
        header,
        ["A", "x", "Saved", "2026-01-01", "2026-02-02"],
        ["B", "x", "Applied", "2026-01-01", "2026-02-02"],
        ["C", "x", "Applied", "2026-01-01", ""],
        ["D", "x", "", "2026-01-01", ""],
        ["E", "x", "", "", "2026-02-02"],
        ["F", "x", "", "", "yes"],
    ]
    parsed = only("x.csv", text(rows))
    january, february = date(2026, 1, 1), date(2026, 2, 2)
    assert [(row.stage, row.on) for row in applications(parsed)] == [
        (Stage.SAVED, january),
        (Stage.APPLIED, february),
        (Stage.APPLIED, january),
        (Stage.SAVED, january),
        (Stage.APPLIED, february),
        (Stage.APPLIED, None),
    ]
    assert parsed.notices == (
        "1 row without a day of applying: the day of saving stands for it.",
        "1 row without status or day taken as Saved.",
    )


def test_links_are_those_a_browser_opens() -> None:
    rows = [["Company", "Title", "Link"]]
    links = [
        ("https://x.test/a?gh_jid=1", "https://x.test/a?gh_jid=1"),
        ("see https://x.test/b (closed)", "https://x.test/b"),
        ("jobs.x.test/c", "https://jobs.x.test/c"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hello", ""),
        ("http://[", ""),
        ("hr@x.test", ""),
        ("apply in person", ""),
        ("https://x.test/" + "a" * 3_000, ""),
    ]
    rows += [["A", "x", written] for written, _ in links]
    found = applications(only("x.csv", text(rows)))
    assert [row.url for row in found] == [expected for _, expected in links]


def test_text_longer_than_the_store_takes_is_cut_and_a_company_is_refused() -> None:
    rows = [["Company", "Title", "Notes"], ["A", "t" * 300, "n" * 30_000]]
    rows += [["c" * 300, "x", ""]]
    parsed = only("x.csv", text(rows))
    (row,) = applications(parsed)
    assert (len(row.title), len(row.note)) == (200, 20_000)
    assert len(row.raw["Title"]) == 300
    assert "more than 200" in parsed.problems[0].reason


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
).filter(cells.named)


@given(st.lists(st.tuples(CELL, CELL), max_size=20), st.sampled_from([",", ";", "\t"]))
def test_generated_trackers_come_back_equal(
    jobs: list[tuple[str, str]], delimiter: str
) -> None:
    rows = [[company, title, "Applied", "2026-01-02"] for company, title in jobs]
    parsed = only("x.csv", text([HEADER, *rows], delimiter))
    found = [(row.company, row.title) for row in applications(parsed)]
    assert found == jobs
    assert (parsed.problems, parsed.ask) == ((), ())
