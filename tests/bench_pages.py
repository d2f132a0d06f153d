"""How much longer the pages of applications take with a heavy search than with none.

One run draws both pages on both stores in turn, so that the load of the machine is
the same for each; `python -m tests.bench` prints the ratios.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import (
    Application,
    Company,
    Interaction,
    Round,
    Stage,
    StageChange,
    Table,
)
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.models import Owned

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 3, 2)
APPLICATIONS, CHANGES, ROUNDS, CONTACTS = 2_000, 6_000, 2_000, 2_000
TIMES = 7
MOST = 3.0
"""How many times as long the heavy search may take."""
_WAY = (Stage.SAVED, Stage.APPLIED, Stage.SCREEN, Stage.ONSITE, Stage.OFFER)


def heavy(store: Store, dice: random.Random) -> None:
    """Fill a store with 2,000 applications and 10,000 events, half of them open."""
    rows: list[Owned] = []
    for n in range(APPLICATIONS // 4):
        name = f"Company {n}"
        rows.append(Company(owner=LOCAL_OWNER, name=name, key=name.lower()))
    homes = [row.id for row in rows]
    for n in range(APPLICATIONS):
        length = CHANGES // APPLICATIONS
        way = list(_WAY[dice.randrange(3) :][:length])
        if n % 2:
            way[-1] = Stage.REJECTED
        row = Application(
            owner=LOCAL_OWNER,
            company_id=dice.choice(homes),
            title=f"Engineer {n}",
            stage=way[-1],
            tags=["remote"] if n % 3 else [],
            excitement=1 + n % 5,
            note="Met at the fair. " * (n % 7),
        )
        start = TODAY - timedelta(days=dice.randrange(20, 400))
        days = sorted(dice.randrange(400) for _ in way)
        rows.append(row)
        rows += [
            StageChange(
                owner=LOCAL_OWNER,
                application_id=row.id,
                stage=stage,
                on=min(TODAY, start + timedelta(days=day)),
                number=number,
            )
            for number, (stage, day) in enumerate(zip(way, days, strict=True), 1)
        ]
        at = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=dice.randrange(80))
        rows.append(Round(owner=LOCAL_OWNER, application_id=row.id, starts_at=at))
        rows.append(
            Interaction(owner=LOCAL_OWNER, application_id=row.id, on=start, note="x")
        )
    with store.change() as work:
        for table in Table.metadata.sorted_tables:
            found = [r.model_dump() for r in rows if r.__tablename__ == table.name]
            if found:
                work.session.execute(table.insert(), found)
        work.log_changed = work.network_changed = True


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, str]]:
    """Make an almost empty store and a heavy one; give their addresses."""
    urls = {name: f"sqlite:///{folder / name}.db" for name in ("light", "heavy")}
    for name, url in urls.items():
        store = Store(url)
        if name == "heavy":
            heavy(store, random.Random(7))  # noqa: S311 - made-up data
        else:
            with store.change() as work:
                given = inputs.ApplicationIn(company="Acme", title="Engineer")
                commands.add_application(work, given, on=TODAY)
        store.close()
    yield urls


def page(url: str, view: str) -> AppTest:
    """Open the page of all applications on a store."""
    os.environ["FOOTHOLD_DATABASE_URL"] = url
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=120)
    at.query_params["view"] = view
    at.switch_page("search/applications.py").run()
    assert not at.exception
    return at


def measured(folder: Path) -> dict[str, tuple[float, float]]:
    """The median seconds of one run of each view, also after a change."""
    found = {}
    with (
        stores(folder) as urls,
        patch.dict(os.environ, {"FOOTHOLD_TODAY": TODAY.isoformat()}),
    ):
        for view in ("Board", "Table"):
            taken: dict[str, list[float]] = {name: [] for name in urls}
            pages = {name: page(url, view) for name, url in urls.items()}
            for _ in range(TIMES):
                for name, at in pages.items():
                    os.environ["FOOTHOLD_DATABASE_URL"] = urls[name]
                    begun = time.perf_counter()
                    at.run()
                    taken[name].append(time.perf_counter() - begun)
            found[view] = _medians(taken)
            taken = {name: [] for name in urls}
            for turn in range(3):
                for name, at in pages.items():
                    os.environ["FOOTHOLD_DATABASE_URL"] = urls[name]
                    _note(urls[name], f"Turn {turn}")
                    begun = time.perf_counter()
                    at.run()
                    taken[name].append(time.perf_counter() - begun)
            found[f"{view} after a change"] = _medians(taken)
    return found


def _medians(taken: dict[str, list[float]]) -> tuple[float, float]:
    """The median seconds on the heavy store, and on the light one."""
    middle = {name: sorted(each)[len(each) // 2] for name, each in taken.items()}
    return middle["heavy"], middle["light"]


def _note(url: str, text: str) -> None:
    """Change one application, so that the log has to be read again."""
    store = Store(url)
    with store.change() as work:
        row = work.first(Application)
        assert row is not None
        commands.edit_application(work, row.id, version=None, note=text)
    store.close()


def main() -> None:
    """Print one line for each view."""
    with tempfile.TemporaryDirectory() as folder:
        for view, (heavy_, light) in measured(Path(folder)).items():
            most = "" if "after" in view else f" (at most {MOST:.0f})"
            print(  # noqa: T201
                f"{view}, {APPLICATIONS:,} applications and "
                f"{CHANGES + ROUNDS + CONTACTS:,} events: {heavy_ * 1000:,.0f} ms; "
                f"almost empty: {light * 1000:,.0f} ms; "
                f"ratio {heavy_ / light:.2f}{most}"
            )


if __name__ == "__main__":
    main()
