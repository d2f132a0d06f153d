"""The shapes schema.org data takes, titles, links, text; what is hostile."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import capture
from tracker.capture import Posting, linked, titles, words
from tracker.errors import InvalidError

JOB = {"@type": "JobPosting", "title": "Engineer"}
LEVER = "https://jobs.lever.co/acme/8c21f0ad-7b4e-4b9a-9d21-6f0a2c3e1b55"


def page(*blocks: object, attributes: str = 'type="application/ld+json"') -> str:
    scripts = (
        f"<script {attributes}>{each if isinstance(each, str) else json.dumps(each)}"
        "</script>"
        for each in blocks
    )
    return f"<html><head>{''.join(scripts)}</head><body></body></html>"


def one(**facts: object) -> Posting:
    return linked.from_object(JOB | facts)


@pytest.mark.parametrize(
    "block",
    [
        JOB,
        [JOB],
        [{"@type": "WebSite"}, [JOB]],
        {"@graph": [{"@type": "Organization", "name": "Acme"}, JOB]},
        JOB | {"@type": ["Thing", "JobPosting"]},
        JOB | {"@type": "http://schema.org/JobPosting"},
        JOB | {"@type": "schema:JobPosting"},
        {"@type": "ItemList", "itemListElement": [{"item": JOB}]},
        f"<!-- {json.dumps(JOB)} -->",
        f"//<![CDATA[\n{json.dumps(JOB)}\n//]]>",
        f"{json.dumps(JOB)};",
        '{"@type": "JobPosting", "title": "Engi\tneer"}'.replace("\t", ""),
        '{"@type": "JobPosting", "title": "Engineer", "description": "a\nb"}',
    ],
)
def test_a_posting_is_found_wherever_the_data_holds_it(block: object) -> None:
    assert [p.title for p in capture.read_page(page(block))] == ["Engineer"]


@pytest.mark.parametrize(
    "attributes",
    [
        "type='application/ld+json'",
        'nonce="x" type=application/ld+json',
        'TYPE="APPLICATION/LD+JSON" id=j',
        'data-x type="application/ld+json; charset=utf-8"',
    ],
)
def test_the_attributes_of_the_script_may_be_anything(attributes: str) -> None:
    assert capture.read_page(page(JOB, attributes=attributes))


@pytest.mark.parametrize(
    ("organization", "company"),
    [
        ("Acme", "Acme"),
        ({"name": "Acme"}, "Acme"),
        ({"@type": "Organization", "legalName": "Acme GmbH"}, "Acme GmbH"),
        ([{"name": "Acme"}, {"name": "Other"}], "Acme"),
        ({"name": "Acme &amp; Sons"}, "Acme & Sons"),
        (None, ""),
        (True, ""),
        ({"name": {"name": {"name": {"name": {"name": "x"}}}}}, ""),
    ],
)
def test_an_organisation_may_be_text_or_object(
    organization: object, company: str
) -> None:
    assert one(hiringOrganization=organization).company == company


@pytest.mark.parametrize(
    ("facts", "location"),
    [
        ({"jobLocation": "Berlin"}, "Berlin"),
        ({"jobLocation": {"address": "Remote"}}, "Remote"),
        ({"jobLocation": {"name": "Head office"}}, "Head office"),
        (
            {
                "jobLocation": {
                    "address": {
                        "addressLocality": "Berlin",
                        "addressRegion": "Berlin",
                        "addressCountry": {"@type": "Country", "name": "Germany"},
                    }
                }
            },
            "Berlin, Germany",
        ),
        (
            {
                "jobLocation": [
                    {"address": {"addressLocality": "Oslo", "addressCountry": "NO"}},
                    {"address": {"addressLocality": "Bergen", "addressCountry": "NO"}},
                ]
            },
            "Oslo, NO / Bergen, NO",
        ),
        (
            {
                "jobLocationType": "TELECOMMUTE",
                "applicantLocationRequirements": {"@type": "Country", "name": "USA"},
            },
            "Remote (USA)",
        ),
        ({"jobLocationType": "TELECOMMUTE", "jobLocation": "Oslo"}, "Oslo / Remote"),
        ({"jobLocation": []}, ""),
        ({"jobLocation": [None, 3, {"address": []}]}, "3"),
    ],
)
def test_a_place_may_be_text_object_or_list(facts: dict, location: str) -> None:  # type: ignore[type-arg]
    assert one(**facts).location == location


def money(value: object, **more: object) -> dict[str, object]:
    return {"baseSalary": {"@type": "MonetaryAmount", "value": value, **more}}


@pytest.mark.parametrize(
    ("facts", "salary"),
    [
        ({"baseSalary": "100000", "salaryCurrency": "USD"}, "USD 100,000"),
        ({"baseSalary": 100000}, "100,000"),
        ({"baseSalary": "competitive"}, "competitive"),
        (money(90000, currency="EUR"), "EUR 90,000"),
        (money("90,000.50", currency="EUR"), "EUR 90,000.50"),
        (
            money({"value": 45.5, "unitText": "HOUR"}, currency="USD"),
            "USD 45.50 an hour",
        ),
        (
            money({"minValue": "60000", "maxValue": 80000, "unitText": "year"}),
            "60,000–80,000 a year",
        ),
        (money({"minValue": 60000, "maxValue": 60000}), "60,000"),
        (money({"minValue": 60000}, unitText="YEAR"), "from 60,000 a year"),
        (money({"maxValue": 60000}), "up to 60,000"),
        (money({"minValue": 0, "maxValue": 0, "value": 0}), ""),
        (money("NaN"), ""),
        (money(1e308), ""),
        (money("1e999999999"), ""),
        (money([]), ""),
        ({"baseSalary": {"minValue": 1, "maxValue": 2, "currency": "GBP"}}, "GBP 1–2"),
    ],
)
def test_pay_may_be_a_number_text_or_range(facts: dict, salary: str) -> None:  # type: ignore[type-arg]
    assert one(**facts).salary == salary


@pytest.mark.parametrize(
    "description",
    [
        "<p>Build &amp; run.</p><ul><li>Go</li></ul>",
        html.escape("<p>Build &amp; run.</p><ul><li>Go</li></ul>"),
        html.escape(html.escape("<p>Build &amp; run.</p><ul><li>Go</li></ul>")),
    ],
)
def test_a_description_is_plain_text_however_often_it_was_escaped(
    description: str,
) -> None:
    assert one(description=description).text == "Build & run.\n\n- Go"


def test_plain_text_with_angles_and_ampersands_stays() -> None:
    assert words.plain("p < 0.05 & n > 3, R&D") == "p < 0.05 & n > 3, R&D"


def test_scripts_and_styles_in_a_description_are_no_text() -> None:
    source = "<p>a</p><script>alert(1)</script><style>p{}</style><p onclick=x>b</p>"
    assert words.plain(source) == "a\n\nb"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Job Application for Data Engineer at Acme", ("Data Engineer", "Acme", "")),
        (
            "Acme hiring ML Engineer in Berlin, Germany | LinkedIn",
            ("ML Engineer", "Acme", "Berlin, Germany"),
        ),
        ("(3) Acme hiring Chef | LinkedIn", ("Chef", "Acme", "")),
        ("Head of Ops at Scale at Acme", ("Head of Ops at Scale", "Acme", "")),
        ("Engineer @ Acme", ("Engineer", "Acme", "")),
        ("Data Engineer - Acme", ("Data Engineer", "Acme", "")),
        ("Data Engineer | Acme", ("Data Engineer", "Acme", "")),
        ("Careers", ("Careers", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_title_is_taken_apart(title: str, expected: tuple[str, str, str]) -> None:
    found = titles.split(title)
    assert (found.title, found.company, found.location) == expected


def test_lever_puts_the_company_first() -> None:
    found = titles.split("Acme - Data Engineer", url=LEVER)
    assert (found.title, found.company) == ("Data Engineer", "Acme")


def test_the_new_boards_of_greenhouse_give_the_place_as_description() -> None:
    source = (
        '<link rel="canonical" href="https://job-boards.greenhouse.io/acme/jobs/12">'
        '<meta property="og:title" content="Data Engineer">'
        '<meta property="og:description" content="Dublin, Ireland">'
    )
    (found,) = capture.read_page(source)
    assert (found.title, found.company) == ("Data Engineer", "Acme")
    assert found.location == "Dublin, Ireland"
    assert found.url == "https://job-boards.greenhouse.io/acme/jobs/12"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (LEVER, ("", "Acme")),
        ("https://jobs.ashbyhq.com/big-co/8c21", ("", "Big Co")),
        (
            "https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Oslo/Data-Engineer_R-1",
            ("Data Engineer", "Acme"),
        ),
        (
            "https://www.linkedin.com/jobs/view/data-engineer-at-acme-4328174567",
            ("Data engineer", ""),
        ),
        ("https://acme.example/jobs/1?gh_jid=12", ("", "")),
    ],
)
def test_a_pasted_link_says_what_its_address_does(
    link: str, expected: tuple[str, str]
) -> None:
    (found,) = capture.read_text(link)
    assert (found.title, found.company, found.url, found.text) == (*expected, link, "")


def test_lines_with_labels_are_fields() -> None:
    text = (
        "Job title: Data Engineer\nCompany: Acme\nLocation: Oslo\nSalary: 900,000 NOK"
    )
    (found,) = capture.read_text(text)
    assert (found.title, found.company) == ("Data Engineer", "Acme")
    assert (found.location, found.salary) == ("Oslo", "900,000 NOK")
    assert found.text == text


def test_pasted_html_is_read_as_a_page() -> None:
    assert capture.read_text(page(JOB))[0].title == "Engineer"


def test_a_page_saved_as_one_file_is_read_with_its_address() -> None:
    data = (
        b"From: <Saved by a browser>\r\n"
        b"Snapshot-Content-Location: https://acme.example/jobs/1\r\n"
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<title>Caf=C3=A9 Manager at Acme</title>\r\n--b--\r\n"
    )
    (found,) = capture.read_page(data)
    assert (found.title, found.url) == ("Café Manager", "https://acme.example/jobs/1")


def test_a_saved_page_says_where_it_was_saved_from() -> None:
    source = "<!-- saved from url=(0029)https://acme.example/jobs/1 --><h1>Chef</h1>"
    (found,) = capture.read_page(source)
    assert (found.title, found.url) == ("Chef", "https://acme.example/jobs/1")


def test_the_description_wins_over_the_page_and_the_page_fills_the_rest() -> None:
    source = (
        "<title>Engineer at Acme</title><link rel=canonical href=https://a.example/1>"
        f"{page(JOB)}"
    )
    (found,) = capture.read_page(source)
    assert found.company == "Acme"
    assert found.url == "https://a.example/1"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//x", "x"]
)
def test_only_a_web_link_is_a_link(link: str) -> None:
    assert capture.read_page(page(JOB | {"url": link}))[0].url == ""


def test_a_page_that_is_too_large_is_refused_in_a_sentence() -> None:
    with pytest.raises(InvalidError, match="larger than 2 MB"):
        capture.read_page(b"a" * (capture.PAGE_BYTES + 1))
    with pytest.raises(InvalidError, match="longer than 2 MB"):
        capture.read_text("a" * (capture.PAGE_BYTES + 1))


@pytest.mark.parametrize(
    "part",
    [
        *("<", "<!--", "<a ", '<a b="', "<a b=c ", "<div>", "<b><p>", "<table>", "&"),
        *("<script>", "<p itemscope itemprop=a>", "<svg><title>", "1) a at b\n"),
        '<script type="application/ld+json">[[[[',
        "<a href=https://jobs.lever.co/a>",
        "<script>{",
        "Remote - ",
        "a at b ",
    ],
)
@pytest.mark.timeout(300)  # below 2 s on an idle machine; quadratic is hours
def test_a_broken_page_of_full_size_does_not_hang(part: str) -> None:
    text = part * (capture.PAGE_BYTES // len(part))
    capture.read_page(text)
    capture.read_text(text)


def test_nesting_without_end_ends() -> None:
    deep = "[" * 50_000
    bombs = (deep, '{"a":' * 50_000, f'{{"@type":"JobPosting","title":{deep}')
    assert capture.read_page(page(*bombs, JOB))[0].title == "Engineer"


@given(st.binary(max_size=400) | st.text(max_size=400))
def test_no_bytes_break_the_reading(data: bytes | str) -> None:
    for found in capture.read_page(data):
        assert found == found.tidied()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "name",
                    "value",
                    "address",
                    "title",
                    "addressCountry",
                    "minValue",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KEYS = (
    *("title", "hiringOrganization", "jobLocation", "baseSalary", "description", "url"),
    *("employmentType", "datePosted", "validThrough", "jobLocationType", "skills"),
    *("applicantLocationRequirements", "salaryCurrency", "name"),
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_shape_of_data_breaks_the_reading(facts: dict[str, object]) -> None:
    found = linked.from_object(facts).tidied()
    assert found == found.tidied()
    assert len(found.title) <= 200


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    for found in capture.read_text(text):
        assert not found.is_empty
