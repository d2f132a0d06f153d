"""The ways in as rings, the people around me as a map; how soon a chain is seen."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.bench_million import Size, fill_sqlite, made
from tests.browser.looking import settled
from tests.browser.test_asks import FIRST, filled
from tests.commands.making import log, meet, tie
from tests.stores import new_store
from tracker import network
from tracker.reports import communities
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import StartApp, Watch

CONTACTS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Lumen Robotics,Data Scientist,28 Mar 2024
Bo,Lindqvist,https://www.linkedin.com/in/bo-l,,Kestrel AI,Recruiter,7-Feb-22
"""
APPLICATIONS = """Company,Job Title,Status,Date Applied,Link
Lumen Robotics,ML engineer,Applied,2026-03-02,https://jobs.example.com/1
"""

FRIENDS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Cleo,Park,https://www.linkedin.com/in/cleo-park,,Tessera,ML Engineer,11 May 2023
Dev,Rao,https://www.linkedin.com/in/dev-rao,,Tessera,Manager,3 Jun 2021
"""
COUNT = """window.clicks = 0
addEventListener("click", event => { if (event.detail) window.clicks += 1 }, true)
"""
"""Counts what a mouse does; a key that presses a button has no detail."""


def click_middle(page: Page, up: float) -> None:
    """Click the drawing in the middle of its width, at a share of its height."""
    net = page.locator(".net canvas")
    net.scroll_into_view_if_needed()
    settled(page)
    box = net.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + up * box["height"])


def test_rings_open_whom_they_show_and_run_nothing(
    app: StartApp, page: Page, watch: Watch, tmp_path: Path
) -> None:
    path = tmp_path / "foothold.db"
    lumen = filled(path)
    running = app(f"sqlite:///{path}")
    page.goto(f"{running.url}/referrals?company={lumen}")
    settled(page)
    page.get_by_text("Rings", exact=True).click()
    settled(page)
    net = page.locator(".net")
    expect(net).to_have_attribute(
        "aria-label", re.compile("^Me in the middle; 2 people")
    )
    page.get_by_text("The same as a table").click()
    expect(page.get_by_test_id("stDataFrame").last).to_be_visible()
    # The best connector stands above me on the inner ring of two, 75 px of 360.
    click_middle(page, 0.5 - 75 / 360)
    page.wait_for_url(re.compile("person"), timeout=15_000)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Ruiz")
    assert page.title() != "hit"
    assert not watch.foreign_hosts


def bridged(path: Path, called: str, **facts: str) -> Store:
    """A store in which one contact knows four people."""
    store = Store(new_store(path))
    with store.change() as work:
        log(work, "Lumen", "ML engineer")
        meet(work, FIRST, "Umbra", is_contact=True)
        for number in range(4):
            meet(work, f"{called} {number}", "Umbra", **facts)
            tie(work, FIRST, f"{called} {number}")
    return store


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_map_names_the_bridge_and_fits_the_screen(
    app: StartApp, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    path = tmp_path / "foothold.db"
    bridged(path, FIRST).close()
    running = app(f"sqlite:///{path}")
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{running.url}/referrals")
    settled(page)
    page.get_by_role("button", name="Map the people around me").click()
    settled(page)
    expect(page.get_by_text("is your widest bridge")).to_be_visible()
    expect(page.locator(".net canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() != "hit"
    context.close()


def test_a_person_clicked_on_the_map_is_opened(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "foothold.db"
    store = bridged(path, "Bo", title="Engineer")
    drawn = communities.map_of(network.current(store, LOCAL_OWNER, date(2026, 3, 2)))
    store.close()
    assert drawn is not None
    running = app(f"sqlite:///{path}")
    # A named broker, then a dot that only its place tells from the others.
    for name in (FIRST, "Bo 2"):
        page.goto(f"{running.url}/referrals")
        settled(page)
        page.get_by_role("button", name="Map the people around me").click()
        settled(page)
        net = page.locator(".net canvas")
        net.scroll_into_view_if_needed()
        settled(page)
        box = net.bounding_box()
        assert box is not None
        [mark] = [mark for mark in drawn.marks if mark.name == name]
        scale = min(1.0, box["width"] / drawn.size[0])
        page.mouse.click(
            box["x"] + box["width"] / 2 + scale * mark.x,
            box["y"] + box["height"] / 2 + scale * mark.y,
        )
        page.wait_for_url(re.compile(f"person={mark.id}"), timeout=15_000)
        settled(page)
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        expect(page.get_by_text("Umbra", exact=False).first).to_be_visible()
    assert page.title() != "hit"


def dropped(page: Page, url: str, folder: Path, beside: str, text: str) -> None:
    """Drop my contacts and one more file on the page that brings files in."""
    files = folder / "Connections.csv", folder / beside
    for file, written in zip(files, (CONTACTS, text), strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_text(written, "utf-8")
    page.add_init_script(COUNT)
    page.goto(f"{url}/import")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(files)
    settled(page)


def clicks(page: Page, *buttons: str) -> int:
    """Click the buttons in turn; give how many clicks the page saw in all."""
    for name in buttons:
        page.get_by_role("button", name=re.compile(f"^{name}$")).click()
        settled(page)
    return int(page.evaluate("window.clicks"))


# Files that are dropped and a name that is typed are no click; all else is.
def test_from_contacts_and_applications_to_the_first_chain_takes_two_clicks(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    dropped(page, app().url, tmp_path, "applications.csv", APPLICATIONS)
    count = clicks(page, "Bring in 3 rows", "See who can get you in")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You know a way into the company you track."
    )
    print(f"Connections.csv and applications.csv: {count} clicks")  # noqa: T201
    assert count <= 3


@pytest.mark.parametrize(
    ("file", "typed"),
    [
        ("Ana Ruiz Connections.csv", ""),
        ("ana.csv", ""),
        ("second/Connections.csv", "Ana Ruiz"),
    ],
)
def test_from_my_contacts_and_a_friends_to_the_first_chain_takes_two_clicks(
    app: StartApp, page: Page, tmp_path: Path, file: str, typed: str
) -> None:
    dropped(page, app().url, tmp_path, file, FRIENDS)
    if typed:
        page.get_by_role("combobox", name="Your friend's name").focus()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        settled(page)
    expect(page.get_by_text("Ana Ruiz agreed today to share")).to_be_visible()
    count = clicks(page, "Bring in 4 rows; Ana Ruiz agreed", "See who can get you in")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You know a way into 3 companies, none of them tracked yet."
    )
    expect(page.get_by_text("Me → Ana Ruiz → Cleo Park")).to_be_visible()
    print(f"Connections.csv and {file}: {count} clicks")  # noqa: T201
    assert count <= 3


def test_a_hundred_thousand_people_are_answered_at_once(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    size = Size(people=100_000, ties=300_000, contacts=1_000)
    path = tmp_path / "large.db"
    fill_sqlite(path, made(size), size)
    running = app(f"sqlite:///{path}")
    page.goto(f"{running.url}/referrals?company={UUID(int=5)}")
    ask = page.get_by_role("button", name=re.compile("^Ask Person")).first
    expect(ask).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Company 5.")
    page.get_by_role("button", name="See more").click()
    expect(page.get_by_role("button", name="See more")).to_have_count(0, timeout=60_000)
    expect(page.get_by_role("button", name="Which new tie would help")).to_be_visible()
