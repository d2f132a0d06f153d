"""Import it to have done once what `crashing` does, in a store that is thrown away.

The server whose copies are killed imports it: SQLAlchemy makes its statements before
the first copy, and not in each of sixty (0.3 s each).
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests import statements
from tests.commands import crashing
from tracker.store import Store

statements.share()
with TemporaryDirectory() as folder:
    store = Store(Path(folder) / "foothold.db", copies=False)
    for number, act in enumerate(dict.fromkeys(crashing.ACTS)):
        with store.change() as work:
            act(work, f"rehearsal.{number}")
    store.close()
