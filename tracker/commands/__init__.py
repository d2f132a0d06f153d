"""What a searcher can do: each function is one change.

A function takes the running work (`tracker.store.Work`) and never commits: the
caller's ``with store.change()`` block is the unit of work.
"""

from tracker.commands.asks import (
    add_ask,
    add_asks,
    attach_ask,
    move_ask,
    retract_ask,
)
from tracker.commands.bin import bin_record, empty_bin, restore_record
from tracker.commands.deadlines import ask_for_time, settle_deadline
from tracker.commands.erasing import erase_everything, erase_person, trace
from tracker.commands.imports import add_import, of_friend, plan_import, undo_import
from tracker.commands.log import (
    add_application,
    add_interaction,
    add_round,
    add_task,
    answer,
    edit_application,
    edit_round,
    finish_task,
    move,
    once,
    retract_stage,
)
from tracker.commands.offers import (
    add_negotiation,
    add_offer,
    edit_offer,
    remove_negotiation,
    save_assumptions,
)
from tracker.commands.people import (
    add_person,
    add_tie,
    edit_person,
    find_friend,
    me,
    state_chance,
)
from tracker.commands.schedules import add_schedule
from tracker.commands.settings import save_goal, save_settings

__all__ = [
    "add_application",
    "add_ask",
    "add_asks",
    "add_import",
    "add_interaction",
    "add_negotiation",
    "add_offer",
    "add_person",
    "add_round",
    "add_schedule",
    "add_task",
    "add_tie",
    "answer",
    "ask_for_time",
    "attach_ask",
    "bin_record",
    "edit_application",
    "edit_offer",
    "edit_person",
    "edit_round",
    "empty_bin",
    "erase_everything",
    "erase_person",
    "find_friend",
    "finish_task",
    "me",
    "move",
    "move_ask",
    "of_friend",
    "once",
    "plan_import",
    "remove_negotiation",
    "restore_record",
    "retract_ask",
    "retract_stage",
    "save_assumptions",
    "save_goal",
    "save_settings",
    "settle_deadline",
    "state_chance",
    "trace",
    "undo_import",
]
