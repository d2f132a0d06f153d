"""Invitations: files nobody here wrote (data/README.md), and what is in them.

The expected lines were checked against the files by hand: the line an event begins
in, the method, the start in UTC, the zone it was named in (`?` where the file gives
only rules), minutes, version, and what else marks it; or why it cannot be taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.importers.making import only
from tracker.errors import ImportRefusedError
from tracker.importers import Answers, InvitationRow, read
from tracker.models import ImportKind

if TYPE_CHECKING:
    from tracker.importers import Parsed

ICAL = Path(__file__).parent / "data" / "ical"

EXPECTED: dict[str, tuple[str, ...]] = {
    "collective__icalendar/bom_calendar.ics": (),
    "collective__icalendar/broken_dtstart.ics": ("4 no time",),
    "collective__icalendar/broken_ical.ics": ("2 no zone",),
    "collective__icalendar/issue_104_broken_calendar.ics": (
        "4 PUBLISH 2014-04-01T00:00 UTC 60 v0",
    ),
    "collective__icalendar/issue_1081_invalid_start_and_end.ics": ("4 no time",),
    "collective__icalendar/issue_165_missing_event.ics": (
        "20 REQUEST 2015-07-03T08:00 ? 30 v0 repeats",
    ),
    "collective__icalendar/issue_237_fail_to_parse_timezone_with_non_ascii_tzid.ics": (
        "19 PUBLISH 2017-05-11T16:30 America/Sao_Paulo 30 v0",
    ),
    "collective__icalendar/issue_313_globally_unique_tzid.ics": (
        "4 PUBLISH 2020-04-26T12:00 Europe/Berlin 60 v0",
        "10 PUBLISH 2020-04-26T18:00 America/New_York 60 v0",
        "16 PUBLISH 2020-04-26T17:00 America/Argentina/Buenos_Aires 60 v0",
    ),
    "collective__icalendar/issue_348_exception_parsing_value.ics": (
        "13 PUBLISH 2019-06-24T06:30 UTC 600 v0",
    ),
    "collective__icalendar/issue_351_whitespace_in_property_and_params.ics": (
        "5 PUBLISH 2026-03-19T09:00 UTC - v0",
    ),
    "collective__icalendar/issue_722_missing_timezones.ics": (
        "3 PUBLISH 2014-08-29T12:00 America/New_York 180 v0 repeats",
        "9 no start",
        "15 no start",
    ),
    "collective__icalendar/issue_836_do_not_quote_tzid.ics": (
        "20 PUBLISH 2024-10-28T21:00 America/New_York 60 v0",
    ),
    "collective__icalendar/multiple_calendar_components.ics": (
        "11 whole day",
        "53 whole day",
        "74 whole day",
    ),
    "collective__icalendar/parsing_error_in_UTC_offset.ics": (),
    "collective__icalendar/rfc_7986_conferences.ics": ("2 no start",),
    "collective__icalendar/small_bad_calendar.ics": ("2 no start",),
    "collective__icalendar/timezoned.ics": ("26 days",),
    "collective__icalendar/x_location.ics": (
        "27 PUBLISH 2016-10-28T12:00 Europe/Zurich 30 v0 repeats",
    ),
    "ical-org__ical.net/Attendee2.ics": ("4 no zone",),
    "ical-org__ical.net/CaseInsensitive4.ics": ("4 no zone",),
    "ical-org__ical.net/EmptyLines2.ics": (
        "4 no zone",
        "18 no zone",
        "37 no zone",
        "51 no zone",
    ),
    "ical-org__ical.net/EventStatus.ics": (
        "4 PUBLISH 2025-01-01T10:00 UTC - v0",
        "9 PUBLISH 2025-01-02T10:00 UTC - v0",
        "15 PUBLISH 2025-01-03T10:00 UTC - v0 cancelled",
        "21 PUBLISH 2025-01-04T10:00 UTC - v0",
    ),
    "ical-org__ical.net/Outlook2007LineFolds.ics": ("9 whole day",),
    "ical-org__ical.net/RequestStatus1.ics": ("4 no start",),
    "ical-org__ical.net/TimeZone3.ics": ("22 whole day",),
    "jens-maus__node-ical/Office-2012-owa.ics": (
        "6 PUBLISH 2020-10-28T02:30 Australia/Sydney 90 v0",
        "25 PUBLISH 2020-10-28T17:30 America/New_York 90 v0",
        "44 PUBLISH 2020-11-02T18:30 America/New_York 90 v0",
        "63 PUBLISH 2020-11-02T18:30 America/New_York 90 v0 repeats",
    ),
    "jens-maus__node-ical/bad_ms_tz.ics": (
        "21 PUBLISH 2020-08-25T14:35 ? 75 v0 repeats",
    ),
    "jens-maus__node-ical/duplicate-uid-sequence.ics": (
        "4 PUBLISH 2024-01-15T10:00 UTC 60 v2",
        "12 PUBLISH 2024-01-15T09:00 UTC 60 v0",
        "20 PUBLISH 2024-01-20T10:00 UTC 60 v1",
        "28 PUBLISH 2024-01-20T14:00 UTC 60 v3",
    ),
    "jens-maus__node-ical/recurrence-sequence.ics": (
        "4 PUBLISH 2024-01-01T10:00 UTC 60 v0 repeats",
        "13 PUBLISH 2024-01-02T14:00 UTC 60 v3 of 20240102T100000Z",
        "22 PUBLISH 2024-01-02T11:00 UTC 60 v1 of 20240102T100000Z",
        "31 PUBLISH 2024-01-03T11:00 UTC 60 v2 of 20240103T100000Z",
        "40 PUBLISH 2024-01-03T15:00 UTC 60 v5 of 20240103T100000Z",
        "49 PUBLISH 2024-01-04T09:00 UTC 60 v2 of 20240104T090000Z",
        "58 PUBLISH 2024-01-04T15:00 UTC 60 v4 of 20240104T150000Z",
    ),
    "jens-maus__node-ical/tentative-apple-calendar.ics": (
        "8 PUBLISH 2022-07-04T23:00 UTC 50 v0",
        "26 PUBLISH 2022-07-05T16:00 America/Vancouver 60 v0",
        "44 PUBLISH 2022-07-06T20:00 America/Vancouver 60 v0 cancelled",
        "62 PUBLISH 2022-07-07T16:00 America/Vancouver 60 v0",
    ),
    "jens-maus__node-ical/utf8-french-calendar.ics": (),
    "jens-maus__node-ical/whole_day_moved_over_dst_change_berlin.ics": (
        "2 whole day",
        "15 whole day",
    ),
    "jens-maus__node-ical/windows-quoted-tz-rrule.ics": (
        "2 PUBLISH 2015-07-06T16:00 America/New_York 240 v0 repeats",
    ),
    "py-vobject__vobject/ms_tzid.ics": (
        "35 PUBLISH 2008-05-30T05:00 Australia/Sydney - v0",
    ),
    "py-vobject__vobject/tzid_8bit.ics": ("19 PUBLISH 2008-05-30T09:00 ? - v0",),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L105.ics": (
        "20 PUBLISH 2014-07-16T12:00 UTC 60 v1",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L148.ics": (
        "23 REPLY 2014-07-16T12:00 UTC 60 v1 accepted",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L191.ics": (
        "3 PUBLISH 2014-07-24T12:00 UTC - v1 repeats",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L206.ics": (
        "3 PUBLISH 2014-07-24T12:00 UTC - v1",
        "11 PUBLISH 2014-07-26T12:00 UTC - v1 of 20140726T120000Z",
        "19 PUBLISH 2014-07-24T12:00 UTC - v1 of 20140724T120000Z",
        "27 PUBLISH 2014-07-28T12:00 UTC - v1 of 20140728T120000Z",
        "35 PUBLISH 2014-07-29T12:00 UTC - v1 of 20140729T120000Z",
        "43 PUBLISH 2014-07-25T12:00 UTC - v1 of 20140725T120000Z",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L23.ics": (
        "3 PUBLISH 2014-07-16T12:00 UTC - v1",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L271.ics": (
        "6 REPLY 2014-07-26T12:00 UTC - v1 of 20140726T120000Z accepted",
        "16 REPLY 2014-07-24T12:00 UTC - v1 of 20140724T120000Z declined",
        "26 REPLY 2014-07-28T12:00 UTC - v1 of 20140728T120000Z tentative",
        "36 REPLY 2014-07-29T12:00 UTC - v1 of 20140729T120000Z accepted",
        "46 REPLY 2014-07-25T12:00 UTC - v1 of 20140725T120000Z declined",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L337.ics": ("3 whole day",),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L351.ics": (
        "3 whole day",
        "10 whole day",
        "18 whole day",
        "26 whole day",
        "34 whole day",
        "42 whole day",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L415.ics": (
        "6 whole day",
        "15 whole day",
        "24 whole day",
        "33 whole day",
        "42 whole day",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L476.ics": (
        "3 PUBLISH 2014-07-16T12:00 UTC - v1",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L48.ics": (
        "6 REPLY 2014-07-16T12:00 UTC - v1 accepted",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L489.ics": (
        "3 PUBLISH 2014-07-16T12:00 UTC - v1",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L73.ics": (
        "20 PUBLISH 2014-07-16T12:00 UTC 60 v1",
    ),
    "sabre-io__vobject/BrokerAttendeeReplyTest_L9.ics": (
        "3 PUBLISH 2014-07-16T12:00 UTC - v1",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L11.ics": (
        "3 PUBLISH 2014-07-16T12:00 UTC 60 v1",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L123.ics": (
        "6 CANCEL 2014-07-16T12:00 UTC 60 v2 cancelled",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L151.ics": (
        "6 CANCEL 2014-07-16T12:00 UTC 60 v2 cancelled",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L206.ics": (
        "6 REPLY 2014-07-16T12:00 UTC 60 v1 declined",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L40.ics": (
        "6 CANCEL 2014-07-16T12:00 UTC 60 v2 cancelled",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L68.ics": (
        "6 CANCEL 2014-07-16T12:00 UTC 60 v2 cancelled",
    ),
    "sabre-io__vobject/BrokerDeleteEventTest_L94.ics": (
        "3 PUBLISH 2014-07-16T12:00 UTC 60 v1",
    ),
    "sabre-io__vobject/BrokerNewEventTest_L11.ics": (
        "2 PUBLISH 2014-08-11T22:00 UTC 60 v0",
    ),
    "sabre-io__vobject/BrokerNewEventTest_L26.ics": (),
    "sabre-io__vobject/BrokerNewEventTest_L39.ics": (
        "3 PUBLISH 2014-08-11T22:00 UTC 60 v0",
    ),
    "sabre-io__vobject/BrokerProcessMessageTest_L20.ics": ("3 no start",),
    "sabre-io__vobject/BrokerProcessMessageTest_L35.ics": ("4 no start",),
    "sabre-io__vobject/BrokerProcessMessageTest_L46.ics": ("2 no start",),
    "sabre-io__vobject/BrokerProcessMessageTest_L9.ics": ("4 no start",),
    "sabre-io__vobject/TimeZoneUtilTest_L116.ics": (
        "20 REQUEST 2012-04-18T08:00 ? 30 v0",
    ),
    "sabre-io__vobject/TimeZoneUtilTest_L243.ics": (
        "19 REQUEST 2012-04-18T08:00 ? - v0",
    ),
    "sabre-io__vobject/TimeZoneUtilTest_L51.ics": (
        "20 REQUEST 2012-04-18T08:00 ? - v0",
    ),
    "sabre-io__vobject/TimeZoneUtilTest_L91.ics": (),
    "u01jmg3__ics-parser/issue-196.ics": (
        "23 PUBLISH 2019-11-05T18:00 Europe/Berlin 180 v24 repeats",
        "36 PUBLISH 2019-11-09T16:00 Europe/Berlin 300 v25 of 20191109T180000Z",
        "50 PUBLISH 2019-11-10T17:00 Europe/Berlin 240 v25 of 20191110T180000Z",
    ),
    "u01jmg3__ics-parser/issue-340.ics": (
        "4 PUBLISH 2023-01-12T17:00 Europe/Berlin - v0",
    ),
}

_WHY = {
    "It names no time zone": "no zone",
    "It has no start": "no start",
    "It takes a whole day": "whole day",
    "It takes more than a day": "days",
}


def told(row: InvitationRow) -> str:
    """Say in one line what an event is."""
    marks = [
        f"of {row.recurrence}" if row.recurrence else "",
        "repeats" if row.repeats else "",
        "cancelled" if row.is_cancelled else "",
        row.answer,
    ]
    words = [str(row.number), row.method, f"{row.starts_at:%Y-%m-%dT%H:%M}"]
    words += [row.zone or "?", str(row.minutes or "-"), f"v{row.sequence}", *marks]
    return " ".join(filter(None, words))


def all_of(parsed: Parsed) -> list[str]:
    """Give a line for each event, those that cannot be taken last."""
    rows = [told(row) for row in parsed.rows if isinstance(row, InvitationRow)]
    for problem in parsed.problems:
        known = (w for start, w in _WHY.items() if problem.reason.startswith(start))
        rows.append(f"{problem.number} {next(known, 'no time')}")
    return rows


def test_every_sample_is_in_the_table() -> None:
    found = {str(path.relative_to(ICAL)) for path in ICAL.rglob("*.ics")}
    assert found == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read_as_it_is_meant(name: str) -> None:
    parsed = only(Path(name).name, ICAL / name)
    assert parsed.kind is ImportKind.CALENDAR
    assert tuple(all_of(parsed)) == EXPECTED[name]


def event(*lines: str, method: str = "REQUEST", before: str = "") -> bytes:
    """Write a calendar with one event."""
    body = "\r\n".join(["BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT"])
    return (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n{before}{body}\r\nEND:VCALENDAR\r\n"
    ).encode()


def one(
    data: bytes, answers: Answers | None = None, name: str = "a.ics"
) -> InvitationRow:
    [parsed] = read(name, data, answers=answers or Answers())
    [row] = parsed.rows
    assert isinstance(row, InvitationRow)
    return row


def test_an_unknown_zone_is_asked_and_never_guessed() -> None:
    data = event("DTSTART;TZID=Unnamed Time Zone 1:20260302T100000", "SUMMARY:Talk")
    [parsed] = read("a.ics", data)
    assert parsed.rows == ()
    assert "“Unnamed Time Zone 1” is not known" in parsed.problems[0].reason
    [question] = parsed.ask
    assert (question.field, question.column) == ("zones", "Unnamed Time Zone 1")
    assert question.examples == ("Talk",)
    row = one(data, Answers(zones={"Unnamed Time Zone 1": "America/New_York"}))
    assert told(row) == "3 REQUEST 2026-03-02T15:00 America/New_York - v0"


def test_a_known_zone_whose_own_rules_tell_another_hour_is_asked() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\n"
        "DTSTART:16010101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    line = "DTSTART;TZID=W. Europe Standard Time:20260302T100000"
    [parsed] = read("a.ics", event(line, before=zone))
    assert [q.column for q in parsed.ask] == ["W. Europe Standard Time"]
    assert told(one(event(line))) == "3 REQUEST 2026-03-02T09:00 Europe/Berlin - v0"


def test_a_shown_name_with_an_offset_its_zone_never_had_is_asked() -> None:
    line = 'DTSTART;TZID="(UTC+02:00) Eastern Time (US & Canada)":20260302T100000'
    [parsed] = read("a.ics", event(line))
    assert parsed.rows == ()


def test_the_place_of_a_call_is_its_link() -> None:
    row = one(
        event(
            "DTSTART:20260302T100000Z",
            "DURATION:PT1H30M",
            "DESCRIPTION:Join\\nhttps://meet.example/abc\\n(or call)",
            'ORGANIZER;CN="Ott, Ben":MAILTO:Ben@Acme.example',
        )
    )
    assert (row.place, row.minutes) == ("https://meet.example/abc", 90)
    assert row.note == "Join\nhttps://meet.example/abc\n(or call)"
    assert (row.organiser, row.organiser_email) == ("Ott, Ben", "ben@acme.example")


MAIL = b"""From: Ben Ott <ben@acme.example>
To: me@example.org
Subject: Interview =?utf-8?q?f=C3=BCr?= Ana
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain

Hello
--x
Content-Type: text/calendar; charset=utf-8; method=REQUEST
Content-Transfer-Encoding: base64

"""


def mail(calendar: bytes) -> bytes:
    import base64  # noqa: PLC0415

    return MAIL + base64.encodebytes(calendar) + b"--x--\n"


@pytest.mark.parametrize("name", ["invite.eml", "invite.txt"])
def test_a_mail_gives_the_invitation_it_carries(name: str) -> None:
    row = one(mail(event("DTSTART:20260302T100000Z")), name=name)
    assert row.summary == "Interview für Ana"
    assert (row.organiser, row.organiser_email) == ("Ben Ott", "ben@acme.example")
    assert row.method == "REQUEST"


def test_a_mail_without_an_invitation_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="a mail without an invitation"):
        read("a.eml", b"Subject: x\nMIME-Version: 1.0\n\nHello\n")
