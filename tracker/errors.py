"""Errors a searcher can read and act on.

FootholdError
├── NotFoundError         a record that was asked for is not there
├── RuleError             an action would break a rule of the search
├── InvalidError          something typed or sent cannot be taken as it is
├── ConflictError         the record was changed elsewhere meanwhile
├── ImportRefusedError    a file cannot be read as anything known
└── StoreError            the store cannot be opened, read or written
"""

from __future__ import annotations


class FootholdError(Exception):
    """Base of every error that is shown to a person.

    The message is one sentence that names the thing, says what is wrong and
    what to do.
    """


class NotFoundError(FootholdError):
    """A record that was asked for is not in the store."""


class RuleError(FootholdError):
    """An action would break a rule of the search."""


class InvalidError(FootholdError):
    """Something typed or sent cannot be taken as it is.

    Attributes:
        field: The field that is meant, such as `base` or `grants.0.value`, so that a
            form can say it there; empty where it is not one.
    """

    def __init__(self, message: str = "", *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ConflictError(FootholdError):
    """The record was changed elsewhere since it was read."""


class ImportRefusedError(FootholdError):
    """A file cannot be read as anything Foothold knows."""


class StoreError(FootholdError):
    """The store cannot be opened, read or written."""
