"""Commands that keep a store safe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tracker import backup as backups
from tracker import exporters
from tracker.cli.common import address_of, opened, say

if TYPE_CHECKING:
    import argparse


def export(options: argparse.Namespace) -> int:
    """Write everything to a JSON file."""
    with opened(options) as store, store.reading() as work:
        content = exporters.to_json(work)
    exporters.write_file(options.file, content)
    say(
        options,
        {"file": str(options.file), "bytes": len(content)},
        f"Wrote everything to {options.file}.",
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
