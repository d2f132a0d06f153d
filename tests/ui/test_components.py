"""The components, as far as they go without a browser."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tracker.ui import brand, files
from tracker.ui.board import Move, _move
from tracker.ui.drawing import _version, vis_source

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


PAGE = """
import streamlit as st

from tracker.charts import Edge, Node, chain_picture
from tracker.ui import brand
from tracker.ui.board import Card, Column, board
from tracker.ui.drawing import drawing

brand.follow_theme(None)
board(
    [Column("saved", "Saved", "●○○○○", "gray")],
    [Card("1", "saved", "Kestrel AI", "Engineer", 3)],
    key="board",
    on_move=st.write,
    on_open=st.write,
)
nodes = [Node("me", "Me", 0), Node("ana", "Ana", 1)]
st.text(drawing(chain_picture(nodes, [Edge("me", "ana", 0.5)]), key="ties"))
"""


def test_a_page_with_the_components_runs() -> None:
    shown = AppTest.from_string(PAGE, default_timeout=30).run()
    assert not shown.exception
    assert shown.text[0].value == "None"


def test_a_move_names_the_card_and_both_stages() -> None:
    assert _move({"id": "1", "from": "saved", "to": "applied"}) == (
        Move("1", "saved", "applied")
    )


@pytest.mark.parametrize(
    "value", [None, "x", {"id": 1, "from": "saved", "to": "x"}, {"id": "1"}, []]
)
def test_a_move_that_the_browser_made_up_is_no_move(value: object) -> None:
    assert _move(value) is None


def test_the_newest_drawing_library_is_taken_and_asks_for_no_map() -> None:
    assert _version("vis-9.1.2") > _version("vis-9.0.4") > _version("vis-unknown")
    assert "@version 9.1.2" in vis_source()
    assert "sourceMappingURL" not in vis_source()


SCRIPTS = ("board.js", "drawing.js", "theme.js", "vis_ready.js")


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_of_ours_makes_markup_of_text(name: str) -> None:
    script = files.text(name)
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ):
        assert way not in script


@pytest.mark.parametrize("name", [*SCRIPTS, "board.css", "drawing.css"])
def test_no_file_of_ours_names_another_host(name: str) -> None:
    hosts = set(re.findall(r"https?://[^/'\"\s]+", files.text(name)))
    assert hosts <= {"http://www.w3.org"}  # the name of SVG, never fetched


@pytest.mark.parametrize("theme", ["light", "dark", None])
def test_the_logo_needs_no_font(theme: str | None) -> None:
    logo = brand.logo(theme)
    assert "<text" not in logo
    assert "currentColor" not in logo
    assert brand.logo("light") != brand.logo("dark")


def test_the_icon_of_the_page_is_a_picture_of_our_own() -> None:
    # PNG: the signature, then the header chunk with width and height.
    icon = brand.favicon()
    assert icon.startswith(b"\x89PNG\r\n\x1a\n")
    assert (icon[16:20], icon[20:24]) == (b"\0\0\0\x40", b"\0\0\0\x40")


def test_every_setting_is_one_that_streamlit_knows() -> None:
    def names(part: dict[str, object], before: str = "") -> list[str]:
        return [
            name
            for key, value in part.items()
            for name in (
                names(value, f"{before}{key}.")
                if isinstance(value, dict)
                else [before + key]
            )
        ]

    assert set(names(CONFIG)) <= set(config._config_options_template)


def test_the_server_stays_on_this_machine_and_sends_nothing_away() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False
