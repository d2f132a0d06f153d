"""Forms that edit a record which another tab may edit as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker.ui.acting import Form
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class EditForm(Form):
    """A form that knows what its record held when it was drawn, and holds now.

    A record has one version, but a form shows only some of its fields: moving an
    application must not make the form beside it stale. So the newer version is
    taken where the fields of this form still hold what they held; else saving is
    refused (`ConflictError`), and the page shows both values beside each other.

    Args:
        name: Unique on the page, with the record's id.
        version: Of the record as it is stored now.
        stored: What the form's fields hold in the store now.
    """

    def __init__(self, name: str, version: int, stored: Mapping[str, Any]) -> None:
        super().__init__(name)
        self.stored = stored
        self.stored_version = version
        self.drawn_version = self.first("version", version)
        self.drawn = {
            field: self.first(f"drawn_{field}", value)
            for field, value in stored.items()
        }

    @property
    def version(self) -> int:
        """The version to save on."""
        same = self.drawn == dict(self.stored)
        return self.stored_version if same else self.drawn_version

    @property
    def is_in_conflict(self) -> bool:
        """Say whether saving was refused, because another tab was first."""
        return bool(st.session_state.get(f"conflict:{self.name}"))

    def take_new_version(self, version: int) -> None:
        """After a conflict: the searcher has been shown the newer values."""
        super().take_new_version(version)
        self.drawn_version = version

    def saved(self) -> None:
        """Start afresh with what is stored."""
        st.session_state.pop(f"conflict:{self.name}", None)
        super().saved()

    def differing(self) -> list[str]:
        """Fields in which what was typed is not what is stored."""
        typed = self.values(*self.stored)
        return [
            name
            for name, value in self.stored.items()
            if (typed.get(name) or "") != (value or "")
        ]

    def finish(
        self,
        save: Callable[..., Any],
        close: Callable[..., Any] | None,
        labels: Mapping[str, str],
        *,
        in_form: bool = True,
    ) -> None:
        """Draw the end of the form: the buttons, and above them a conflict.

        All of it stands inside the form, so that either button sends what was
        typed last.

        Args:
            save: Saves the form.
            close: Closes it without saving; None where it always stands open.
            labels: What each field is called on the page.
            in_form: Whether this is drawn inside an `st.form`.
        """

        def save_over() -> None:
            self.take_new_version(self.stored_version)
            save()

        def button(label: str, **more: Any) -> None:  # noqa: ANN401
            if in_form:
                st.form_submit_button(label, **more)
            else:
                st.button(label, key=self.key(label), **more)

        self.show_problem()
        if self.is_in_conflict:
            self._compare(labels)
        with st.container(horizontal=True):
            if self.is_in_conflict:
                button("Save what I typed", type="primary", on_click=save_over)
                button("Take what is stored", on_click=self.saved)
            else:
                button("Save", type="primary", on_click=save)
                if close is not None:
                    button("Close", on_click=close)

    def _compare(self, labels: Mapping[str, str]) -> None:
        """Show the stored values beside the typed ones."""
        typed = self.values(*self.stored)
        rows = [
            {
                "Field": labels[name],
                "Stored now": _plain(self.stored[name]),
                "You typed": _plain(typed.get(name)),
            }
            for name in self.differing()
        ]
        if rows:
            st.table(
                rows,
                hide_index=True,
                border="horizontal",
                alt="What is stored now beside what you typed",
            )


def _plain(value: object) -> str:
    """A value in a table, which reads Markdown."""
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return "–" if value is None or value == "" else escape(str(value))
