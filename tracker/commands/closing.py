"""What is noted of an application that ended, and of a company's interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import pipeline
from tracker.commands.editing import assign
from tracker.errors import RuleError
from tracker.models import Application, Company

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.inputs import ClosingIn, CompanyIn
    from tracker.store import Work


def close_out(
    work: Work, application_id: UUID, *, version: int | None, given: ClosingIn
) -> Application:
    """Note how an application that ended went, in the fields of the study.

    Its result is not noted but told by its stages. What is not given stays.

    Raises:
        ConflictError: If it was changed since the form was drawn.
        RuleError: If it has not ended.
    """
    row = work.get_for_edit(Application, application_id, version)
    if pipeline.is_open(row.stage):
        raise RuleError(
            f"“{row.title}” is still in {pipeline.LABELS[row.stage]}; move it to how "
            "it ended, and then close it out."
        )
    return assign(
        work, row, {name: getattr(given, name) for name in given.model_fields_set}
    )


def describe_company(work: Work, company_id: UUID, given: CompanyIn) -> Company:
    """Note how large a company is and how it interviews; what is not given stays."""
    row = work.get(Company, company_id)
    for name in given.model_fields_set:
        setattr(row, name, getattr(given, name))
    work.session.add(row)
    return row
