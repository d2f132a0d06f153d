"""Fixtures of the browser tests: a Chromium, a watched page, the running app."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.absent import AbsentError, give_up
from tests.browser import chromium
from tests.postgres import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        WebError,
    )

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
OWN_HOSTS = {"localhost", "127.0.0.1"}
INSIDE_SCHEMES = {"about", "blob", "data"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Find or install a browser."""
    try:
        chromium.prepare_driver()
        return chromium.find()
    except AbsentError as error:
        give_up(error)


# One browser for each test module, not for the run: as long as Playwright is
# there, an event loop runs in this thread, and no other test can start its own.
@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=chromium.arguments()
        )
        yield browser
        browser.close()


@dataclass
class Watch:
    """What the pages of one test asked for and complained about."""

    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of the context, those opened later too."""
        context.on("request", lambda request: self.note_address(request.url))
        context.on("console", self.note_message)
        context.on("weberror", self.note_error)
        context.on("page", self.follow_sockets)

    def follow_sockets(self, page: Page) -> None:
        """Listen to the sockets of a page, which are no requests."""
        page.on("websocket", lambda socket: self.note_address(socket.url))

    def note_address(self, url: str) -> None:
        """Note the host of a request, unless the page carries the answer itself."""
        address = urlsplit(url)
        if address.scheme not in INSIDE_SCHEMES:
            self.hosts.add(address.hostname or url)

    def note_message(self, message: ConsoleMessage) -> None:
        """Note an error in the console.

        Streamlit 1.67 asks for its health below the page's own path when it is
        opened by a deep link, is told 404, and goes on with the right address.
        """
        if message.type != "error":
            return
        url = message.location["url"]
        if "404" in message.text and "/_stcore/" in url:
            return
        self.errors.append(f"{message.text} ({url})")

    def note_error(self, error: WebError) -> None:
        """Note an exception that no script caught."""
        self.errors.append(str(error.error))

    @property
    def foreign_hosts(self) -> set[str]:
        """The hosts asked for that are not this machine."""
        return self.hosts - OWN_HOSTS


@pytest.fixture
def watch() -> Watch:
    """Give what ``page`` records; a test that expects an error clears it there."""
    return Watch()


@pytest.fixture
def context(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """Open a browser window of its own, watched.

    The test fails at its end where a page asked another machine for anything or
    left an error in the console.
    """
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="UTC"
    )
    watch.follow(context)
    yield context
    context.close()
    assert not watch.foreign_hosts
    assert not watch.errors


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open an empty page; ``page.context.new_page()`` opens a second one."""
    return context.new_page()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Give the script of axe-core, out of the package that carries it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


@dataclass
class App:
    """The app as it runs: where it answers, what it stores in, what it wrote."""

    url: str
    store_url: str
    log: Path


class StartApp(Protocol):
    """What the fixture ``app`` gives."""

    def __call__(self, store_url: str | None = None) -> App:
        """Start the app on a store, by default on an empty one."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[StartApp]:
    """Give the function that starts the app; it is stopped with the test."""
    with ExitStack() as stack:

        def start(store_url: str | None = None) -> App:
            url = store_url or f"sqlite:///{tmp_path / 'foothold.db'}"
            return stack.enter_context(running_app(url, tmp_path))

        yield start


@contextmanager
def running_app(store_url: str, folder: Path) -> Iterator[App]:
    """Start the app as a person does, on a free port, and stop it at the end."""
    port = free_port()
    log = folder / f"app-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tracker", "run", "--no-browser"),
                *("--port", str(port), "--db", store_url),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(f"http://localhost:{port}/_stcore/health", process, log)
        yield App(f"http://localhost:{port}", store_url, log)
    finally:
        _stop(process)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the address answers."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  # our own
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if process.poll() is not None or time.monotonic() > end:
                text = log.read_text("utf-8", "replace")
                raise RuntimeError(f"The app did not start:\n{text}") from None
            time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the app and whatever it started."""
    if sys.platform == "win32":
        process.terminate()
    else:
        try:
            os.killpg(process.pid, signal.SIGTERM)
        except ProcessLookupError:
            return
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
