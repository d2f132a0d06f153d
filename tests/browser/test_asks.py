"""Ways in and asks in a browser: draw, click, ask, decline, revive."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.looking import looked_over, settled, unguarded
from tests.browser.test_every_page import HOSTILE
from tests.commands.making import log, meet, tie
from tracker import commands, inputs
from tracker.models import Ask, AskState, Company
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import StartApp, Watch
    from tests.browser.looking import Problems

FIRST = "</script><img src=x onerror=document.title='hit'>"


def today() -> datetime:
    """The day where the browser of these tests is."""
    return datetime.now(UTC)


def filled(path: Path) -> str:
    """Ana and Mei lead into Lumen; an ask to Mei has been silent for 20 days.

    Returns:
        The id of Lumen.
    """
    store = Store(path)
    with store.change() as work:
        log(work, "Lumen", "ML engineer")
        insider = meet(work, f"Bo {FIRST}", "Lumen", title="Machine Learning Manager")
        for name, chance in (("Ana Ruiz", 0.8), ("Mei Lin", 0.4)):
            meet(work, name, email=f"{name.split()[0].lower()}@mail.example.com")
            tie(work, "Me", name, chance=chance)
            tie(work, name, str(insider.id), chance=0.5)
        for number, name in enumerate(HOSTILE):
            log(work, name, name)
            meet(work, f"{name} {number}", name, title=name, is_contact=True)
        given = inputs.AskIn(person="Mei Lin", company="Lumen")
        commands.add_ask(work, given, on=(today() - timedelta(days=20)).date())
        [lumen] = work.all(Company, Company.name == "Lumen")
    store.close()
    return str(lumen.id)


def states(path: Path) -> dict[str, AskState]:
    """Where the ask to each person stands, as stored."""
    store = Store(path)
    with store.reading() as work:
        found = {str(row.person_id): row.state for row in work.all(Ask)}
    store.close()
    return found


def show(page: Page, view: str) -> None:
    """Choose a view of the page of asks."""
    page.get_by_test_id("stButtonGroup").get_by_text(view, exact=True).click()
    settled(page)


def test_a_way_is_drawn_asked_declined_and_another_revived(
    app: StartApp, page: Page, watch: Watch, tmp_path: Path
) -> None:
    path = tmp_path / "foothold.db"
    lumen = filled(path)
    running = app(f"sqlite:///{path}")

    page.goto(f"{running.url}/referrals?company={lumen}")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Ana Ruiz is your best way into Lumen."
    )
    expect(page.get_by_text("May be the hiring manager").first).to_be_visible()
    page.get_by_text("Each through another person").click()
    settled(page)
    expect(
        page.get_by_text("Chance that at least one of these 2 works")
    ).to_be_visible()
    # Mei was asked 20 days ago: she rests, and is not proposed.
    expect(page.get_by_text(re.compile("Mei rests until"))).to_be_visible()
    expect(page.get_by_role("button", name="Ask Mei")).to_have_count(0)
    net = page.locator(".net canvas")
    net.scroll_into_view_if_needed()
    page.get_by_role("button", name="Ask Ana").first.click()
    settled(page)
    net.scroll_into_view_if_needed()
    box = net.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 40)
    page.wait_for_url(re.compile("person"), timeout=15_000)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Ruiz")

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Asks").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 ask is under way.")
    page.get_by_text("Message and history, Ana").click()
    settled(page)
    link = page.get_by_role("link", name="Write it in my mail program")
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.scheme, address.path) == ("mailto", "ana@mail.example.com")
    assert parse_qs(address.query)["body"][0].startswith("Hi Ana,")
    page.get_by_role("button", name="Ana declined").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("No ask is under way.")

    show(page, "Over")
    expect(page.get_by_text("no answer in 14 days")).to_be_visible()
    page.get_by_role("button", name="Ask Mei once more").click()
    settled(page)
    show(page, "Open")
    expect(page.get_by_text("Mei Lin").first).to_be_visible()
    assert sorted(states(path).values()) == ["asked", "declined"]
    assert page.title() != "hit"
    assert not watch.foreign_hosts


def test_the_weeks_asks_are_drafted_in_one_click(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "foothold.db"
    filled(path)
    running = app(f"sqlite:///{path}")
    page.goto(f"{running.url}/asks")
    settled(page)
    show(page, "Plan this week")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ask 5 people")
    page.get_by_role("button", name="Draft these 5 asks").click()
    settled(page)
    assert list(states(path).values()).count(AskState.DRAFTED) == 5
    assert page.title() != "hit"


def test_every_view_of_asks_is_accessible(
    app: StartApp, browser: Browser, axe_source: str, tmp_path: Path
) -> None:
    path = tmp_path / "foothold.db"
    filled(path)
    running = app(f"sqlite:///{path}")
    context = unguarded(browser)
    page = context.new_page()
    page.goto(f"{running.url}/asks")
    settled(page)
    problems: Problems = {}
    for view in ("Over", "Plan this week", "People asked", "Over"):
        show(page, view)
        if view == "Over":
            page.get_by_text("Message and history, Mei").click()
            settled(page)
        problems |= looked_over(page, axe_source, view)
    context.close()
    assert not problems
