"""Where the search stands, as a Markdown page to keep or to send."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tracker import planning
from tracker.exporters.material import Made
from tracker.exporters.texts import markdown
from tracker.pipeline import LABELS, is_open
from tracker.reports.today import closed, due, open_count, open_stages, title, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.exporters.material import Material
    from tracker.models import Application


def to_report(material: Material) -> Made:
    """Make a Markdown page: what is due, what is open, what is offered."""
    parts = [
        _head(material),
        _due(material),
        _open(material),
        _offers(material),
        _asks(material),
    ]
    text = "\n".join(line for part in parts for line in part)
    return Made((text.rstrip("\n") + "\n").encode())


def _head(material: Material) -> Iterator[str]:
    search, on = material.search, material.on
    plan = window(search)
    yield f"# Where the search stands on {planning.long_day(on, with_year=True)}"
    yield ""
    count = open_count(search)
    yield f"{count} open application{'' if count == 1 else 's'}. {closed(search)}"
    if plan is not None:
        yield ""
        yield planning.sentence(plan, on)
    yield ""
    yield from _table(
        ("Stage", "Applications"),
        ((label, str(n)) for label, n in open_stages(search).items()),
    )


def _due(material: Material) -> Iterator[str]:
    search, on = material.search, material.on
    found = due(search, on, material.zone)
    yield "## What is due"
    yield ""
    yield markdown(material.text(title(found, search)))
    yield ""
    for each in found:
        what = markdown(material.text(each.what))
        yield f"- {what}: {planning.day(each.due_on, on)}"
    if found:
        yield ""


def _open(material: Material) -> Iterator[str]:
    search = material.search
    rows = [row for row in search.applications.values() if is_open(row.stage)]
    yield "## Open applications"
    yield ""
    if not rows:
        yield "None is open."
        yield ""
        return
    rows.sort(key=lambda row: _order(material, row))
    yield from _table(
        ("Company", "Title", "Stage", "Since"),
        (
            (
                search.companies[row.company_id].name,
                row.title,
                LABELS[row.stage],
                _since(material, row),
            )
            for row in rows
        ),
    )


def _order(material: Material, row: Application) -> tuple[int, str, str]:
    place = list(LABELS).index(row.stage)
    return -place, material.search.label(row.id).casefold(), str(row.id)


def _since(material: Material, row: Application) -> str:
    history = material.search.history.get(row.id, ())
    return planning.day(history[-1].on, material.on) if history else ""


def _offers(material: Material) -> Iterator[str]:
    search = material.search
    rows = sorted(search.offers.values(), key=lambda o: (str(o.deadline_on), str(o.id)))
    if not rows:
        return
    yield "## Offers"
    yield ""
    yield from _table(
        ("Application", "Base", "In writing", "Answer by"),
        (
            (
                search.label(offer.application_id),
                f"{offer.base:,f} {offer.currency}",
                "yes" if offer.in_writing else "no",
                offer.deadline_on.isoformat() if offer.deadline_on else "",
            )
            for offer in rows
        ),
    )


def _asks(material: Material) -> Iterator[str]:
    count = Counter(ask.state for ask in material.search.asks.values())
    if not count:
        return
    yield "## Referral asks"
    yield ""
    yield from _table(
        ("State", "Asks"), ((state.value, str(n)) for state, n in sorted(count.items()))
    )


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(markdown(cell) for cell in row)} |"
    yield ""
