"""The drawing of chains of people, and which person in it was chosen.

Two components: one brings vis-network, whose 492 kB then cross to the browser
once, the other draws, with a few kB at each change. Both run inside the page
without a frame, so they get plain data only; pyvis's own page template is not
used (it asks a public host for a style sheet, and runs what a name contains).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from tracker.errors import FootholdError
from tracker.ui import files

if TYPE_CHECKING:
    from tracker.charts import Picture


def drawing(picture: Picture, *, key: str) -> str | None:
    """Draw the chains, and return the `id` of the person just clicked, if any."""
    with st.container(gap=None):
        shown = _drawing(key=key, data=picture, on_node_change=lambda: None)
        # After the drawing, and with a message that never changes.
        _vis(key=f"{key}_vis", height=1)
    people = {node["id"] for node in picture["nodes"]}
    return shown.node if shown.node in people else None


def vis_source() -> str:
    """The newest vis-network that the installed pyvis carries, as script text.

    Raises:
        FootholdError: If pyvis is installed without it.
    """
    found = [
        (_version(folder.name), script)
        for folder in _folders()
        if (script := folder / "vis-network.min.js").is_file()
    ]
    if not found:
        raise FootholdError(
            "The drawing library is missing from the installed pyvis. "
            "Install the dependencies again."
        )
    newest = max(found, key=lambda item: item[0])[1]
    # Its source map is not shipped; a browser's tools would ask for it in vain.
    code, _, _ = newest.read_text("utf-8").partition("//# sourceMappingURL=")
    return code


def _folders() -> list[Path]:
    """Folders of what pyvis carries; it is found, not imported, which takes longer."""
    spec = find_spec("pyvis")
    places = spec.submodule_search_locations if spec else None
    return [folder for place in places or () for folder in Path(place, "lib").iterdir()]


def _version(folder: str) -> tuple[int, ...]:
    """Read "vis-9.1.2" as (9, 1, 2)."""
    parts = folder.removeprefix("vis-").split(".")
    return tuple(int(part) if part.isdigit() else 0 for part in parts)


_vis = st.components.v2.component(
    "foothold_vis",
    html="<span hidden></span>\n",
    js=vis_source() + files.text("vis_ready.js"),
)

_drawing = st.components.v2.component(
    "foothold_drawing",
    html=files.text("drawing.html"),
    css=files.text("drawing.css"),
    js=files.text("drawing.js"),
)
