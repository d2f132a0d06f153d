"""Invitations from a terminal: what is unclear is answered by options."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal

INVITATION = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:a
SUMMARY:Interview
DTSTART;TZID=Custom Zone=1:20260310T100000
END:VEVENT
END:VCALENDAR
"""


def test_zone_and_application_are_said_by_options(terminal: Terminal) -> None:
    given = {"company": "Acme", "title": "Engineer"}
    terminal.add("application", given)
    id_ = json.loads(terminal.export())["application"][0]["id"]
    file = terminal.folder / "a.ics"
    file.write_text(INVITATION, "utf-8")
    refused = terminal("import", file)
    assert refused.status == 1
    assert "time zone “Custom Zone=1” is not known" in refused.err
    zone = ("--zone", "Custom Zone=1=Europe/Berlin")
    asked = terminal("import", file, *zone, "--json").json["files"][0]
    assert (asked["new"], "say to which" in asked["problems"][0]["reason"]) == (0, True)
    done = terminal("import", file, *zone, "--application", f"3={id_}", "--json").json
    assert done["files"][0]["new"] == 1
    [row] = json.loads(terminal.export())["interview_round"]
    assert row["starts_at"] == "2026-03-10T09:00:00+00:00"
    assert terminal("import", file, "--zone", "Custom").status == 1
