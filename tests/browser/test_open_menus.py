"""A button whose menu is open can still be read, also on a dark page."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tracker.demo import make

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import StartApp

DARK_TEXT = "rgb(230, 236, 234)"


def test_the_word_of_an_open_menu_keeps_its_colour_in_the_dark(
    app: StartApp, browser: Browser, tmp_path: Path
) -> None:
    make(str(tmp_path / "demo.db"), on=date(2026, 3, 2))
    running = app(f"sqlite:///{tmp_path / 'demo.db'}")
    context = browser.new_context(color_scheme="dark", locale="en-GB")
    page = context.new_page()
    page.goto(running.url)
    more = page.get_by_role("button", name=re.compile("^More")).first
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(more).to_have_css("color", DARK_TEXT)
    context.close()
