"""The numbers of the follow-up rules: their defaults, and who says so. Pure.

A searcher may change each of them; what was changed is stored by name, and what
was not follows the default. Sources are weak, for etiquette is: surveys of hiring
managers where there are any, career pages elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tracker.errors import RuleError
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rules:
    """When to write, when silence is noticed, and when it is an answer."""

    thank_you_days: int = 1
    """Days after a round by which thanks are due: 1 is within 24 hours.

    wiseworq.com, journalismjobs.com; 80 % of hiring managers find a note helpful
    (theinterviewguys.com).
    """
    follow_up_days: int = 7
    """Days in Applied before the first follow-up.

    Robert Half 2017, HR managers in the United States: 29 % say within a week, 36 %
    after one to two, 25 % after two to three.
    """
    second_follow_up_days: int = 14
    """Days from one follow-up to the next (apuedge.com)."""
    most_follow_ups: int = 2
    """The most of them in one stage, then move on (wiseworq.com, apuedge.com: 2 to 3).
    """
    promised_business_days: int = 1
    """Business days after the day they promised an answer by (indeed.com: 1 to 2)."""
    check_in_business_days: int = 5
    """Business days after a round where no day was promised (indeed.com)."""
    quiet_applied_days: int = 21
    """Days without a word from them after which Applied is marked as quiet.

    Robert Half 2017: 90 % of HR managers expect to be asked within three weeks.
    """
    quiet_screen_days: int = 14
    """The same in Screen and Challenge: a proposal, no source."""
    quiet_onsite_days: int = 10
    """The same in Offsite and Onsite.

    Robert Half Australia 2024: 57 % of candidates lose interest by 10 business days.
    """
    quiet_offer_days: int = 5
    """The same with an Offer, from the day a question of mine waits: a proposal."""
    no_answer_applied_days: int = 45
    """Silent days in Applied after which “No answer” is suggested.

    83 % of candidates give up to a month (Robert Half Australia 2024), and
    employers open applications after 9 days on average (eRecruiter 2025).
    """
    no_answer_round_days: int = 21
    """The same after a round.

    NACE: offers come 24 to 26 days after the interview on average, so sooner would
    be too soon, and later ones revive the application.
    """
    no_answer_promised_days: int = 14
    """The same after the day they promised an answer by."""
    reapply_days: int = 365
    """Days after a refusal, or silence, from which applying again is reasonable.

    “A year or so” (Chip Huyen, “Introduction to Machine Learning Interviews”).
    """

    def quiet_days(self, stage: Stage) -> int | None:
        """Silent days that make an application quiet; None where nothing does."""
        return {
            Stage.APPLIED: self.quiet_applied_days,
            Stage.SCREEN: self.quiet_screen_days,
            Stage.CHALLENGE: self.quiet_screen_days,
            Stage.OFFSITE: self.quiet_onsite_days,
            Stage.ONSITE: self.quiet_onsite_days,
            Stage.OFFER: self.quiet_offer_days,
        }.get(stage)


DEFAULTS = Rules()
NAMES = tuple(field.name for field in fields(Rules))
"""What the numbers are called, in their order."""


def rules_of(stored: Mapping[str, object]) -> Rules:
    """The rules in force, by what a searcher changed.

    Args:
        stored: Whole numbers by name, as `Searcher.rules` keeps them. Anything else
            in it, as a foreign export may hold, leaves the default.
    """
    changed = {
        name: value
        for name, value in stored.items()
        if name in NAMES and type(value) is int and value >= 0
    }
    return Rules(**changed)


def check(rules: Rules) -> None:
    """Refuse numbers by which silence would be an answer before it was asked about.

    Raises:
        RuleError: With one sentence that names the two numbers.
    """
    if rules.most_follow_ups and rules.no_answer_applied_days <= rules.follow_up_days:
        raise RuleError(
            f"“No answer” would be suggested after {rules.no_answer_applied_days} "
            f"days, before the first follow-up after {rules.follow_up_days}; let "
            "silence last longer, or follow up sooner."
        )
    if rules.most_follow_ups and rules.no_answer_round_days <= _calendar(rules):
        raise RuleError(
            f"“No answer” would be suggested {rules.no_answer_round_days} days after a "
            f"round, before the check-in after {rules.check_in_business_days} business "
            "days; let silence last longer, or check in sooner."
        )


def _calendar(rules: Rules) -> int:
    """The calendar days that the check-in's business days take at least."""
    return rules.check_in_business_days * 7 // 5
