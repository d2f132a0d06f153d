"""What a person may hand in, by form or as JSON, and what is said of a mistake.

Forms and the terminal build the same objects, so that they are checked alike.
Field names are those of the documented JSON.
"""

from __future__ import annotations

from tracker.inputs.fields import CADENCES, DECIMALS, ME, Input
from tracker.inputs.offers import GrantIn, OfferIn
from tracker.inputs.records import (
    ApplicationIn,
    AskIn,
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
    "GoalIn",
    "GrantIn",
    "Input",
    "InteractionIn",
    "OfferIn",
    "PersonIn",
    "RoundIn",
    "SettingsIn",
    "TaskIn",
    "TieIn",
    "parse",
    "sentence",
]
