"""From a cold start to the first answer, on 100,000 people and a million ties.

``python -m tests.bench_cold`` makes the store from a seed, starts the server as
`foothold run` does, opens the ways into one company in a browser that is already
running, and measures until the first chain can be read: once with the file of the
store fresh in a new process, and what the process then holds in memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
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
TIMES = 3
COMPANY = UUID(int=5)


def peak(process: int) -> float:
    """The most memory a process ever held, in MB; 0 where the system does not say."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return 0.0


def opened(page: Page, path: Path) -> tuple[float, float, float, float]:
    """Seconds until the server answers and until a chain is read; of work; MB."""
    port = free_port()
    settings = {"FOOTHOLD_DATABASE_URL": f"sqlite:///{path}"}
    start = time.perf_counter()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", str(APP)),
            *("--server.headless=true", f"--server.port={port}"),
        ],
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=APP.parent,
    )
    try:
        while True:
            with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                break
            time.sleep(0.02)
        ready = time.perf_counter() - start
        page.goto(f"http://127.0.0.1:{port}/referrals?company={COMPANY}")
        page.get_by_role("button", name="Ask Person").first.wait_for(timeout=120_000)
        shown = time.perf_counter() - start
        usage = Path(f"/proc/{server.pid}/stat")
        busy = 0.0
        if usage.exists():
            ticks = usage.read_text("ascii").rpartition(")")[2].split()[11:13]
            busy = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        return ready, shown, busy, peak(server.pid)
    finally:
        server.terminate()
        server.wait()


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
                ready, shown, busy, memory = opened(context.new_page(), path)
                context.close()
                say(
                    f"  server up {ready:.1f} s, first chain read {shown:.1f} s, of "
                    f"the server's own processor time {busy:.1f} s; most memory "
                    f"{memory:.0f} MB"
                )
            browser.close()


if __name__ == "__main__":
    main()
