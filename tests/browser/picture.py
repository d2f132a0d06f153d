"""Take the README's picture anew: ``make picture``.

The demo of a fixed day, so that the picture changes only when the page does.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.conftest import running_app
from tests.browser.looking import settled
from tracker.demo import make

TARGET = Path(__file__).parents[2] / "docs" / "today.png"
DAY = date(2026, 11, 24)


def main() -> None:
    """Start the app on the demo and take the picture."""
    os.environ["FOOTHOLD_TODAY"] = DAY.isoformat()
    chromium.prepare_driver()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(str(folder / "demo.db"), on=DAY)
        url = f"sqlite:///{folder / 'demo.db'}"
        with running_app(url, folder) as app, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.find(), args=chromium.arguments()
            )
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(app.url)
            settled(page)
            page.wait_for_timeout(1_500)  # fonts and the chart
            page.screenshot(path=TARGET)
            browser.close()
    print(f"Wrote {TARGET.name}")  # noqa: T201


if __name__ == "__main__":
    main()
