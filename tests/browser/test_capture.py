"""The bookmarklet on saved pages, and the capture page it opens."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import App, running_app
from tests.browser.looking import findings, settled
from tests.capture.test_capture_payloads import HOSTILE
from tracker import capture
from tracker.search import current
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browser.conftest import StartApp

SAMPLES = Path(__file__).parents[1] / "data/postings"
LEVER = """<title>Acme - Data Engineer</title><meta property="og:title"
content="Acme - Data Engineer"><h1>Data Engineer</h1><main>Oslo. Pipelines.</main>"""
PAGES: dict[str, tuple[str, str | Path, dict[str, str]]] = {
    "schema.org": (
        "https://careers.acme.example/jobs/1?utm_source=x",
        (SAMPLES / "CryptoJones__OSApplyTrack/01_Parses_a_json_ld_job_posting.html"),
        {
            "Company": "Acme Corp",
            "Title": "Senior .NET Engineer",
            "Location": "Lincoln, NE, US",
            "Pay range": "USD 140,000–170,000 a year",
            "Text": "Build APIs.",
        },
    ),
    "greenhouse": (
        "https://boards.greenhouse.io/initech/jobs/4411920",
        SAMPLES
        / "CryptoJones__OSApplyTrack/05_Falls_back_to_greenhouse_style_og_titles.html",
        {"Company": "Initech", "Title": "Staff Engineer"},
    ),
    "linkedin": (
        "https://www.linkedin.com/jobs/view/4328174567/?trk=x",
        SAMPLES / "CryptoJones__OSApplyTrack/"
        "07_Falls_back_to_linkedin_style_og_titles_with_a_location.html",
        {"Company": "Hooli", "Title": "Backend Developer", "Location": "Omaha, NE"},
    ),
    "lever": (
        "https://jobs.lever.co/acme/8c21f0ad-7b4e-4b9a-9d21-6f0a2c3e1b55",
        LEVER,
        {"Company": "Acme", "Title": "Data Engineer", "Text": "Oslo. Pipelines."},
    ),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("capture")
    with running_app(f"sqlite:///{folder / 'foothold.db'}", folder) as app:
        yield app


def code_offered(page: Page, app: App) -> str:
    """The address of the bookmark, read from the page that offers it."""
    page.goto(f"{app.url}/import")
    settled(page)
    link = page.get_by_role("link", name="Log this posting")
    expect(link).to_have_attribute("href", re.compile(r"^javascript:"))
    return str(link.get_attribute("href"))


def box(page: Page, label: str) -> Locator:
    """A field of the capture page."""
    if label == "Text":
        label = "Text of the posting, kept because postings vanish"
    return page.get_by_label(label).first


def captured(context: BrowserContext, code: str, url: str, html: str) -> Page:
    """Open a saved page under its own address, and click the bookmark there."""
    site = context.new_page()
    site.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
    site.goto(url)
    with context.expect_page() as opened:
        site.evaluate(unquote(code.removeprefix("javascript:")))
    settled(opened.value)
    return opened.value


@pytest.mark.parametrize("name", PAGES)
def test_the_bookmark_fills_the_capture_page(
    free: BrowserContext, running: App, name: str
) -> None:
    url, source, fields = PAGES[name]
    html = source if isinstance(source, str) else source.read_text("utf-8")
    code = code_offered(free.new_page(), running)
    page = captured(free, code, url, html)
    assert page.url.startswith(f"{running.url}/capture?d=")
    expect(page.get_by_role("heading", level=1)).to_contain_text(fields["Title"])
    expect(box(page, "Link")).to_have_value(url)
    for label, value in fields.items():
        expect(box(page, label)).to_have_value(re.compile(re.escape(value)))
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(re.compile("application="), timeout=20_000)
    settled(page)
    store = Store(running.store_url)
    rows = current(store, "me").applications.values()
    assert url in {row.url for row in rows}
    store.close()


def test_a_long_posting_is_cut_and_says_so(free: BrowserContext, running: App) -> None:
    job = {"@type": "JobPosting", "title": "Chef", "description": "Cook. é" * 20_000}
    html = f'<script type="application/ld+json">{json.dumps(job)}</script>'
    code = code_offered(free.new_page(), running)
    page = captured(free, code, "https://acme.example/1", html)
    expect(page.get_by_text("its end is missing")).to_be_visible()
    expect(box(page, "Title")).to_have_value("Chef")
    expect(box(page, "Text")).to_have_value(re.compile(".{5000}", re.DOTALL))


@pytest.fixture
def free(browser: Browser) -> Iterator[BrowserContext]:
    """A window that is not watched: the saved pages stand under foreign names."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC")
    yield context
    context.close()


def test_a_captured_posting_is_saved_by_a_click_and_warned_of_after(
    app: StartApp, page: Page, axe_source: str
) -> None:
    running = app()
    payload = {
        "url": "https://acme.example/jobs?gh_jid=12",
        "title": "Data Engineer at Acme",
        "selection": "Build pipelines.",
    }
    address = f"{running.url}/capture?d={capture.encode(payload)}"
    page.goto(address)
    settled(page)
    store = Store(running.store_url)
    assert not current(store, "me").applications
    assert not findings(page, axe_source), json.dumps(findings(page, axe_source))
    page.get_by_label("Location", exact=True).fill("Oslo")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme")
    settled(page)
    (row,) = current(store, "me").applications.values()
    assert (row.title, row.location) == ("Data Engineer", "Oslo")
    assert row.posting == "Build pipelines."
    store.close()
    page.get_by_text("The posting, as it was captured").click()
    expect(page.get_by_text("Build pipelines.")).to_be_visible()
    page.goto(address)
    settled(page)
    expect(page.get_by_text("You already have an application")).to_be_visible()
    page.get_by_role("link", name="Open the earlier one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme")


def test_a_saved_page_is_dropped_and_a_text_pasted(app: StartApp, page: Page) -> None:
    running = app()
    page.goto(f"{running.url}/applications?add=1")
    settled(page)
    page.get_by_role("button", name="Paste a posting").click()
    settled(page)
    text = (SAMPLES / "Gsync__jobsync/three-postings.txt").read_text("utf-8")
    page.get_by_label("Paste a posting").fill(text)
    page.get_by_role("button", name="Read the posting").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 postings")
    settled(page)
    expect(box(page, "Title")).to_have_value("Staff Platform Engineer")
    page.goto(f"{running.url}/import")
    settled(page)
    page.locator("input[type=file]").last.set_input_files(
        SAMPLES / "schemaorg/example1_microdata.html"
    )
    page.get_by_role("button", name="Read the posting").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Software Engineer")
    settled(page)
    expect(box(page, "Company")).to_have_value("ABC Company Inc.")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_payload_does_no_harm(page: Page, running: App, name: str) -> None:
    page.goto(f"{running.url}/capture?d={HOSTILE[name]}")
    settled(page)
    assert not page.locator("[data-testid=stException]").count()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which posting")
    if HOSTILE[name]:
        expect(page.get_by_test_id("stAlert").first).to_be_visible()


def test_markup_in_a_payload_is_shown_as_text(page: Page, running: App) -> None:
    title = "<img src=x onerror=document.title='hit'> ![x](http://evil.example/p.png)"
    payload = {"title": f"{title} at :red[Acme]", "url": "javascript:alert(1)"}
    page.goto(f"{running.url}/capture?d={capture.encode(payload)}")
    settled(page)
    expect(box(page, "Title")).to_have_value(title)
    expect(box(page, "Link")).to_have_value("")
    assert page.title() != "hit"
    assert not page.locator("img[src*=evil]").count()
