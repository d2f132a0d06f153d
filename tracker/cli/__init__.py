"""The same things from a terminal: `foothold`, and `python -m tracker`.

Exit status: 0 done; 1 refused, with one sentence on standard error; 2 the words
of the command were wrong. No traceback reaches a person.
"""

from __future__ import annotations

import logging
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from tracker.cli import parsing, serving
from tracker.errors import FootholdError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_log = logging.getLogger("foothold")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; see the module for what is returned."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    _speak_utf8()
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words).parse_args(words)
    try:
        return int(options.act(options))
    except FootholdError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last line of defence
        _log.debug("unexpected", exc_info=True)
        print(  # noqa: T201
            f"Something went wrong inside Foothold ({type(error).__name__}), so "
            "nothing was saved; report it with what you typed.",
            file=sys.stderr,
        )
        return 1


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """What understands these words; starting the app waits for no other command."""
    return _made(starts=bool(words) and words[0] in serving.COMMANDS)


@cache
def _made(*, starts: bool) -> argparse.ArgumentParser:
    # Once: it takes 5 ms, and keeps nothing of the words it read.
    if starts:
        return parsing.parser(serving.add)
    from tracker.cli import every  # noqa: PLC0415 - a second, see above

    return parsing.parser(serving.add, every.add)
