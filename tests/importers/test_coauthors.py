"""Publications: each format read to the letter, and hostile files refused soon."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tracker.errors import ImportRefusedError
from tracker.importers import Answers, read
from tracker.importers.coauthors import PaperRow, bibtex, tex
from tracker.models import ImportKind

if TYPE_CHECKING:
    from tracker.importers import Parsed

DATA = Path(__file__).parent / "data" / "coauthors"


def parsed(name: str, data: bytes | Path, **mapping: str) -> Parsed:
    [found] = read(name, data, answers=Answers(mapping=mapping))
    assert found.kind is ImportKind.COAUTHORS
    return found


def papers(found: Parsed) -> list[tuple[int, str, list[str], int | None]]:
    return [
        (row.number, row.title, [author.name for author in row.authors], row.year)
        for row in found.rows
        if isinstance(row, PaperRow)
    ]


# Expected results written by hand from reading each file.


def test_bibtex_with_front_matter_macros_marks_and_dotted_keys() -> None:
    found = papers(parsed("papers.bib", DATA / "papers.bib"))
    assert len(found) == 9
    assert found[0] == (
        6,
        "Relativity: the Special and General Theory",
        ["Albert Einstein"],
        1920,
    )
    assert found[2] == (
        23,
        "The meaning of relativity",
        ["Albert Einstein", "AH Taub"],
        1950,
    )
    assert found[3][2] == ["A. Einstein", "B. Podolsky", "N. Rosen"]
    assert found[8][2][3] == "Hendrik Antoon Lorentz"


def test_bibtex_with_sets_and_accents() -> None:
    found = parsed("x.bib", DATA / "BibtexImporter.examples.bib")
    assert papers(found) == [
        (
            1,
            "Git: dezentrale Versionsverwaltung im Team : Grundlagen und Workflows",
            ["René Preißel"],
            2016,
        ),
        (
            31,
            (
                "Effect of immobilization on catalytic characteristics of saturated "
                "Pd-N-heterocyclic carbenes in Mizoroki-Heck reactions"
            ),
            [
                "Özge Aksın",
                "Hayati Türkmen",
                "Levent Artok",
                "Bekir Çetinkaya",
                "Chaoying Ni",
                "Orhan Büyükgüngör",
                "Erhan Özkal",
            ],
            2006,
        ),
    ]
    assert found.problems == ()


def test_bibtex_in_an_old_code_page_says_what_is_missing() -> None:
    found = parsed("x.bib", DATA / "encoding-windows-1252-with-header.bib")
    assert found.rows == ()
    assert [(one.number, one.reason) for one in found.problems] == [
        (3, "It has no title.")
    ]


def test_dblp_with_a_dtd_latin_1_and_home_pages() -> None:
    found = parsed("dblp.xml", DATA / "dblp.xml")
    rows = papers(found)
    assert len(rows) == 22
    assert [(one.number, one.reason) for one in found.problems] == [
        (160, "It names no author."),  # editors only
        (172, "It names no author."),
    ]
    assert rows[0][:2] == (182, "XML-QL: A Query Language for XML")
    assert rows[4][1:] == (
        "Speech Recognition",
        ["André Berton", "Alfred Kaltenmeier", "Udo Haiber", "Olaf Schreiner"],
        2006,
    )
    assert rows[10][2][0] == "Pádraig Cunningham"


def test_a_page_of_dblp_with_marks_in_titles_and_its_owner_left_out() -> None:
    data = b"""<?xml version="1.0" encoding="US-ASCII"?>
<dblpperson name="Ana Silva" pid="1/2" n="3"><r><article key="a">
<author pid="3/4" orcid="0000-0001-0000-0000">J&#246;rg Smith 0002</author>
<author pid="1/2">Ana Silva</author><title>A <i>60-GHz</i> x&lt;y.</title>
<year>2023</year><ee>https://arxiv.org/abs/1</ee><ee>https://doi.org/10.1/X</ee>
</article></r><r><article key="b"><author>Jane Doe</author><title>Other.</title>
</article></r><r><article key="c"><!-- nothing --></article></r></dblpperson>"""
    found = parsed("p.xml", data)
    assert [row[1:] for row in papers(found)] == [
        ("A 60-GHz x<y", ["Jörg Smith", "Ana Silva"], 2023),
        ("Other", ["Jane Doe"], None),
    ]
    [first, _] = [row for row in found.rows if isinstance(row, PaperRow)]
    assert first.authors[0].link == "https://orcid.org/0000-0001-0000-0000"
    assert first.raw["Link"] == "https://doi.org/10.1/X"
    assert "1 paper does not name Ana Silva" in found.notices[0]
    assert [one.reason for one in found.problems] == ["It has no title."]


def test_a_search_of_dblp_as_json() -> None:
    info = {
        "authors": {"author": [{"@pid": "1/2", "text": "Ana Silva 0001"}]},
        "title": "Sums &amp; products.",
        "year": "2020",
    }
    one = {"authors": {"author": {"text": "Bo Li"}}, "title": "T", "year": "2021"}
    hits = {"@total": "2", "hit": [{"info": info}, {"info": one}]}
    data = json.dumps({"result": {"hits": hits}}).encode()
    assert papers(parsed("d.json", data)) == [
        (1, "Sums & products", ["Ana Silva"], 2020),
        (2, "T", ["Bo Li"], 2021),
    ]


def test_works_of_openalex() -> None:
    authors = [
        {"author": {"display_name": "Ana Silva", "orcid": "https://orcid.org/1"}},
        {"author": {}, "raw_author_name": "B. Li"},
    ]
    work = {
        "id": "https://openalex.org/W1",
        "title": "A <i>b</i>",
        "publication_year": 2019,
        "authorships": authors,
    }
    for whole in ({"meta": {}, "results": [work]}, [work], work):
        found = parsed("w.json", json.dumps(whole).encode())
        assert papers(found) == [(1, "A b", ["Ana Silva", "B. Li"], 2019)]


def test_an_author_without_works_and_a_record_without_authors_are_refused() -> None:
    author = {"id": "https://openalex.org/A1", "display_name": "Ana", "works_count": 2}
    with pytest.raises(ImportRefusedError, match="holds none of their works"):
        read("a.json", json.dumps(author).encode())
    summary = {"put-code": 1, "title": {"title": {"value": "T"}}}
    record = {"orcid-identifier": {}, "works": {"group": [{"work-summary": [summary]}]}}
    with pytest.raises(ImportRefusedError, match="works without their authors"):
        read("r.json", json.dumps(record).encode())
    with pytest.raises(ImportRefusedError, match="save the citation as BibTeX"):
        read("CITATION.cff", b"cff-version: 1.2.0\ntitle: Test\n")


def test_works_of_orcid() -> None:
    names = [{"credit-name": {"value": "Ana Silva"}}, {"credit-name": {"value": "Bo"}}]
    work = {
        "put-code": 1,
        "title": {"title": {"value": "T"}},
        "publication-date": {"year": {"value": "2018"}},
        "contributors": {"contributor": names},
    }
    data = json.dumps({"bulk": [{"work": work}]}).encode()
    assert papers(parsed("o.json", data)) == [(1, "T", ["Ana Silva", "Bo"], 2018)]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Silva, Ana and Bo Li", ["Ana Silva", "Bo Li"]),
        ("van der Berg, Jr, Jan AND others", ["Jan van der Berg Jr"]),
        ("{The ATLAS Collaboration} and {\\'E}va  Nagy", ["Éva Nagy"]),
        ("{Barnes and Noble} and {S}mith, {J}o", ["Jo Smith"]),
        ("S{\\o}ren Kj{\\ae}r and \\v{C}apek, K.", ["Søren Kjær", "K. Čapek"]),
    ],
)
def test_names_are_read_as_bibtex_reads_them(field: str, names: list[str]) -> None:
    assert bibtex.authors(field) == names


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"G{\"o}del, \"{u}ber \"a", "Gödel, über ä"),
        (r"Stra{\ss}e \& {\L}\'od\'z", "Straße & Łódź"),
        (r"na{\"\i}ve~\c{c}a \textbf{bold}", "naïve ça bold"),
    ],
)
def test_tex_becomes_plain(text: str, plain: str) -> None:
    assert tex.plain(text) == plain


def test_an_entry_that_does_not_close_is_one_problem() -> None:
    data = b"@article{a, title={x, author={y}\n@book{b, title={T}, author={Ana Silva}}"
    found = parsed("x.bib", data)
    assert papers(found) == [(2, "T", ["Ana Silva"], None)]
    assert [one.number for one in found.problems] == [1]


def test_the_searcher_says_which_author_they_are() -> None:
    data = b"@book{b, title={T}, author={Ana Silva and Bo Li}}"
    asked = parsed("x.bib", data)
    assert [(one.field, one.needed) for one in asked.ask] == [("me", False)]
    assert asked.columns == ("Ana Silva", "Bo Li")
    said = parsed("x.bib", data, me="Bo Li")
    assert (said.ask, said.mapping) == ((), {"me": "Bo Li"})


_BOMB = b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10) for n in range(1, 9)
)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "data",
    [
        b"@a{" * 300_000,
        b"@a{x,a={" * 200_000,
        b"@string{a={" + b"x" * 90_000 + b"}}\n" + b"@string{a=a#a}\n" * 5_000,
        b"@a{x,title=a,author={" + b"\\'" * 300_000 + b"}}",
        b'<!DOCTYPE dblp [<!ENTITY b0 "lol">' + _BOMB + b"]><dblp><book><author>A &b8;"
        b"</author><title>T</title></book></dblp>",
        (
            b'<!DOCTYPE dblp [<!ENTITY x SYSTEM "file:///etc/passwd">]><dblp><book>'
            b"<author>A &x;B</author><title>T</title></book></dblp>"
        ),
        b"<dblp>" + b"<i>" * 100_000,
        b'{"result": {"hits": ' + b"[" * 100_000,
    ],
    ids=["open", "nested", "macros", "accents", "bomb", "file", "deep", "json"],
)
def test_hostile_files_are_read_or_refused_soon(data: bytes) -> None:
    try:
        [found] = read("x", data)
    except ImportRefusedError:
        return
    told = str([(row.raw, row.number) for row in found.rows])
    assert "root:" not in told
    assert len(told) < 1_000_000
