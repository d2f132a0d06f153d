"""What a person may hand in, by form or as JSON, and what is said of a mistake.

Forms and the terminal build the same objects, so that they are checked alike.
Field names are those of the documented JSON.
"""

from __future__ import annotations

from tracker.inputs.assumptions import AssumptionsIn, CurrentJobIn, PriorIn
from tracker.inputs.fields import CADENCES, DECIMALS, ME, Input
from tracker.inputs.keeping import (
    TAG,
    TAGS,
    CustomStageIn,
    FiltersIn,
    ResumeIn,
    ViewIn,
)
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
from tracker.inputs.people import EducationIn, PositionIn
from tracker.inputs.records import (
    ApplicationIn,
    AskIn,
    ClosingIn,
    CompanyIn,
    DeadlineIn,
    DebriefIn,
    GoalIn,
    InteractionIn,
    PersonIn,
    QuestionIn,
    RoundIn,
    SettingsIn,
    TaskIn,
    TieIn,
)
from tracker.inputs.refusals import parse, sentence
from tracker.inputs.rules import RulesIn, TemplateIn

__all__ = [
    "CADENCES",
    "DECIMALS",
    "ME",
    "TAG",
    "TAGS",
    "ApplicationIn",
    "AskIn",
    "AssumptionsIn",
    "BenefitsIn",
    "ClosingIn",
    "CompanyIn",
    "CounterIn",
    "CurrentJobIn",
    "CustomStageIn",
    "DeadlineIn",
    "DebriefIn",
    "EducationIn",
    "FiltersIn",
    "GoalIn",
    "GrantIn",
    "Input",
    "InteractionIn",
    "OfferIn",
    "OptionsIn",
    "PersonIn",
    "PositionIn",
    "PriorIn",
    "PrivateIn",
    "QuestionIn",
    "RefreshersIn",
    "ResumeIn",
    "RoundIn",
    "RulesIn",
    "SettingsIn",
    "SignOnIn",
    "TaskIn",
    "TemplateIn",
    "TermsIn",
    "TieIn",
    "ViewIn",
    "parse",
    "sentence",
]
