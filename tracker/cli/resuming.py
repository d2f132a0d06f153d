"""Versions of the resume, from a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import commands, inputs, names, search
from tracker.cli.common import local_today, opened, say
from tracker.commands.resumes import MOST_BYTES, resume_called
from tracker.errors import ImportRefusedError, InvalidError
from tracker.reports import resumes as reports
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse

    from tracker.store import Store


def resumes(options: argparse.Namespace) -> int:
    """Keep a version, give one back, or list all of them."""
    with opened(options) as store:
        if options.add:
            return _add(options, store)
        if options.get:
            return _get(options, store)
        found = reports.versions(search.current(store, LOCAL_OWNER), local_today())
    say(
        options,
        {"resumes": [_json(version) for version in found]},
        "\n".join(f"{each.row.name}: {each.words}" for each in found)
        or "No resume version is kept yet; add one with --add FILE.",
    )
    return 0


def _json(version: reports.Version) -> dict[str, Any]:
    return {
        "id": str(version.row.id),
        "name": version.row.name,
        "file": version.row.file_name,
        "added_on": version.row.added_on.isoformat(),
        "applications": [str(id_) for id_, _ in version.used],
    }


def _add(options: argparse.Namespace, store: Store) -> int:
    given = inputs.parse(inputs.ResumeIn, {"name": options.name or ""})
    path = Path(options.add)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImportRefusedError(
            f"{path.name} cannot be read; check that it is there and is a file."
        ) from error
    with store.change() as work:
        row = commands.add_resume(
            work, given, content, file_name=path.name, on=local_today()
        )
        notices = list(work.notices)
    for notice in notices:
        print(notice, file=sys.stderr)  # noqa: T201
    say(options, {"id": str(row.id), "name": row.name}, f"“{row.name}” is kept.")
    return 0


def _get(options: argparse.Namespace, store: Store) -> int:
    name, target = options.get
    with store.reading() as work:
        row = resume_called(work, names.one_line(name))
        if row is None:
            raise InvalidError("The name of the version is empty; say which one.")
        content = commands.resume_file(work, row.id)
    try:
        with Path(target).open("xb") as file:
            file.write(content)
    except OSError as error:
        raise InvalidError(
            f"{Path(target).name} cannot be written; choose a new name in a folder "
            "that is there."
        ) from error
    answer = {"name": row.name, "file": target, "bytes": len(content)}
    say(options, answer, f"“{row.name}” is in {target}.")
    return 0
