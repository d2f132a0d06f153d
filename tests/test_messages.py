"""Messages: templates, what is filled in, and the link to the mail program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import commands, inputs, messages
from tracker.errors import InvalidError
from tracker.exporters import People, rows_of
from tracker.messages import FIELDS, TEMPLATES, Kind, Message

if TYPE_CHECKING:
    from tracker.store import Store

HOSTILE = "{my_name} {0.__class__} %s $x </a> &cc=x@evil.example"


@pytest.mark.parametrize("kind", Kind)
def test_a_default_names_only_what_can_be_filled_in_and_is_short(kind: Kind) -> None:
    template = TEMPLATES[kind]
    for text in template.message:
        messages.check(kind, text)
    assert set(template.fields) <= FIELDS.keys()
    filled = messages.fill(template.message, dict.fromkeys(FIELDS, "Ana Ruiz"))
    assert "{" not in "".join(filled)
    assert len(filled.body.split()) <= 75


def test_names_are_put_in_once_and_what_is_not_known_is_a_gap() -> None:
    values = messages.values("Ana Ruiz", HOSTILE, "", "")
    filled = messages.fill(Message("{company}", "Hi {first_name}, {my_name}"), values)
    assert filled == (HOSTILE, "Hi Ana, [my name]")
    assert messages.values("", "Acme", "", "")["first_name"] == "there"


@pytest.mark.parametrize(
    "text",
    ["{frist_name}", "{company.name}", "{0}", "{}", "{company!r}", "{__class__}"],
)
def test_what_cannot_be_filled_in_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InvalidError, match="nothing that can be filled in") as caught:
        messages.check(Kind.THANK_YOU, f"Dear {text}", field="body")
    assert text in str(caught.value)
    assert "{first_name}" in str(caught.value)
    assert caught.value.field == "body"


def test_braces_that_hold_nothing_are_only_braces() -> None:
    text = "f = {x for x in y"
    messages.check(Kind.THANK_YOU, text)
    assert messages.fill(Message("a", text), {}).body == text


def test_an_own_template_is_stored_with_its_subject_first() -> None:
    own = Message("Thanks", "Hi {first_name},\n\nthanks.")
    stored = {"thank_you": messages.packed(own)}
    assert messages.template_of(Kind.THANK_YOU, stored) == own
    default = TEMPLATES[Kind.THANK_YOU].message
    for broken in ({}, {"thank_you": ""}, {"thank_you": "only a subject"}):
        assert messages.template_of(Kind.THANK_YOU, broken) == default


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ana Ruiz", "Ana"),
        ("Dr. Ana Ruiz", "Ana"),
        ("Prof. Dr. Bo Chen", "Bo"),
        ("Ruiz, Ana María", "Ana"),
        ("Bo Chen, PhD", "Bo"),
        ("Cher", "Cher"),
        ("Dr.", "Dr."),
        ("李 雷", "李"),
        ("  ", ""),
    ],
)
def test_people_are_called_by_their_first_name(name: str, first: str) -> None:
    assert messages.first_name(name) == first


# ---- the link


@pytest.mark.parametrize(
    ("email", "to"),
    [
        ("ana@x.org", "ana@x.org"),
        ("ana+jobs%25@x.org", "ana+jobs%25@x.org"),
        ("", ""),
        ("ana@x.org?bcc=all@x.org", ""),
        ("a@b.org,c@d.org", ""),
        ("a@b@c.org", ""),
        ("ana@x.org\r\nBcc: c@d.org", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_mail_link_holds_one_address_and_nothing_more(email: str, to: str) -> None:
    hostile = "Me & you? #1\r\nBcc: x@y.org &body=no " + "é" * 4_000
    link = messages.mailto(email, Message("A & B", hostile))
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == to
    assert set(parse_qs(parts.query)) == {"subject", "body"}
    assert parse_qs(parts.query)["subject"] == ["A & B"]
    assert len(link) <= messages.LONGEST


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_comes_back_from_the_link_and_only_safe_characters_stand_in_it(
    subject: str, body: str
) -> None:
    link = messages.mailto("ana@x.org", Message(subject, body))
    assert re.fullmatch(r"mailto:[A-Za-z0-9@.%?=&_~-]*", link)
    if len(link) < 1_600:  # nothing was cut
        found = parse_qs(urlsplit(link).query, keep_blank_values=True)
        lines = re.sub("\r\n|\r|\n", "\r\n", body)
        assert found["body"][0].encode(errors="ignore") == lines.encode(errors="ignore")


def test_a_line_break_is_the_one_of_the_standard() -> None:
    link = messages.mailto("", Message("a b", "one\ntwo"))
    assert link == "mailto:?subject=a%20b&body=one%0D%0Atwo"


def test_a_message_that_is_cut_is_said_to_be_too_long() -> None:
    assert not messages.is_too_long(TEMPLATES[Kind.ASK].message)
    assert messages.is_too_long(Message("a", "é" * 300))


# ---- what leaves the store


def test_own_drafts_stay_out_of_an_export_without_names(store: Store) -> None:
    given = inputs.TemplateIn(subject="For Ana Silva", body="Dear Ana Silva")
    with store.change() as work:
        commands.save_template(work, Kind.THANK_YOU, given, version=None)
    for people in (People.ANONYMOUS, People.LEFT_OUT):
        with store.reading() as work:
            [searcher] = rows_of(work, people)["searcher"]
        assert searcher["templates"] == {}
