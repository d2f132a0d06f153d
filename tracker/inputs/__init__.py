"""What a person may hand in, by form or as JSON, and what is said of a mistake.

Forms and the terminal build the same objects, so that they are checked alike.
Field names are those of the documented JSON.
"""

from __future__ import annotations

from tracker.inputs.assumptions import AssumptionsIn, CurrentJobIn
from tracker.inputs.fields import CADENCES, DECIMALS, ME, Input
from tracker.inputs.offers import (
    BenefitsIn,
    CounterIn,
    GrantIn,
    OfferIn,
    OptionsIn,
    PrivateIn,
    RefreshersIn,
    SignOnIn,
    TermsIn,
)
from tracker.inputs.records import (
    ApplicationIn,
    AskIn,
    DeadlineIn,
    GoalIn,
    InteractionIn,
    PersonIn,
    RoundIn,
    SettingsIn,
    TaskIn,
    TieIn,
)
from tracker.inputs.refusals import parse, sentence

__all__ = [
    "CADENCES",
    "DECIMALS",
    "ME",
    "ApplicationIn",
    "AskIn",
    "AssumptionsIn",
    "BenefitsIn",
    "CounterIn",
    "CurrentJobIn",
    "DeadlineIn",
    "GoalIn",
    "GrantIn",
    "Input",
    "InteractionIn",
    "OfferIn",
    "OptionsIn",
    "PersonIn",
    "PrivateIn",
    "RefreshersIn",
    "RoundIn",
    "SettingsIn",
    "SignOnIn",
    "TaskIn",
    "TermsIn",
    "TieIn",
    "parse",
    "sentence",
]
