"""Tasks, answers to suggestions, and the numbers and drafts of follow-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tracker import commands, inputs, messages
from tracker.errors import ConflictError, InvalidError, RuleError
from tracker.models import Searcher, Task

if TYPE_CHECKING:
    from tracker.store import Store

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
SUGGESTION: dict[str, Any] = {
    "what": "Follow up with Acme",
    "due_on": MONDAY,
    "rule": "7 days after applying.",
    "rule_key": "follow_up:1:applied:1",
    "application_id": None,
    "done_on": None,
}


def tasks(store: Store) -> list[Task]:
    with store.reading() as work:
        return work.all(Task)


def test_a_task_is_put_off_pinned_retired_and_brought_back(any_store: Store) -> None:
    given = inputs.TaskIn(what="Renew the passport", due_on=MONDAY)
    with any_store.change() as work:
        id_ = commands.add_task(work, given).id
    with any_store.change() as work:
        commands.pin_task(work, id_, is_pinned=True)
    with any_store.change() as work:
        commands.retire_task(work, id_, is_retired=True)
    (row,) = tasks(any_store)
    assert (row.is_pinned, row.is_retired, row.version) == (True, True, 3)

    with any_store.change() as work:
        commands.retire_task(work, id_, is_retired=False)
        commands.put_off_task(work, id_, until=TUESDAY)
    (row,) = tasks(any_store)
    assert (row.due_on, row.is_pinned, row.is_retired) == (TUESDAY, False, False)


def test_a_second_answer_takes_the_place_of_the_first(any_store: Store) -> None:
    with any_store.change() as work:
        commands.answer(work, **SUGGESTION, is_pinned=True)
    with any_store.change() as work:
        commands.answer(work, **SUGGESTION | {"done_on": TUESDAY})
    (row,) = tasks(any_store)
    assert (row.done_on, row.is_pinned) == (TUESDAY, False)


def rules(store: Store, given: dict[str, Any], version: int | None = None) -> Searcher:
    with store.change() as work:
        return commands.save_rules(
            work, inputs.parse(inputs.RulesIn, given), version=version
        )


def test_only_what_differs_from_the_default_is_stored(any_store: Store) -> None:
    row = rules(any_store, {"follow_up_days": 10, "reapply_days": 365})
    assert row.rules == {"follow_up_days": 10}
    with pytest.raises(ConflictError, match="follow-up rules were changed"):
        rules(any_store, {}, version=row.version - 1)
    assert rules(any_store, {}).rules == {}


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"follow_up_days": 0}, InvalidError, "follow_up_days.*greater than or equal"),
        ({"reapply_days": 4_000}, InvalidError, "reapply_days.*less than or equal"),
        ({"follow_up_days": "soon"}, InvalidError, "follow_up_days.*valid integer"),
        ({"patience": 3}, InvalidError, "no field “patience”"),
        ({"no_answer_applied_days": 7}, RuleError, "before the first follow-up"),
        ({"no_answer_round_days": 7}, RuleError, "before the check-in"),
    ],
)
def test_numbers_out_of_reason_are_refused_in_one_sentence(
    store: Store, given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        rules(store, given)
    assert str(caught.value).count(". ") == 0
    with store.reading() as work:
        assert work.first(Searcher) is None


def draft(store: Store, subject: str, body: str) -> Searcher:
    given = inputs.parse(inputs.TemplateIn, {"subject": subject, "body": body})
    with store.change() as work:
        return commands.save_template(
            work, messages.Kind.FOLLOW_UP, given, version=None
        )


def test_a_draft_is_kept_by_its_kind_and_the_usual_one_is_not(
    any_store: Store,
) -> None:
    assert draft(any_store, "Still keen", "Dear {name}").templates == {
        "follow_up": "Still keen\nDear {name}"
    }
    usual = messages.TEMPLATES[messages.Kind.FOLLOW_UP].message
    assert draft(any_store, *usual).templates == {}


@pytest.mark.parametrize(
    ("subject", "body", "words"),
    [
        ("", "x", "subject.*must not be empty"),
        ("x", " ", "body.*must not be empty"),
        ("{salary}", "x", "{salary}.*nothing that can be filled in"),
        ("x", "{insider}", "{insider}.*nothing that can be filled in"),
    ],
)
def test_a_draft_that_cannot_be_filled_in_is_refused(
    store: Store, subject: str, body: str, words: str
) -> None:
    with pytest.raises(InvalidError, match=words):
        draft(store, subject, body)
