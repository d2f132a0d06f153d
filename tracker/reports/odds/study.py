"""Own figures beside those of the 27 companies of 2019. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import benchmarks, names
from tracker.benchmarks import Statistics
from tracker.rates import Rate, offer_yield, onsite_to_offer
from tracker.reports.odds import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.benchmarks import Figure
    from tracker.rates import Case

ALL = "All 27 together"
_NOW = {"meta": "Facebook", "meta platforms": "Facebook", "block": "Square"}
"""Companies that have another name since the study; by `names.company_key`."""


class Beside(NamedTuple):
    """Own onsites and offers at a company, and its figures of 2019."""

    company: str
    onsites: Rate
    answers: Rate
    """Offers accepted of those accepted or declined."""
    theirs: Statistics


class Point(NamedTuple):
    """A company in the picture of both ratios, as fractions."""

    company: str
    ratio: float
    taken: float
    """Its offer yield rate."""
    reviews: int
    is_mine: bool
    """Whether the searcher applied there."""


class Part(NamedTuple):
    """The share of one source at one company, as a fraction."""

    company: str
    source: str
    share: float


def published(company: str) -> Statistics | None:
    """Find a company among the 27, under the name it had then."""
    key = names.company_key(company)
    wanted = names.company_key(_NOW.get(key, company))
    return next(
        (
            row
            for row in benchmarks.shipped()
            if names.company_key(row.company) == wanted
        ),
        None,
    )


def ratio_of(company: str) -> float | None:
    """Give a company's published onsite-to-offer ratio, 0 to 1."""
    found = published(company)
    return found.onsite_to_offer.value if found and found.onsite_to_offer else None


def beside(cases: Iterable[Case], on: date) -> Sequence[Beside]:
    """Set own figures beside the published ones: all together, then by company.

    Companies the searcher never applied to are left out, as are those outside
    the study.
    """
    known = list(cases)
    ratio, taken = benchmarks.pooled(benchmarks.shipped())
    whole = Statistics(
        ALL, sum(row.reviews for row in benchmarks.shipped()), ratio, taken
    )
    found = [Beside(ALL, onsite_to_offer(known, on), offer_yield(known), whole)]
    by_company: dict[str, list[Case]] = {}
    for case in known:
        by_company.setdefault(case.groups["company"], []).append(case)
    for name in sorted(by_company, key=str.casefold):
        theirs = published(name)
        if theirs:
            own = by_company[name]
            found.append(
                Beside(name, onsite_to_offer(own, on), offer_yield(own), theirs)
            )
    return found


def beside_table(found: Sequence[Beside]) -> Mapping[str, Sequence[str]]:
    """Give own and published figures as a table."""
    return {
        "Company": [each.company for each in found],
        "Your offers of onsites": [_of(each.onsites) for each in found],
        "Your 95% interval": [words.interval(each.onsites) for each in found],
        "Published onsite to offer": [
            figure(each.theirs.onsite_to_offer) for each in found
        ],
        "Your yes of answered offers": [_of(each.answers) for each in found],
        "Published offer yield": [figure(each.theirs.offer_yield) for each in found],
    }


def figure(found: Figure | None) -> str:
    """Write a published figure with its interval, n and origin."""
    if found is None:
        return words.NONE_YET
    return (
        f"{words.exact(found.value)} ({words.between(found.interval)}, n = "
        f"{found.n:,.0f}, {origin(found.origin)})"
    )


def origin(code: str) -> str:
    """Say what an origin code means; an own figure is counted."""
    return benchmarks.ORIGINS.get(code, "counted from reviews")


def correlation_sentence(rows: Sequence[Statistics]) -> str:
    """Say how the two ratios go together, and what that does not say."""
    r = benchmarks.correlation(rows)
    if r is None:
        return "Too few companies for a correlation."
    big = benchmarks.correlation(benchmarks.largest(rows))
    more = f" (r = {big:.2f} at the 10 with most reviews)" if len(rows) > 10 else ""
    return (
        f"Companies that offer more often are taken more often: r = {r:.2f} over "
        f"{len(rows)}{more}. {benchmarks.CAUTION}"
    )


def mix_sentence(rows: Sequence[Statistics]) -> str:
    """Say where junior onsites came from, which is not what the slide's title says."""
    found = benchmarks.campus_or_referral(rows)
    mix = benchmarks.weighted_mix(rows)
    parts = ", ".join(f"{name} {words.percent(mix[name])}" for name in _by_size(mix))
    return (
        f"Campus and referral together exceed half at only {found.companies} of "
        f"{found.of} companies. Over all, weighted by reviews: {parts}."
    )


def points(rows: Sequence[Statistics], mine: Iterable[str]) -> Sequence[Point]:
    """Give the companies as the scatter draws them."""
    known = {found.company for name in mine if (found := published(name))}
    return [
        Point(
            row.company,
            row.onsite_to_offer.value,
            row.offer_yield.value,
            row.reviews,
            row.company in known,
        )
        for row in rows
        if row.onsite_to_offer and row.offer_yield
    ]


def mix(rows: Sequence[Statistics]) -> Sequence[Part]:
    """Give the source mix as the bars draw it, most campus and referral first."""
    known = [row for row in rows if row.source_mix]
    known.sort(key=lambda row: (-(row.campus_and_referral or 0), row.company))
    order = ("campus", "referral", "recruiter", "online", "other")
    return [
        Part(row.company, source, row.source_mix[source])
        for row in known
        for source in order
    ]


def table(rows: Sequence[Statistics]) -> Mapping[str, Sequence[str]]:
    """Give every company's figures with interval, n and origin."""
    return {
        "Company": [row.company for row in rows],
        "Reviews": [f"{row.reviews:,}" for row in rows],
        "Onsite to offer": [figure(row.onsite_to_offer) for row in rows],
        "Offer yield": [figure(row.offer_yield) for row in rows],
        "Four weeks or more": [figure(row.long_process) for row in rows],
    }


def mix_table(parts: Sequence[Part]) -> Mapping[str, Sequence[str]]:
    """Give the source mix as a table, a company a row."""
    companies = list(dict.fromkeys(part.company for part in parts))
    shares = {(part.company, part.source): part.share for part in parts}
    sources = list(dict.fromkeys(part.source for part in parts))
    return {"Company": companies} | {
        source.capitalize(): [words.exact(shares[name, source]) for name in companies]
        for source in sources
    }


def own_table(rows: Sequence[Statistics]) -> Mapping[str, Sequence[str]]:
    """Give figures made from one's own file of reviews."""
    return {
        "Company": [row.company for row in rows],
        "Reviews": [str(row.reviews) for row in rows],
        "Onsite to offer": [own_figure(row.onsite_to_offer) for row in rows],
        "Offer yield": [own_figure(row.offer_yield) for row in rows],
        "Positive": [own_figure(row.positive) for row in rows],
        "Hard": [own_figure(row.hard) for row in rows],
    }


def read(content: bytes) -> Sequence[Statistics]:
    """Make the study's figures from a file of reviews.

    Raises:
        InvalidError: If a column is missing or a cell cannot be one.
    """
    text = content.decode("utf-8-sig", "replace")
    return benchmarks.statistics_of(benchmarks.read_reviews(text))


def own_figure(found: Figure | None) -> str:
    """Write a figure that was counted from reviews, with its interval and n."""
    if found is None:
        return words.NONE_YET
    seen = Rate(round(found.value * found.n), round(found.n))
    return f"{words.rate(seen)} ({words.interval(seen)}, n = {seen.trials})"


def _of(found: Rate) -> str:
    return f"{found.successes} of {found.trials}" if found.trials else "none yet"


def _by_size(mix: Mapping[str, float]) -> list[str]:
    return sorted(mix, key=lambda name: (name == "other", -mix[name]))
