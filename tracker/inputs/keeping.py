"""What may be handed in about resume versions, own stages and saved views."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from tracker import names
from tracker.inputs.fields import Block, Input, Line, Name
from tracker.models import Stage  # noqa: TC001 - pydantic needs it

TAGS = 20
"""The most tags of one application."""
TAG = 40
"""The longest tag, in characters."""
_CHOICES = 100
"""The most choices of one filter that a view keeps."""


def _tags(value: object) -> object:
    """Take a list, or text with commas; each tag once, in its first spelling."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        return value
    found: dict[str, object] = {}
    for part in parts:
        if not isinstance(part, str):
            return value
        tag = names.one_line(part)
        if tag:
            found.setdefault(names.fold(tag), tag)
    return list(found.values())


Tags = Annotated[
    list[Annotated[str, Field(max_length=TAG)]],
    BeforeValidator(_tags),
    Field(max_length=TAGS),
]
Choices = Annotated[list[Line], Field(max_length=_CHOICES)]


class ResumeIn(Input):
    """A version of a resume; empty, its name is that of the file."""

    name: Line = ""
    note: Block = ""


class CustomStageIn(Input):
    """A stage by the searcher's own name, and which stage it counts as."""

    name: Annotated[Name, Field(max_length=TAG)]
    stage: Stage


class FiltersIn(Input):
    """Which applications of a list are shown; an empty filter shows all."""

    text: Line = ""
    company: Choices = Field(default_factory=list)
    stage: Choices = Field(default_factory=list)
    source: Choices = Field(default_factory=list)
    role: Choices = Field(default_factory=list)
    tag: Choices = Field(default_factory=list)
    quiet: bool = False


class ViewIn(Input):
    """Filters of a page under a name."""

    page: Annotated[Name, Field(max_length=64)]
    name: Annotated[Name, Field(max_length=TAG)]
    held: FiltersIn = FiltersIn()
