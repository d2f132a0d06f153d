"""The report and the work-search log: what a person reads, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import log
from tests.exporters.making import HOSTILE, ON, fill, made, material
from tracker import commands, inputs
from tracker.exporters import People
from tracker.exporters.texts import clean, defused, file_name, markdown
from tracker.exporters.work_log import entries

if TYPE_CHECKING:
    from tracker.store import Store


class Page(HTMLParser):
    """The elements of a page, and the text of its cells."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - HTMLParser names it
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.tags[-1] in {"td", "th"}:
            self.rows[-1][-1] += data


def test_the_log_says_what_was_done_by_week(store: Store) -> None:
    fill(store)
    with store.change() as work:
        log(work, "Lumen", "Analyst", applied_on="2026-02-27", source="recruiter")
        given = inputs.parse(
            inputs.InteractionIn,
            {"person": "Ana Silva", "on": "2026-03-05", "kind": "call"},
        )
        commands.add_interaction(work, given, on=ON)
    page = Page(made(store, "a.html"))
    assert page.tags.count("table") == 2
    head = ["Date", "Employer", "Contact", "Method", "Result"]
    assert page.rows == [
        head,
        ["2026-02-27", "Lumen", "", "Applied: recruiter", "Analyst: applied"],
        head,
        ["2026-03-02", "Acme", "", "Applied: application", "Engineer: offer"],
        ["2026-03-05", "", "Ana Silva", "Call", ""],
    ]


def test_what_is_still_to_come_is_not_in_the_log(store: Store) -> None:
    fill(store)  # with a round on 11 March; the export is of 9 March
    assert [entry.on.day for entry in entries(material(store))] == [2]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_text_in_a_page(store: Store, name: str) -> None:
    fill(store, name, name)
    page = Page(made(store, "a.html"))
    assert not {"script", "img", "a", "iframe"} & set(page.tags)
    assert page.tags.count("title") == 1


def test_the_report_says_where_the_search_stands(store: Store) -> None:
    fill(store)
    text = made(store, "a.md").decode()
    assert text.startswith("# Where the search stands on 9 March 2026\n")
    assert "| Acme | Engineer | Offer | " in text
    assert "| Engineer at Acme | 120,000.50 EUR | no | 2026-03-20 |" in text
    assert "- Answer the offer of Acme: Fri 20 Mar" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_text_in_a_report(store: Store, name: str) -> None:
    fill(store, name, name)
    text = made(store, "a.md").decode()
    assert "<script" not in text.replace("\\<", "")
    assert "](" not in text.replace("\\]", "")
    tables = [line for line in text.splitlines() if line.startswith("|")]
    widths = {line.replace("\\|", "").count("|") for line in tables}
    assert widths <= {3, 5}


def test_an_empty_search_has_an_empty_report_and_log(store: Store) -> None:
    assert "None is open." in made(store, "a.md").decode()
    assert "Nothing is recorded yet." in made(store, "a.html").decode()


@pytest.mark.parametrize("people", [People.ANONYMOUS, People.LEFT_OUT])
def test_papers_without_names_name_nobody(store: Store, people: People) -> None:
    fill(store)
    assert "Silva" not in made(store, "a.md", people).decode()
    assert "Silva" not in made(store, "a.html", people).decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1. one", "1\\. one"), ("- a", "\\- a"), ("a|b", "a\\|b"), ("a, b.", "a, b.")],
)
def test_text_stays_text_in_markdown(text: str, shown: str) -> None:
    assert markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [(" =1", "' =1"), ("a=1", "a=1"), ("-", "'-"), ("", "")]
)
def test_only_what_looks_like_a_formula_is_marked(text: str, shown: str) -> None:
    assert defused(text) == shown


def test_a_download_is_called_by_letters_digits_and_dashes() -> None:
    assert file_name("Ana's ../x", "2026-03-09", "md") == "ana-s-x-2026-03-09.md"


def test_half_characters_and_controls_are_dropped_and_line_ends_are_one() -> None:
    assert clean("a\ud800b\x00c\x1b\r\nd\re\ufffe\tf") == "abc\nd\ne\tf"
    assert clean("plain") == "plain"
