"""Where a Chromium for the browser tests comes from, and how it is started."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import sync_playwright

from tests.absent import AbsentError

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "FOOTHOLD_CHROMIUM"
"""Names the browser to use; nothing else is then looked at."""

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",  # /dev/shm has 64 MB in a container
    # Quiet: nothing but the tested page may ask for anything ...
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # ... and no name but localhost is found, should a page ask all the same.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

INSTALL_SECONDS = 420


def arguments() -> list[str]:
    """Give the command line; Chromium as root has no sandbox."""
    root = sys.platform != "win32" and os.geteuid() == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if root else [])]


def find() -> Path:
    """Find a browser, or install Debian's where we are root on Debian."""
    named = os.environ.get(VARIABLE)
    if named:
        if shutil.which(named):
            return Path(named)
        raise AbsentError(f"{VARIABLE} names {named}, which is no program.")
    with _alone():
        found = _on_machine() or _of_playwright() or _from_debian()
    if found:
        return found
    raise AbsentError(
        "No browser was found: install Chromium, Chrome or Edge "
        "(or run .venv/bin/playwright install chromium)."
    )


def prepare_driver() -> None:
    """See that Playwright's own program starts; a slim system lacks a library of it."""
    node = compute_driver_executable()[0]

    def starts() -> bool:
        return not subprocess.run(
            [node, "--version"], capture_output=True, check=False
        ).returncode

    with _alone():
        is_ready = starts() or (_install("libatomic1") and starts())
    if not is_ready:
        raise AbsentError(
            "Playwright does not start here: install the library libatomic "
            "(Debian and Ubuntu: apt-get install libatomic1)."
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for other test processes: what one installs, the others then find whole."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    path = Path(tempfile.gettempdir()) / f"foothold-browser-{os.geteuid()}.lock"
    with path.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _on_machine() -> Path | None:
    for name in (*NAMES, *PLACES):
        found = shutil.which(name)
        if found:
            return Path(found)
    return None


def _of_playwright() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _from_debian() -> Path | None:
    return _on_machine() if _install("chromium") else None


def _install(package: str) -> bool:
    """Install a package of Debian's; tell whether that could be done.

    Only as root on Debian: Ubuntu's ``chromium`` is a pointer to a snap, and
    elsewhere it is for the person to decide.
    """
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    if platform.freedesktop_os_release().get("ID") != "debian":
        return False
    for words in (
        ("update", "-qq"),
        ("install", "-y", "-qq", "--no-install-recommends", package),
    ):
        try:
            subprocess.run(
                ["apt-get", *words],
                check=True,
                capture_output=True,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                timeout=INSTALL_SECONDS,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return False
    return True
