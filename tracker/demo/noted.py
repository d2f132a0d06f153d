"""What the searcher of the demo noted: roles, tags, excitement, resume versions.

Drawn by chance of its own for each application, so that the rest of the demo does not
depend on how much is noted here.
"""

from __future__ import annotations

import base64
import hashlib
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from tracker import roles
from tracker.models import Resume, RoleKind, Stage, StoredFile

if TYPE_CHECKING:
    from tracker.demo.making import Making

TAGS = ("remote", "relocation", "startup", "dream job", "small team")
NEXT = {
    "Quillmark Robotics": "Book the train to Munich",
    "Vantorine Chips": "Read their paper on kernel fusion",
    "Sundrift Freight": "Keep the afternoon free for the exercise",
    "Ombralis": "Ask who will be on the call",
    "Tessamere": "Call on Friday if nobody does",
    "Drummlin Games": "Play their last release",
}
"""What comes next at some companies, in the searcher's own words."""
_RESEARCH = frozenset(
    {
        RoleKind.RESEARCH_ENGINEER,
        RoleKind.RESEARCH_SCIENTIST,
        RoleKind.APPLIED_SCIENTIST,
    }
)


class _Version(NamedTuple):
    name: str
    file_name: str
    text: str
    added_ago: int


_VERSIONS = (
    _Version(
        "Engineering, two pages",
        "sam-rivera-engineering.txt",
        "Sam Rivera (made up)\nSix years of machine learning: ranking, serving.\n",
        150,
    ),
    _Version(
        "Research, with papers",
        "sam-rivera-research.txt",
        "Sam Rivera (made up)\nThree papers on speech and perception; talks; code.\n",
        110,
    ),
)


def keep_resumes(making: Making) -> list[Resume]:
    """Keep the two versions of the resume, each with its file."""
    kept = []
    for version in _VERSIONS:
        content = version.text.encode()
        file = StoredFile.model_validate(
            {
                "id": uuid5(NAMESPACE_URL, version.file_name),
                "owner": making.owner,
                "sha256": hashlib.sha256(content).hexdigest(),
                "media_type": "text/plain",
                "size": len(content),
                "content": base64.b64encode(content).decode("ascii"),
            }
        )
        row = Resume.model_validate(
            {
                "id": uuid5(NAMESPACE_URL, version.name),
                "owner": making.owner,
                "name": version.name,
                "file_name": version.file_name,
                "added_on": making.ago(version.added_ago),
                "file_id": file.id,
            }
        )
        making.rows += [file, row]
        kept.append(row)
    return kept


def noted(
    company: str, title: str, stage: Stage, resumes: list[Resume]
) -> dict[str, Any]:
    """What was noted of one application, as columns of its row."""
    rng = Random(f"{company}:{title}")  # noqa: S311 - made-up data, not a secret
    role = roles.suggest(title)
    engineering, research = resumes
    tags = [tag for tag in TAGS if rng.random() < 0.12]
    excitement = rng.choices([None, 2, 3, 4, 5], [4, 1, 3, 3, 1])[0]
    is_sent = stage is not Stage.SAVED and rng.random() < 0.85
    sent = research if role in _RESEARCH else engineering
    return {
        "role": role,
        "tags": tags,
        "excitement": excitement,
        "next_step": NEXT.get(company, "") if stage in _GOING else "",
        "resume_id": sent.id if is_sent else None,
    }


_GOING = frozenset(
    {Stage.SCREEN, Stage.CHALLENGE, Stage.OFFSITE, Stage.ONSITE, Stage.OFFER}
)
