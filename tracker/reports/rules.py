"""Follow-up rules and message drafts as Settings show them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import agenda, messages
from tracker.inputs import RulesIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.messages import Kind
    from tracker.models import Searcher


class Number(NamedTuple):
    """One number of the rules: what it is called, and who says what it should be."""

    label: str
    source: str


GROUPS: Mapping[str, Mapping[str, Number]] = {
    "Write": {
        "thank_you_days": Number(
            "Thanks, days after a round",
            "Within 24 hours; 80% of hiring managers find a note helpful "
            "(theinterviewguys.com).",
        ),
        "follow_up_days": Number(
            "First follow-up, days after applying",
            "Of HR managers 29% say within a week, 36% after one to two (Robert Half "
            "2017).",
        ),
        "second_follow_up_days": Number(
            "The next follow-up, days later", "Source: apuedge.com."
        ),
        "most_follow_ups": Number(
            "At most in one stage",
            "Two or three, then move on (wiseworq.com, apuedge.com).",
        ),
        "promised_business_days": Number(
            "Check in, business days after the promised day",
            "One or two (indeed.com).",
        ),
        "check_in_business_days": Number(
            "Check in, business days after a round",
            "Where no day was promised (indeed.com).",
        ),
    },
    "Mark as quiet, without a word from them": {
        "quiet_applied_days": Number(
            "Days in Applied",
            "90% of HR managers expect to be asked within three weeks (Robert Half "
            "2017).",
        ),
        "quiet_screen_days": Number(
            "Days in Screen and Challenge", "A proposal; there is no source."
        ),
        "quiet_onsite_days": Number(
            "Days after Offsite and Onsite",
            "57% of candidates lose interest by 10 business days (Robert Half "
            "Australia 2024).",
        ),
        "quiet_offer_days": Number(
            "Days in Offer while I wait for a reply", "A proposal; there is no source."
        ),
    },
    "Suggest “No answer”": {
        "no_answer_applied_days": Number(
            "Days in Applied",
            "83% of candidates give up within a month (Robert Half Australia 2024).",
        ),
        "no_answer_round_days": Number(
            "Days after a round",
            "An offer takes 24 to 26 days on average (NACE), so this is early, and can "
            "be revived.",
        ),
        "no_answer_promised_days": Number(
            "Days after the promised day", "A proposal; there is no source."
        ),
        "reapply_days": Number(
            "Apply again, days after a refusal or no answer",
            "“A year or so” (Chip Huyen, “Introduction to Machine Learning "
            "Interviews”).",
        ),
    },
}
"""The numbers as the form groups them."""
LABELS = {
    name: f"{group}: {number.label.lower()}"
    for group, numbers in GROUPS.items()
    for name, number in numbers.items()
}
"""What the numbers are called where they stand alone."""


def stored(searcher: Searcher) -> dict[str, int]:
    """The numbers in force."""
    rules = agenda.rules_of(searcher.rules)
    return {name: getattr(rules, name) for name in agenda.NAMES}


def bounds(name: str) -> tuple[int, int]:
    """The least and the most that a number may be."""
    whole = RulesIn.model_json_schema()["properties"][name]["anyOf"][0]
    return int(whole["minimum"]), int(whole["maximum"])


def hint(name: str) -> str:
    """Where a number comes from, and what it is unless changed."""
    number = next(group[name] for group in GROUPS.values() if name in group)
    return f"Usually {getattr(agenda.DEFAULTS, name)}. {number.source}"


def words(searcher: Searcher) -> str:
    """How many numbers are the searcher's own."""
    held, count = stored(searcher), len(agenda.NAMES)
    own = sum(held[name] != getattr(agenda.DEFAULTS, name) for name in agenda.NAMES)
    if not own:
        return "Each suggestion on Today names its rule; all have their usual numbers."
    verb = "is" if own == 1 else "are"
    return f"Each suggestion names its rule; {own} of {count} numbers {verb} your own."


# ---- drafts


def draft(searcher: Searcher, kind: Kind) -> dict[str, str]:
    """What the form of a draft holds."""
    return messages.template_of(kind, searcher.templates)._asdict()


def is_own(searcher: Searcher, kind: Kind) -> bool:
    """Say whether the draft is the searcher's own."""
    own = messages.template_of(kind, searcher.templates)
    return own != messages.TEMPLATES[kind].message


def fields(kind: Kind) -> list[str]:
    """What can be filled in, a line each."""
    return [f"{{{name}}}: {messages.FIELDS[name]}" for name in _fields(kind)]


def _fields(kind: Kind) -> tuple[str, ...]:
    return messages.TEMPLATES[kind].fields


DRAFT_LABELS = {"subject": "Subject", "body": "Message"}
"""What the parts of a draft are called on the page."""
