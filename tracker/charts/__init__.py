"""What pages show as pictures, without Streamlit.

Frames and plain records become Altair charts, people and ties become the nodes
and edges of a drawing. Each picture has a function beside it that says the same
in words, for `alt=`.
"""

from __future__ import annotations

from tracker.charts.chains import Edge, Node, Picture, chain_picture
from tracker.charts.palette import Palette, palette
from tracker.charts.pay import (
    kept_on_leaving,
    kept_on_leaving_alt,
    pay_by_year,
    pay_by_year_alt,
)
from tracker.charts.plan import (
    Milestone,
    Phase,
    plan_timeline,
    plan_timeline_alt,
)
from tracker.charts.stages import pipeline_alt, pipeline_picture

__all__ = [
    "Edge",
    "Milestone",
    "Node",
    "Palette",
    "Phase",
    "Picture",
    "chain_picture",
    "kept_on_leaving",
    "kept_on_leaving_alt",
    "palette",
    "pay_by_year",
    "pay_by_year_alt",
    "pipeline_alt",
    "pipeline_picture",
    "plan_timeline",
    "plan_timeline_alt",
]
