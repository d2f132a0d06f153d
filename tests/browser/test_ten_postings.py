"""Ten applications from ten postings, logged as a new user would: by what is visible.

Every click and every key is counted. A drop of a file and a click on the bookmark
are a click each; pasting is one key, and so is each character that is typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.looking import settled
from tests.browser.test_capture import code_offered
from tracker.search import current
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browser.conftest import StartApp

SAMPLES = Path(__file__).parents[1] / "data/postings"
LEVER = """<title>Northwind Labs - ML Engineer</title><meta property="og:title"
content="Northwind Labs - ML Engineer"><h1>ML Engineer</h1><main>Oslo. Models.</main>"""
BOOKMARKED: dict[str, tuple[str, str | Path]] = {
    "Acme Corp": (
        "https://careers.acme.example/jobs/1?utm_source=x",
        SAMPLES / "CryptoJones__OSApplyTrack/01_Parses_a_json_ld_job_posting.html",
    ),
    "Initech": (
        "https://boards.greenhouse.io/initech/jobs/4411920",
        SAMPLES / "CryptoJones__OSApplyTrack/"
        "05_Falls_back_to_greenhouse_style_og_titles.html",
    ),
    "Hooli": (
        "https://www.linkedin.com/jobs/view/4328174567/?trk=x",
        SAMPLES / "CryptoJones__OSApplyTrack/"
        "07_Falls_back_to_linkedin_style_og_titles_with_a_location.html",
    ),
    "Northwind Labs": ("https://jobs.lever.co/northwind/8c21f0ad-7b4e", LEVER),
}
PASTED = {
    "Vantage Loop": (SAMPLES / "Gsync__jobsync/title-only.txt").read_text("utf-8"),
    "Helio Systems": "Staff Platform Engineer — Helio Systems\n"
    "https://boards.greenhouse.io/heliosystems/jobs/4411920\n"
    "Remote (Canada). Full-time. $175k–$205k.\n"
    "Own the internal developer platform: build tooling and the Kubernetes substrate.",
    "Marlow Analytics": "Senior Data Engineer — Marlow Analytics\n"
    "https://jobs.lever.co/marlowanalytics/8c21f0ad\nHybrid, Toronto ON. Full-time.\n"
    "Build and operate batch and streaming pipelines on Spark and Kafka.",
}
DROPPED = {
    "Acme Labs": SAMPLES / "fy17ohhh__application-tracker/jobposting.html",
    "ABC Company Inc.": SAMPLES / "schemaorg/example1_microdata.html",
}
TYPED = ("Kestrel AI", "Research engineer", "https://kestrel.example/jobs/7")


@dataclass
class Hand:
    """Clicks and keys on the way to one application."""

    page: Page
    clicks: int = 0
    keys: int = 0

    def click(self, target: Locator) -> None:
        """Click, and wait for the page."""
        target.click()
        self.clicks += 1
        settled(self.page)

    def press(self, key: str) -> None:
        """Press one key, or one chord."""
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        """Type a text, a key a character."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def paste(self, text: str) -> None:
        """Paste a text with one chord, where the cursor is."""
        self.page.keyboard.insert_text(text)
        self.keys += 1

    def save(self, company: str) -> None:
        """Save what the capture page shows, once it shows it."""
        self.click(self.page.get_by_role("button", name="Save", exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(company)


@pytest.fixture
def free(browser: Browser) -> Iterator[BrowserContext]:
    """A window that is not watched: the saved pages stand under foreign names."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC")
    yield context
    context.close()


def by_bookmark(
    context: BrowserContext, code: str, company: str, url: str, source: str | Path
) -> Hand:
    """Click the bookmark on the posting's own page, look, and save."""
    html = source if isinstance(source, str) else source.read_text("utf-8")
    site = context.new_page()
    site.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
    site.goto(url)
    with context.expect_page() as opened:
        site.evaluate(unquote(code.removeprefix("javascript:")))
    hand = Hand(opened.value, clicks=1)
    settled(hand.page)
    hand.save(company)
    hand.page.close()
    site.close()
    return hand


def to_the_form(page: Page) -> Hand:
    """Open the form from whatever page this is."""
    hand = Hand(page)
    page.get_by_role("heading", level=1).wait_for()
    hand.press("n")
    page.get_by_label("Title", exact=True).wait_for()
    settled(page)
    return hand


def by_paste(page: Page, company: str, text: str) -> Hand:
    """Paste the text of a posting, read it, look, and save."""
    hand = to_the_form(page)
    hand.click(page.get_by_role("button", name="Paste a posting"))
    hand.click(page.get_by_label("Paste a posting"))
    hand.paste(text)
    hand.press("Control+Enter")
    read(page)
    hand.save(company)
    return hand


def by_drop(page: Page, company: str, file: Path) -> Hand:
    """Drop a saved page, read it, look, and save."""
    hand = to_the_form(page)
    hand.click(page.get_by_role("button", name="Paste a posting"))
    page.get_by_label("Paste a posting").wait_for()
    page.locator("input[type=file]").set_input_files(file)
    hand.clicks += 1
    page.get_by_role("button", name="Remove ").wait_for()
    hand.click(page.get_by_role("button", name="Read the posting"))
    read(page)
    hand.save(company)
    return hand


def by_typing(page: Page, company: str, title: str, link: str) -> Hand:
    """Type the three facts that matter, paste the link, and save from the keyboard."""
    hand = to_the_form(page)
    hand.click(page.get_by_role("combobox", name="Company").first)
    hand.type(company)
    hand.press("Enter")
    settled(page)
    hand.click(page.get_by_label("Title", exact=True))
    hand.type(title)
    hand.press("Tab")
    hand.paste(link)
    hand.press("Control+Enter")
    expect(page.get_by_text(f"Saved {title} at {company}.")).to_be_visible()
    return hand


def read(page: Page) -> None:
    """Wait for the capture page to show what was read."""
    page.get_by_label("Pay range").wait_for()
    settled(page)


def test_ten_applications_are_logged_with_few_clicks_and_keys(
    app: StartApp, free: BrowserContext
) -> None:
    running = app()
    page = free.new_page()
    code = code_offered(page, running)
    hands = {
        company: by_bookmark(free, code, company, url, source)
        for company, (url, source) in BOOKMARKED.items()
    }
    hands |= {
        company: by_paste(page, company, text) for company, text in PASTED.items()
    }
    hands |= {
        company: by_drop(page, company, file) for company, file in DROPPED.items()
    }
    hands[TYPED[0]] = by_typing(page, *TYPED)

    store = Store(running.store_url)
    found = current(store, LOCAL_OWNER)
    store.close()
    assert {row.name for row in found.companies.values()} == hands.keys()
    assert len(found.applications) == 10
    assert all(row.posting or row.url for row in found.applications.values())
    for company, hand in hands.items():
        print(f"{company}: {hand.clicks} clicks, {hand.keys} keys")  # noqa: T201
    assert all(hands[name].clicks <= 2 for name in BOOKMARKED)
    assert all(hand.clicks <= 4 for hand in hands.values())
    assert all(hands[name].keys <= 3 for name in (*BOOKMARKED, *PASTED, *DROPPED))
    assert hands[TYPED[0]].keys <= len("".join(TYPED[:2])) + 5
