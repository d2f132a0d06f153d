"""Commands that start the app, and make the demo."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from typing import TYPE_CHECKING

from tracker.cli.parsing import count, day
from tracker.errors import InvalidError
from tracker.places import APP, DEMO_STORE, ROOT, store_address

if TYPE_CHECKING:
    import argparse

    from tracker.cli.parsing import Command

HOST = "127.0.0.1"
COMMANDS = "run", "demo"


def add(command: Command) -> None:
    """Add the commands of this module."""
    start = command("run", run, "start the app and open it in the browser")
    start.add_argument("--port", type=count(0, 65535), default=8501)
    start.add_argument("--no-browser", action="store_true", help="only start it")
    start.add_argument("--demo", action="store_true", help="open the demo search")
    made = command("demo", demo, "make the demo search afresh")
    made.add_argument("--on", type=day, metavar="DATE", help="the day it is made for")
    made.add_argument("--seed", type=count(0, 2**31), default=None)


def run(options: argparse.Namespace) -> int:
    """Start the app on this machine only, and open it in the browser."""
    address = str(DEMO_STORE) if options.demo else options.db or store_address()
    if options.demo:
        make_demo()
    port = free_port(options.port)
    environment = os.environ | {
        "FOOTHOLD_DATABASE_URL": address,
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(APP)),
        *("--server.address", HOST, "--server.port", str(port)),
        *("--server.headless", "true"),
        *("--logger.hideWelcomeMessage", "true"),  # we say where it is ourselves
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends the server too
    try:
        _try(address)  # while the server starts
        if options.port not in {0, port}:
            print(f"Port {options.port} is taken, so this is on port {port}.")  # noqa: T201
        print(f"Foothold is on http://localhost:{port}  (Ctrl+C ends it)", flush=True)  # noqa: T201
        if not options.no_browser:
            threading.Thread(target=_open_when_ready, args=(port,), daemon=True).start()
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(timeout=10)


def _try(address: str) -> None:
    """Say here, in words, that a store cannot be opened."""
    from tracker.store import Store  # noqa: PLC0415 - half a second of imports

    Store(address).close()


def free_port(wanted: int) -> int:
    """Find a free port on this machine, from the wanted one upwards.

    Raises:
        InvalidError: If the next 100 are all taken.
    """
    for port in range(wanted, min(wanted + 100, 65_536)) if wanted else (0,):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # elsewhere it would share a port that is in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise InvalidError(
        f"Ports {wanted} to {wanted + 99} are all taken; name another with --port."
    )


def _open_when_ready(port: int) -> None:
    """Open the browser once the app answers; say nothing where there is none."""
    url = f"http://localhost:{port}"
    for _ in range(1_200):
        try:
            with urllib.request.urlopen(  # noqa: S310 - an address of our own
                f"{url}/_stcore/health", timeout=1
            ):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    webbrowser.open(url)


def demo(options: argparse.Namespace) -> int:
    """Make the demo search afresh, in a store of its own."""
    address = options.db or str(DEMO_STORE)
    from tracker import demo as made_up  # noqa: PLC0415 - half a second of imports
    from tracker.cli.common import local_today, say  # noqa: PLC0415

    on = options.on or local_today()
    counts = made_up.make(address, on=on, seed=options.seed)
    say(
        options,
        {"db": address, "on": on.isoformat(), **counts},
        f"Made the demo search in {address}; open it with “foothold run --demo”.",
    )
    return 0


def make_demo() -> None:
    """Make the demo search where there is none of today yet."""
    from tracker import demo as made_up  # noqa: PLC0415
    from tracker.cli.common import local_today  # noqa: PLC0415

    made_up.make_fresh(DEMO_STORE, on=local_today())
