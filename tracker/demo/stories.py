"""How the applications of the demo went, as tables. Data only.

Days of the search are working days counted from the day the demo is looked at:
-3 is three working days ago, 4 is in four working days.
"""

from __future__ import annotations

from typing import NamedTuple

from tracker.models import RoundFormat as Form
from tracker.models import RoundKind, Source, Stage


class Meeting(NamedTuple):
    """One interview round."""

    kind: RoundKind
    form: Form
    day: int
    clock: str
    minutes: int
    seats: tuple[int, ...] = (0,)
    """Which of the company's three interviewers."""


class Story(NamedTuple):
    """An application that got somewhere."""

    company: str
    title: str
    source: Source
    stages: tuple[tuple[Stage, int], ...]
    meetings: tuple[Meeting, ...]
    thanked: bool = False
    """Whether thanks for the last rounds were ticked off."""
    heard: int | None = None
    """The day of the company's last message, if one is noted."""
    heard_note: str = ""


def _screen(day: int, clock: str = "11:00", seat: int = 0) -> Meeting:
    return Meeting(RoundKind.SCREEN, Form.CONVERSATION, day, clock, 30, (seat,))


def _challenge(
    day: int, form: Form = Form.CODING, clock: str = "14:00", minutes: int = 90
) -> Meeting:
    return Meeting(RoundKind.CHALLENGE, form, day, clock, minutes, (1,))


def _onsite(day: int, *slots: Form) -> tuple[Meeting, ...]:
    """Slots of one day, from half past nine on."""
    plan = (("09:30", 60, (0,)), ("11:00", 60, (1,)), ("13:00", 75, (1, 2)))
    return tuple(
        Meeting(RoundKind.ONSITE, form, day, *slot)
        for form, slot in zip(slots, plan, strict=False)
    )


_S = Stage

LIVE = (
    Story(
        "Glasmoor Optics",
        "Senior Machine Learning Engineer",
        Source.REFERRAL,
        (
            *((_S.SAVED, -40), (_S.APPLIED, -38), (_S.SCREEN, -33)),
            *((_S.CHALLENGE, -27), (_S.ONSITE, -19), (_S.OFFER, -6)),
        ),
        (
            _screen(-32),
            _challenge(-24, Form.PAIR_PROGRAMMING),
            *_onsite(-12, Form.SYSTEM_DESIGN, Form.BEHAVIOURAL),
        ),
        heard=-6,
        heard_note="They called with the offer; the letter came the same evening.",
    ),
    Story(
        "Copperlane Pay",
        "Machine Learning Engineer, Fraud",
        Source.RECRUITER,
        ((_S.APPLIED, -31), (_S.SCREEN, -27), (_S.ONSITE, -18), (_S.OFFER, -4)),
        (_screen(-26), *_onsite(-11, Form.CODING, Form.SYSTEM_DESIGN)),
        heard=-4,
        heard_note="Offer by e-mail. The recruiter says the deadline is firm.",
    ),
    Story(
        "Havrelund Speech (HVS)",
        "Senior Research Engineer, Speech",
        Source.REFERRAL,
        (
            *((_S.APPLIED, -45), (_S.SCREEN, -39), (_S.CHALLENGE, -34)),
            *((_S.ONSITE, -21), (_S.OFFER, -2)),
        ),
        (
            _screen(-38, "10:00"),
            _challenge(-30, Form.TAKE_HOME, "09:00", 240),
            *_onsite(-10, Form.PRESENTATION),
        ),
        heard=-2,
        heard_note="Written offer; a remote start is possible.",
    ),
    Story(
        "Quillmark Robotics",
        "Machine Learning Engineer, Perception",
        Source.REFERRAL,
        ((_S.APPLIED, -28), (_S.SCREEN, -22), (_S.ONSITE, -5)),
        (
            _screen(-21, "15:30"),
            *_onsite(3, Form.CODING, Form.SYSTEM_DESIGN, Form.BEHAVIOURAL),
        ),
        heard=-5,
        heard_note="Invited to Munich for three slots; they book the train.",
    ),
    Story(
        "Tessamere",
        "Applied Scientist, Recommendations",
        Source.ONLINE,
        ((_S.SAVED, -36), (_S.APPLIED, -34), (_S.SCREEN, -24), (_S.ONSITE, -9)),
        (
            _screen(-23),
            *_onsite(-3, Form.WHITEBOARD, Form.SYSTEM_DESIGN, Form.LUNCH),
        ),
        thanked=True,
        heard=-1,
        heard_note="The panel meets next week; they will call after it.",
    ),
    Story(
        "Vantorine Chips",
        "Software Engineer, Inference",
        Source.ONLINE,
        ((_S.APPLIED, -25), (_S.SCREEN, -15), (_S.OFFSITE, -6)),
        (
            _screen(-14, "16:00"),
            Meeting(RoundKind.OFFSITE, Form.SYSTEM_DESIGN, 9, "10:00", 120, (1, 2)),
        ),
        heard=-6,
        heard_note="Next is a longer talk at their office in Dresden.",
    ),
    Story(
        "Sundrift Freight",
        "Forecasting Engineer",
        Source.RECRUITER,
        ((_S.APPLIED, -22), (_S.SCREEN, -16), (_S.CHALLENGE, -7)),
        (_screen(-15), _challenge(7, Form.TAKE_HOME, "09:00", 180)),
        heard=-7,
        heard_note="The exercise opens on the day and takes three hours.",
    ),
    Story(
        "Arvendale Biotech",
        "Senior Data Scientist",
        Source.ONLINE,
        ((_S.APPLIED, -26), (_S.SCREEN, -18), (_S.CHALLENGE, -10)),
        (_screen(-17, "09:30"), _challenge(-7)),
    ),
    Story(
        "Ketterwick Security",
        "MLOps Engineer",
        Source.IN_PERSON,
        ((_S.APPLIED, -20), (_S.SCREEN, -13), (_S.CHALLENGE, -6)),
        (_screen(-12), _challenge(-3, Form.DEBUGGING)),
        thanked=True,
    ),
    Story(
        "Ombralis",
        "Machine Learning Platform Engineer",
        Source.ONLINE,
        ((_S.APPLIED, -12), (_S.SCREEN, -2)),
        (_screen(8, "17:00"),),
        heard=-2,
        heard_note="Asked for three times to talk; took the first.",
    ),
    Story(
        "Farrowgate Bank",
        "Senior Machine Learning Engineer, Risk",
        Source.REFERRAL,
        ((_S.APPLIED, -11), (_S.SCREEN, -4)),
        (_screen(-2, "13:30"),),
        thanked=True,
    ),
    Story(
        "Rookhollow Search",
        "Search Relevance Engineer",
        Source.RECRUITER,
        ((_S.SAVED, -21), (_S.APPLIED, -19), (_S.SCREEN, -10)),
        (_screen(-8, "10:30"),),
        heard=-3,
        heard_note="The team lead is away; they will set a date next week.",
    ),
    Story(
        "Drummlin Games",
        "Machine Learning Engineer, Matchmaking",
        Source.ONLINE,
        ((_S.APPLIED, -9), (_S.SCREEN, -1)),
        (_screen(11, "16:30"),),
        heard=-1,
        heard_note="A first talk with the studio's data team is set.",
    ),
)
"""Applications that are under way."""

OVER = (
    Story(
        "Palvera Maps",
        "Computer Vision Engineer",
        Source.ONLINE,
        ((_S.APPLIED, -88), (_S.SCREEN, -80), (_S.ONSITE, -66), (_S.REJECTED, -58)),
        (_screen(-79), *_onsite(-62, Form.CODING)),
    ),
    Story(
        "Mirrowind Energy",
        "Forecasting Engineer",
        Source.ONLINE,
        ((_S.APPLIED, -72), (_S.SCREEN, -61), (_S.ONSITE, -50), (_S.REJECTED, -41)),
        (_screen(-60), *_onsite(-46, Form.SYSTEM_DESIGN)),
    ),
    Story(
        "Corvexa Labs",
        "Research Engineer",
        Source.CAMPUS,
        ((_S.APPLIED, -95), (_S.SCREEN, -86), (_S.CHALLENGE, -79), (_S.REJECTED, -70)),
        (_screen(-85), _challenge(-76, Form.QUIZ, minutes=60)),
    ),
    Story(
        "Brackenfold Insurance",
        "Senior Data Scientist",
        Source.AGENCY,
        ((_S.APPLIED, -66), (_S.SCREEN, -57), (_S.REJECTED, -50)),
        (_screen(-56),),
    ),
    Story(
        "Zephyrade Audio",
        "Machine Learning Engineer",
        Source.ONLINE,
        ((_S.APPLIED, -58), (_S.SCREEN, -47), (_S.REJECTED, -44)),
        (_screen(-46, "15:00"),),
    ),
    Story(
        "Tidewarden",
        "Senior Python Engineer",
        Source.RECRUITER,
        ((_S.APPLIED, -83), (_S.SCREEN, -77), (_S.REJECTED, -71)),
        (_screen(-76),),
    ),
    Story(
        "Farrowgate Bank",
        "Data Engineer, ML",
        Source.ONLINE,
        ((_S.APPLIED, -99), (_S.SCREEN, -90), (_S.REJECTED, -84)),
        (_screen(-89, seat=2),),
    ),
)
"""Applications that ended after at least one round."""
