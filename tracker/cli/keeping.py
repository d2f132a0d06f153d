"""Commands that keep a store safe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tracker import backup as backups
from tracker import exporters
from tracker.cli.common import address_of, local_today, opened, say, zone_of
from tracker.models import Searcher
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse


def export(options: argparse.Namespace) -> int:
    """Write a file of the kind that its ending asks for."""
    people = exporters.People.NAMED
    if options.anonymous:
        people = exporters.People.ANONYMOUS
    if options.without_people:
        people = exporters.People.LEFT_OUT
    kind = exporters.kind_for(
        options.file.name, for_spreadsheets=options.for_spreadsheets
    )
    with opened(options) as store:
        with store.reading() as work:
            searcher = work.first(Searcher) or Searcher(owner=LOCAL_OWNER)
        material = exporters.Material(
            store, LOCAL_OWNER, options.on or local_today(), zone_of(searcher), people
        )
        made = kind.make(material)
    exporters.write_file(options.file, made.content)
    for notice in made.notices:
        print(notice, file=sys.stderr)  # noqa: T201
    what = "everything" if kind.ending == "json" else kind.name
    say(
        options,
        {
            "file": str(options.file),
            "bytes": len(made.content),
            "kind": kind.name,
            "notices": list(made.notices),
        },
        f"Wrote {what} to {options.file}.",
    )
    return 0


def backup(options: argparse.Namespace) -> int:
    """Copy the store to a new file."""
    with opened(options) as store:
        target = backups.backup(store, options.file)
    say(
        options, {"file": str(target)}, f"Copied the store to {target}, and checked it."
    )
    return 0


def restore(options: argparse.Namespace) -> int:
    """Take a backup back; the store as it was is copied first."""
    before = backups.restore_at(address_of(options), options.file)
    kept = f" What was there before is in {before}." if before else ""
    say(
        options,
        {"file": str(options.file), "before": str(before) if before else None},
        f"Restored {options.file}.{kept}",
    )
    return 0


def check(options: argparse.Namespace) -> int:
    """Look the store over for damage."""
    with opened(options) as store:
        findings = backups.check(store)
    bad = [finding for finding in findings if finding.problem]
    say(
        options,
        {
            "clean": not bad,
            "findings": [
                {"what": finding.what, "problem": finding.problem}
                for finding in findings
            ],
        },
        "\n".join(
            f"{finding.what}: {finding.problem or 'fine'}" for finding in findings
        ),
    )
    if bad:
        print(  # noqa: T201
            f"The store has a problem with its {bad[0].what}; restore the newest "
            "backup.",
            file=sys.stderr,
        )
    return 1 if bad else 0
