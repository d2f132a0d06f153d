"""Follow-up rules and drafts of messages, as the searcher wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import agenda, messages
from tracker.commands.settings import refuse_stale
from tracker.models import Searcher

if TYPE_CHECKING:
    from tracker.inputs import RulesIn, TemplateIn
    from tracker.store import Work


def save_rules(work: Work, given: RulesIn, *, version: int | None) -> Searcher:
    """Keep the numbers of the follow-up rules; those of the default are not stored.

    Args:
        work: The unit of work.
        given: The numbers; None, or none at all, goes back to the default.
        version: Of the settings the form was drawn with; None for as they are.

    Raises:
        ConflictError: If the settings were changed since the form was drawn.
        RuleError: If silence were an answer before the first follow-up.
    """
    row = work.first(Searcher) or Searcher(owner=work.owner)
    refuse_stale(row.version, version, "follow-up rules")
    changed = {
        name: value
        for name, value in given
        if value is not None and value != getattr(agenda.DEFAULTS, name)
    }
    agenda.check(agenda.rules_of(changed))
    row.rules = changed
    row.version += 1
    return work.add(row)


def save_template(
    work: Work,
    kind: messages.Kind,
    given: TemplateIn | None,
    *,
    version: int | None,
) -> Searcher:
    """Keep the draft of a message; None goes back to the default.

    Raises:
        ConflictError: If the settings were changed since the form was drawn.
        InvalidError: If it names what cannot be filled in.
    """
    row = work.first(Searcher) or Searcher(owner=work.owner)
    refuse_stale(row.version, version, "message drafts")
    held = {name: text for name, text in row.templates.items() if name != kind}
    if given is not None:
        messages.check(kind, given.subject, field="subject")
        messages.check(kind, given.body, field="body")
        own = messages.Message(given.subject, given.body)
        if own != messages.TEMPLATES[kind].message:
            held[kind.value] = messages.packed(own)
    row.templates = held
    row.version += 1
    return work.add(row)
