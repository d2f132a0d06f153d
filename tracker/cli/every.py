"""Every command but those that start the app."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from tracker.cli import (
    answering,
    asks,
    changing,
    feeding,
    following,
    keeping,
    leading,
    offering,
    people,
    reckoning,
    resuming,
    rounds,
    ties,
)
from tracker.cli.parsing import count, day

if TYPE_CHECKING:
    from tracker.cli.parsing import Command


def add(command: Command) -> None:
    """Add them, in the order of the help."""
    _change(command)
    _meet(command)
    _ask(command)
    _refer(command)
    _keep(command)
    _know(command)


def _change(command: Command) -> None:
    files = command("import", changing.import_files, "bring in files")
    files.set_defaults(wrong_words=files.error)
    files.add_argument("files", nargs="*", type=Path, metavar="FILE")
    files.add_argument(
        "--git", type=Path, metavar="PATH", help="read who committed to a repository"
    )
    files.add_argument("--from-friend", metavar="NAME", help="whose contacts they are")
    files.add_argument(
        "--agreed-on", type=day, metavar="DATE", help="the day the friend agreed"
    )
    files.add_argument(
        "--agreed-how", default="", metavar="TEXT", help="how they agreed"
    )
    files.add_argument("--dry-run", action="store_true", help="only say what would be")
    files.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="the column of a spreadsheet that holds a field",
    )
    files.add_argument(
        "--zone",
        action="append",
        default=[],
        metavar="NAME=ZONE",
        help="what an invitation's unknown time zone stands for",
    )
    files.add_argument(
        "--application",
        action="append",
        default=[],
        metavar="ROW=APPLICATION",
        help="the id of the application that a row of invitations belongs to",
    )
    files.add_argument(
        "--day-first",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="read 3/4/2026 as the third of April",
    )
    files.add_argument(
        "--with-texts",
        action="store_true",
        help="keep what was written in messages and answered in applications",
    )
    files.add_argument(
        "--with-profile",
        action="store_true",
        help="take your own name from the profile in your archive",
    )
    add = command("add", changing.add, "add records given as JSON")
    add.add_argument("kind", choices=sorted(changing.KINDS), metavar="KIND")
    add.add_argument("file", nargs="?", default="-", metavar="FILE")
    move = command("move", changing.move, "record that an application moved")
    move.add_argument("application", help="its id, company or title")
    move.add_argument("stage", choices=changing.STAGES, metavar="STAGE")
    move.add_argument("--on", type=day, metavar="DATE")
    back = command("take-back", changing.take_back, "take an import back")
    back.add_argument("file", metavar="IMPORT", help="its file, or its id")
    edits = back.add_mutually_exclusive_group()
    edits.add_argument("--keep-edits", action="store_true", help="your edits stay")
    edits.add_argument("--with-edits", action="store_true", help="they go too")
    command("undo", changing.undo, "take back the last change")
    versions = command("resumes", resuming.resumes, "list, keep and give back resumes")
    versions.add_argument("--add", metavar="FILE", help="keep this file as a version")
    versions.add_argument("--name", metavar="NAME", help="what it is called")
    versions.add_argument(
        "--get", nargs=2, metavar=("NAME", "FILE"), help="write a version to a file"
    )


def _meet(command: Command) -> None:
    listed = command("rounds", rounds.rounds, "interviews: to debrief, then ahead")
    listed.add_argument("--on", type=day, metavar="DATE")
    debrief = command("debrief", rounds.debrief, "note how a round went, as JSON")
    debrief.add_argument("round", help="its id, or the application's company or title")
    debrief.add_argument("file", nargs="?", default="-", metavar="FILE")
    closing = command(
        "close-out", rounds.close_out, "note how an application ended, as JSON"
    )
    closing.add_argument("application", help="its id, company or title")
    closing.add_argument("file", nargs="?", default="-", metavar="FILE")


def _ask(command: Command) -> None:
    today = command("today", answering.today, "what is due")
    today.add_argument("--on", type=day, metavar="DATE")
    answer = command("answer", following.answer, "say done, later, pin or never")
    answer.add_argument("key", metavar="KEY", help="as `today --json` names it")
    answer.add_argument("answer", choices=following.ANSWERS, metavar="ANSWER")
    answer.add_argument("--until", type=day, metavar="DATE", help="of later: the day")
    rules = command("rules", following.rules, "the numbers of the follow-up rules")
    rules.add_argument("file", nargs="?", metavar="FILE", help="JSON to change them by")
    paths = command("paths", leading.paths, "chains of people into a company")
    where = paths.add_mutually_exclusive_group(required=True)
    where.add_argument("company", nargs="?", metavar="COMPANY")
    where.add_argument("--all", action="store_true", help="every tracked company")
    paths.add_argument("--max-ties", type=count(1, 4), default=3, metavar="N")
    paths.add_argument(
        "--chains",
        choices=tuple(leading.CHOICES),
        default="best",
        help="the best, the best through each person, or those that share nobody",
    )
    paths.add_argument(
        "--possible",
        action="store_true",
        help="over ties that are only possible, too: see possible-ties",
    )
    paths.add_argument("--top", type=count(1, 1000), default=10, metavar="N")
    paths.add_argument("--on", type=day, metavar="DATE")
    command("offers", offering.offers, "compare the offers")
    plan = command("plan", answering.plan, "when to start looking")
    plan.add_argument("--start", type=day, metavar="DATE", help="the first working day")
    for name in ("notice", "decision", "process"):
        plan.add_argument(f"--{name}-days", type=count(0, 730), metavar="N")
    plan.add_argument("--on", type=day, metavar="DATE")
    funnel = command("funnel", reckoning.funnel, "how far applications came")
    funnel.add_argument("--by", choices=reckoning.BY, help="by group as well")
    funnel.add_argument("--on", type=day, metavar="DATE")
    priors = command("priors", reckoning.priors, "rates assumed before own data")
    priors.add_argument(
        "chance", nargs="?", choices=reckoning.CHANCES, help="the one to change"
    )
    priors.add_argument("--rate", metavar="RATE", help="what you believe, such as 0.05")
    priors.add_argument("--weight", metavar="N", help="how many own ones it counts as")
    priors.add_argument("--source", metavar="TEXT", default="", help="where it is from")
    priors.add_argument(
        "--published", action="store_true", help="back to the published figure"
    )
    ahead = command("forecast", reckoning.forecast, "how likely an offer is")
    ahead.add_argument("--on", type=day, metavar="DATE")


def _refer(command: Command) -> None:
    _tie(command)
    ledger = command("asks", asks.asks, "where each referral ask stands")
    ledger.add_argument("--on", type=day, metavar="DATE")
    ask_plan = command("ask-plan", asks.ask_plan, "whom to ask this week")
    ask_plan.add_argument("--k", type=count(1, 20), default=5, metavar="N")
    ask_plan.add_argument("--max-ties", type=count(1, 4), default=3, metavar="N")
    ask_plan.add_argument("--on", type=day, metavar="DATE")


def _know(command: Command) -> None:
    moves = command("changes", people.changes, "who moved since the export before")
    moves.add_argument("--friend", metavar="NAME", help="in a friend's exports")
    twice = command("twice", people.twice, "who may be here twice")
    what = twice.add_mutually_exclusive_group()
    pair = {"nargs": 2, "type": UUID, "metavar": ("KEPT", "OTHER")}
    what.add_argument("--merge", **pair, help="make one of two")  # type: ignore[arg-type]
    what.add_argument("--apart", **pair, help="they are not the same")  # type: ignore[arg-type]
    what.add_argument("--part", type=UUID, metavar="ID", help="part two made one")
    erase = command("erase", people.erase, "delete one person everywhere")
    erase.add_argument("kind", choices=["person"])
    erase.add_argument("who", metavar="PERSON", help="a name, a profile link or an id")
    erase.add_argument("--sure", action="store_true", help="delete them for good")


def _tie(command: Command) -> None:
    friends = command("friends", ties.friends, "whose contacts were brought in")
    act = friends.add_mutually_exclusive_group()
    act.add_argument("--agreed", metavar="NAME", help="note that a friend agreed")
    act.add_argument("--remove", metavar="NAME", help="take their contacts back")
    friends.add_argument("--on", type=day, metavar="DATE", help="when they agreed")
    friends.add_argument("--how", default="", metavar="TEXT", help="how they agreed")
    possible = command("possible-ties", ties.possible, "who may know whom")
    act = possible.add_mutually_exclusive_group()
    for name, text in (("--confirm", "they do"), ("--refute", "they do not")):
        act.add_argument(name, nargs=2, metavar=("ONE", "OTHER"), help=text)


def _keep(command: Command) -> None:
    export = command("export", keeping.export, "write a file for another program")
    export.add_argument("file", metavar="FILE", type=Path)
    export.add_argument("--on", type=day, metavar="DATE", help="the day it is made on")
    people = export.add_mutually_exclusive_group()
    people.add_argument(
        "--anonymous", action="store_true", help="numbers in the place of names"
    )
    people.add_argument(
        "--without-people", action="store_true", help="leave other people out"
    )
    export.add_argument(
        "--for-spreadsheets",
        action="store_true",
        help="of the two kinds of .zip, the one to open",
    )
    backup = command("backup", keeping.backup, "copy the store to a new file")
    backup.add_argument("file", metavar="FILE", type=Path)
    restore = command("restore", keeping.restore, "take a backup back")
    restore.add_argument("file", metavar="FILE", type=Path)
    calendar = command("feed", feeding.feed, "the calendar's private address")
    what = calendar.add_mutually_exclusive_group()
    what.add_argument("--new", action="store_true", help="make one; ends the old one")
    what.add_argument("--end", action="store_true", help="end the one there is")
    calendar.add_argument("--port", type=count(1, 65535), default=8501)
    command("check", keeping.check, "look the store over for damage")
