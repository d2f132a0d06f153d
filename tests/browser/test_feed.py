"""The calendar is served beside the pages, to whoever has the address."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import vobject
from playwright.sync_api import expect

from tests.cli.terminal import run

if TYPE_CHECKING:
    from email.message import Message

    from playwright.sync_api import Page

    from tests.browser.conftest import StartApp


def asked(url: str, known: str = "") -> tuple[int, bytes, Message]:
    """Ask for an address: the status, the body, the headers."""
    request = urllib.request.Request(url)  # noqa: S310 - our own
    if known:
        request.add_header("If-None-Match", known)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def test_the_address_is_made_read_and_ended(app: StartApp, page: Page) -> None:
    started = app()
    task = '{"what": "Call back", "due_on": "2027-03-12"}'
    page.goto(f"{started.url}/data")
    page.get_by_role("button", name="Make an address").click()
    address = page.locator("code", has_text="/feed/").inner_text().strip()
    status, body, headers = asked(address)
    assert (status, headers["Cache-Control"]) == (200, "private, no-cache")
    assert headers["Content-Type"].startswith("text/calendar")
    assert vobject.readOne(body.decode()).method.value == "PUBLISH"
    assert asked(address, headers["ETag"])[:2] == (304, b"")

    given = started.log.with_suffix(".json")  # somebody changes something meanwhile
    given.write_text(task, "utf-8")
    assert run("--db", started.store_url, "add", "task", given).status == 0
    status, body, _ = asked(address, headers["ETag"])
    assert (status, b"SUMMARY:Call back" in body) == (200, True)

    token = address.rpartition("/")[2].removesuffix(".ics")
    wrong = [f"{'a' * 43}.ics", "a.ics", f"{token}", f"{token}.ics.ics", f"x/{token}"]
    for each in [*wrong, f"{token[:-1]}.ics", "%ff.ics"]:
        assert asked(f"{started.url}/feed/{each}")[:2] == (404, b""), each

    page.get_by_role("button", name="End the address").click()
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    assert asked(address)[:2] == (404, b"")
