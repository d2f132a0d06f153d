from .ahead import chance_alt, chance_picture
from .chains import chain_picture
from .colours import Palette, palette
from .communities import community_picture
from .deciding import tornado_alt, tornado_picture, values_alt, values_picture
from .flow import flow_alt, flow_picture
from .odds import (
    funnel_alt,
    funnel_picture,
    line_alt,
    line_picture,
    span_alt,
    span_picture,
    week_alt,
    week_picture,
)
from .pay import kept_on_leaving, kept_on_leaving_alt, pay_by_year, pay_by_year_alt
from .picture import Edge, Node, Picture
from .plan import Milestone, Phase, plan_timeline, plan_timeline_alt
from .rings import ring_picture
from .study import mix_alt, mix_picture, ratio_alt, ratio_picture

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
