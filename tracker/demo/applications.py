"""The applications of the demo, with their histories and rounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.demo.making import ZONE, Making, instant
from tracker.demo.noted import keep_resumes, noted
from tracker.demo.stories import LIVE, OVER, Story
from tracker.demo.words import NOTES, ROLES, SHOWCASE, TRACKED
from tracker.models import (
    Application,
    Interviewer,
    Round,
    RoundKind,
    Source,
    Stage,
    StageChange,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.demo.people import Known
    from tracker.demo.stories import Meeting

EACH = 4
"""Applications to each company."""
OLDEST = 145
"""Days since the first application: five months, with the days of saving."""

SAVED_AGO = (1, 2, 4, 6, 9, 13, 18, 25)
FRESH_AGO = (1, 2, 3, 5, 6)
"""Too young to follow up on, after 7 days."""
DUE_AGO = (9,)
"""Nobody followed up on it yet."""
FOLLOWED_AGO = ((14, 6), (17, 8), (20, 9))
"""Days since applying, and since the follow-up; the next is due 14 after it."""
QUIET_AGO = (50, 57, 63, 71, 78, 86, 94, 103, 118)
"""Beyond 45 days, after which silence is the answer."""

CLOSED = (
    (Stage.REJECTED, 41, (2, 34)),
    (Stage.NO_ANSWER, 24, (46, 60)),
    (Stage.WITHDRAWN, 6, (3, 20)),
    (Stage.DECLINED, 3, (3, 15)),
)
"""How often an application ended without a round, and after how many days."""

_SOURCES = {
    Source.ONLINE: 58,
    Source.RECRUITER: 14,
    Source.REFERRAL: 12,
    Source.AGENCY: 6,
    Source.IN_PERSON: 4,
    Source.CAMPUS: 3,
    Source.OTHER: 3,
}
"""Weights of the sources."""


class Followed(NamedTuple):
    """An application that was followed up on once."""

    application: Application
    applied_on: date
    followed_on: date


@dataclass
class Log:
    """The applications of the demo, as later parts of it look them up."""

    stories: dict[str, Application] = field(default_factory=dict)
    """Of each company the one that got furthest."""
    rounds: dict[str, list[Round]] = field(default_factory=dict)
    """The rounds of those."""
    open: dict[str, Application] = field(default_factory=dict)
    """Of each company an open one."""
    followed: list[Followed] = field(default_factory=list)
    companies: set[UUID] = field(default_factory=set)


def make(making: Making, known: Known) -> Log:
    """Make 120 applications: 20 that got somewhere, 26 open and 74 closed ones."""
    log = Log()
    maker = _Maker(making, known, log)
    for story in (*LIVE, *OVER):
        maker.story(story)
    waiting = maker.homes_of_waiting()
    for days in SAVED_AGO:
        maker.plain(next(waiting), ((Stage.SAVED, days),))
    for days in (*FRESH_AGO, *DUE_AGO):
        maker.plain(next(waiting), ((Stage.APPLIED, days),))
    for days, followed in FOLLOWED_AGO:
        maker.followed(next(waiting), days, followed)
    for days in QUIET_AGO:
        maker.followed(next(waiting), days, days - 8)
    for stage, home in maker.closings():
        maker.closed(home, *stage)
    return log


class _Maker:
    """Makes applications, and keeps in mind what each company has already."""

    def __init__(self, making: Making, known: Known, log: Log) -> None:
        self.making, self.known, self.log = making, known, log
        self.resumes = keep_resumes(making)
        self.titles: dict[str, set[str]] = defaultdict(set)
        for each in (*LIVE, *OVER):
            self.titles[each.company].add(each.title)
        self.left = {company.name: EACH for company in TRACKED}
        self.cities = {company.name: company.city for company in TRACKED}

    def homes_of_waiting(self) -> Iterator[str]:
        """Give each company without anything under way one, then others more."""
        busy = {story.company for story in LIVE}
        free = [name for name in self.left if name not in busy | {SHOWCASE}]
        more = [*free, *busy]
        self.making.rng.shuffle(free)
        more.sort()
        self.making.rng.shuffle(more)
        return iter([SHOWCASE, *free, *more])

    def closings(self) -> list[tuple[tuple[Stage, tuple[int, int]], str]]:
        """Deal the closed applications out to the room each company has left."""
        homes = [name for name, left in self.left.items() for _ in range(left)]
        self.making.rng.shuffle(homes)
        ends = [(stage, days) for stage, count, days in CLOSED for _ in range(count)]
        return list(zip(ends, homes, strict=True))

    def story(self, story: Story) -> None:
        """Make an application that got somewhere, with its rounds."""
        making = self.making
        row = self.application(
            story.company,
            story.title,
            story.source,
            [(stage, making.workday(day)) for stage, day in story.stages],
        )
        rounds = [self.round(row, story, meeting) for meeting in story.meetings]
        self.log.stories.setdefault(story.company, row)
        self.log.rounds.setdefault(story.company, rounds)

    def round(self, row: Application, story: Story, meeting: Meeting) -> Round:
        """Make one round and seat its panel."""
        making = self.making
        day = making.workday(meeting.day)
        is_there = meeting.kind in {RoundKind.ONSITE, RoundKind.OFFSITE}
        place = f"{story.company}, {self.cities[story.company]}"
        if not is_there or "Remote" in place:
            place = f"https://meet.example.com/{making.rng.randrange(10**9):09}"
        made = making.add(
            Round,
            application_id=row.id,
            kind=meeting.kind,
            format=meeting.form,
            starts_at=instant(day, meeting.clock),
            time_zone=ZONE,
            minutes=meeting.minutes,
            place=place,
        )
        for seat in meeting.seats:
            person = self.known.panel[story.company][seat]
            making.add(Interviewer, round_id=made.id, person_id=person.id)
        return made

    def plain(self, company: str, stages: Sequence[tuple[Stage, int]]) -> Application:
        """Make an application without rounds; days count back from today."""
        dated = [(stage, self.making.ago(days)) for stage, days in stages]
        return self.application(
            company, self.title(company), self.source(company), dated
        )

    def followed(self, company: str, days: int, followed: int) -> None:
        """Make one that nobody answered, though it was followed up on."""
        ago = self.making.ago
        row = self.plain(company, ((Stage.APPLIED, days),))
        self.log.followed.append(Followed(row, ago(days), ago(followed)))

    def closed(self, company: str, stage: Stage, within: tuple[int, int]) -> None:
        """Make one that ended; a third was saved before it was applied for."""
        rng = self.making.rng
        gap = rng.randint(*within)
        applied = rng.randint(gap + 1, OLDEST)
        stages = [(Stage.APPLIED, applied), (stage, applied - gap)]
        if rng.random() < 0.35:
            stages.insert(0, (Stage.SAVED, applied + rng.randint(1, 7)))
        self.plain(company, stages)

    def application(
        self,
        company: str,
        title: str,
        source: Source,
        stages: Sequence[tuple[Stage, date]],
    ) -> Application:
        """Make an application and its dated history."""
        making, rng = self.making, self.making.rng
        home = making.company(company)
        slug = names.fold(company).split(" (")[0].replace(" ", "-")
        url = f"https://jobs.example.com/{slug}/{rng.randrange(10**6):06}"
        row = making.add(
            Application,
            company_id=home.id,
            title=title,
            stage=stages[-1][0],
            source=source,
            url=url,
            url_key=names.link_key(url),
            location=self.cities[company],
            salary=self.salary(),
            note=rng.choice(NOTES) if rng.random() < 0.2 else "",
            **noted(company, title, stages[-1][0], self.resumes),
        )
        for number, (stage, on) in enumerate(stages, 1):
            making.add(
                StageChange, application_id=row.id, stage=stage, on=on, number=number
            )
        self.left[company] -= 1
        self.log.companies.add(home.id)
        if stages[-1][0] in {Stage.SAVED, Stage.APPLIED}:
            self.log.open[company] = row
        return row

    def title(self, company: str) -> str:
        """Choose a role that was not tried at the company yet."""
        untried = [role for role in ROLES if role not in self.titles[company]]
        role = self.making.rng.choice(untried)
        self.titles[company].add(role)
        return role

    def source(self, company: str) -> Source:
        """Choose a source; where nobody is known, nobody referred me."""
        here = next(each for each in TRACKED if each.name == company)
        sources = dict(_SOURCES)
        if not here.direct and not here.second:
            del sources[Source.REFERRAL]
        return self.making.rng.choices(list(sources), list(sources.values()))[0]

    def salary(self) -> str:
        """Choose a range as postings state it; two in five state none."""
        rng = self.making.rng
        low = rng.randrange(68, 105, 3)
        high = low + rng.randrange(10, 26, 2)
        return f"{low},000 to {high},000 EUR" if rng.random() < 0.6 else ""
