"""Eight offers compared in a browser, by a person with a letter in hand."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import findings, settled
from tests.browser.test_journey import choose
from tracker import commands, inputs
from tracker.store import Store

expect.set_options(timeout=20_000)  # two cores, shared with the app

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import StartApp

MONDAY = date(2026, 3, 2)
SECTIONS = ("Pay", "Risk", "Decide", "Ask")
LETTER_SECONDS = 180
"""A newcomer enters an offer from the facts of a letter in three minutes."""


def eight(path: Path) -> str:
    """Make eight offers that can be decided between."""
    store = Store(path)
    with store.change() as work:
        for place in range(8):
            facts = {
                "company": f"Company {place}",
                "title": "ML engineer",
                "currency": "EUR",
                "base": 90_000 + 5_000 * place,
                "sign_ons": [{"amount": 10_000, "window_months": 12}],
                "grants": [
                    {
                        "value": 20_000 * (9 - place),
                        "shares_by_year": [25] * 4,
                        "cadence": "monthly",
                        "cliff_months": 12,
                    }
                ],
                "ratings": {"growth": 9 - place},
                "benefits": {"commute_minutes": 10 * place},
            }
            commands.add_offer(work, inputs.parse(inputs.OfferIn, facts), on=MONDAY)
        told = {"usual_pay": {"amount": 120_000}, "discount": {"rate": "0.05"}}
        commands.save_assumptions(
            work, inputs.parse(inputs.AssumptionsIn, told), version=None
        )
    store.close()
    return f"sqlite:///{path}"


def section(page: Page, name: str) -> None:
    """Look at another part of the comparison."""
    page.get_by_role("radiogroup").first.get_by_text(name, exact=True).click()
    settled(page)


def test_eight_offers_are_compared_in_every_section(
    app: StartApp, browser: Browser, axe_source: str, tmp_path: Path
) -> None:
    running = app(eight(tmp_path / "eight.db"))
    for width in (1280, 390):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="UTC",
            bypass_csp=True,  # axe is put in by us
        )
        page = context.new_page()
        page.goto(f"{running.url}/offers")
        settled(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Company")
        for name in SECTIONS:
            section(page, name)
            assert not findings(page, axe_source), f"{name} at {width}"
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide on a screen of {width}"
        section(page, "Decide")
        expect(page.get_by_text("Of all possible weightings")).to_be_visible()
        section(page, "Ask")
        expect(page.get_by_text("One page for Company 7")).to_be_visible()
        context.close()


def test_the_page_to_take_along_is_downloaded(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    running = app(eight(tmp_path / "eight.db"))
    page.goto(f"{running.url}/offers")
    settled(page)
    section(page, "Ask")
    page.get_by_role("link", name="One page for Company 3").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("before we talk")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Markdown").click()
    text = download.value.path().read_text("utf-8")
    assert text.startswith("# Company 3: before we talk")
    assert "## Is every promise in writing?" in text


@pytest.mark.slow
def test_a_letter_is_entered_in_under_three_minutes(app: StartApp, page: Page) -> None:
    running = app()
    page.goto(f"{running.url}/offers")
    settled(page)
    begun = time.monotonic()
    page.get_by_label("Company", exact=True).fill("Tessera")
    page.get_by_label("Title", exact=True).fill("ML engineer")
    page.get_by_label("Currency").first.fill("EUR")
    page.get_by_role("spinbutton", name="Base salary").first.fill("120000")
    page.get_by_role("spinbutton", name="Target bonus").first.fill("15")
    page.get_by_role("spinbutton", name="Shares granted, worth").first.fill("200000")
    choose(page, "Vesting schedule", "Even, quarterly")
    page.get_by_text("A sign-on bonus that is paid back").click()
    page.get_by_role("spinbutton", name="Amount").fill("50000")
    page.get_by_role("spinbutton", name="Paid back if I leave").fill("24")
    page.get_by_role("button", name="Record the offer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("Tessera is the only offer so far")
    )
    assert time.monotonic() - begun < LETTER_SECONDS
    expect(page.get_by_text("paid back if you leave within 24 months")).to_be_visible()
