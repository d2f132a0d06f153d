"""From a cold start to the first answer, on 100,000 people and a million ties.

``python -m tests.bench_cold`` makes the store from a seed, or takes the file it is
given. The clock starts with ``foothold run``, in a new process; a browser that is
already running, with nothing in its cache, is sent to the ways into one company as
soon as the server answers. It stops when the page itself notes that the first chain
stands in it and was painted. The file of the store is in the system's cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen
from uuid import UUID

from playwright.sync_api import sync_playwright

from tests.bench_advice import say
from tests.bench_million import Size, fill_sqlite, made
from tests.browser import chromium
from tests.postgres import free_port
from tracker.places import APP

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZE = Size(people=100_000, ties=1_000_000, contacts=2_000)
TIMES = 5
COMPANY = UUID(int=5)


NOTE = """
const seen = new MutationObserver(() => {
  if (!document.body?.innerText.includes("Ask Person")) return;
  seen.disconnect();
  const shown = () => { window.shownAt = performance.timeOrigin + performance.now(); };
  requestAnimationFrame(() => requestAnimationFrame(shown));
});
seen.observe(document, { subtree: true, childList: true });
"""
"""Notes in the page when the first chain is there: asking for it from outside is
answered up to 0.4 s late while the page is busy."""


class Figures(NamedTuple):
    """What one cold start took."""

    up: float
    """Seconds until the server answers."""
    shown: float
    """Seconds until the first chain is read."""
    work: float
    """Seconds of the server's own processor time."""
    memory: float
    """The most the server held, in MB."""


def of_server(command: int) -> tuple[float, float]:
    """Processor time and most memory of the server that a command started.

    Both are 0 where the system does not say.
    """
    with suppress(OSError):
        children = Path(f"/proc/{command}/task/{command}/children").read_text("ascii")
        server = Path(f"/proc/{children.split()[0]}")
        ticks = (server / "stat").read_text("ascii").rpartition(")")[2].split()[11:13]
        status = (server / "status").read_text("ascii").splitlines()
        [most] = [line.split()[1] for line in status if line.startswith("VmHWM")]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), int(most) / 1024
    return 0.0, 0.0


def opened(page: Page, path: Path) -> Figures:
    """Start, open and measure once."""
    port = free_port()
    page.add_init_script(NOTE)
    start = time.time()
    command = subprocess.Popen(
        [
            *(sys.executable, "-m", "tracker", "run", "--no-browser"),
            *("--port", str(port), "--db", f"sqlite:///{path}"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=APP.parent,
    )
    try:
        while True:
            with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                break
            time.sleep(0.02)
        up = time.time() - start
        page.goto(f"http://127.0.0.1:{port}/referrals?company={COMPANY}")
        at = page.wait_for_function("window.shownAt", timeout=120_000).json_value()
        return Figures(up, at / 1000 - start, *of_server(command.pid))
    finally:
        command.terminate()
        command.wait()


def main() -> None:
    """Measure."""
    with tempfile.TemporaryDirectory(prefix="foothold-cold-") as folder:
        path = Path(folder) / "network.db"
        kept = [word for word in sys.argv[1:] if Path(word).is_file()]
        path = Path(kept[0]) if kept else path
        if not kept:
            fill_sqlite(path, made(SIZE), SIZE)
        say(f"{SIZE.people:,} people, {SIZE.ties:,} ties: from a cold start")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.find(), args=chromium.arguments()
            )
            for _ in range(TIMES):
                context = browser.new_context()
                found = opened(context.new_page(), path)
                context.close()
                say(
                    f"  server up {found.up:.1f} s, first chain read {found.shown:.1f} "
                    f"s, of the server's own processor time {found.work:.1f} s; most "
                    f"memory {found.memory:.0f} MB"
                )
            browser.close()


if __name__ == "__main__":
    main()
