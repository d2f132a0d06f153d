"""A search to export: one of everything, with names that mean harm."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.commands.making import log, meet, offer
from tracker import commands, exporters, inputs
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.store import Store

ON = date(2026, 3, 9)
FORMULA = '=HYPERLINK("http://evil.example";"x")'
INJECTION = "Sync\r\nATTENDEE:mailto:x@evil.example\r\nBEGIN:VALARM"
MARKUP = "</title><script>alert(1)</script> ![x](http://evil.example/x.png) | a"
LONG = "n" * 19_999 + "é"
HOSTILE = (
    FORMULA,
    INJECTION,
    MARKUP,
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "Zoë; 👩\u200d💻, محمد\\",
)


def fill(store: Store, name: str = "Ana Silva", company: str = "Acme") -> None:
    """One of everything, about one person and one company."""
    with store.change() as work:
        log(work, company, applied_on="2026-03-02", note=f"With {name}")
        person = meet(
            work, name, company, is_contact=True, email="ana@example.com", note="n"
        )
        given = {
            "company": company,
            "starts_at": "2026-03-11T14:00",
            "time_zone": "America/New_York",
            "kind": "onsite",
            "place": "https://meet.example/1",
            "interviewers": [str(person.id)],
            "note": "Bring the slides",
        }
        commands.add_round(work, inputs.parse(inputs.RoundIn, given))
        offer(work, company=company, base="120000.50", deadline_on="2026-03-20")
        ask = inputs.AskIn(person=str(person.id), company=company)
        commands.add_ask(work, ask, on=date(2026, 3, 2))
        task = {"what": f"Call {name} back", "due_on": "2026-03-12"}
        commands.add_task(work, inputs.parse(inputs.TaskIn, task))
        goal = inputs.parse(inputs.GoalIn, {"start_on": "2026-09-01"})
        commands.save_goal(work, goal, version=None)


def material(
    store: Store, people: exporters.People = exporters.People.NAMED
) -> exporters.Material:
    """The search as exports look at it."""
    return exporters.Material(store, LOCAL_OWNER, ON, "Europe/Berlin", people)


def made(
    store: Store, name: str, people: exporters.People = exporters.People.NAMED
) -> bytes:
    """An export of the kind that a file's name asks for."""
    return exporters.kind_for(name).make(material(store, people)).content
