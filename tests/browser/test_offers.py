"""Eight offers compared in a browser, by a person with a letter in hand."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.looking import looked_over, settled, unguarded
from tests.browser.test_journey import choose, fill_day
from tracker import commands, inputs
from tracker.search import current
from tracker.store import LOCAL_OWNER, Store

expect.set_options(timeout=20_000)  # two cores, shared with the app

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import StartApp
    from tests.browser.looking import Problems

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
    context = unguarded(browser)
    page = context.new_page()
    page.goto(f"{running.url}/offers")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("all 8 are within")
    problems: Problems = {}
    for name in SECTIONS:
        section(page, name)
        problems |= looked_over(page, axe_source, name)
    section(page, "Decide")
    expect(page.get_by_text("Of all possible weightings")).to_be_visible()
    section(page, "Ask")
    expect(page.get_by_text("One page for Company 7")).to_be_visible()
    context.close()
    assert not problems


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


def test_the_page_to_take_along_is_one_sheet_of_ink_on_white(
    app: StartApp, browser: Browser, tmp_path: Path
) -> None:
    running = app(eight(tmp_path / "eight.db"))
    context = browser.new_context(color_scheme="dark", locale="en-GB")
    page = context.new_page()
    page.goto(f"{running.url}/offers")
    settled(page)
    section(page, "Ask")
    page.get_by_role("link", name="One page for Company 3").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("before we talk")
    settled(page)
    assert page.get_by_test_id("stSidebar").is_visible()
    page.emulate_media(media="print")

    for gone in ("stSidebar", "stHeader", "stDownloadButton", "stPageLink"):
        assert not page.get_by_test_id(gone).first.is_visible(), gone
    paper, ink = (
        page.evaluate(f"getComputedStyle(document.querySelector('{where}')).{what}")
        for where, what in (
            ("[data-testid=stMain]", "backgroundColor"),
            ("h1", "color"),
        )
    )
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))
    assert len(sheets) == 1
    context.close()


LETTER = """
Dear Sam, we are glad to offer you the position of ML engineer at Tessera. Your base
salary is EUR 120,000 a year, with a target bonus of 15%. You receive a sign-on bonus of
EUR 50,000, to be paid back in full if you leave within 24 months, and restricted stock
units worth EUR 200,000, which vest over four years in equal quarters. Answer by 4
December 2026.
"""


class Newcomer:
    """Somebody who enters facts of a letter, and how long that takes a person.

    By the keystroke-level model (Card, Moran and Newell, Communications of the ACM 23,
    1980): 0.28 s a key for an average typist who is no secretary, 1.1 s to point, 0.4 s
    from keys to mouse, 1.35 s to think. A newcomer also reads the letter once, at 200
    words a minute, and looks through the form for each field: three thoughts, assumed.
    """

    KEY, POINT, HAND, THINK = 0.28, 1.1, 0.4, 1.35

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds = len(LETTER.split()) / 200 * 60

    def point(self) -> None:
        self.seconds += 3 * self.THINK + self.POINT + self.HAND + 0.2

    def type(self, box: Locator, text: str) -> None:
        self.point()
        self.seconds += self.HAND + self.KEY * len(text)
        box.fill(text)

    def click(self, what: Locator) -> None:
        self.point()
        what.click()

    def choose(self, label: str, option: str) -> None:
        self.point()
        self.point()
        choose(self.page, label, option)


def test_a_newcomer_enters_the_facts_of_a_letter_in_three_minutes(
    app: StartApp, page: Page
) -> None:
    running = app()
    page.goto(f"{running.url}/offers")
    settled(page)
    one = Newcomer(page)
    one.type(page.get_by_label("Company", exact=True), "Tessera")
    one.type(page.get_by_label("Title", exact=True), "ML engineer")
    one.type(page.get_by_label("Currency").first, "EUR")
    for field, text in (
        ("Base salary", "120000"),
        ("Target bonus", "15"),
        ("Shares granted, worth", "200000"),
    ):
        one.type(page.get_by_role("spinbutton", name=field).first, text)
    one.choose("Vesting schedule", "Even, quarterly")
    one.point()
    one.seconds += Newcomer.KEY * 10
    fill_day(page, "Answer by", "2026-12-04")
    one.click(page.get_by_text("A sign-on bonus that is paid back"))
    for field, text in (("Amount", "50000"), ("Paid back if I leave", "24")):
        one.type(page.get_by_role("spinbutton", name=field), text)
    one.click(page.get_by_role("button", name="Record the offer"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("Tessera is the only offer so far")
    )

    assert one.seconds < LETTER_SECONDS
    expect(page.get_by_text("paid back if you leave within 24 months")).to_be_visible()
    store = Store(running.store_url)
    found = current(store, LOCAL_OWNER)
    store.close()
    (offer,) = found.offers.values()
    assert (offer.base, offer.bonus_target) == (Decimal(120_000), Decimal("0.15"))
    assert offer.deadline_on == date(2026, 12, 4)
    ((grant,), (bonus,)) = found.grants.values(), found.sign_ons.values()
    assert (grant.value, grant.cadence) == (Decimal(200_000), ["quarterly"])
    assert (bonus.amount, bonus.window_months) == (Decimal(50_000), 24)
    assert bonus.shape == "cliff"
