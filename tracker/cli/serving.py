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

from tracker.cli.common import local_today, say
from tracker.errors import InvalidError
from tracker.places import APP, DEMO_STORE, ROOT, store_address
from tracker.store import Store

if TYPE_CHECKING:
    import argparse

HOST = "127.0.0.1"


def run(options: argparse.Namespace) -> int:
    """Start the app on this machine only, and open it in the browser."""
    address = str(DEMO_STORE) if options.demo else options.db or store_address()
    if options.demo:
        make_demo()
    Store(address).close()  # a store that cannot be opened is said here, in words
    port = free_port(options.port)
    if options.port not in {0, port}:
        print(f"Port {options.port} is taken, so this is on port {port}.")  # noqa: T201
    print(f"Foothold is on http://localhost:{port}  (Ctrl+C ends it)", flush=True)  # noqa: T201
    environment = os.environ | {
        "FOOTHOLD_DATABASE_URL": address,
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }
    if not options.no_browser:
        threading.Thread(target=_open_when_ready, args=(port,), daemon=True).start()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(APP)),
        *("--server.address", HOST, "--server.port", str(port)),
        *("--server.headless", "true"),
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends the server too
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait(timeout=10)
        return 0


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
    for _ in range(120):
        try:
            with urllib.request.urlopen(  # noqa: S310 - an address of our own
                f"{url}/_stcore/health", timeout=1
            ):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    webbrowser.open(url)


def demo(options: argparse.Namespace) -> int:
    """Make the demo search afresh, in a store of its own."""
    address = options.db or str(DEMO_STORE)
    from tracker import demo as made_up  # noqa: PLC0415 - 0.3 s that others need not wait

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

    made_up.make_fresh(DEMO_STORE, on=local_today())
