"""What only a browser shows, on every page: nothing leaves, nobody is left out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import App, running_app
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
WIDTHS = 1280, 390
TODAY = date(2026, 3, 2)
HOSTILE = (
    "</script><img src=x onerror=document.title='hit'>",
    "![x](http://tracker.example/beacon.png) href",
    '=HYPERLINK("http://tracker.example","x")',
    ":material/skull: $x^2$ **bold** :red[red]",
)
SIDEBAR = "[data-testid=stSidebarNavItems]"
GRID = "[data-testid=stDataFrame]"
STREAMLITS_OWN = {
    ("list", SIDEBAR): "menu sections stand as <div> and <header> inside its <ul>",
    ("listitem", SIDEBAR): "the same: its <li> stand in a <div>",
    ("aria-dialog-name", "[data-testid=stToast]"): "a toast is a dialog without a name",
    ("color-contrast", "[data-theme-dark] button[data-selected=true]"): (
        "dark: Streamlit writes white on primary and primary on the page; both reach "
        "4.5 only if the page were lighter than text of 4.5 allows; here 3.7"
    ),
    ("aria-required-children", GRID): "the data grid draws its cells on a canvas",
}
"""What axe says of markup that no page of ours can mend, with the reason."""


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


SETTLED = """async () => {
  const moment = () => new Promise(then => setTimeout(then, 20));
  const state = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
  const start = performance.now();
  // A click reaches the server within a tenth of a second, or asks nothing of it.
  while (state() === "notRunning" && performance.now() - start < 300) await moment();
  let changed = performance.now();
  const watch = new MutationObserver(() => { changed = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
  while (state() !== "notRunning" || !document.querySelector("h1")
    || document.querySelector("[data-testid=stStatusWidget], [data-stale=true]")
    || performance.now() - changed < 250) await moment();
  watch.disconnect();
  return true;
}"""


def settled(page: Page) -> None:
    """Wait until the page is drawn, its script has ended and nothing changes."""
    page.wait_for_function(SETTLED, timeout=30_000)


def findings(page: Page, axe_source: str) -> list[dict[str, Any]]:
    """Serious and critical findings of axe-core that are not Streamlit's own."""
    page.evaluate(axe_source)
    page.evaluate(
        """() => matchMedia("(prefers-color-scheme: dark)").matches &&
        document.documentElement.setAttribute("data-theme-dark", "")"""
    )
    own = [[rule, selector] for rule, selector in STREAMLITS_OWN]
    found = page.evaluate(
        """async own => (await axe.run(document)).violations
        .filter(each => ["serious", "critical"].includes(each.impact))
        .map(each => ({ rule: each.id, nodes: each.nodes.filter(node => {
          const at = node.target.flat()
          const element = at.length === 1 ? document.querySelector(at[0]) : null
          return !own.some(([rule, selector]) =>
            rule === each.id && element && element.closest(selector))
        }).map(node => node.target.flat().join(" ") + " " + node.html.slice(0, 200)
          + " " + node.failureSummary.slice(0, 200)) }))
        .filter(each => each.nodes.length)""",
        own,
    )
    return list(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible_at_both_widths(
    browser: Browser, demo_app: App, axe_source: str, theme: str
) -> None:
    context = browser.new_context(
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-GB",
        timezone_id="UTC",
        bypass_csp=True,  # axe is put in by us; the policy itself is tested below
    )
    page = context.new_page()
    problems = {}
    path = Path(demo_app.store_url.removeprefix("sqlite:///"))
    for name in (*PAGES, *details(path)):
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(f"{demo_app.url}/{name}")
        settled(page)
        for width in WIDTHS:
            found = looked_over(page, axe_source, width)
            if found:
                problems[f"{name or 'today'} at {width}"] = found
    context.close()
    assert not problems, json.dumps(problems, indent=1)


def looked_over(page: Page, axe_source: str, width: int) -> list[dict[str, Any]]:
    """What axe finds on a page on a screen of some width, which it must fit."""
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{page.url} is {wide} wide on a screen of {width}"
    return findings(page, axe_source)


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
