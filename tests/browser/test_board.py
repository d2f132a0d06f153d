"""The board moved by hand, and the table typed in: what only a browser can show."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect

from tests.browser.looking import settled
from tracker import commands, inputs
from tracker.models import Stage
from tracker.search import current
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browser.conftest import App, StartApp, Watch

expect.set_options(timeout=20_000)  # two cores, shared with the app


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 60)


def by_mouse(page: Page, card: Locator, column: Locator) -> None:
    (x, y), (to_x, to_y) = middle(card), middle(column)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 4)
    expect(page.locator(".ghost")).to_be_visible()
    page.mouse.move(to_x, to_y, steps=5)
    expect(column).to_have_class("column over")
    page.mouse.up()


def by_keyboard(page: Page, card: Locator, _column: Locator) -> None:
    card.locator(".open").focus()
    page.keyboard.press("Space")
    expect(page.locator("[aria-live]").first).to_contain_text("picked up, in Saved")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")


def by_touch(page: Page, card: Locator, column: Locator) -> None:
    (x, y), (to_x, to_y) = middle(card), middle(column)
    hand = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        where = [{"x": each[0], "y": each[1]} for each in points]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})

    touch("touchStart", (x, y))
    expect(page.locator(".ghost")).to_be_visible()  # a finger has to rest first
    for share in (0.3, 0.7, 1.0):
        touch("touchMove", (x + (to_x - x) * share, y + (to_y - y) * share))
    expect(column).to_have_class("column over")
    touch("touchEnd")


@pytest.fixture
def finger(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """A window that is touched, as wide as a tablet."""
    context = browser.new_context(
        viewport={"width": 1024, "height": 900},
        has_touch=True,
        locale="en-GB",
        timezone_id="UTC",
    )
    watch.follow(context)
    yield context
    context.close()
    assert not watch.foreign_hosts
    assert not watch.errors


def log(url: str, company: str, **more: object) -> UUID:
    store = Store(url)
    with store.change() as work:
        given = {"company": company, "title": "ML engineer", **more}
        row = commands.add_application(
            work,
            inputs.parse(inputs.ApplicationIn, given),
            on=datetime.now(UTC).date() - timedelta(days=3),
        )
    store.close()
    return row.id


def history(app: App, id_: UUID) -> list[Stage]:
    store = Store(app.store_url)
    found = [change.stage for change in current(store, "me").history[id_]]
    store.close()
    return found


@pytest.mark.parametrize(
    ("way", "is_touch"),
    [(by_mouse, False), (by_keyboard, False), (by_touch, True)],
    ids=["mouse", "keyboard", "touch"],
)
def test_a_card_is_moved_and_the_move_undone(
    app: StartApp,
    request: pytest.FixtureRequest,
    way: Callable[[Page, Locator, Locator], None],
    *,
    is_touch: bool,
) -> None:
    running = app()
    id_ = log(running.store_url, "Kestrel AI")
    context = request.getfixturevalue("finger" if is_touch else "context")
    page: Page = context.new_page()
    page.goto(f"{running.url}/applications")
    settled(page)
    column = page.locator(".column[data-stage=applied]")
    way(page, page.locator(".card", has_text="Kestrel AI"), column)
    expect(column).to_contain_text("Kestrel AI")
    expect(page.get_by_text("saved → applied, dated today").first).to_be_visible()
    settled(page)
    assert history(running, id_) == [Stage.SAVED, Stage.APPLIED]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".column[data-stage=saved]")).to_contain_text("Kestrel AI")
    settled(page)
    assert history(running, id_) == [Stage.SAVED]


def cell(page: Page, column: int, row: int) -> None:
    """Click a cell of the grid, by its place on the screen."""
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + column, box["y"] + 52 + 35 * row)


SELECT, TITLE = 20, 340
"""How far from the left of the grid two of its columns lie."""


def retitle(page: Page, title: str) -> None:
    """Type another title in the first row, and wait until Python has it."""
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    field = page.get_by_role("textbox", name="Title").or_(
        page.locator("#portal input, #portal textarea")
    )

    def opens(within: int) -> bool:
        with suppress(NotInTime):
            field.first.wait_for(timeout=within)
        return field.first.is_visible()

    for trial in range(6):  # the grid is painted a moment before it listens
        cell(page, TITLE, 0)
        # A click where the last one chose the cell opens it; Enter would then close it.
        if opens(within=3_000 if trial else 300):
            break
        page.keyboard.press("Enter")
        if opens(within=5_000):
            break
    field.first.fill(title)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 change not saved")).to_be_visible()
    settled(page)


def test_the_table_is_typed_in_saved_and_its_rows_are_binned(
    app: StartApp, page: Page
) -> None:
    running = app()
    first = log(running.store_url, "Acme", note="theirs")
    log(running.store_url, "Initech")
    page.goto(f"{running.url}/applications?view=Table")
    settled(page)
    retitle(page, "Research engineer")
    page.get_by_label("Search applications").fill("acme")
    settled(page)
    expect(page.get_by_text("1 change not saved")).to_be_visible()
    page.get_by_role("button", name="Save the table").click()
    expect(page.get_by_text("Saved 1 change.")).to_be_visible()
    settled(page)
    store = Store(running.store_url)
    assert current(store, "me").applications[first].title == "Research engineer"

    cell(page, SELECT, 0)
    expect(page.get_by_text("1 ticked")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Put in the bin").click()
    expect(page.get_by_text("1 application in the bin").first).to_be_visible()
    settled(page)
    assert list(current(store, "me").binned) == [first]
    page.get_by_role("button", name="Undo").click()
    settled(page)
    assert not current(store, "me").binned
    store.close()


def test_a_cell_that_another_window_changed_is_not_overwritten(
    app: StartApp, page: Page
) -> None:
    running = app()
    id_ = log(running.store_url, "Acme")
    page.goto(f"{running.url}/applications?view=Table")
    settled(page)
    retitle(page, "Mine")
    store = Store(running.store_url)
    with store.change() as work:
        commands.edit_application(work, id_, version=None, title="Theirs")
    page.get_by_role("button", name="Save the table").click()
    expect(page.get_by_text("was changed elsewhere")).to_be_visible()
    settled(page)
    assert current(store, "me").applications[id_].title == "Theirs"
    page.get_by_role("button", name="Save what I typed").click()
    expect(page.get_by_text("Saved 1 change.")).to_be_visible()
    settled(page)
    assert current(store, "me").applications[id_].title == "Mine"
    store.close()
