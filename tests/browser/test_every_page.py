"""What only a browser shows, on every page: nothing leaves, nobody is left out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import App, running_app
from tests.browser.looking import looked_over, settled, unguarded
from tests.stores import new_store
from tracker import commands, inputs
from tracker.demo import make
from tracker.models import (
    Application,
    Company,
    Offer,
    Person,
    Round,
    RoundResult,
)
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import StartApp, Watch
    from tests.browser.looking import Problems

PAGES = (
    "",
    "applications",
    "interviews",
    "people",
    "referrals",
    "asks",
    "offers",
    "plan",
    "odds",
    "import",
    "data",
    "settings",
)
TODAY = date(2026, 3, 2)
HOSTILE = (
    "</script><img src=x onerror=document.title='hit'>",
    "![x](http://tracker.example/beacon.png) href",
    '=HYPERLINK("http://tracker.example","x")',
    ":material/skull: $x^2$ **bold** :red[red]",
)


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on a demo store, for all tests of this module."""
    folder = tmp_path_factory.mktemp("demo")
    make(str(folder / "demo.db"), on=TODAY)
    with running_app(f"sqlite:///{folder / 'demo.db'}", folder) as app:
        yield app


def details(path: Path) -> list[str]:
    """The pages of one application, person and company, and the other views."""
    store = Store(path)
    with store.reading() as work:
        met = work.all(Round)[0].application_id
        company = work.get(Application, met).company_id
        waits = [row for row in work.all(Round) if row.debriefed_at is None]
        waiting = min(waits, key=lambda row: row.starts_at).id
        ended = next(
            row.application_id
            for row in work.all(Round)
            if row.result is RoundResult.FAILED
        )
        person = work.all(Person)[5].id
        offer = work.all(Offer)[0].id
    store.close()
    return [
        f"application?application={met}",
        f"person?person={person}",
        f"referrals?company={company}",
        "applications?view=Table",
        "applications?add=1",
        f"interviews?debrief={waiting}",
        f"application?application={ended}",
        "capture",
        f"summary?offer={offer}",
    ]


def test_every_page_is_accessible(
    browser: Browser, demo_app: App, axe_source: str
) -> None:
    context = unguarded(browser)
    page = context.new_page()
    problems: Problems = {}
    path = Path(demo_app.store_url.removeprefix("sqlite:///"))
    for name in (*PAGES, *details(path)):
        page.goto(f"{demo_app.url}/{name}")
        settled(page)
        problems |= looked_over(page, axe_source, name or "today")
    context.close()
    assert not problems, json.dumps(problems, indent=1)


def test_the_first_deep_link_after_a_start_shows_the_frame(
    app: StartApp, page: Page
) -> None:
    running = app()
    page.goto(f"{running.url}/plan")
    settled(page)
    assert page.get_by_role("link", name="Applications").is_visible()
    assert not page.get_by_text("Page not found").is_visible()


def test_names_are_only_names(
    app: StartApp, page: Page, watch: Watch, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.db"
    fill_with_hostile_names(path)
    running = app(f"sqlite:///{path}")
    for name in PAGES:
        page.goto(f"{running.url}/{name}")
        settled(page)
        assert page.title() != "hit", name
        assert not page.locator("img[src*='tracker.example']").count(), name
    assert not watch.foreign_hosts


def fill_with_hostile_names(path: Path) -> None:
    """Put names that would like to run into every place that shows names."""
    store = Store(path)
    with store.change() as work:
        for number, name in enumerate(HOSTILE):
            given = inputs.ApplicationIn(company=name, title=name, note=name)
            row = commands.add_application(work, given, on=TODAY)
            company = work.get(Company, row.company_id).name
            person = inputs.PersonIn(
                name=f"{name} {number}", company=company, title=name, is_contact=True
            )
            commands.add_person(work, person)
            commands.add_offer(
                work,
                inputs.OfferIn(
                    application=row.id, currency="EUR", base=Decimal(100_000), note=name
                ),
                on=TODAY,
            )
            met = {"application": row.id, "starts_at": f"{TODAY}T10:00Z", "note": name}
            met |= {"interviewers": [f"{name} {number}"], "place": name}
            held = commands.add_round(work, inputs.parse(inputs.RoundIn, met))
            commands.add_preparation(work, held.id, [name])
            commands.add_task(
                work,
                inputs.TaskIn(
                    what=name,
                    due_on=TODAY,
                    application=row.id,
                ),
            )
        assert len(work.all(Application)) == len(HOSTILE)
    store.close()


def test_every_answer_carries_the_policy(page: Page, demo_app: App) -> None:
    answer = page.goto(demo_app.url)
    assert answer is not None
    headers = answer.all_headers()
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


def test_a_page_of_another_host_gets_no_answer(demo_app: App) -> None:
    import http.client  # noqa: PLC0415

    port = int(demo_app.url.rsplit(":", 1)[1])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        "GET",
        "/_stcore/stream",
        headers={
            "Host": "evil.example",
            "Origin": "http://evil.example",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version": "13",
        },
    )
    assert connection.getresponse().status == 403
    connection.close()


def test_the_app_listens_on_this_machine_only(demo_app: App) -> None:
    import socket  # noqa: PLC0415

    port = int(demo_app.url.rsplit(":", 1)[1])
    listening = Path("/proc/net/tcp6")
    if listening.exists():  # a dual-stack socket would stand there
        wanted = f":{port:04X} "
        assert wanted not in listening.read_text("ascii")
    with socket.socket() as probe:
        probe.settimeout(5)
        assert probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_store_that_is_damaged_while_it_is_open_is_one_sentence(
    app: StartApp, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "spoilt.db"
    running = app(f"sqlite:///{new_store(path)}")
    page.goto(running.url)
    settled(page)
    path.write_bytes(b"not a database at all" * 100)
    page.goto(f"{running.url}/applications")
    expect(page.get_by_role("alert")).to_contain_text("The store is damaged")
    assert not page.get_by_text("Traceback").count()
