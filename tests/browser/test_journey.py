"""The main job, walked in a browser from an empty store as a person would."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError, expect  # noqa: A004 - the only one here

from tests.browser.looking import settled

expect.set_options(timeout=20_000)  # two cores, shared with the app

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import StartApp

MINE = """Notes:
"When exporting your connection data, you may notice that some are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Harbor Health,Data Scientist,28 Mar 2024
Bo,Lindqvist,https://www.linkedin.com/in/bo-l,,Kestrel AI,Recruiter,7-Feb-22
Chi,<img src=x onerror=a(1)>,https://www.linkedin.com/in/chi,,,,01 Jan 2023
"""
ANAS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Cleo,Park,https://www.linkedin.com/in/cleo-park,,Lumen Robotics,ML Engineer,11 May 2023
Dev,Rao,https://www.linkedin.com/in/dev-rao,,Lumen Robotics,Manager,3 Jun 2021
"""


def choose(page: Page, label: str, text: str) -> None:
    """Choose, or type, an option of a select box."""
    box = page.get_by_role("combobox", name=label)
    option = page.get_by_role("option", name=text).first
    for _ in range(3):  # a rerun that comes late closes the list
        box.click()
        box.fill(text)
        with suppress(TimeoutError):
            option.click(timeout=4_000)
            return
    option.click()


def fill_day(page: Page, label: str, day: str) -> None:
    """Type a day such as 2026-03-31 into a date field."""
    group = page.get_by_role("group", name=label, exact=True).first
    group.get_by_role("spinbutton").first.click()
    page.keyboard.type(day.replace("-", ""))
    page.keyboard.press("Escape")


def go(page: Page, name: str) -> None:
    """Choose a page in the menu."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    settled(page)


def test_the_main_job_from_an_empty_store(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    running = app()
    page.goto(running.url)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")

    look_at_the_demo(page)
    log_two_applications(page)
    move_and_add_a_round(page)
    import_files(page, tmp_path)
    find_a_way_in(page)
    compare_offers(page)
    make_a_plan(page)
    see_today(page)


def look_at_the_demo(page: Page) -> None:
    page.get_by_role("button", name="Open the demo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("things to do")
    expect(page.get_by_text("Made-up people and companies")).to_be_visible()
    go(page, "Offers")
    expect(page.get_by_text("Made-up people and companies")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("Made-up people and companies")).to_be_visible()
    page.get_by_role("button", name="Back to my search").click()
    settled(page)
    go(page, "Today")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")


def log_two_applications(page: Page) -> None:
    page.get_by_role("button", name="Log my first application").click()
    settled(page)
    for company, title in (
        ("Lumen Robotics", "ML engineer"),
        ("Kestrel AI", "Research engineer"),
    ):
        choose(page, "Company", company)
        page.get_by_label("Title", exact=True).fill(title)
        page.get_by_label("Link", exact=True).fill(
            "https://jobs.example.com/1?x=" + title[:2]
        )
        page.get_by_role("button", name="Save Shortcut").click()
        expect(page.get_by_text(f"Saved {title} at {company}.")).to_be_visible()
        settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 open applications")
    card = page.locator(".card", has_text="Lumen Robotics")
    card.locator("select").select_option("applied")
    expect(page.locator(".column[data-stage=applied]")).to_contain_text(
        "Lumen Robotics"
    )
    expect(page.get_by_text("saved → applied, dated today")).to_be_visible()


def move_and_add_a_round(page: Page) -> None:
    page.locator(".card", has_text="Lumen Robotics").locator(".open").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lumen Robotics")
    page.get_by_role("button", name="Move to").click()
    choose(page, "Stage", "Rejected")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("Rejected").first).to_be_visible()
    expect(page.get_by_text("Applied").first).to_be_visible()  # nothing is erased
    settled(page)
    page.get_by_role("button", name="Move to").click()
    choose(page, "Stage", "Screen")
    page.get_by_role("button", name="Move", exact=True).click()
    settled(page)

    page.get_by_role("button", name="Add a round").first.click()
    settled(page)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    fill_day(page, "Day", tomorrow.isoformat())
    page.get_by_label("Interviewers").fill("Grace Liu, Omar Said")
    page.get_by_role("button", name="Save", exact=True).click()
    settled(page)
    expect(page.get_by_text("Grace Liu").first).to_be_visible()


def import_files(page: Page, folder: Path) -> None:
    archive = folder / "Basic_LinkedInDataExport.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("export/Connections.csv", MINE)
        file.writestr(
            "export/Jobs/Saved Jobs.csv",
            "Saved Date,Job Url,Job Title,Company Name\n"
            '"3/24/26, 4:11 PM",https://jobs.example.com/77,ML engineer,Tessera\n',
        )
    go(page, "Import")
    page.locator("input[type=file]").first.set_input_files(archive)
    page.get_by_text("Mine", exact=True).click()
    settled(page)
    page.get_by_role("button", name=re.compile("^Bring in 4")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Brought in 3 contacts and 1 saved job."
    )
    settled(page)

    friends = folder / "ana.csv"
    friends.write_text(ANAS, "utf-8")
    page.locator("input[type=file]").first.set_input_files(friends)
    page.get_by_text("A friend's", exact=True).click()
    choose(page, "Friend", "Ana Ruiz")
    settled(page)
    page.get_by_role("button", name=re.compile("^Bring in 2")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brought in 2 contacts.")


def find_a_way_in(page: Page) -> None:
    go(page, "Referrals")
    expect(page.get_by_role("heading", level=1)).to_contain_text("companies you track")
    choose(page, "Company", "Lumen Robotics")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Ana Ruiz is your best way into Lumen Robotics."
    )
    expect(page.get_by_text("Cleo Park").first).to_be_visible()
    net = page.locator(".net")
    net.scroll_into_view_if_needed()
    expect(net).to_have_attribute("aria-label", re.compile("Ana Ruiz"))
    page.get_by_role("button", name="Ask Ana").first.click()
    expect(page.get_by_text("Ana Ruiz").first).to_be_visible()
    settled(page)
    net.scroll_into_view_if_needed()
    settled(page)  # where it stands is measured only once the page stands still
    box = page.locator(".net canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 40)
    page.wait_for_url(re.compile("person"), timeout=10_000)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Ruiz")


def compare_offers(page: Page) -> None:
    go(page, "Offers")
    for company, base, value, schedule in (
        ("Tessera", "120000", "400000", "Even"),
        ("Quill", "130000", "200000", "5/15/40/40"),
    ):
        if not page.get_by_label("Currency").first.is_visible():
            page.get_by_text("Record an offer").first.click()
        page.get_by_label("Company", exact=True).fill(company)
        page.get_by_label("Title", exact=True).fill("ML engineer")
        page.get_by_label("Currency").fill("EUR")
        page.get_by_role("spinbutton", name="Base").first.fill(base)
        page.get_by_role("spinbutton", name="Shares granted, worth").first.fill(value)
        choose(page, "Vesting schedule", schedule)
        page.get_by_role("button", name="Record the offer").click()
        settled(page)
        expect(page.get_by_text(company).first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tessera")
    expect(page.get_by_text("Side by side")).to_be_visible()


def make_a_plan(page: Page) -> None:
    go(page, "Plan")
    start = datetime.now(UTC).date() + timedelta(days=140)
    fill_day(page, "I want to start on", start.isoformat())
    settled(page)
    page.get_by_role("button", name="Save plan").click()
    settled(page)
    expect(page.get_by_text("Start now").first).to_be_visible()


def see_today(page: Page) -> None:
    go(page, "Today")
    expect(page.get_by_role("heading", level=1)).to_contain_text("to do")
    expect(page.get_by_text("Start now").first).to_be_visible()
    expect(page.get_by_text("Next interviews")).to_be_visible()
    expect(page.get_by_text(re.compile("Screen.*Lumen Robotics")).first).to_be_visible()
