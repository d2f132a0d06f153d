"""Published hiring figures of 27 companies, and the same figures from reviews.

Chip Huyen gathered 15,897 interview reviews for her talk "Machine Learning
Interviews" (2019). They are shipped in `data/benchmarks` with the origin of
each figure. Every one rests on self-selected reviews, so `BIASES` belong beside
whatever is shown, and an association across companies is not a cause.

`statistics_of` makes the same figures from own reviews in the same fields.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from io import StringIO
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tracker import places
from tracker.errors import InvalidError
from tracker.rates import Interval, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

FOLDER = places.DATA / "benchmarks"
SOURCE = (
    "Chip Huyen, “Machine Learning Interviews” (talk) and article of 21 August 2019, "
    "from Glassdoor interview reviews"
)
AS_OF = "reviews up to August 2019"
BIASES = (
    "Few people review at all.",
    "Very good and very bad experiences are reviewed more often than others.",
    "Who got an offer reviews more often, so offer ratios are too high.",
    "Who accepted reviews more often, so offer yield rates are too high.",
    "Juniors review more often than seniors.",
)
"""The first four are the talk's, the last is added in the article."""
CAUTION = "An association across companies, not a cause."

ORIGINS = {
    "T": "printed in the talk or article",
    "B": "printed in the author's book",
    "N": "printed in the author's notebook",
    "C9": "measured from a bar chart, within 0.1 point",
    "C7": "measured from the sourcing chart, within 0.2 points",
    "CN": "measured from a notebook plot, within 4 reviews",
    "D": "derived",
}
"""What each origin code means: its letters come before any note on it."""

SOURCES = ("referral", "recruiter", "campus", "online", "other")
MAJORITY = 0.5
FIELDS = ("company", "result", "experience", "difficulty", "source", "process_days")
"""The columns of a file of own reviews; all but the first two may be blank."""


class Result(StrEnum):
    """How an interview ended, as reviews say it."""

    NO_OFFER = "no offer"
    DECLINED = "declined"
    ACCEPTED = "accepted"


class Figure(NamedTuple):
    """One share with what it rests on."""

    value: float
    """A fraction, 0 to 1."""
    n: float
    """Reviews or offers it is a share of; estimated, so not always whole."""
    origin: str
    """A code of `ORIGINS`, or "own"."""

    @property
    def interval(self) -> Interval:
        """The 95 % Wilson interval; it knows chance, not the biases."""
        return wilson(self.value * self.n, self.n)


@dataclass(frozen=True)
class Statistics:
    """What reviews say about one company."""

    company: str
    reviews: int
    onsite_to_offer: Figure | None
    offer_yield: Figure | None
    """None while no offer is known."""
    source_mix: Mapping[str, float] = field(default_factory=dict)
    """Share of each source, 0 to 1; the published ones are of junior roles."""
    source_origin: str = ""
    positive: Figure | None = None
    hard: Figure | None = None
    long_process: Figure | None = None
    """Share that took four weeks or more, of the reviews that say how long."""
    note: str = ""

    @property
    def campus_and_referral(self) -> float | None:
        """The share that came by campus or referral; None without a mix."""
        if not self.source_mix:
            return None
        return self.source_mix["campus"] + self.source_mix["referral"]


class Review(NamedTuple):
    """One review of an interview, in the fields of the study."""

    company: str
    result: Result
    experience: str = ""
    """negative, neutral or positive; empty if not said."""
    difficulty: str = ""
    """easy, medium or hard; empty if not said."""
    source: str = ""
    process_days: int | None = None


class Majority(NamedTuple):
    """At how many companies campus and referral make more than half."""

    companies: int
    of: int


EXPERIENCES = ("negative", "neutral", "positive")
DIFFICULTIES = ("easy", "medium", "hard")
LONG_DAYS = 28


@cache
def shipped(folder: Path = FOLDER) -> Sequence[Statistics]:
    """Read the 27 published companies, in the order of the file."""
    text = (folder / "glassdoor_2019.csv").read_text("utf-8")
    return tuple(_published(row) for row in csv.DictReader(StringIO(text)))


@cache
def aggregates(folder: Path = FOLDER) -> Mapping[str, str]:
    """Read the published figures over all companies, by name, as printed."""
    text = (folder / "glassdoor_2019_aggregate.csv").read_text("utf-8")
    return MappingProxyType(
        {row["metric"]: row["value"] for row in csv.DictReader(StringIO(text))}
    )


def largest(rows: Iterable[Statistics], count: int = 10) -> Sequence[Statistics]:
    """Give the companies with the most reviews, most first."""
    return sorted(rows, key=lambda row: (-row.reviews, row.company))[:count]


def correlation(rows: Iterable[Statistics]) -> float | None:
    """Give Pearson's r of onsite-to-offer ratio and offer yield rate.

    Returns:
        -1 to 1; None with fewer than 3 companies or where one ratio is the same
        everywhere. It says nothing about why: show `CAUTION` with it.
    """
    pairs = [
        (row.onsite_to_offer.value, row.offer_yield.value)
        for row in rows
        if row.onsite_to_offer and row.offer_yield
    ]
    if len(pairs) < 3:
        return None
    mean_x, mean_y = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return xy / sqrt(xx * yy) if xx * yy else None


def weighted(figures: Iterable[Figure | None]) -> Figure | None:
    """Pool shares by the number each rests on; None if there are none.

    What succeeded is counted in whole reviews: 5,097 of 6,227 offers accepted is
    81.9 %, where the sum of measured bars, 5,096.65, would be on the edge.
    """
    known = [figure for figure in figures if figure]
    total = sum(figure.n for figure in known)
    if not total:
        return None
    return Figure(round(sum(f.value * f.n for f in known)) / total, total, "D")


def pooled(rows: Iterable[Statistics]) -> tuple[Figure | None, Figure | None]:
    """Give the onsite-to-offer ratio and offer yield rate of all together."""
    known = list(rows)
    return (
        weighted(row.onsite_to_offer for row in known),
        weighted(row.offer_yield for row in known),
    )


def campus_or_referral(rows: Iterable[Statistics]) -> Majority:
    """Count where campus and referral together exceed half of the onsites.

    The talk's slide is titled "Most junior roles are sourced through campus or
    referrals"; by its own chart that is so at 9 of 24 companies.
    """
    shares = [s for row in rows if (s := row.campus_and_referral) is not None]
    return Majority(sum(share > MAJORITY for share in shares), len(shares))


def weighted_mix(rows: Iterable[Statistics]) -> Mapping[str, float]:
    """Give the share of each source over all companies, weighted by reviews."""
    known = [row for row in rows if row.source_mix]
    total = sum(row.reviews for row in known)
    return {
        source: sum(row.source_mix[source] * row.reviews for row in known) / total
        for source in SOURCES
        if total
    }


def statistics_of(reviews: Iterable[Review]) -> Sequence[Statistics]:
    """Make the study's figures from single reviews, by company."""
    grouped: defaultdict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        grouped[review.company].append(review)
    return [_own(company, grouped[company]) for company in sorted(grouped)]


def read_reviews(text: str) -> Sequence[Review]:
    """Read a comma-separated file of reviews with the columns of `FIELDS`.

    Raises:
        InvalidError: If a column is missing or a cell cannot be one; it names
            the line.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    missing = {"company", "result"} - {*(reader.fieldnames or ())}
    if missing:
        raise InvalidError(
            f"The reviews have no column “{min(missing)}”: name the columns "
            f"{', '.join(FIELDS)}."
        )
    return [_review(row, reader.line_num) for row in reader]


def _published(row: Mapping[str, str]) -> Statistics:
    reviews = int(row["reviews_raw_n"])
    mix = {
        source: float(row[f"jr_{column}_pct"]) / 100
        for source, column in zip(
            SOURCES, (*SOURCES[:4], "other_or_unstated"), strict=True
        )
        if row[f"jr_{column}_pct"]
    }
    timed = sum(int(row[f"process_{part}_n"]) for part in ("days", "weeks", "4wk_plus"))
    return Statistics(
        row["company"],
        reviews,
        _figure(row, "onsite_to_offer", reviews),
        _figure(row, "offer_yield", int(row["offers_n_est"])),
        MappingProxyType(mix),
        _code(row["jr_source_src"]),
        long_process=Figure(
            int(row["process_4wk_plus_n"]) / timed, timed, _code(row["process_src"])
        ),
        note=row["rank_note"],
    )


def _figure(row: Mapping[str, str], name: str, n: int) -> Figure:
    return Figure(float(row[f"{name}_pct"]) / 100, n, _code(row[f"{name}_src"]))


def _code(origin: str) -> str:
    """Give the code that an origin begins with; a note may follow it."""
    return origin.split(" ", maxsplit=1)[0]


def _own(company: str, reviews: Sequence[Review]) -> Statistics:
    results = Counter(review.result for review in reviews)
    accepted = results[Result.ACCEPTED]
    offers = accepted + results[Result.DECLINED]
    sources = Counter(review.source for review in reviews if review.source)
    stated = sources.total()
    return Statistics(
        company,
        len(reviews),
        Figure(offers / len(reviews), len(reviews), "own"),
        Figure(accepted / offers, offers, "own") if offers else None,
        {name: sources[name] / stated for name in SOURCES} if stated else {},
        "own" if stated else "",
        positive=_share(reviews, lambda r: r.experience, lambda e: e == "positive"),
        hard=_share(reviews, lambda r: r.difficulty, lambda d: d == "hard"),
        long_process=_share(
            [r for r in reviews if r.process_days is not None],
            lambda r: str(r.process_days),
            lambda days: int(days) >= LONG_DAYS,
        ),
    )


def _share(
    reviews: Iterable[Review],
    said: Callable[[Review], str],
    counts: Callable[[str], bool],
) -> Figure | None:
    """Give the share of those that say it; None if nobody does."""
    answers = [answer for review in reviews if (answer := said(review))]
    if not answers:
        return None
    return Figure(sum(map(counts, answers)) / len(answers), len(answers), "own")


def _review(row: Mapping[str, str | None], line: int) -> Review:
    cells = {name: (row.get(name) or "").strip() for name in FIELDS}
    for name, allowed in (
        ("result", tuple(Result)),
        ("experience", ("", *EXPERIENCES)),
        ("difficulty", ("", *DIFFICULTIES)),
        ("source", ("", *SOURCES)),
    ):
        cells[name] = cells[name].casefold()
        if cells[name] not in allowed:
            raise InvalidError(
                f"Line {line}: “{cells[name]}” is no {name}: write "
                f"{', '.join(word for word in allowed if word)}."
            )
    days = cells["process_days"]
    if not cells["company"] or (days and not (days.isascii() and days.isdigit())):
        raise InvalidError(
            f"Line {line}: give a company, and whole days or nothing in process_days."
        )
    return Review(
        cells["company"],
        Result(cells["result"]),
        cells["experience"],
        cells["difficulty"],
        cells["source"],
        int(days) if days else None,
    )
