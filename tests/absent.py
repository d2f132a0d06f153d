"""What a test does when something it needs cannot be had."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


class AbsentError(Exception):
    """A program that tests need is not here; the text says what to install."""


def give_up(error: AbsentError) -> NoReturn:
    """Skip the test with the sentence; fail it where nothing may be skipped.

    ``CI=true`` is such a place: there a suite that was left out looks like one
    that passed.
    """
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(str(error), pytrace=False)
    pytest.skip(str(error))
