"""Whom to ask this week, and for which companies.

Each ask goes to one contact about one company and works with the chance of the
best chain through that contact. The plan makes the expected number of companies
with at least one working referral as large as it can,

    f = sum over companies j of w(j) * (1 - product over its asks of (1 - q)),

with at most k contacts asked, and each at most as often as they may be: one ask
unless said otherwise, none while they are being left in peace. Expectations add
up, so f is exact even where one contact serves several companies; it takes asks
through different contacts about one company as independent, which
`tracker.network.reliability` corrects for the asks that are planned.

*How.* Greedily, the contact with the greatest gain first; then contacts are
exchanged one by one while that helps; where the bound leaves more than 0.1 % open, the
same from other first asks, and asks are moved to another company to make room for
somebody better. Choosing a contact with its best companies is choosing one element
of a matroid, and f is submodular (a further ask helps less, the more there are), so
greedy alone reaches 1 - 1/e of the optimum where contacts may be asked about
everything (G. Nemhauser, L. Wolsey, M. Fisher 1978) and half of it where not (Fisher,
Nemhauser, Wolsey 1978); the rest makes up the last few per cent.

*How good.* The bound given with a plan is the least of several that no plan exceeds:
the above; from any plan, f plus the k greatest gains still to be had (J. Leskovec et
al., "Cost-effective outbreak detection in networks", KDD 2007); what the best k
contacts could do for each company alone; and the optimum if asks could be split,
which is concave in log(1 - q) and bounded by its slope at every point (M. Frank and
P. Wolfe 1956).
"""

from __future__ import annotations

from tracker.network.ask_plan.matrix import Matrix, allowed, chance_matrix, tired
from tracker.network.ask_plan.plans import Plan, Planned, in_order, plan

__all__ = [
    "Matrix",
    "Plan",
    "Planned",
    "allowed",
    "chance_matrix",
    "in_order",
    "plan",
    "tired",
]
