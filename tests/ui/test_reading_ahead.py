"""What is read before a browser is there to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from tracker import network, search
from tracker.models import Person, Tie
from tracker.network import cutting
from tracker.places import ROOT
from tracker.store import LOCAL_OWNER
from tracker.ui import session

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tracker.store import Store


def test_the_log_and_my_own_ties_are_read_once_and_ahead(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.change() as work:
        me = work.add(Person(owner=work.owner, name="Me", key="me", is_me=True))
        ana = work.add(Person(owner=work.owner, name="Ana", key="ana"))
        work.add(Tie(owner=work.owner, from_id=me.id, to_id=ana.id))
    monkeypatch.setenv("FOOTHOLD_TODAY", "2026-03-02")
    monkeypatch.setattr(cutting, "MOST_TIES_AT_ONCE", 0)
    session.read_ahead()

    def refuse(*_given: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(search, "load", refuse)
    monkeypatch.setattr(cutting, "_read_mine", refuse)
    shown = session.store()
    assert search.current(shown, LOCAL_OWNER).searcher is not None
    part = network.part(shown, LOCAL_OWNER, None, session.today())
    assert [part.names[part.me]] == ["Me"]


def test_a_store_that_cannot_be_opened_is_left_to_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.db").write_text("mine", "utf-8")
    monkeypatch.setenv("FOOTHOLD_DATABASE_URL", str(tmp_path / "notes.db"))
    session.read_ahead()
    page = AppTest.from_file(str(ROOT / "pages" / "frame.py")).run()
    assert page.title[0].value == "Your search cannot be opened."
    assert "notes.db is not a Foothold store" in page.error[0].value.replace("\\", "")
    assert not page.exception
    assert (tmp_path / "notes.db").read_text("utf-8") == "mine"
