"""Getting at what is deep in somebody else's JSON. Pure."""

from __future__ import annotations

import json
from typing import Any

from tracker.importers import contents


def loaded(file: str, data: bytes) -> Any:  # noqa: ANN401 - whatever it holds
    """Read JSON.

    Raises:
        ImportRefusedError: If it is none, or nested too deep.
    """
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        wrong = "is JSON that is cut off or broken"
        raise contents.refusal(file, wrong, "save it again") from error


def inside(value: Any, *path: str) -> Any:  # noqa: ANN401 - whatever is there
    """What stands at the end of a path of keys; None where it breaks off."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def items(value: Any, *path: str) -> list[dict[str, Any]]:  # noqa: ANN401
    """The objects in a list at the end of a path; one alone is a list of one."""
    found = inside(value, *path)
    listed = found if isinstance(found, list) else [found]
    return [one for one in listed if isinstance(one, dict)]


def text_of(value: Any, *path: str) -> str:  # noqa: ANN401
    """The text or number at the end of a path; empty where there is none."""
    found = inside(value, *path)
    is_text = isinstance(found, str | int) and not isinstance(found, bool)
    return str(found) if is_text else ""
