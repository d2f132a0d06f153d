"""The files beside the pages: scripts, styles, markup and pictures of our own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    """Read one file of `tracker/ui/assets`, shipped inside the package."""
    return (files("tracker.ui") / "assets" / name).read_text("utf-8")


@cache
def raw(name: str) -> bytes:
    """Read one binary file of `tracker/ui/assets`."""
    return (files("tracker.ui") / "assets" / name).read_bytes()
