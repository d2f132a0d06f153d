"""Versions of the resume: a file is kept once, however often it is used."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from tracker import names
from tracker.errors import InvalidError, NotFoundError, RuleError
from tracker.models import NAME, Application, Resume, StoredFile

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import ResumeIn
    from tracker.store import Work

MOST_BYTES = 5 * 2**20
"""The largest file that is kept."""


def add_resume(
    work: Work,
    given: ResumeIn,
    content: bytes,
    *,
    file_name: str,
    media_type: str = "",
    on: date,
) -> Resume:
    """Keep a version of the resume.

    The same file again is the version that is there already: nothing is added, and a
    notice says so.

    Raises:
        InvalidError: If the file is empty or too large, or the name is taken.
    """
    shown = names.one_line(file_name)[:NAME] or "The file"
    if not content:
        raise InvalidError(f"{shown} is empty; choose the file of a resume.")
    if len(content) > MOST_BYTES:
        raise InvalidError(
            f"{shown} has {len(content) / 2**20:.1f} MB, and at most 5 MB are kept; "
            "save it smaller, such as a PDF without pictures."
        )
    digest = hashlib.sha256(content).hexdigest()
    file = work.first(StoredFile, StoredFile.sha256 == digest)
    if file is not None:
        found = work.first(Resume, Resume.file_id == file.id)
        if found is not None:
            work.notices.append(f"This file is here already, as “{found.name}”.")
            return found
    else:
        file = work.add(
            StoredFile.model_validate(
                {
                    "owner": work.owner,
                    "sha256": digest,
                    "media_type": names.one_line(media_type)[:NAME],
                    "size": len(content),
                    "content": base64.b64encode(content).decode("ascii"),
                }
            )
        )
    name = given.name or shown.rsplit(".", 1)[0] or shown
    _check_name(work, name)
    return work.add(
        Resume.model_validate(
            {
                "owner": work.owner,
                "name": name,
                "file_name": shown,
                "added_on": on,
                "file_id": file.id,
                "note": given.note,
            }
        )
    )


def rename_resume(work: Work, resume_id: UUID, given: ResumeIn) -> Resume:
    """Call a version of the resume by another name.

    Raises:
        InvalidError: If the name is empty or taken.
    """
    row = work.get(Resume, resume_id)
    if not given.name:
        raise InvalidError(f"“{row.name}” needs a name; type one.", field="name")
    _check_name(work, given.name, but=row)
    row.name = given.name
    work.session.add(row)
    return row


def remove_resume(work: Work, resume_id: UUID) -> Resume:
    """Let go of a version, and of its file; applications then name none."""
    row = work.get(Resume, resume_id)
    users = work.all(Application, Application.resume_id == resume_id)
    for application in users:
        application.resume_id = None
        application.version += 1
        work.session.add(application)
    if users:
        count = len(users)
        work.notices.append(
            f"{count} application{'s' if count > 1 else ''} named “{row.name}” as what "
            "was sent, and now name none."
        )
    work.session.flush()
    file = work.get(StoredFile, row.file_id) if row.file_id else None
    work.session.delete(row)
    work.session.flush()
    if file and work.first(Resume, Resume.file_id == file.id) is None:
        work.session.delete(file)
    return row


def resume_file(work: Work, resume_id: UUID) -> bytes:
    """Give the file of a version back, byte for byte.

    Raises:
        NotFoundError: If the version has no file.
    """
    row = work.get(Resume, resume_id)
    if row.file_id is None:
        raise NotFoundError(f"“{row.name}” has no file; upload it again.")
    return base64.b64decode(work.get(StoredFile, row.file_id).content)


def resume_called(work: Work, name: str) -> Resume | None:
    """Find the version of a name; None for no name.

    Raises:
        NotFoundError: If there is none of that name.
    """
    if not name:
        return None
    for row in work.all(Resume):
        if names.fold(row.name) == names.fold(name):
            return row
    raise NotFoundError(
        f"There is no resume version “{name}”; add it first, or choose another."
    )


def _check_name(work: Work, name: str, but: Resume | None = None) -> None:
    for row in work.all(Resume):
        if row is not but and names.fold(row.name) == names.fold(name):
            raise RuleError(
                f"There is a resume version “{row.name}” already; give this one "
                "another name."
            )
