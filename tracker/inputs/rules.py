"""What may be handed in about follow-ups: their numbers, and drafts of messages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tracker.inputs.fields import Block, Input, Name


class RulesIn(Input):
    """The numbers of the follow-up rules, in days; None is the default.

    What each means and where its default comes from stands in
    `tracker.agenda.Rules`, by the same name.
    """

    thank_you_days: Annotated[int, Field(ge=1, le=7)] | None = None
    follow_up_days: Annotated[int, Field(ge=1, le=60)] | None = None
    second_follow_up_days: Annotated[int, Field(ge=1, le=60)] | None = None
    most_follow_ups: Annotated[int, Field(ge=0, le=5)] | None = None
    promised_business_days: Annotated[int, Field(ge=1, le=10)] | None = None
    check_in_business_days: Annotated[int, Field(ge=1, le=20)] | None = None
    quiet_applied_days: Annotated[int, Field(ge=3, le=365)] | None = None
    quiet_screen_days: Annotated[int, Field(ge=3, le=365)] | None = None
    quiet_onsite_days: Annotated[int, Field(ge=3, le=365)] | None = None
    quiet_offer_days: Annotated[int, Field(ge=1, le=60)] | None = None
    no_answer_applied_days: Annotated[int, Field(ge=7, le=365)] | None = None
    no_answer_round_days: Annotated[int, Field(ge=7, le=365)] | None = None
    no_answer_promised_days: Annotated[int, Field(ge=1, le=180)] | None = None
    reapply_days: Annotated[int, Field(ge=0, le=1_825)] | None = None


class TemplateIn(Input):
    """The draft of a message: names in braces are filled in."""

    subject: Name
    body: Annotated[Block, Field(min_length=1, max_length=4_000)]
