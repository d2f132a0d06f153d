"""Commands that change the store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import commands, importers, inputs, names
from tracker.cli.common import local_today, opened, say
from tracker.errors import (
    FootholdError,
    ImportRefusedError,
    InvalidError,
    NotFoundError,
)
from tracker.importers import repository
from tracker.models import Application, Company, ImportBatch, Stage
from tracker.pipeline import LABELS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.commands.imports import Summary
    from tracker.importers import Parsed
    from tracker.models import Owned
    from tracker.store import Work

STAGES = tuple(stage.value for stage in Stage)
INPUT_LIMIT = 50 * 2**20
"""The most JSON that is read, in bytes."""

KINDS: dict[str, tuple[type[inputs.Input], Callable[[Work, Any, date], Owned]]] = {
    "application": (
        inputs.ApplicationIn,
        lambda work, given, on: commands.add_application(work, given, on=on),
    ),
    "round": (inputs.RoundIn, lambda work, given, _on: commands.add_round(work, given)),
    "person": (
        inputs.PersonIn,
        lambda work, given, _on: commands.add_person(work, given),
    ),
    "position": (
        inputs.PositionIn,
        lambda work, given, _on: commands.add_position(work, given),
    ),
    "education": (
        inputs.EducationIn,
        lambda work, given, _on: commands.add_education(work, given),
    ),
    "tie": (inputs.TieIn, lambda work, given, _on: commands.add_tie(work, given)),
    "offer": (
        inputs.OfferIn,
        lambda work, given, on: commands.add_offer(work, given, on=on),
    ),
    "assumptions": (
        inputs.AssumptionsIn,
        lambda work, given, _on: commands.save_assumptions(work, given, version=None),
    ),
    "ask": (inputs.AskIn, lambda work, given, on: commands.add_ask(work, given, on=on)),
    "stage": (
        inputs.CustomStageIn,
        lambda work, given, _on: commands.add_custom_stage(work, given),
    ),
    "contact": (
        inputs.InteractionIn,
        lambda work, given, on: commands.add_interaction(work, given, on=on),
    ),
    "task": (inputs.TaskIn, lambda work, given, _on: commands.add_task(work, given)),
}
"""What can be added: how it is checked, and the command that adds it."""


def import_files(options: argparse.Namespace) -> int:
    """Bring in files: all of them, or none where one is refused."""
    friend = _friend(options.from_friend)
    consent = _consent(options)
    parsed = [part for path in options.files for part in _read(path, options)]
    if options.git is not None:
        parsed += _git(options)
    if not options.files and options.git is None:
        options.wrong_words("name a FILE to bring in, or a repository with --git PATH")
    if friend:
        parsed = commands.of_friend(parsed)
    with opened(options) as store:
        if options.dry_run:
            with store.reading() as work:
                summaries = [
                    commands.plan_import(work, part, friend=friend, today=local_today())
                    for part in parsed
                ]
        else:
            with store.change() as work:
                summaries = [
                    commands.add_import(
                        work, part, friend=friend, consent=consent, today=local_today()
                    )
                    for part in parsed
                ]
            for notice in work.notices:
                print(notice, file=sys.stderr)  # noqa: T201
    say(
        options,
        {"files": [_summary_json(summary) for summary in summaries]},
        "\n".join(
            _summary_words(summary, dry=options.dry_run) for summary in summaries
        ),
    )
    return 0


def _friend(name: str | None) -> str:
    """The friend's name; empty for the searcher's own files."""
    tidied = names.one_line(name or "")
    if name is not None and not tidied:
        raise InvalidError("The friend's name is empty; say whose contacts they are.")
    return tidied


def _consent(options: argparse.Namespace) -> commands.Consent | None:
    """That the friend agreed, where it is said."""
    if options.agreed_on is None and not options.agreed_how:
        return None
    if options.agreed_on is None or options.from_friend is None:
        raise InvalidError(
            "Consent is a friend's and has a day; give --from-friend and --agreed-on."
        )
    return commands.Consent(options.agreed_on, options.agreed_how)


def _read(path: Path, options: argparse.Namespace) -> list[Parsed]:
    """Read one file; of an archive, the parts that hold anything."""
    answers = importers.Answers(
        mapping=_mapping(options.map),
        day_first=options.day_first,
        with_texts=options.with_texts,
        with_profile=options.with_profile,
        zones=_meant(options.zone, "NAME=ZONE"),
        applications=_meant(options.application, "ROW=APPLICATION"),
    )
    parts = importers.read(path.name, path, answers=answers)
    for part in parts:
        for question in part.ask:
            if question.needed:
                option = (
                    "--day-first or --no-day-first"
                    if question.field == "day_first"
                    else f"--map {question.field}={_wanted(question)}"
                )
                raise ImportRefusedError(f"{path.name}: {question.text} ({option})")
    filled = [part for part in parts if part.rows or part.problems]
    return filled if any(part.rows for part in filled) else parts


def _git(options: argparse.Namespace) -> list[Parsed]:
    answers = importers.Answers(mapping=_mapping(options.map))
    name = f"{options.git.resolve().name or 'repository'}.log"
    return importers.read(name, repository.log(options.git), answers=answers)


def _wanted(question: importers.Question) -> str:
    """What an answer to a question is: a column, or one of its examples."""
    return "NAME" if question.field == "me" else "COLUMN"


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign:
            raise InvalidError(
                f"“{pair}” does not say which column a field is in; write FIELD=COLUMN."
            )
        found[field.strip()] = column.strip()
    return found


def _meant(pairs: Sequence[str], form: str) -> dict[str, str]:
    """What the searcher says of an invitation: a zone's name may hold anything."""
    found = {}
    for pair in pairs:
        name, sign, value = pair.rpartition("=")
        if not sign:
            raise InvalidError(f"“{pair}” says nothing of an invitation; write {form}.")
        found[name] = value.strip()
    return found


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {
        "file": summary.file,
        "kind": summary.kind.value,
        "new": summary.new,
        "known": summary.known,
        "problems": [
            {"row": row.number, "reason": row.reason} for row in summary.problems
        ],
    }


def _summary_words(summary: Summary, *, dry: bool) -> str:
    verb = "would bring" if dry else "brought"
    lines = [
        (
            f"{summary.file} ({summary.kind.value.replace('_', ' ')}) {verb} "
            f"{summary.new} new, {summary.known} known, {len(summary.problems)} with "
            "a problem."
        )
    ]
    lines += [f"  row {row.number}: {row.reason}" for row in summary.problems[:20]]
    if len(summary.problems) > 20:
        lines.append(f"  and {len(summary.problems) - 20} more")
    return "\n".join(lines)


def add(options: argparse.Namespace) -> int:
    """Add records given as JSON: all of a list, or none of it."""
    kind, act = KINDS[options.kind]
    given = json_of(options.file)
    items = given if isinstance(given, list) else [given]
    today = local_today()
    with opened(options) as store, store.change() as work:
        rows = []
        for number, item in enumerate(items, 1):
            try:
                rows.append(act(work, inputs.parse(kind, item), today))
            except FootholdError as error:
                if len(items) == 1:
                    raise
                raise type(error)(f"Item {number} of {len(items)}: {error}") from error
    for notice in work.notices:
        print(notice, file=sys.stderr)  # noqa: T201
    say(
        options,
        {
            "added": [{"kind": options.kind, "id": str(row.id)} for row in rows],
            "notices": work.notices,
        },
        "\n".join(f"Added {options.kind} {row.id}" for row in rows)
        or "Nothing to add.",
    )
    return 0


def json_of(name: str) -> Any:  # noqa: ANN401
    """Read JSON from a file, or from standard input by the name of -."""
    try:
        data = (
            sys.stdin.buffer.read(INPUT_LIMIT + 1)
            if name == "-"
            else _file_bytes(Path(name))
        )
    except OSError as error:
        raise InvalidError(
            f"{name} cannot be read ({error.strerror}); name another file."
        ) from error
    shown = "Standard input" if name == "-" else name
    if len(data) > INPUT_LIMIT:
        raise InvalidError(f"{shown} is larger than 50 MB; split it into parts.")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidError(
            f"{shown} is not JSON; give one object, or a list of them."
        ) from error


def _file_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(INPUT_LIMIT + 1)


def move(options: argparse.Namespace) -> int:
    """Record that an application moved to a stage."""
    on = options.on or local_today()
    with opened(options) as store, store.change() as work:
        row = application_of(work, options.application)
        commands.move(work, row.id, to=Stage(options.stage), on=on)
        company = work.get(Company, row.company_id).name
    for notice in work.notices:
        print(notice, file=sys.stderr)  # noqa: T201
    say(
        options,
        {
            "application": str(row.id),
            "company": company,
            "title": row.title,
            "stage": row.stage.value,
            "on": on.isoformat(),
        },
        f"{company}, {row.title}: {LABELS[row.stage]}, dated {on}.",
    )
    return 0


def undo(options: argparse.Namespace) -> int:
    """Take back the last change."""
    with opened(options) as store, store.change() as work:
        what = commands.undo_last(work)
    say(options, {"undone": what}, f"Taken back: {what}.")
    return 0


def application_of(work: Work, text: str) -> Application:
    """Find an application by its id, the start of it, its company or its title."""
    live = [row for row in work.all(Application) if row.binned_at is None]
    wanted, key = names.fold(text), names.company_key(text)
    companies = {row.id: row for row in work.all(Company)}
    tests: tuple[Callable[[Application], bool], ...] = (
        lambda row: str(row.id) == wanted,
        lambda row: len(wanted) >= 6 and str(row.id).startswith(wanted),
        lambda row: (
            names.fold(f"{row.title} at {companies[row.company_id].name}") == wanted
        ),
        lambda row: companies[row.company_id].key == key,
        lambda row: names.fold(row.title) == wanted,
    )
    for test in tests:
        found = [row for row in live if test(row)]
        if len(found) > 1:
            raise NotFoundError(
                f"{len(found)} applications fit “{text}”; say which by its id: "
                + ", ".join(f"{row.id} ({row.title})" for row in found[:5])
                + "."
            )
        if found:
            return found[0]
    raise NotFoundError(
        f"No application fits “{text}”; give its id, its company or its title."
    )


def take_back(options: argparse.Namespace) -> int:
    """Take an import back; what was worked on since is asked about, by options."""
    with opened(options) as store, store.change() as work:
        batch = _batch(work, options.file)
        found = commands.touched(work, batch.id)
        if found and not (options.keep_edits or options.with_edits):
            named = ", ".join(each.name for each in found[:5])
            more = f" and {len(found) - 5:,} more" if len(found) > 5 else ""
            raise InvalidError(
                f"Since {batch.file} came in, you changed or built upon {named}{more}; "
                "say --keep-edits, or --with-edits to take all of it back."
            )
        file = batch.file
        ids = [each.id for each in found] if options.with_edits else []
        kept = commands.undo_import(work, batch.id, with_edits=ids)
    words = f"{file} was taken back."
    if kept:
        words += f" Kept: {', '.join(kept)}."
    say(options, {"file": file, "kept": kept}, words)
    return 0


def _batch(work: Work, text: str) -> ImportBatch:
    """Find an import by its id or its file, of several the last."""
    found = [
        row
        for row in work.all(ImportBatch)
        if str(row.id) == text or names.fold(row.file) == names.fold(text)
    ]
    if not found:
        raise NotFoundError(f"No import is called “{text}”; give its file or id.")
    return max(found, key=lambda row: row.imported_at)
