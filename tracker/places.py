"""Where things lie: the project's folder, the searcher's store, the demo."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
APP = ROOT / "streamlit_app.py"
DEMO_STORE = DATA / "demo.db"


def store_address() -> str:
    """The address of the searcher's store: FOOTHOLD_DATABASE_URL or its default."""
    return os.environ.get("FOOTHOLD_DATABASE_URL") or str(DATA / "foothold.db")
