"""What pages show as pictures, without Streamlit.

Frames and plain records become Altair charts, people and ties become the nodes
and edges of a drawing. Each picture has a function beside it that says the same
in words, for `alt=`.

Each module is imported when one of its names is first asked for: Altair takes a
third of a second, which a page that draws none of its charts need not wait for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.charts.ahead import chance_alt, chance_picture
    from tracker.charts.chains import chain_picture
    from tracker.charts.colours import Palette, palette
    from tracker.charts.communities import community_picture
    from tracker.charts.deciding import (
        tornado_alt,
        tornado_picture,
        values_alt,
        values_picture,
    )
    from tracker.charts.flow import flow_alt, flow_picture
    from tracker.charts.odds import (
        funnel_alt,
        funnel_picture,
        line_alt,
        line_picture,
        span_alt,
        span_picture,
        week_alt,
        week_picture,
    )
    from tracker.charts.pay import (
        kept_on_leaving,
        kept_on_leaving_alt,
        pay_by_year,
        pay_by_year_alt,
    )
    from tracker.charts.picture import Edge, Node, Picture
    from tracker.charts.plan import (
        Milestone,
        Phase,
        plan_timeline,
        plan_timeline_alt,
    )
    from tracker.charts.rings import ring_picture
    from tracker.charts.study import mix_alt, mix_picture, ratio_alt, ratio_picture

__all__ = [
    "Edge",
    "Milestone",
    "Node",
    "Palette",
    "Phase",
    "Picture",
    "chain_picture",
    "chance_alt",
    "chance_picture",
    "community_picture",
    "flow_alt",
    "flow_picture",
    "funnel_alt",
    "funnel_picture",
    "kept_on_leaving",
    "kept_on_leaving_alt",
    "line_alt",
    "line_picture",
    "mix_alt",
    "mix_picture",
    "palette",
    "pay_by_year",
    "pay_by_year_alt",
    "plan_timeline",
    "plan_timeline_alt",
    "ratio_alt",
    "ratio_picture",
    "ring_picture",
    "span_alt",
    "span_picture",
    "tornado_alt",
    "tornado_picture",
    "values_alt",
    "values_picture",
    "week_alt",
    "week_picture",
]

_NAMES = {
    "ahead": "chance_alt chance_picture",
    "chains": "chain_picture",
    "communities": "community_picture",
    "deciding": "tornado_alt tornado_picture values_alt values_picture",
    "flow": "flow_alt flow_picture",
    "odds": "funnel_alt funnel_picture line_alt line_picture span_alt span_picture "
    "week_alt week_picture",
    "colours": "Palette palette",
    "pay": "kept_on_leaving kept_on_leaving_alt pay_by_year pay_by_year_alt",
    "picture": "Edge Node Picture",
    "plan": "Milestone Phase plan_timeline plan_timeline_alt",
    "rings": "ring_picture",
    "study": "mix_alt mix_picture ratio_alt ratio_picture",
}
"""The names of each module; none is that of a module, which would hide it."""
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Give a name of a module below, which is imported now."""
    if name not in _MODULES:
        raise AttributeError(f"tracker.charts has no {name}")
    return getattr(import_module(f"tracker.charts.{_MODULES[name]}"), name)
