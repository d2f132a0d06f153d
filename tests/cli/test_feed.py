"""The calendar's address, from a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal


def test_an_address_is_made_told_once_and_ended(terminal: Terminal) -> None:
    assert "make one with --new" in terminal("feed").out
    address = terminal("feed", "--new", "--port", "8600", "--json").json["address"]
    assert address.startswith("http://localhost:8600/feed/")
    assert address.endswith(".ics")
    told = terminal("feed")
    assert "has not been read yet" in told.out
    assert address.rpartition("/")[2].removesuffix(".ics") not in told.out
    assert terminal("feed", "--end").status == 0
    again = terminal("feed", "--end")
    assert (again.status, again.err.count("\n")) == (1, 1)
