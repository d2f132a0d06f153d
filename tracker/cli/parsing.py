"""Understanding the words of a command."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., argparse.ArgumentParser]
    """Adds a command: its name, what it does, and a line of help."""


def day(text: str) -> date:
    """An ISO day, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a day such as 2026-03-31"
        ) from error


def count(low: int, high: int) -> Callable[[str], int]:
    """A whole number within bounds, for argparse."""

    def read(text: str) -> int:
        if not text.lstrip("-").isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(
                f"“{text}” is not a whole number from {low} to {high}"
            )
        return int(text)

    return read


def parser(*groups: Callable[[Command], None]) -> argparse.ArgumentParser:
    """A parser of the commands that some groups add."""
    made = argparse.ArgumentParser(
        prog="foothold",
        description="A job-search tracker that runs on your own computer.",
        parents=[_shared(default=None)],
    )
    made.add_argument("--version", action="version", version=__version__)
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    after = _shared(default=argparse.SUPPRESS)

    def command(
        name: str, act: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, parents=[after])
        added.set_defaults(act=act)
        return added

    for add in groups:
        add(command)
    return made


def _shared(*, default: Any) -> argparse.ArgumentParser:  # noqa: ANN401
    """Options that stand before or after the name of a command."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--db", metavar="URL", default=default, help="the store: a file or a URL"
    )
    shared.add_argument(
        "--json", action="store_true", default=default, help="answer as JSON"
    )
    return shared
