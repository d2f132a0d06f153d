"""The offers of the demo, as letters have them, and what they are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import terms
from tracker.inputs import AssumptionsIn, OfferIn
from tracker.models import (
    Assumptions,
    Grant,
    Negotiation,
    Offer,
    OfferVersion,
    SignOnBonus,
)

if TYPE_CHECKING:
    from tracker.demo.making import Making
    from tracker.models import Application

_SAID = "Made up for the demo"


class Terms(NamedTuple):
    """An offer on the table."""

    company: str
    received: int
    """Working days ago, below 0."""
    deadline: int
    """In working days: these are 3 to 14 days ahead, also over Christmas."""
    facts: dict[str, Any]
    """As `inputs.OfferIn` takes them."""
    first_base: str = ""
    """Of the first offer, where this one is a counter-offer."""
    said: tuple[tuple[int, str, str, bool], ...] = ()
    """What was negotiated: working days ago, who, what, and if it is in writing."""


OFFERS = (
    Terms(
        *("Glasmoor Optics", -6, 3),
        {
            "base": "98000",
            "bonus_target": "0.1",
            "sign_on": "5000",
            "level": "Engineer 3",
            "standard_level": "Senior",
            "location": "Hamburg",
            "grants": [
                {
                    "kind": "options",
                    "shares_by_year": ["25", "25", "25", "25"],
                    "cadence": ["monthly"],
                    "cliff_months": 12,
                    "options": {"count": "12000", "strike": "4", "price": "14"},
                    "company": {
                        "fully_diluted": "10000000",
                        "last_preferred_price": "16",
                        "preferred": [
                            {
                                "shares": "2500000",
                                "preference": "40000000",
                                "name": "Series B",
                            }
                        ],
                        "rounds": [{"dilution": "0.126"}],
                        "years": 5,
                        "source": "what the founder said, and the register",
                    },
                }
            ],
            "benefits": {"commute_minutes": "35", "office_days": "140", "fare": "7"},
            "ratings": {
                "impact": "8",
                "breadth": "8",
                "brand": "4",
                "growth": "7",
                "people": "9",
            },
            "said_only": ["fully_diluted"],
            "note": "Same team as the onsite. They gave a week, and no more.",
        },
    ),
    Terms(
        *("Copperlane Pay", -4, 5),
        {
            "base": "92000",
            "bonus_target": "0.15",
            "sign_ons": [
                {
                    "amount": "15000",
                    "window_months": 24,
                    "shape": "monthly pro rata",
                }
            ],
            "level": "L5",
            "standard_level": "Senior",
            "location": "Berlin",
            "deadline_time": "18:00",
            "deadline_zone": "Europe/Berlin",
            "grants": [
                {
                    "value": "180000",
                    "shares_by_year": ["5", "15", "40", "40"],
                    "cadence": ["yearly", "yearly", "half-yearly", "half-yearly"],
                }
            ],
            "benefits": {"commute_minutes": "25", "office_days": "120", "fare": "6"},
            "ratings": {
                "impact": "6",
                "breadth": "5",
                "brand": "8",
                "growth": "6",
                "people": "6",
            },
            "promises": [{"what": "Budget for one conference a year"}],
            "target": "150000",
            "reservation": "125000",
            "note": "Most of the shares come late. Asked what happens on leaving.",
        },
        first_base="88000",
        said=(
            (-4, "Recruiter", "First offer: base 88,000; the deadline is firm.", True),
            (-3, "Me", "Asked for 95,000 and for shares that vest earlier.", False),
            (-2, "Recruiter", "Base 92,000; the schedule is the same for all.", True),
        ),
    ),
    Terms(
        *("Havrelund Speech (HVS)", -2, 7),
        {
            "base": "101000",
            "location": "Remote, two days a month in Copenhagen",
            "grants": [
                {
                    "value": "140000",
                    "shares_by_year": ["33", "33", "22", "12"],
                    "cadence": ["monthly"],
                }
            ],
            "benefits": {
                "commute_minutes": "0",
                "office_days": "24",
                "extra_leave_days": "3",
                "stipends": "1200",
            },
            "ratings": {
                "impact": "7",
                "breadth": "7",
                "brand": "6",
                "growth": "8",
                "people": "7",
            },
            "note": "Two days a month in Copenhagen, else from Berlin.",
        },
    ),
)
"""Three offers: the first must be answered on the day of another onsite, the
second before that onsite is, and both before the third."""


def make(making: Making, stories: dict[str, Application]) -> None:
    """Make the offers, their history, and the assumptions they are compared by."""
    for each in OFFERS:
        _offer(making, stories[each.company], each)
    making.add(
        Assumptions,
        held=_assumed(making).model_dump(mode="json", exclude_defaults=True),
    )


def _offer(making: Making, application: Application, told: Terms) -> None:
    given = OfferIn.model_validate(
        told.facts
        | {
            "currency": "EUR",
            "in_writing": True,
            "received_on": making.workday(told.received),
            "deadline_on": making.workday(told.deadline),
        }
    )
    offer = making.add(Offer, application_id=application.id, **terms.offer_row(given))
    for grant in given.grants:
        making.add(Grant, offer_id=offer.id, **terms.grant_row(grant))
    for bonus in given.sign_ons:
        making.add(SignOnBonus, offer_id=offer.id, **terms.sign_on_row(bonus))
    _history(making, offer, given, told)


def _history(making: Making, offer: Offer, given: OfferIn, told: Terms) -> None:
    facts = terms.version_facts(given)
    versions = [(making.workday(told.received), facts)]
    if told.first_base:
        first = facts | {"base": told.first_base}
        versions = [(versions[0][0], first), (making.workday(-2), facts)]
    for number, (on, held) in enumerate(versions, 1):
        making.add(OfferVersion, offer_id=offer.id, number=number, on=on, facts=held)
    for day, who, what, in_writing in told.said:
        making.add(
            Negotiation,
            offer_id=offer.id,
            on=making.workday(day),
            who=who,
            what=what,
            in_writing=in_writing,
        )


def _assumed(making: Making) -> AssumptionsIn:
    told = {"source": _SAID, "on": making.ago(30).isoformat()}
    return AssumptionsIn.model_validate(
        {
            "currency": "EUR",
            "tax": told
            | {
                "bands": [
                    {"above": "0", "rate": "0.3"},
                    {"above": "68000", "rate": "0.44"},
                ]
            },
            "discount": told | {"rate": "0.05"},
            "haircut": told | {"rate": "0.2"},
            "attrition": told | {"rate": "0.2"},
            "usual_pay": told | {"amount": "75000"},
            "goal": "growth",
            "prices": {"commute": {"amount": "4000", "step": "-30", "reference": "30"}},
        }
    )
