"""The page that brings files in: the profile in an archive is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.test_import_profile import ARCHIVE
from tests.pages.test_import import opened, press
from tracker.models import Searcher

if TYPE_CHECKING:
    from tracker.store import Store


@pytest.mark.parametrize("is_asked", [False, True])
def test_my_name_is_taken_from_my_archive_if_i_tick_it(
    store: Store, *, is_asked: bool
) -> None:
    at = opened(("archive.zip", ARCHIVE))
    [box] = [box for box in at.checkbox if box.label.startswith("Take my name")]
    assert not box.value
    if is_asked:
        box.check().run()
        assert [box.value for box in at.checkbox] == [True]
    press(at, "Bring in")
    with store.reading() as work:
        searcher = work.first(Searcher)
    assert (searcher.name if searcher else "") == ("Ana Lee" if is_asked else "")
