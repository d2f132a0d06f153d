"""The shape of every answer in JSON, and the figures in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import SAMPLES, Terminal, run, spawn
from tracker.models import Stage

if TYPE_CHECKING:
    from pathlib import Path

ACME = {"company": "Acme", "title": "Engineer"}
MONEY = re.compile(r"\d+(\.\d+)?")


# --- import ---------------------------------------------------------------------


def test_import_says_what_was_new_known_and_wrong(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Silva,https://www.linkedin.com/in/ana,,Acme,Engineer,01 Mar 2024\n"
        ",,https://www.linkedin.com/in/nobody,,,,02 Mar 2024\n",
        "utf-8",
    )
    expected = {"file": "Connections.csv", "kind": "connections", "new": 1, "known": 0}
    for words in (["--dry-run"], []):
        [told] = terminal("import", file, "--json", *words).json["files"]
        assert {key: told[key] for key in expected} == expected
        assert [problem["row"] for problem in told["problems"]] == [3]
        assert told["problems"][0]["reason"].endswith(".")
    [again] = terminal("import", file, "--json").json["files"]
    assert (again["new"], again["known"]) == (0, 1)


def test_several_files_are_one_transaction(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    good = SAMPLES / "labeldekho" / "Connections.csv"
    answer = terminal("import", good, tmp_path / "empty.csv", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "empty" in answer.err
    assert json.loads(terminal.export())["person"] == []
    archive = SAMPLES / "StevSant" / "Basic_LinkedInDataExport.zip"
    files = terminal("import", good, archive, "--json").json["files"]
    assert {told["kind"] for told in files} >= {"connections"}
    assert files[0]["file"] == "Connections.csv"


def test_a_friends_name_must_be_one(terminal: Terminal) -> None:
    file = SAMPLES / "labeldekho" / "Connections.csv"
    for name in ("", "  ", "Me"):
        answer = terminal("import", file, "--from-friend", name)
        assert answer.status == 1
        assert "name" in answer.err
    assert terminal("import", file, "--from-friend", "Fay Kim").status == 0


# --- add, move ------------------------------------------------------------------


@pytest.mark.parametrize("stage", list(Stage))
def test_add_application_takes_every_stage(terminal: Terminal, stage: Stage) -> None:
    given = ACME | {"stage": stage.value, "source": "referral"}
    [added] = terminal.add("application", given).json["added"]
    assert added["kind"] == "application"
    told = json.loads(terminal.export())["application"]
    assert [(row["id"], row["stage"]) for row in told] == [(added["id"], stage.value)]


def test_a_list_is_one_transaction_and_the_wrong_item_is_named(
    terminal: Terminal,
) -> None:
    answer = terminal.add("application", [ACME, {"company": "Acme"}])
    assert answer.status == 1
    assert answer.err == (
        "Item 2 of 2: An application needs “title”; add it and try again.\n"
    )
    assert json.loads(terminal.export())["application"] == []
    assert len(terminal.add("application", [ACME, ACME]).json["added"]) == 2
    assert terminal.add("application", []).json["added"] == []


def test_a_likely_duplicate_warns_and_is_added(terminal: Terminal) -> None:
    terminal.add("application", ACME)
    answer = terminal.add("application", ACME)
    assert len(answer.json["added"]) == 1
    assert answer.json["notices"] == [answer.err.strip()]
    assert "You already have" in answer.err


def test_every_kind_can_be_added(terminal: Terminal) -> None:
    given = {
        "application": ACME,
        "round": {"company": "Acme", "starts_at": "2026-03-09T10:00Z"},
        "person": {"name": "Ana", "company": "Acme", "is_contact": True},
        "tie": {"from": "Me", "to": "Ben", "kind": "friend", "both_ways": False},
        "offer": ACME | {"currency": "EUR", "base": "100000", "bonus_target": "0.15"},
        "ask": {"person": "Ana", "company": "Acme"},
        "task": {"what": "Call Ana", "due_on": "2026-03-09", "company": "Acme"},
    }
    for kind, record in given.items():
        assert terminal.add(kind, record).json["added"][0]["kind"] == kind
    assert terminal("check").status == 0


def test_add_reads_standard_input(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    for words in ([], ["-"]):
        given = "\ufeff" + json.dumps(ACME)
        assert spawn("add", "application", *words, "--db", db, given=given).status == 0
    assert run("today", "--db", db, "--json").json["stages"]["saved"] == 2


def test_undo_takes_the_last_change_back(terminal: Terminal) -> None:
    terminal.add("application", ACME)
    terminal("move", "Acme", "screen", "--on", "2026-03-02")
    assert "stage change" in terminal("undo", "--json").json["undone"]
    assert terminal("move", "Acme", "applied", "--on", "2026-03-02").status == 0
    assert [terminal("undo").status for _ in range(3)] == [0, 0, 1]
    assert "nothing to take back" in terminal("undo").err


def test_move_finds_the_application_by_company_title_or_id(terminal: Terminal) -> None:
    [added] = terminal.add("application", ACME).json["added"]
    words = {
        "applied": "acme inc",
        "screen": "engineer",
        "onsite": added["id"],
        "offer": added["id"][:8],
        "accepted": "Engineer at Acme",
    }
    for stage, name in words.items():
        told = terminal("move", name, stage, "--on", "2026-03-02", "--json").json
        assert told == {
            "application": added["id"],
            "company": "Acme",
            "title": "Engineer",
            "stage": stage,
            "on": "2026-03-02",
        }
    assert terminal("move", "acme", "accepted").status == 1
    assert terminal("move", "nobody", "offer").status == 1
    terminal.add("application", ACME)
    answer = terminal("move", "acme", "rejected")
    assert answer.status == 1
    assert "2 applications fit “acme”" in answer.err


# --- today ----------------------------------------------------------------------


def test_today_tells_what_is_due_and_where_everything_stands(
    terminal: Terminal,
) -> None:
    [added] = terminal.add("application", ACME | {"stage": "screen"}).json["added"]
    terminal.add("round", {"company": "Acme", "starts_at": "2026-03-04T10:00Z"})
    terminal.add("task", {"what": "Call Ana", "due_on": "2026-03-02"})
    told = terminal("today", "--on", "2026-03-02", "--json").json
    assert told.keys() == {"on", "due", "quiet", "search_window", "stages"}
    assert told["on"] == "2026-03-02"
    assert told["search_window"] is None
    assert list(told["stages"]) == [stage.value for stage in Stage]
    assert told["stages"]["screen"] == 1
    assert sum(told["stages"].values()) == 1
    for due in told["due"]:
        assert due.keys() - {"application"} == {
            *("what", "due_on", "rule", "kind", "key", "pinned", "ahead"),
        }
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", due["due_on"])
    assert {due.get("application") for due in told["due"]} == {added["id"], None}
    assert "Call Ana" in {due["what"] for due in told["due"]}


# --- offers: the figures of the vesting schedules -------------------------------

QUARTERS = [25, 25, 25, 25]
SCHEDULES: dict[str, dict[str, object]] = {
    "even": {"shares_by_year": QUARTERS, "cadence": "monthly", "cliff_months": 12},
    "back": {"shares_by_year": [5, 15, 40, 40], "cadence": "yearly"},
    "front": {"shares_by_year": [33, 33, 22, 12], "cadence": "monthly"},
}


def offer_of(terminal: Terminal, schedule: str) -> dict[str, object]:
    grant = {"kind": "rsu", "value": "400000"} | SCHEDULES[schedule]
    facts = {"currency": "USD", "base": "100000", "bonus_target": "0.15"}
    terminal.add("offer", ACME | facts | {"sign_on": "5000", "grants": [grant]})
    [told] = terminal("offers", "--json").json["offers"]
    found: dict[str, object] = told
    return found


@pytest.mark.parametrize(
    ("schedule", "thousands", "kept_after_24"),
    [  # a grant of 400,000 at constant price, worked by hand
        ("even", [100, 100, 100, 100], 200),
        ("back", [20, 60, 160, 160], 80),
        ("front", [132, 132, 88, 48], 264),
    ],
)
def test_offers_pay_their_grants_by_year(
    terminal: Terminal, schedule: str, thousands: list[int], kept_after_24: int
) -> None:
    told = offer_of(terminal, schedule)
    years = told["years"]
    kept = told["kept_on_leaving"]
    assert isinstance(years, list)
    assert isinstance(kept, dict)
    assert [float(year["equity"]) for year in years] == [n * 1e3 for n in thousands]
    assert float(kept["24"]["equity"]) == kept_after_24 * 1_000
    assert [year["year"] for year in years] == [1, 2, 3, 4]
    first = {part: float(years[0][part]) for part in years[0] if part != "year"}
    assert first["salary"] == 100_000
    assert first["bonus"] == 15_000
    assert first["sign_on"] == 5_000
    assert first["total"] == 120_000 + thousands[0] * 1_000
    assert all(MONEY.fullmatch(year["total"]) for year in years)
    assert {"6", "11", "12", "13", "18", "24", "36", "48"} <= kept.keys()


@pytest.mark.parametrize(
    ("month", "percent"), [(11, 0), (12, 25), (13, 27.0833), (36, 75)]
)
def test_before_the_cliff_nothing_is_kept_and_then_month_by_month(
    terminal: Terminal, month: int, percent: float
) -> None:
    kept = offer_of(terminal, "even")["kept_on_leaving"]
    assert isinstance(kept, dict)
    share = float(kept[str(month)]["equity"]) / 400_000 * 100
    assert share == pytest.approx(percent, abs=5e-5)


def test_offers_that_are_off_the_table_are_left_out(terminal: Terminal) -> None:
    assert terminal("offers", "--json").json == {"offers": []}
    offer_of(terminal, "even")
    terminal("move", "acme", "declined")
    assert terminal("offers", "--json").json == {"offers": []}
    assert terminal("offers").status == 0


# --- plan -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-02-28", "early"),
        ("2026-03-01", "open"),
        ("2026-06-01", "open"),
        ("2026-06-15", "late"),
        ("2026-06-30", "late"),
        ("2026-07-01", "past"),
    ],
)
def test_the_search_window_of_the_first_of_september(
    terminal: Terminal, on: str, state: str
) -> None:
    days = ["--notice-days", "14", "--decision-days", "14", "--process-days", "35"]
    told = terminal("plan", "--start", "2026-09-01", *days, "--on", on, "--json").json
    assert told == {
        "window_opens_on": "2026-03-01",
        "window_closes_on": "2026-06-01",
        "apply_by": "2026-06-30",
        "offer_by": "2026-08-04",
        "accept_by": "2026-08-18",
        "state": state,
    }
    assert terminal("plan", "--start", "2026-09-01", "--on", on, "--json").json == told


def test_a_long_notice_moves_the_window_and_is_said(terminal: Terminal) -> None:
    days = ["--notice-days", "90", "--process-days", "90"]
    words = ["plan", "--start", "2026-09-01", *days, "--on", "2026-01-01"]
    told = terminal(*words, "--json").json
    # 1 September less 90, 14 and 90 days is 19 February: 102 days before 1 June.
    assert told["apply_by"] == told["window_closes_on"] == "2026-02-19"
    assert told["window_opens_on"] == "2025-11-19"
    assert len(terminal(*words).out.splitlines()) == 3


def test_plan_without_a_day_asks_for_one(terminal: Terminal) -> None:
    answer = terminal("plan")
    assert answer.status == 1
    assert "--start" in answer.err
    for wrong in ("9999-12-31", "0001-01-01"):
        answer = terminal("plan", "--start", wrong)
        assert (answer.status, answer.out) == (1, "")


# --- export, backup, restore, check ---------------------------------------------


def test_two_exports_are_equal_and_a_backup_brings_it_all_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("import", SAMPLES / "labeldekho" / "Connections.csv")
    terminal.add("application", ACME)
    before = terminal.export()
    assert terminal.export() == before
    copy = tmp_path / "copy.db"
    assert terminal("backup", copy, "--json").json == {"file": str(copy)}
    assert terminal("backup", copy).status == 1
    terminal("move", "acme", "rejected")
    assert terminal.export() != before
    told = terminal("restore", copy, "--json").json
    assert told["file"] == str(copy)
    assert told["before"]
    assert terminal.export() == before
    assert terminal("restore", tmp_path / "export.json").status == 1
    assert terminal("restore", tmp_path / "none.db").status == 1


def test_check_tells_what_it_looked_at(terminal: Terminal) -> None:
    told = terminal("check", "--json").json
    assert told["clean"] is True
    assert {finding["problem"] for finding in told["findings"]} == {""}


def test_restore_works_where_the_store_cannot_be_opened(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.add("application", ACME)
    before = terminal.export()
    terminal("backup", tmp_path / "copy.db")
    terminal.db.write_bytes(terminal.db.read_bytes()[:30_000])
    for words in (["check"], ["today"]):
        answer = terminal(*words)
        assert answer.status == 1
        assert "damaged" in answer.err
    assert terminal("restore", tmp_path / "copy.db").status == 0
    assert terminal.export() == before
