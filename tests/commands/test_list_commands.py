"""Resume versions, views, and one change of many applications."""

from __future__ import annotations

import pytest

from tests.commands.making import FRIDAY, MONDAY, export, log
from tracker import commands, importers, inputs
from tracker.commands.many import Edit
from tracker.errors import ConflictError, FootholdError, InvalidError, NotFoundError
from tracker.models import (
    Application,
    Resume,
    RoleKind,
    SavedView,
    Searcher,
    Source,
    Stage,
    StageChange,
    StoredFile,
)
from tracker.pipeline import Place
from tracker.store import Store, Work

PDF = b"%PDF-1.7 \x00\xff resume"


def add(work: Work, content: bytes = PDF, **more: str) -> Resume:
    return commands.add_resume(
        work,
        inputs.ResumeIn(name=more.pop("name", "")),
        content,
        file_name=more.pop("file_name", "Sam Rivera ML.pdf"),
        media_type="application/pdf",
        on=MONDAY,
    )


def test_the_facts_of_an_application_are_kept_and_edited(any_store: Store) -> None:
    with any_store.change() as work:
        add(work)
        row = log(
            work,
            title="Senior Engineer II",
            role="ml_engineer",
            tags=["remote", "Remote", " visa "],
            excitement=4,
            next_step="Ask Ana",
            resume="sam rivera ml",
        )
        assert row.title == "Senior Engineer II"
        assert (row.role, row.tags) == (RoleKind.ML_ENGINEER, ["remote", "visa"])
        assert row.resume_id == work.all(Resume)[0].id
        commands.edit_application(work, row.id, version=None, resume="", excitement=5)
        assert row.resume_id is None
        assert (row.excitement, row.next_step) == (5, "Ask Ana")
        with pytest.raises(NotFoundError, match="no resume version “x”"):
            log(work, "Initech", resume="x")


@pytest.mark.parametrize(
    "facts",
    [{"excitement": 6}, {"excitement": 0}, {"tags": ["x" * 41]}, {"role": "boss"}],
)
def test_facts_that_cannot_be_are_refused(
    store: Store, facts: dict[str, object]
) -> None:
    with store.change() as work, pytest.raises(InvalidError, match=next(iter(facts))):
        log(work, "Acme", "Engineer", **facts)


def test_a_file_is_kept_once_and_comes_back_byte_for_byte(any_store: Store) -> None:
    with any_store.change() as work:
        first = add(work)
        assert first.name == "Sam Rivera ML"
        assert add(work, file_name="copy.pdf") is first
        assert "here already" in work.notices[0]
        other = add(work, PDF + b"2", name="Research")
    with any_store.reading() as work:
        assert len(work.all(StoredFile)) == 2
        assert commands.resume_file(work, first.id) == PDF
        assert commands.resume_file(work, other.id) == PDF + b"2"


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "is empty"), (b"x" * (5 * 2**20 + 1), "at most 5 MB")]
)
def test_a_file_that_cannot_be_kept_is_named(
    store: Store, content: bytes, words: str
) -> None:
    with store.change() as work, pytest.raises(InvalidError, match="cv.pdf.*" + words):
        add(work, content, file_name="cv.pdf")


def test_a_name_is_one_versions_only(store: Store) -> None:
    with store.change() as work:
        add(work)
        with pytest.raises(FootholdError, match="already; give this one"):
            add(work, b"other")
        other = add(work, b"third", name="Research")
        with pytest.raises(FootholdError, match="already"):
            commands.rename_resume(
                work, other.id, inputs.ResumeIn(name="SAM rivera ml")
            )
        commands.rename_resume(work, other.id, inputs.ResumeIn(name="research"))
        assert other.name == "research"


def test_a_version_is_removed_with_its_file_and_says_who_named_it(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        version = add(work)
        row = log(work, resume=version.name)
    with any_store.change() as work:
        commands.remove_resume(work, version.id)
        assert "1 application named “Sam Rivera ML”" in work.notices[0]
    with any_store.reading() as work:
        assert work.get(Application, row.id).resume_id is None
        assert not work.all(Resume)
        assert not work.all(StoredFile)


def test_an_export_holds_the_files(store: Store, tmp_path: object) -> None:
    with store.change() as work:
        version = add(work)
        log(work, resume=version.name)
    other = Store(f"sqlite:///{tmp_path}/other.db")
    with other.change() as work:
        for part in importers.read("all.json", export(store)):
            commands.add_import(work, part, today=FRIDAY)
    with other.reading() as work:
        assert commands.resume_file(work, version.id) == PDF
        assert work.all(Application)[0].resume_id == version.id
    other.close()


def test_a_view_is_kept_replaced_renamed_and_removed(any_store: Store) -> None:
    held = inputs.FiltersIn(text="ml", stage=["Applied"], quiet=True)
    given = inputs.ViewIn(page="applications", name="Quiet ML", held=held)
    with any_store.change() as work:
        view = commands.save_view(work, given)
        again = inputs.ViewIn(page="applications", name="quiet ml")
        assert commands.save_view(work, again) is view
        assert inputs.FiltersIn.model_validate(view.held) == inputs.FiltersIn()
        commands.save_view(work, given)
        other = commands.save_view(work, given.model_copy(update={"name": "Other"}))
        with pytest.raises(FootholdError, match="“Quiet ML” already"):
            commands.rename_view(work, other.id, "QUIET ML")
        commands.rename_view(work, view.id, "Silent")
        commands.remove_view(work, other.id)
    with any_store.reading() as work:
        (kept,) = work.all(SavedView)
        assert kept.name == "Silent"
        assert inputs.FiltersIn.model_validate(kept.held) == held


def test_many_are_moved_tagged_and_binned_in_one_change(any_store: Store) -> None:
    with any_store.change() as work:
        ids = [log(work, f"Co {n}", stage="applied").id for n in range(3)]
        commands.move(work, ids[0], to=Stage.SCREEN, on=MONDAY)
        assert commands.move_many(work, ids, to=Stage.SCREEN, on=FRIDAY) == 2
        with pytest.raises(FootholdError, match="in Screen already"):
            commands.move_many(work, ids, to=Stage.SCREEN, on=FRIDAY)
        assert commands.tag_many(work, ids[:2], add=["remote"]) == 2
        assert commands.tag_many(work, ids, add=["visa"], remove=["REMOTE"]) == 3
        assert commands.bin_many(work, ids[:2]) == 2
    with any_store.reading() as work:
        rows = {row.id: row for row in work.all(Application)}
        assert [rows[id_].tags for id_ in ids] == [["visa"]] * 3
        assert [bool(rows[id_].binned_at) for id_ in ids] == [True, True, False]
        assert len(work.all(StageChange)) == 6


def test_cells_are_kept_as_one_change(any_store: Store) -> None:
    with any_store.change() as work:
        one, two = log(work, "Acme"), log(work, "Initech", "Designer")
        count = commands.edit_many(
            work,
            [
                Edit(
                    one.id,
                    {"place": Place(Stage.SAVED), "tags": [], "source": None},
                    {
                        "place": Place(Stage.APPLIED),
                        "tags": ["x"],
                        "source": Source.REFERRAL,
                    },
                ),
                Edit(two.id, {"excitement": None}, {"excitement": 3}),
            ],
            on=FRIDAY,
        )
        assert count == 2
        assert (one.stage, one.tags, one.source) == (
            Stage.APPLIED,
            ["x"],
            Source.REFERRAL,
        )
        assert two.excitement == 3


def test_a_bad_cell_is_refused_with_its_row_and_field_and_nothing_is_kept(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        one, two = log(work, "Acme"), log(work, "Initech", "Designer")
    edits = [
        Edit(one.id, {"note": ""}, {"note": "kept?"}),
        Edit(two.id, {"url": ""}, {"url": "javascript:alert(1)"}),
    ]
    with (
        pytest.raises(InvalidError, match=r"“Designer” at Initech, link: .*http"),
        any_store.change() as work,
    ):
        commands.edit_many(work, edits, on=FRIDAY)
    with any_store.reading() as work:
        assert work.get(Application, one.id).note == ""


def test_a_cell_that_another_tab_changed_is_a_conflict_another_field_is_none(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = log(work, "Acme")
        commands.edit_application(work, row.id, version=None, note="theirs")
        stale = Edit(row.id, {"note": ""}, {"note": "mine"})
        with pytest.raises(ConflictError, match=r"“Engineer” at Acme .*: note"):
            commands.edit_many(work, [stale], on=FRIDAY)
        fine = Edit(row.id, {"excitement": None}, {"excitement": 2})
        assert commands.edit_many(work, [fine], on=FRIDAY) == 1
        assert row.note == "theirs"


def test_the_days_until_applying_again_are_the_searchers_own(store: Store) -> None:
    with store.change() as work:
        commands.save_settings(work, inputs.SettingsIn(name="Sam"), version=None)
        log(work, "Acme", stage="rejected", on="2026-01-05")
        log(work, "Acme", "Chef")
        assert "from 5 Jan 2027 on" in work.notices[-1]
        searcher = work.first(Searcher)
        assert searcher is not None
        searcher.rules = {"reapply_days": 180}
        work.add(searcher)
        log(work, "Acme", "Baker")
        assert "from 4 Jul 2026 on" in work.notices[-1]
