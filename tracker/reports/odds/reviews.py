"""The searcher's own close-outs as reviews, beside the study's. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import benchmarks
from tracker.models import Stage
from tracker.reports.applications import counted
from tracker.reports.interviews import closing
from tracker.reports.odds import study

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.benchmarks import Statistics
    from tracker.search import Search

ALL = "All together"


def statistics(search: Search) -> Sequence[Statistics]:
    """The study's figures of own close-outs, of all together; none without any."""
    return benchmarks.statistics_of(
        review._replace(company=ALL) for review in closing.reviews(search)
    )


def by_company(search: Search) -> Sequence[Statistics]:
    """The same by company."""
    return benchmarks.statistics_of(closing.reviews(search))


def beside_study(own: Statistics) -> Mapping[str, Sequence[str]]:
    """Set own figures beside those of the study, in the same fields."""
    rows = benchmarks.shipped()
    ratio, taken = benchmarks.pooled(rows)
    positive = benchmarks.aggregates()["positive_experience_all"]
    return {
        "Figure": [
            "Offers of interviews",
            "Offers accepted",
            "Positive experience",
            "Hard",
            "Four weeks or more",
        ],
        "Yours": [
            study.own_figure(each)
            for each in (
                *(own.onsite_to_offer, own.offer_yield, own.positive),
                *(own.hard, own.long_process),
            )
        ],
        "The study": [
            study.figure(ratio),
            study.figure(taken),
            f"{positive}% ({study.origin('T')})",
            "only for single roles",
            study.figure(benchmarks.weighted(row.long_process for row in rows)),
        ],
    }


def sentence(search: Search) -> str:
    """Say what the own figures rest on, and what is missing from them."""
    reviews, waiting = closing.reviews(search), len(closing.waiting(search))
    if not reviews:
        return (
            "Applications that ended after an interview come here, in the fields of "
            "the study, once you close them out on their page."
        )
    words = f"{counted(len(reviews), 'application')} ended after an interview"
    if waiting:
        words += (
            f"; {waiting} of them not closed out, so their experience and difficulty "
            "are missing"
        )
    offers = sum(row.stage is Stage.OFFER for row in search.applications.values())
    later = f" {counted(offers, 'open offer')} will count once answered."
    return f"{words}. They are few, so look at the intervals.{later if offers else ''}"
