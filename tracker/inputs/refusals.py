"""Checking what was handed in, and the sentence that answers a mistake."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from tracker import names
from tracker.errors import InvalidError
from tracker.inputs.fields import DECIMALS, Input

Given = TypeVar("Given", bound=Input)


def parse(kind: type[Given], given: object) -> Given:
    """Check what was handed in.

    Raises:
        InvalidError: With one sentence about the first mistake.
    """
    word = kind.__name__.removesuffix("In").lower()
    if not isinstance(given, dict):
        raise InvalidError(
            f"A {word} must be a JSON object, such as {{…}}; this one is not."
        )
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise InvalidError(sentence(word, error), field=field) from error


def sentence(word: str, error: ValidationError) -> str:
    """Say in one sentence what the first mistake of a record is.

    Args:
        word: What the record is called, such as “offer”.
        error: What pydantic found.
    """
    first: Any = error.errors()[0]
    field = names.one_line(".".join(map(str, first["loc"])))[:60] or word
    article = "an" if word[0] in "aeiou" else "a"
    if first["type"] == "missing":
        return f"{article.capitalize()} {word} needs “{field}”; add it and try again."
    if first["type"] == "extra_forbidden":
        return f"{article.capitalize()} {word} has no field “{field}”; leave it out."
    shown = names.one_line(str(first["input"]))[:60]
    if first["type"].startswith("date_"):
        first["msg"] = "must be a day such as 2026-03-31"
    rule = str(first["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    rule = rule[:1].lower() + rule[1:]
    return f"“{field}” of the {word} is “{shown}”, but it {_must(first['type'], rule)}."


_RULES = {
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be an e-mail address, such as ana@example.org",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "decimal_parsing": "must be a number, such as 120000 or 0.15",
    "decimal_type": "must be a number, such as 120000 or 0.15",
    "finite_number": "must be a number, such as 120000 or 0.15",
    "datetime_from_date_parsing": "must be a time such as 2026-03-31T14:00",
    "datetime_parsing": "must be a time such as 2026-03-31T14:00",
    "decimal_max_places": f"must be a number of at most {DECIMALS} decimals",
    "string_too_long": "is longer than can be kept; shorten it",
    "too_long": "is longer than can be kept; shorten it",
}


def _must(error_type: str, rule: str) -> str:
    """Make pydantic's half sentence follow “but it”."""
    known = _RULES.get(error_type)
    if known:
        return known
    if rule.startswith(("must", "should")):
        return rule.replace("should", "must", 1)
    return f"must be right: {rule}"
