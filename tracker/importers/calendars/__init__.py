"""Invitations: iCalendar files, and mails that carry one. Pure.

Read by hand rather than by a library: of a broken file the events that are whole
come in, and a line that is none costs only itself.
"""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.importers import cells, contents, limits
from tracker.importers.calendars import zones
from tracker.importers.calendars.events import Event, InvitationRow
from tracker.importers.calendars.lines import calendars
from tracker.importers.rows import Parsed, Problem, Question
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage

    from tracker.importers.rows import Answers

__all__ = ["InvitationRow", "is_mail", "is_one", "read", "read_mail", "zone_words"]

_PARTS = 2_000
"""Lines that may part a mail: the library takes long over more."""
_BROKEN = (
    *(AttributeError, IndexError, LookupError, TypeError, ValueError, RecursionError),
    email.errors.MessageError,
)
"""What the library for mails raises, beside what it should, on broken ones."""
_MAIL = re.compile(
    rb"^[A-Za-z][A-Za-z-]*:[^\n]*\n(?:.*\n)*?MIME-Version:", re.IGNORECASE
)


def is_one(_name: str, head: bytes) -> bool:
    """Whether a file begins like a calendar."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:15].upper() == b"BEGIN:VCALENDAR"


def is_mail(name: str, head: bytes) -> bool:
    """Whether a file is a mail as mail programs save it."""
    return name.endswith(".eml") or _MAIL.match(head) is not None


def read(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read a calendar.

    Raises:
        ImportRefusedError: If it is no text.
    """
    encoding, skip = contents.encoding(file, data)
    text = data[skip:].decode(encoding, "replace")
    return _parsed(file, sha256, [text], answers, replaces={})


def read_mail(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read the invitation that a mail carries.

    Raises:
        ImportRefusedError: If it carries none.
    """
    if data.count(b"\n--") > _PARTS:
        raise contents.refusal(file, "is a mail of too many parts")
    try:
        texts, told = _opened(data)
    except _BROKEN as error:
        raise contents.refusal(file, "is a mail too broken to be read") from error
    if not texts:
        raise contents.refusal(file, "is a mail without an invitation in it")
    return _parsed(file, sha256, texts, answers, replaces=told)


def _opened(data: bytes) -> tuple[list[str], dict[str, str]]:
    """The calendars in a mail, each once, and what the mail says of them."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    texts: list[str] = []
    for part in message.walk():
        kind, name = part.get_content_type(), (part.get_filename() or "").casefold()
        if kind in {"text/calendar", "application/ics"} or name.endswith(".ics"):
            text = _content(part)
            if text and text not in texts:
                texts.append(text)
    addresses = getattr(message.get("from"), "addresses", ())
    return texts, {
        "summary": str(message.get("subject") or ""),
        "organiser": addresses[0].display_name if addresses else "",
        "organiser_email": addresses[0].addr_spec if addresses else "",
    }


def _content(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", "replace")


def _parsed(
    file: str,
    sha256: str,
    texts: list[str],
    answers: Answers,
    *,
    replaces: Mapping[str, str],
) -> Parsed:
    read_ = [found for text in texts for found in calendars(text)]
    if sum(len(found.events) for found in read_) > limits.EVENTS:
        wrong = f"holds more than {limits.EVENTS:,} events"
        raise contents.refusal(file, wrong, "export only the months of your search")
    rows: list[InvitationRow] = []
    problems: list[Problem] = []
    asked: dict[str, list[str]] = defaultdict(list)
    for found in read_:
        for lines in found.events:
            event = Event(lines, found, answers)
            try:
                row = event.row()
            except zones.UnknownZoneError:
                asked[event.zone].append(event.line("SUMMARY"))
                problems.append(event.problem(zone_words(event.zone)))
            except ValueError as error:
                problems.append(event.problem(str(error)))
            else:
                filled = {
                    n: v for n, v in replaces.items() if v and not getattr(row, n)
                }
                told = {
                    name: cells.clip(cells.line(v), NAME) for name, v in filled.items()
                }
                rows.append(replace(row, **told))  # type: ignore[arg-type]
    others = sum(found.others for found in read_)
    notices = (
        (f"Left out what is no event, such as a task: {others} in all.",)
        if others
        else ()
    )
    return Parsed(
        file,
        ImportKind.CALENDAR,
        sha256,
        tuple(rows),
        tuple(problems),
        notices,
        ask=tuple(
            Question(
                "zones",
                zone_words(name),
                name,
                tuple(dict.fromkeys(filter(None, events)))[:3],
                needed=False,
            )
            for name, events in asked.items()
        ),
    )


def zone_words(name: str) -> str:
    """Ask for a zone."""
    if not name:
        return (
            "It names no time zone, so its hour is not known; say which one is meant."
        )
    return (
        f"The time zone “{cells.clip(cells.line(name), 80)}” is not known for certain, "
        "so the hour is not either; say which one is meant."
    )
