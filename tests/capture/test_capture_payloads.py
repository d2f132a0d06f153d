"""What the bookmarklet hands over, and what somebody else might."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import capture
from tracker.errors import InvalidError

FILLED = {
    "url": "https://acme.example/jobs/1?utm_source=x",
    "title": "Data Engineer at Acme | Careers",
    "h1": "Data Engineer",
    "linked": [
        {
            "@type": "JobPosting",
            "title": "Data Engineer",
            "hiringOrganization": {"name": "Acme GmbH"},
            "description": "<p>Pipelines.</p>",
        }
    ],
    "selection": "only what was marked",
}


def raw(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode()


HOSTILE = {
    "nothing": "",
    "no base64": "💥<script>alert(1)</script>",
    "cut base64": capture.encode(FILLED)[:-7],
    "no JSON": raw("{not json"),
    "a list": raw("[1, 2]"),
    "nesting": raw('{"linked":' + "[" * 15_000),
    "too long": "A" * (capture.PAYLOAD_CHARS + 1),
    "wrong types": capture.encode({"url": 3, "title": {"a": 1}, "linked": "x"}),
    "a script as link": capture.encode({"url": "javascript:alert(1)", "title": ""}),
    "huge number": raw('{"title": ' + "9" * 9_000 + "}"),
}
"""Ten that name no posting; the page refuses each in one sentence."""


def test_the_posting_itself_wins_over_the_page_around_it() -> None:
    found = capture.decode(capture.encode(FILLED))
    assert (found.title, found.company) == ("Data Engineer", "Acme GmbH")
    assert found.url == "https://acme.example/jobs/1?utm_source=x"
    assert found.text == "Pipelines."


def test_without_a_description_the_title_and_the_selection_do() -> None:
    found = capture.decode(capture.encode(FILLED | {"linked": []}))
    assert (found.title, found.company) == ("Data Engineer", "Acme")
    assert found.text == "only what was marked"


def test_a_title_without_a_company_leaves_the_heading() -> None:
    given_ = {"url": "https://a.example/1", "title": "Careers", "h1": "Chef"}
    found = capture.decode(capture.encode(given_))
    assert (found.title, found.company) == ("Chef", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_payload_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(InvalidError) as refusal:
        capture.decode(HOSTILE[name])
    assert str(refusal.value).count(".") == 1


def test_markup_in_a_payload_stays_text() -> None:
    title = "<img src=x onerror=alert(1)> at :red[Acme]"
    found = capture.decode(capture.encode({"title": title, "url": "data:text/html,x"}))
    assert found.title == "<img src=x onerror=alert(1)>"
    assert found.url == ""


@given(st.text(max_size=200))
def test_no_address_breaks_the_reading(text: str) -> None:
    try:
        found = capture.decode(text)
    except InvalidError:
        return
    assert found == found.tidied()


@given(
    st.dictionaries(
        st.sampled_from([*FILLED, "text", "site"]),
        st.text(max_size=50) | st.integers() | st.none() | st.lists(st.text()),
    )
)
def test_no_payload_breaks_the_reading(payload: dict[str, object]) -> None:
    try:
        found = capture.decode(capture.encode(payload))
    except InvalidError:
        return
    assert found == found.tidied()
