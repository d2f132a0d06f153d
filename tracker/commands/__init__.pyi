from .asks import add_ask, add_asks, attach_ask, move_ask, retract_ask
from .bin import bin_record, empty_bin, restore_record
from .closing import close_out, describe_company
from .consent import Consent, note_consent, remove_friends_contacts
from .custom_stages import add_custom_stage, edit_custom_stage, remove_custom_stage
from .deadlines import ask_for_time, settle_deadline
from .erasing import erase_everything, erase_person, trace
from .exports_compared import Compared, changes
from .feeds import (
    feed_for,
    feed_of,
    is_to_be_noted,
    make_feed,
    note_reading,
    revoke_feed,
)
from .imports import (
    add_import,
    is_friends,
    of_friend,
    plan_import,
    touched,
    undo_import,
)
from .log import add_application, add_interaction, edit_application, once
from .many import bin_many, edit_many, move_many, tag_many
from .merging import (
    merge_companies,
    merge_people,
    part,
    same_companies,
    same_people,
    turn_down,
)
from .offers import (
    add_negotiation,
    add_offer,
    edit_offer,
    remove_negotiation,
    save_assumptions,
)
from .past import add_education, add_position, remove_education, remove_position
from .people import add_person, edit_person, find_friend, find_person, me
from .resumes import add_resume, remove_resume, rename_resume, resume_file
from .rounds import (
    add_preparation,
    add_round,
    cancel_round,
    debrief_round,
    drop_preparation,
    edit_round,
    note_hours,
    thank_round,
    tick_preparation,
)
from .rules import save_rules, save_template
from .schedules import add_schedule
from .settings import save_goal, save_prior, save_settings
from .stages import correct_stage, move, retract_stage
from .suggested import confirm_tie, refute_tie
from .taking_back import undo_last, undo_step
from .tasks import add_task, answer, finish_task, pin_task, put_off_task, retire_task
from .ties import Between, add_tie, between, state_chance, state_chances, untie
from .views import remove_view, rename_view, save_view

__all__ = [
    "Between",
    "Compared",
    "Consent",
    "add_application",
    "add_ask",
    "add_asks",
    "add_custom_stage",
    "add_education",
    "add_import",
    "add_interaction",
    "add_negotiation",
    "add_offer",
    "add_person",
    "add_position",
    "add_preparation",
    "add_resume",
    "add_round",
    "add_schedule",
    "add_task",
    "add_tie",
    "answer",
    "ask_for_time",
    "attach_ask",
    "between",
    "bin_many",
    "bin_record",
    "cancel_round",
    "changes",
    "close_out",
    "confirm_tie",
    "correct_stage",
    "debrief_round",
    "describe_company",
    "drop_preparation",
    "edit_application",
    "edit_custom_stage",
    "edit_many",
    "edit_offer",
    "edit_person",
    "edit_round",
    "empty_bin",
    "erase_everything",
    "erase_person",
    "feed_for",
    "feed_of",
    "find_friend",
    "find_person",
    "finish_task",
    "is_friends",
    "is_to_be_noted",
    "make_feed",
    "me",
    "merge_companies",
    "merge_people",
    "move",
    "move_ask",
    "move_many",
    "note_consent",
    "note_hours",
    "note_reading",
    "of_friend",
    "once",
    "part",
    "pin_task",
    "plan_import",
    "put_off_task",
    "refute_tie",
    "remove_custom_stage",
    "remove_education",
    "remove_friends_contacts",
    "remove_negotiation",
    "remove_position",
    "remove_resume",
    "remove_view",
    "rename_resume",
    "rename_view",
    "restore_record",
    "resume_file",
    "retire_task",
    "retract_ask",
    "retract_stage",
    "revoke_feed",
    "same_companies",
    "same_people",
    "save_assumptions",
    "save_goal",
    "save_prior",
    "save_rules",
    "save_settings",
    "save_template",
    "save_view",
    "settle_deadline",
    "state_chance",
    "state_chances",
    "tag_many",
    "thank_round",
    "tick_preparation",
    "touched",
    "trace",
    "turn_down",
    "undo_import",
    "undo_last",
    "undo_step",
    "untie",
]
