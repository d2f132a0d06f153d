"""Messages to send: templates, the names filled in, and the link to the mail program.

Pure. Companies hate hiring: it is dear to them, a strain for managers and dull for
who interviews (Chip Huyen, “Machine Learning Interviews”, claim 1 of 6). So every
default is a few lines, asks one thing, and leaves an easy way to say no. With an ask
comes a text that can be passed on as it is: without one, far fewer introductions
come about (a vendor's figure, Boomerang: 70 % fewer).

A template is plain text with names in braces. They are put in once, by name: what
stands in a name is never read as a template, and no attribute can be reached.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from tracker import names
from tracker.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 1_800
"""Characters of a mailto link: some programs cut longer ones."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_ONE_ADDRESS = re.compile(r"[^\s@,;:?&<>\"'\\()\[\]]+@[^\s@,;:?&<>\"'\\()\[\]]+")


class Message(NamedTuple):
    """A message before it is sent. Holds names as they were typed."""

    subject: str
    body: str


class Kind(StrEnum):
    """What a message is for."""

    THANK_YOU = auto()
    FOLLOW_UP = auto()
    FOLLOW_UP_AGAIN = auto()
    CHECK_IN = auto()
    MORE_TIME = auto()
    ASK = auto()
    INTRODUCTION = auto()
    PASS_ON = auto()
    NUDGE = auto()


class Template(NamedTuple):
    """A kind of message: when it is sent, what can be filled in, and the default."""

    label: str
    when: str
    fields: tuple[str, ...]
    message: Message


FIELDS = {
    "first_name": "the first name of who gets it",
    "name": "their whole name",
    "company": "the company",
    "title": "the title of the job",
    "job": "the job: “title” at company",
    "date": "the day of the round, of applying or of the deadline",
    "insider": "whom to reach in the end",
    "between": "who they know that knows them",
    "opening": "a line by how you know them",
    "my_name": "your name, from Settings",
}
"""What can be filled in, and what it stands for."""
_COMMON = ("first_name", "name", "company", "title", "job", "my_name")
_ASK = ("first_name", "name", "company", "title", "job", "opening", "my_name")
_SIGNED = "\n\nThank you\n{my_name}"
_FORWARD = (
    "\n\nTo pass on as it is: {my_name} is interested in {job} and would be glad of a "
    "quarter of an hour."
)

TEMPLATES: Mapping[Kind, Template] = {
    Kind.THANK_YOU: Template(
        "Thank-you",
        "After a round, one personal note each.",
        (*_COMMON, "date"),
        Message(
            "Thank you for the conversation",
            "Hi {first_name},\n\nThank you for your time on {date}. I enjoyed hearing "
            "about {company}, and I would be glad to go on. If anything else would "
            "help you decide, I will send it.\n\nKind regards\n{my_name}",
        ),
    ),
    Kind.FOLLOW_UP: Template(
        "First follow-up",
        "After applying, without an answer.",
        (*_COMMON, "date"),
        Message(
            "{title}: my application",
            "Hi {first_name},\n\nI applied for {job} on {date} and am still "
            "interested. Is there anything I can add that would make your choice "
            "easier? A short no helps me as well." + _SIGNED,
        ),
    ),
    Kind.FOLLOW_UP_AGAIN: Template(
        "Second follow-up",
        "Once more after applying, and the last.",
        (*_COMMON, "date"),
        Message(
            "{title}: my application of {date}",
            "Hi {first_name},\n\nI wrote to you about {job}. If it is filled, or I am "
            "not who you look for, no answer is needed, and I will not write again. "
            "If it is still open, I would be glad to hear from you." + _SIGNED,
        ),
    ),
    Kind.CHECK_IN: Template(
        "Check-in after a round",
        "After a round, once the promised day or a week has passed.",
        (*_COMMON, "date"),
        Message(
            "{title}: after our conversation on {date}",
            "Hi {first_name},\n\nOur conversation about {job} was on {date}, and I am "
            "still interested. Is there news, or a day by which you expect to know?"
            + _SIGNED,
        ),
    ),
    Kind.MORE_TIME: Template(
        "More time for an offer",
        "Before the deadline of an offer.",
        (*_COMMON, "date"),
        Message(
            "{company}: a few more days",
            "Hi {first_name},\n\nThank you for the offer. I would like to give you an "
            "answer that I can stand by. Would five business days after {date} be "
            "possible?" + _SIGNED,
        ),
    ),
    Kind.ASK: Template(
        "Referral ask",
        "To who works there.",
        _ASK,
        Message(
            "{company}: a favour",
            "Hi {first_name},\n\n{opening} I would like to apply for {job}. Would you "
            "be willing to refer me, or to tell me whom to talk to? No is a fine "
            "answer." + _FORWARD + _SIGNED,
        ),
    ),
    Kind.INTRODUCTION: Template(
        "Ask for an introduction",
        "To who knows somebody there.",
        (*_ASK, "insider"),
        Message(
            "{company}: a favour",
            "Hi {first_name},\n\n{opening} I would like to apply for {job}. You know "
            "{insider} there. Would you introduce us? Two lines to both of us are "
            "enough, and no is a fine answer." + _FORWARD + _SIGNED,
        ),
    ),
    Kind.PASS_ON: Template(
        "Ask to be passed on",
        "To who knows somebody who knows somebody there.",
        (*_ASK, "between", "insider"),
        Message(
            "{company}: a favour",
            "Hi {first_name},\n\n{opening} I would like to apply for {job}. You know "
            "{between}, who knows {insider} there. Would you introduce me to "
            "{between}? Two lines to both of us are enough, and no is a fine answer."
            + _FORWARD
            + _SIGNED,
        ),
    ),
    Kind.NUDGE: Template(
        "Referral nudge",
        "Once, when an ask has no answer.",
        _ASK,
        Message(
            "{company}: once more",
            "Hi {first_name},\n\nI wrote to you last week about {company}. If it does "
            "not suit you, a short no helps me as well, and I will not ask again."
            + _SIGNED,
        ),
    ),
}


def check(kind: Kind, text: str, *, field: str = "") -> None:
    """Refuse a template that names what cannot be filled in.

    Args:
        kind: What the message is for.
        text: The subject or the body.
        field: Which of the two, for the form.

    Raises:
        InvalidError: With one sentence that names the first such field.
    """
    template = TEMPLATES[kind]
    for found in _FIELD.findall(text):
        if found not in template.fields:
            known = ", ".join(f"{{{name}}}" for name in template.fields)
            raise InvalidError(
                f"“{{{names.one_line(found)[:40]}}}” is nothing that can be filled in "
                f"in “{template.label}”; use {known}, or leave it out.",
                field=field,
            )


def template_of(kind: Kind, stored: Mapping[str, str]) -> Message:
    """The searcher's own template, or the default.

    Args:
        kind: What the message is for.
        stored: Own ones by kind, as `packed` writes them.
    """
    subject, _, body = stored.get(kind, "").partition("\n")
    own = Message(subject.strip(), body.strip())
    return own if own.subject and own.body else TEMPLATES[kind].message


def packed(message: Message) -> str:
    """A template as it is stored: the subject is the first line."""
    return f"{names.one_line(message.subject)}\n{message.body}"


def values(person: str, company: str, title: str, me: str) -> dict[str, str]:
    """What most templates are filled with; names as they were typed.

    Where there is no job yet, one writes of “the position”; to nobody known, one
    says “there”.
    """
    return {
        "first_name": first_name(person) or "there",
        "name": person,
        "company": company,
        "title": title or "the position",
        "job": f"“{title}” at {company}" if title else f"a job at {company}",
        "my_name": me,
    }


def fill(template: Message, values: Mapping[str, str]) -> Message:
    """Put names into a template, once: braces in a name are only braces.

    A name that is not known stays as a gap to be seen: [my name].
    """

    def put(match: re.Match[str]) -> str:
        field = match[1]
        if field not in FIELDS:
            return match[0]
        return names.one_line(values.get(field, "")) or f"[{field.replace('_', ' ')}]"

    subject, body = (_FIELD.sub(put, part) for part in template)
    return Message(names.one_line(subject)[:200], body.strip())


def first_name(name: str) -> str:
    """What to call somebody in a message: the first word that is no title.

    Of “Ruiz, Ana” it is the word after the comma.
    """
    family, comma, given = names.one_line(name).partition(",")
    is_degree = not given.strip() or " " in family.strip()
    words = (family if not comma or is_degree else given).split()
    while words[1:] and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
    return words[0] if words else ""


_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "herr", "frau"}


def mailto(email: str, message: Message) -> str:
    """A link that opens the message in the mail program.

    Args:
        email: The address; left out where it is none, or more than one.
        message: What to write; cut where the link would be too long.

    Source:
        RFC 6068: every character but the unreserved ones is percent-encoded, and a
        line break in the body is %0D%0A.
    """
    to = quote(email, safe="@+") if is_address(email) else ""
    start = f"mailto:{to}?subject={_encoded(message.subject)}&body="
    body = message.body
    while len(start) + len(_encoded(body)) > LONGEST:
        body = body[: len(body) * 9 // 10]
    return start + _encoded(body)


def is_too_long(message: Message) -> bool:
    """Say whether a link would not hold the whole message."""
    length = len(_encoded(message.subject)) + len(_encoded(message.body))
    return length > LONGEST - 300


def is_address(email: str) -> bool:
    """Say whether text is one e-mail address and nothing more."""
    return _ONE_ADDRESS.fullmatch(email) is not None


def _encoded(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return quote(lines.replace("\n", "\r\n"), safe="", errors="ignore")
