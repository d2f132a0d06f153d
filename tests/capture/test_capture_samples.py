"""Every sample posting, with the fields a person reads in it, written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tracker import capture

if TYPE_CHECKING:
    from tracker.capture import Posting

SAMPLES = Path(__file__).parents[1] / "data/postings"

OSAPPLY, CAREER, ZERO = (
    "CryptoJones__OSApplyTrack",
    "santifer__career-ops",
    "dstynchula__AgentZero",
)
# title, company, location, salary, note, how the text begins
ONE = {
    f"{OSAPPLY}/01_Parses_a_json_ld_job_posting.html": (
        "Senior .NET Engineer",
        "Acme Corp",
        "Lincoln, NE, US",
        "USD 140,000–170,000 a year",
        "",
        "Build APIs.\n\nShip things.",
    ),
    f"{OSAPPLY}/02_Finds_the_posting_inside_a_graph_wrapper_and_type_arrays.html": (
        *("Platform Engineer", "Acme", "", "", "", ""),
    ),
    f"{OSAPPLY}/04_Skips_malformed_json_ld_and_falls_through_to_a_later_block.html": (
        *("Data Engineer", "", "", "", "", ""),
    ),
    f"{OSAPPLY}/05_Falls_back_to_greenhouse_style_og_titles.html": (
        *("Staff Engineer", "Initech", "", "", "", "We need a staff engineer."),
    ),
    f"{OSAPPLY}/07_Falls_back_to_linkedin_style_og_titles_with_a_location.html": (
        *("Backend Developer", "Hooli", "Omaha, NE", "", "", ""),
    ),
    f"{OSAPPLY}/08_Falls_back_to_role_at_company_titles_and_site_name.html": (
        *("Senior Engineer", "Vandelay Industries", "", "", "", ""),
    ),
    f"{OSAPPLY}/10_Keeps_marketing_prose_as_the_description_not_the_location.html": (
        "Platform Engineer",
        "Globex",
        "",
        "",
        "",
        "Help us build the future of remote work",
    ),
    f"{OSAPPLY}/11_Lifts_a_bare_remote_marker_into_the_location.html": (
        *("Designer", "Hooli", "100% Remote", "", "", "100% Remote"),
    ),
    f"{CAREER}/linkedin-guest-closed.html": (
        "Staff Software Engineer",
        "Acme Corporation",
        "New York, NY",
        "",
        "",
        "Acme is hiring a Staff Software Engineer to lead work",
    ),
    f"{CAREER}/linkedin-guest-live-onsite.html": (
        "Senior Data Analyst",
        "Acme Corporation",
        "Remote",
        "",
        "",
        "Own reporting end to end, from ingestion through the executive dashboards.",
    ),
    f"{ZERO}/linkedin_search_spa.html": (
        *("Staff Security Engineer", "Garner Health", "", "", "", ""),
    ),
    "fy17ohhh__application-tracker/jobposting.html": (
        "Senior TypeScript Engineer",
        "Acme Labs",
        "Remote",
        "",
        "Open until 2026-09-01.",
        "Design a browser extension and SaaS sync boundary.",
    ),
    # A JSON-LD example without an organisation: its company is to be typed.
    "schemaorg/example1_json.html": (
        "Software Engineer",
        "",
        "Kirkland, WA",
        "USD 100,000",
        "Full-time. Posted on 2011-10-31.",
        "Description: ABC Company Inc. seeks a full-time mid-level software engineer",
    ),
    "schemaorg/example1_microdata.html": (
        "Software Engineer",
        "ABC Company Inc.",
        "Kirkland, WA",
        "USD 100,000",
        "Full-time. Posted on 2011-10-31.",
        "Description: ABC Company Inc. seeks a full-time mid-level software engineer",
    ),
    "Gsync__jobsync/title-only.txt": (
        "Senior Product Designer",
        "Vantage Loop",
        "",
        "",
        "",
        "Senior Product Designer at Vantage Loop\nhttps://vantageloop.com/careers",
    ),
}
SEVERAL = {
    f"{CAREER}/icims-search-page.html": [
        (
            "Director, Revenue Operations & Strategy",
            "",
            (
                "https://careers-acmefreight.icims.com/jobs/1234/"
                "director%2c-revenue-operations/job?in_iframe=1&hashed=-33555"
            ),
        ),
        (
            "Forklift Operator",
            "",
            (
                "https://careers-acmefreight.icims.com/jobs/5678/forklift-operator/job"
                "?in_iframe=1"
            ),
        ),
    ],
    f"{ZERO}/greenhouse.html": [
        ("Software Engineer", "Acme", "https://boards.greenhouse.io/acme/jobs/1"),
        ("Staff Engineer", "Acme", "https://boards.greenhouse.io/acme/jobs/2"),
    ],
    f"{ZERO}/indeed_mosaic.html": [
        (
            "Staff Security Engineer",
            "Acme Corp",
            "https://www.indeed.com/viewjob?jk=abc123",
        ),
        (
            "Principal Security Architect",
            "Beta Inc",
            "https://www.indeed.com/viewjob?jk=def456",
        ),
    ],
    "Gsync__jobsync/three-postings.txt": [
        (
            "Staff Platform Engineer",
            "Helio Systems",
            "https://boards.greenhouse.io/heliosystems/jobs/4411920",
        ),
        (
            "Senior Data Engineer",
            "Marlow Analytics",
            "https://jobs.lever.co/marlowanalytics/8c21f0ad-7b4e-4b9a-9d21-6f0a2c3e1b55",
        ),
        (
            "Backend Engineer, Payments",
            "Cindergate",
            "https://cindergate.com/careers/backend-payments",
        ),
    ],
}


def read(name: str) -> list[Posting]:
    path = SAMPLES / name
    if path.suffix == ".txt":
        return capture.read_text(path.read_text("utf-8"))
    return capture.read_page(path.read_bytes())


@pytest.mark.parametrize("name", ONE)
def test_a_page_of_one_job_gives_its_fields(name: str) -> None:
    title, company, location, salary, note, begins = ONE[name]
    (found,) = read(name)
    assert found.title == title
    assert found.company == company
    assert found.location == location
    assert found.salary == salary
    assert found.note == note
    assert found.text.startswith(begins)
    assert bool(found.text) == bool(begins)


@pytest.mark.parametrize("name", SEVERAL)
def test_a_page_of_several_jobs_gives_each(name: str) -> None:
    assert [(p.title, p.company, p.url) for p in read(name)] == SEVERAL[name]


def test_three_postings_in_one_text_keep_place_pay_and_their_own_text() -> None:
    found = read("Gsync__jobsync/three-postings.txt")
    assert [(p.location, p.salary, p.note) for p in found] == [
        ("Remote (Canada)", "$175k–$205k", "Full-time."),
        ("Hybrid, Toronto ON", "$150k–$180k", "Full-time."),
        ("Onsite, Calgary AB", "$130k–$160k", "Full-time."),
    ]
    assert "ledgering" in found[2].text
    assert "ledgering" not in found[0].text


def test_every_sample_has_expected_values() -> None:
    there = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.suffix in {".html", ".txt"}
    }
    assert there == ONE.keys() | SEVERAL.keys()


def test_the_microdata_keeps_what_stands_beside_the_description() -> None:
    (found,) = read("schemaorg/example1_microdata.html")
    assert "Responsibilities\n- Design and write specifications" in found.text
    assert found.text.endswith(
        "Incentives\nPerformance-based annual bonus plan, project-completion bonuses"
    )


def test_a_closed_posting_says_so() -> None:
    assert read(f"{CAREER}/linkedin-guest-closed.html")[0].is_closed
    assert not read(f"{CAREER}/linkedin-guest-live-onsite.html")[0].is_closed
