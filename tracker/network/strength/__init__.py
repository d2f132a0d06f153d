"""How strong a tie is, and so how likely an introduction over it is passed on.

Two dimensions stay apart until the last step: how many contacts two people share,
and how they are in touch (when last, how often, in which direction). With the kind
of tie and the time worked together they give one chance,

    log odds of p0 = log odds of the kind's prior + points,
    p = floor + (p0 - floor) * 2^(-quiet / H),  floor = 0.4 p0,

then moved by what became of own asks. A stated chance is final. Every part is
explained in words (`strength`), and each figure below can be had for a million
ties at once (`chances`).

*Where the weights come from.* There are no public data on introductions, so the
weights are those of being in touch again, put on the scale of the priors. They are
a logistic regression on the time-stamped e-mail of a European institute (SNAP
email-Eu-core-temporal, Paranjape et al. 2017; days 0 to 70 to foretell days 70 to
100), fitted to two outcomes at once: the other writes to me, and either writes to
the other. `python -m tests.bench_network DATA=folder` fits them again and measures
them on days 100 to 150. A month as the half-life of recency was chosen among 7 to
90 days, which fit equally well (log loss 0.518 to 0.520).

*How they are put on the scale.* In those data a pair's chance of a message within
30 days goes from 0.11 (one message, 90 to 180 days ago) to 0.87 (5 or more, less
than a week ago), 4.0 in log odds; from a contact by name only to a strong tie the
priors go from 2/8 to 6/9, 1.8 in log odds. One is stretched over the other. This
keeps their order, which is what was measured; how high the chances are remains an
assumption until own asks have outcomes.

*Work and school shared.* What the searcher's own positions and schools have in common
with those of a contact, papers written together and commits to the same files move the
chance; see `weights.OVERLAP`, `weights.PAPER_MONTHS` and `weights.SCHOOL`.

*Why the decay is slower than that of contact.* Contact halves in two months, but
dormant ties help as much as current ones (Levin, Walter, Murnighan, "Dormant Ties",
Organization Science 2011), hence years, and a floor.

*What is not in the chance.* Moderately weak ties reach where friends do not; that
is the worth of the answer, not its chance: see `novelty`.
"""

from __future__ import annotations

from tracker.network.strength.facts import (
    Evidence,
    Known,
    Outcomes,
    Point,
    Strength,
    outcomes,
)
from tracker.network.strength.weighing import (
    chances,
    columns,
    contact_chance,
    decayed,
    novelty,
    prior,
    strength,
)
from tracker.network.strength.weights import (
    MUTUAL,
    PAPER_MONTHS,
    PRIORS,
    RECEIVED,
    RECENT,
    RECENT_DAYS,
    SCALE,
    SENT,
)

__all__ = [
    "MUTUAL",
    "PAPER_MONTHS",
    "PRIORS",
    "RECEIVED",
    "RECENT",
    "RECENT_DAYS",
    "SCALE",
    "SENT",
    "Evidence",
    "Known",
    "Outcomes",
    "Point",
    "Strength",
    "chances",
    "columns",
    "contact_chance",
    "decayed",
    "novelty",
    "outcomes",
    "prior",
    "strength",
]
