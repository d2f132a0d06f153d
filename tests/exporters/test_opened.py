"""Exports, opened by the programs they are for, and judged by their rules."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.exporters.making import fill, made

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Store

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


@pytest.fixture
def libreoffice() -> str:
    """Find LibreOffice; it is too large to be asked for, so without it this is left."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not here, so no workbook was opened in it.")
    return found


def test_libreoffice_opens_the_workbook_with_days_as_days(
    store: Store, libreoffice: str, tmp_path: Path
) -> None:
    fill(store)
    (tmp_path / "a.xlsx").write_bytes(made(store, "a.xlsx"))
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "fods", "--outdir", str(tmp_path)),
            str(tmp_path / "a.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=150,
    )
    opened = etree.parse(tmp_path / "a.fods")

    def cells(sheet: str) -> list[tuple[str, str]]:
        path = f"//t:table[@t:name='{sheet}']//t:table-cell"
        found = opened.xpath(path, namespaces={"t": TABLE})
        return [
            (cell.get(f"{{{OFFICE}}}value-type"), cell.get(f"{{{OFFICE}}}{name}"))
            for cell in found
            for name in ("date-value", "value")
            if cell.get(f"{{{OFFICE}}}{name}")
        ]

    assert ("date", "2026-03-20") in cells("Offers")  # the deadline
    assert ("float", "120000.5") in cells("Offers")
    assert ("date", "2026-03-11T14:00:00") in cells("Rounds")
    assert ("date", "2026-03-02") in cells("Stages")
