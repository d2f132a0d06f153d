"""The tabs of Odds and the offer clock in a browser: drawn, accessible, narrow."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import App, running_app
from tests.browser.looking import looked_over, settled, unguarded
from tests.pages.test_odds import SEARCHERS, fill
from tests.reports.searching import TODAY
from tracker.demo import make
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import StartApp
    from tests.browser.looking import Problems

TABS = {
    "odds": ("Funnel", "Times", "Forecast", "Pictures", "27 companies"),
    "plan": ("Window", "Offer clock"),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on a demo store of today, for the forecast looks at the day."""
    folder = tmp_path_factory.mktemp("odds")
    make(str(folder / "demo.db"), on=date.today())  # noqa: DTZ011 - as the browser's
    with running_app(f"sqlite:///{folder / 'demo.db'}", folder) as app:
        yield app


def opened(page: Page, tab: str) -> None:
    """Click a tab and wait until its part is drawn."""
    page.get_by_role("tab", name=tab, exact=True).click()
    settled(page)


def test_every_tab_is_drawn_and_accessible(
    browser: Browser, demo: App, axe_source: str
) -> None:
    context = unguarded(browser)
    page = context.new_page()
    problems: Problems = {}
    for name, tabs in TABS.items():
        page.goto(f"{demo.url}/{name}")
        settled(page)
        for tab in tabs:
            opened(page, tab)
            assert not page.locator("[data-testid=stException]").count()
            problems |= looked_over(page, axe_source, f"{name} {tab}")
    context.close()
    assert not problems, json.dumps(problems, indent=1)


def test_every_picture_has_words_and_a_table(demo: App, page: Page) -> None:
    page.goto(f"{demo.url}/odds")
    settled(page)
    opened(page, "Pictures")
    pictures = page.locator("[data-testid=stVegaLiteChart]")
    assert pictures.count() == 3
    for name in ("Flow of applications", "Weeks:", "Applications:"):
        assert page.locator(f"[aria-label^='{name}']").count() >= 1, name
    page.get_by_text("As a table").first.click()
    settled(page)
    assert page.locator("[data-testid=stExpander] canvas, table").count() >= 1


@pytest.mark.parametrize("searcher", [name for name in SEARCHERS if name != "none"])
def test_each_searcher_sees_something_true_on_a_phone(
    app: StartApp,
    browser: Browser,
    searcher: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", TODAY.isoformat())
    stories, answer = SEARCHERS[searcher]
    store = Store(tmp_path / "some.db")
    fill(store, stories)
    store.close()
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    running = app(f"sqlite:///{tmp_path / 'some.db'}")
    page.goto(f"{running.url}/odds")
    settled(page)

    assert page.locator("h1").inner_text() == answer
    for tab in TABS["odds"]:
        opened(page, tab)
        assert not page.locator("[data-testid=stException]").count(), tab
        assert page.get_by_role("tabpanel").locator("h2").count(), tab
    opened(page, "Forecast")
    said = {
        "three": "chance of an offer by",
        "only rejections": "Nothing is under way",
        "300": "chance of one more offer by",
    }[searcher]
    assert page.locator("h2").filter(has_text=said).is_visible()
    context.close()


def test_a_search_without_anything_is_told_what_is_usual(
    app: StartApp, page: Page
) -> None:
    page.goto(f"{app().url}/odds")
    settled(page)
    assert "Of 100 online applications" in page.locator("h1").inner_text()
    opened(page, "27 companies")
    assert page.get_by_text("An association across companies").is_visible()
