"""Address books, against what a reader of each file finds in it.

The expected figures were written down from the files before the importer ran.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.making import contacts, only, text, zipped
from tracker.errors import ImportRefusedError
from tracker.importers import ContactRow, Parsed, limits, read
from tracker.models import ImportKind

DATA = Path(__file__).parent / "data"
NO_NAME = "It has an address but no name; name the person and try again."


@dataclass(frozen=True)
class Expected:
    """What a file holds."""

    taken: int
    refused: tuple[tuple[int, str], ...] = ()
    spots: tuple[tuple[int, str, object], ...] = ()
    """Place among the rows taken, field, value."""


EZ, MORE = "ez-vcard", "GPCsolutions"
EXPECTED = {
    f"{EZ}/John_Doe_ANDROID.vcf": Expected(
        4,
        ((1, NO_NAME), (6, NO_NAME)),
        (
            (0, "name", "Ñ Ñ Ñ Ñ Ñ"),
            (0, "phone", "123456789"),
            (1, "name", " ".join("Ñ" * 11)),
            (2, "email", "bob@company.com"),
            (2, "company", "Ñ" * 12),
            (3, "number", 71),
        ),
    ),
    f"{EZ}/John_Doe_BLACK_BERRY.vcf": Expected(
        1,
        spots=(
            (0, "name", "John Doe"),
            (0, "company", "Acme Solutions"),
            (0, "phone", "+96123456789"),
            (0, "email", ""),
            (0, "title", ""),
        ),
    ),
    f"{EZ}/John_Doe_EVOLUTION.vcf": Expected(
        1,
        spots=(
            (0, "name", "John Richter James Doe"),
            (0, "email", "john.doe@ibm.com"),
            (0, "company", "IBM"),
            (0, "phone", "905-666-1234"),
            (0, "seen_on", date(2012, 3, 5)),
        ),
    ),
    f"{EZ}/John_Doe_GMAIL.vcf": Expected(
        1,
        spots=(
            (0, "name", "John Richter James Doe"),
            (0, "email", "john.doe@ibm.com"),
            (0, "title", "Money Counter"),
            (0, "phone", "905-555-1234"),
            (0, "profile_url", ""),
        ),
    ),
    f"{EZ}/gmail-list.vcf": Expected(
        3,
        spots=(
            (0, "name", "Arnold Smith"),
            (0, "email", "asmithk@gmail.com"),
            (1, "name", "Chris Beatle"),
            (2, "number", 13),
            (2, "email", "dwhite@gmail.com"),
        ),
    ),
    f"{EZ}/gmail-single2.vcf": Expected(
        1,
        spots=(
            (0, "name", "VCard Test"),
            (0, "email", "email@example.com"),
            (
                0,
                "other_emails",
                (
                    "homeemail@example.com",
                    "workemail@example.com",
                    "otheremail@example.com",
                    "customcategory@example.com",
                ),
            ),
            (0, "phone", "5555551115"),
            (0, "title", "TheJobTitle"),
        ),
    ),
    f"{EZ}/jcard-example.json": Expected(
        1,
        spots=(
            (0, "name", "Simon Perreault"),
            (0, "email", "simon.perreault@viagenie.ca"),
            (0, "company", "Viagenie"),
            (0, "phone", "+1-418-262-6501"),
            (0, "title", ""),
        ),
    ),
    f"{EZ}/outlook-2003.vcf": Expected(
        1,
        spots=(
            (0, "name", "John Doe"),
            (0, "company", "Company, The"),
            (0, "title", "The Job Title"),
            (0, "email", "jdoe@hotmail.com"),
            (0, "seen_on", date(2012, 10, 12)),
            (0, "phone", ""),  # “BusinessPhone” is no number
        ),
    ),
    f"{EZ}/rfc6350-example.vcf": Expected(
        1,
        spots=(
            (0, "name", "Simon Perreault"),
            (0, "email", "simon.perreault@viagenie.ca"),
            (0, "company", "Viagenie"),
            (0, "phone", "+1-418-262-6501"),
            (0, "other_emails", ()),
        ),
    ),
    "vobject/radicale-1587.vcf": Expected(
        1,
        spots=(
            (0, "name", "Given Additional Family"),
            (0, "email", ""),
            (0, "phone", ""),
            (0, "company", ""),
            (0, "number", 1),
        ),
    ),
    f"{MORE}/outlook.csv": Expected(
        2,
        ((3, "Its action is “delete”: it is to be deleted, not added."),),
        (
            (0, "name", "Adam Glacius"),
            (0, "other_emails", ("adam.g@example.com", "ag@glacius.com")),
            (0, "phone", "+1 555 3227 8544"),
            (0, "title", "Sales Planner"),
            (1, "name", "Duncan Amey"),
            (1, "company", ""),
        ),
    ),
    "mtrazzi/google_contacts.csv": Expected(
        2,
        ((3, NO_NAME),),
        (
            (0, "name", "Richard Feynman"),
            (0, "email", "rich@caltech.edu"),
            (0, "other_emails", ()),
            (1, "number", 4),
            (1, "email", "elon.musk@tesla.com"),
        ),
    ),
}


@pytest.mark.parametrize("file", EXPECTED)
def test_a_file_nobody_here_wrote_is_read_as_expected(file: str) -> None:
    expected = EXPECTED[file]
    parsed = only(Path(file).name, DATA / file)
    rows = contacts(parsed)
    assert parsed.kind is ImportKind.ADDRESS_BOOK
    assert len(rows) == expected.taken
    found = tuple((problem.number, problem.reason) for problem in parsed.problems)
    assert found == expected.refused
    for place, field, value in expected.spots:
        assert (field, getattr(rows[place], field)) == (field, value)


def test_what_others_would_not_want_copied_stays_behind() -> None:
    parsed = only("outlook.csv", DATA / "GPCsolutions/outlook.csv")
    kept = " ".join(" ".join(row.raw.values()) for row in parsed.rows)
    assert "kids" not in kept
    assert "999 Super Way" not in kept
    card = only("x.vcf", DATA / "ez-vcard/John_Doe_EVOLUTION.vcf")
    assert "Crescent" not in str(card.rows)
    assert "1980" not in str(card.rows)


# --- Tables ---------------------------------------------------------------------


def one(*rows: str, encoding: str = "utf-8") -> ContactRow:
    (row,) = contacts(only("book.csv", "\n".join(rows).encode(encoding)))
    return row


def test_google_old_and_new_and_several_addresses_in_a_cell() -> None:
    new = one(
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
        "Phone 1 - Label,Phone 1 - Value,Website 1 - Label,Website 1 - Value,Notes",
        '"Zoë",,"Smith, Jr.",Unicode Works,Engineer,* myContacts,Work,zoe@example.com,'
        "Home,a@x.io ::: b@x.io ::: ZOE@example.com,Mobile,+49 1 ::: +49 2,Profile,"
        'https://www.linkedin.com/in/zoe,"two\nlines"',
    )
    assert (new.name, new.email) == ("Zoë Smith, Jr.", "zoe@example.com")
    assert new.other_emails == ("a@x.io", "b@x.io")
    assert (new.phone, new.profile_url) == ("+49 1", "https://www.linkedin.com/in/zoe")
    old = one(
        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,"
        "E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title",
        "Louise Nachname,Louise,,Nachname,* My Contacts,* Work,l@x.io,Acme,Chef",
    )
    assert (old.name, old.email, old.company, old.title) == (
        "Louise Nachname",
        "l@x.io",
        "Acme",
        "Chef",
    )
    nameless = one(
        "Name,First Name,Last Name,E-mail 1 - Value,E-mail 2 - Value",
        ",Bob,Builder,bob@x.io,",
    )
    assert nameless.name == "Bob Builder"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (  # the web's
            (
                "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,"
                "E-mail 2 Address,Home Phone,Mobile Phone,Job Title,Company,Birthday"
            ),
            "Jörg,,Groß,Dr.,,j@x.io,k@x.io,1,2,Prüfer,Müller AG,1.1.1970",
        ),
        (  # the desktop's
            (
                "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,"
                "Job Title,Business Street,Business Phone,Mobile Phone,E-mail Address,"
                "E-mail Type,E-mail 2 Address"
            ),
            "Dr.,Jörg,,Groß,,Müller AG,R,Prüfer,Weg 1,1,2,j@x.io,SMTP,k@x.io",
        ),
        (
            (
                "Anrede,Vorname,Weitere Vornamen,Nachname,Firma,Abteilung,Position,"
                "Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,"
                "E-Mail 2: Adresse"
            ),
            "Dr.,Jörg,,Groß,Müller AG,R,Prüfer,1,2,j@x.io,SMTP,k@x.io",
        ),
        (
            (
                "Prénom;Deuxième prénom;Nom;Société;Fonction;Téléphone (bureau);"
                "Tél. mobile;Adresse de messagerie;Adresse de messagerie 2"
            ),
            "Jörg;;Groß;Müller AG;Prüfer;1;2;j@x.io;k@x.io",
        ),
        (
            (
                "Nombre,Segundo nombre,Apellidos,Organización,Puesto,Teléfono móvil,"
                "Dirección de correo electrónico,Dirección de correo electrónico 2"
            ),
            "Jörg,,Groß,Müller AG,Prüfer,2,j@x.io,k@x.io",
        ),
        (
            (
                "Nome,Secondo nome,Cognome,Società,Posizione,Cellulare,"
                "Indirizzo posta elettronica,Indirizzo posta elettronica 2"
            ),
            "Jörg,,Groß,Müller AG,Prüfer,2,j@x.io,k@x.io",
        ),
        (
            (
                "Voornaam,Middelste naam,Achternaam,Bedrijf,Functie,Mobiele telefoon,"
                "E-mailadres,E-mailadres 2"
            ),
            "Jörg,,Groß,Müller AG,Prüfer,2,j@x.io,k@x.io",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_outlook_in_its_languages_and_code_pages(
    header: str, row: str, encoding: str
) -> None:
    found = one(header, row, encoding=encoding)
    assert (found.name, found.company, found.title) == (
        "Jörg Groß",
        "Müller AG",
        "Prüfer",
    )
    assert (found.email, found.other_emails, found.phone) == (
        "j@x.io",
        ("k@x.io",),
        "2",
    )


def test_a_list_of_names_alone_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="names without"):
        read("x.csv", text([["Name", "Birthday"], ["Ana", "1 May"]]))


# --- Cards ----------------------------------------------------------------------


def cards(*lines: str, end: str = "\r\n") -> Parsed:
    return only("x.vcf", end.join([*lines, ""]).encode())


def test_folds_quotes_groups_and_escapes_are_undone() -> None:
    parsed = cards(
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ana",
        "  Silva",
        r"N:Silva\, de;Ana;;;",
        'item1.EMAIL;TYPE="work;home:x",pref:ana@x.io',
        "ORG:A\\;B\\, C;Unit",
        "TITLE:Two\\nlines",
        "TEL;TYPE=FAX:1",
        "TEL;TYPE=CELL:2",
        "PHOTO;ENCODING=b:" + "A" * 70,
        " " + "A" * 70,
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:A team",
        "KIND:group",
        "END:VCARD",
    )
    (row,) = contacts(parsed)
    assert (row.name, row.email, row.company) == ("Ana Silva", "ana@x.io", "A;B, C")
    assert (row.title, row.phone) == ("Two lines", "2")
    assert parsed.notices == ("1 card that is no person left out.",)


def test_old_code_pages_of_cards() -> None:
    quoted = cards(
        "begin:vcard",
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gro=DF;J=F6=",
        "rg",
        "end:vcard",
    )
    assert contacts(quoted)[0].name in {"Jörg Groß", "Groß Jörg"}
    plain = "BEGIN:VCARD\r\nFN:Jörg Groß\r\nEND:VCARD\r\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (row,) = contacts(only("x.vcf", plain.encode(encoding)))
        assert row.name == "Jörg Groß"


def test_a_card_cut_off_is_a_problem_and_one_within_another_is_passed_over() -> None:
    parsed = cards(
        "BEGIN:VCARD",
        "FN:Ana",
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Bo",
        "END:VCARD",
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:Cy",
        end="\n",
    )
    assert [row.name for row in contacts(parsed)] == ["Ana"]
    assert [problem.number for problem in parsed.problems] == [8]


def test_too_many_cards_and_too_long_lines_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "ROWS", 2)
    card = ["BEGIN:VCARD", "FN:Ana", "END:VCARD"]
    assert len(cards(*card * 2).rows) == 2
    with pytest.raises(ImportRefusedError, match="more than 2 cards"):
        cards(*card * 3)
    with pytest.raises(ImportRefusedError, match="without pictures"):
        cards("BEGIN:VCARD", "PHOTO:" + "A" * (10 * 2**20 + 1))


def test_cards_in_an_archive_are_found() -> None:
    data = zipped(
        {"Takeout/Contacts/All Contacts.vcf": b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n"}
    )
    (parsed,) = read("takeout.zip", data)
    assert [row.name for row in contacts(parsed)] == ["Ana"]


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])),
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])),
        ),
        max_size=4,
    )
)
def test_generated_cards_come_back_equal(people: list[tuple[str, str]]) -> None:
    def escaped(value: str) -> str:
        return "".join(f"\\{char}" if char in "\\;," else char for char in value)

    def folded(line: str) -> str:
        return "\r\n ".join(line[at : at + 20] for at in range(0, len(line), 20))

    lines = [
        line
        for name, company in people
        for line in (
            "BEGIN:VCARD",
            folded(f"FN:{escaped(f'A{name}')}"),
            folded(f"ORG:{escaped(f'B{company}')}"),
            "END:VCARD",
        )
    ]
    if not lines:
        return
    found = [(row.name, row.company) for row in contacts(cards(*lines))]
    assert found == [
        (f"A{name}"[:200], f"B{company}"[:200]) for name, company in people
    ]
