"""A debrief as a tired person fills it in: only visible controls, and quickly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.looking import settled
from tracker import commands, inputs
from tracker.models import Experience, Question, Round
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import StartApp


def test_a_debrief_takes_less_than_a_minute(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "search.db"
    store, before = Store(path), datetime.now(UTC) - timedelta(hours=2)
    given = {"company": "Kestrel AI", "title": "ML engineer", "stage": "screen"}
    met = {"company": "Kestrel AI", "starts_at": before.isoformat()}
    with store.change() as work:
        applied = inputs.parse(inputs.ApplicationIn, given)
        commands.add_application(work, applied, on=before.date())
        commands.add_round(work, inputs.parse(inputs.RoundIn, met))
    page.goto(f"{app(f'sqlite:///{path}').url}/interviews")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One interview to debrief."
    )

    page.get_by_role("button", name="Debrief").click()
    marks = page.get_by_role("radiogroup", name="How it went, 5 is best")
    marks.get_by_role("radio", name="4").click()
    page.get_by_role("radio", name="Positive").click()
    page.get_by_text("Thank-you sent").click()
    box = page.get_by_role("textbox", name="Questions, one a line")
    box.click()
    page.keyboard.type("Two sums\nWrite a linked list")
    # The box still has the focus: what is typed in it must not move the button away.
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "No interview is ahead.", timeout=20_000
    )

    with store.reading() as work:
        [row] = work.all(Round)
        assert (row.went, row.experience) == (4, Experience.POSITIVE)
        assert row.thanked_on is not None
        asked = sorted(question.what for question in work.all(Question))
        assert asked == ["Two sums", "Write a linked list"]
    store.close()
