"""The dependency rule and the page rules, checked.

A unit is a module or a package directly in ``tracker/``; a package counts as one.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TRACKER = ROOT / "tracker"

NOUNS = {"errors", "models"}
RULES = {
    "agenda",
    "asking",
    "benchmarks",
    "capture",
    "clock",
    "decisions",
    "duplicates",
    "durations",
    "equity",
    "forecast",
    "identity",
    "inputs",
    "interviews",
    "messages",
    "movements",
    "names",
    "offers",
    "pipeline",
    "planning",
    "rates",
    "roles",
    "schedules",
    "terms",
    "worth",
}
LOG = {"store", "search", "network"}
DOERS = {
    "backup",
    "commands",
    "demo",
    "exporters",
    "importers",
    "matching",
    "reports",
}

ALLOWED: dict[str, set[str]] = {
    # the words everything else is written in
    "errors": set(),
    "places": set(),
    "policy": set(),
    "names": {"errors"},
    "models": {"errors", "names"},
    # pure rules: no clock, no session, no Streamlit
    "inputs": NOUNS | {"names"},
    "messages": NOUNS | {"names"},
    "pipeline": NOUNS | {"names"},
    "planning": NOUNS | {"pipeline"},
    "duplicates": NOUNS | {"names", "pipeline", "planning"},
    "capture": NOUNS | {"names"},
    "roles": NOUNS | {"names"},
    "schedules": NOUNS | {"names"},
    "identity": NOUNS | {"names"},
    "movements": NOUNS | {"names"},
    "asking": NOUNS,
    "agenda": NOUNS | {"asking", "pipeline", "planning"},
    "offers": NOUNS,
    "equity": NOUNS | {"offers"},
    "worth": NOUNS | {"offers"},
    "decisions": NOUNS | {"offers"},
    "terms": NOUNS | {"equity", "inputs", "offers", "worth"},
    "rates": NOUNS | {"pipeline"},
    "durations": NOUNS | {"pipeline", "rates"},
    "forecast": NOUNS | {"durations", "pipeline", "rates"},
    "clock": NOUNS | {"durations", "forecast", "rates"},
    "benchmarks": NOUNS | {"places", "rates"},
    "interviews": NOUNS | {"benchmarks", "names", "pipeline"},
    # the store and what is read from it
    "migrations": NOUNS,
    "store": NOUNS | {"migrations"},
    "network": NOUNS | {"asking", "names", "planning", "store"},
    "search": NOUNS | RULES | {"network", "store"},
    # what can be done with it
    "backup": NOUNS | {"store", "migrations"},
    "importers": NOUNS | {"inputs", "names"},
    "exporters": NOUNS | RULES | LOG | {"migrations", "reports"},
    "matching": NOUNS | RULES | {"importers"},
    "invitations": NOUNS | {"importers", "names"},
    "commands": NOUNS | RULES | LOG | {"importers", "invitations", "matching"},
    "reports": NOUNS | RULES | LOG,
    "charts": NOUNS | RULES | LOG | {"reports"},
    "demo": NOUNS
    | RULES
    | LOG
    | {"backup", "exporters", "places", "commands", "importers", "matching"},
    # the two ways in
    "ui": NOUNS | RULES | LOG | DOERS | {"charts", "places"},
    "cli": NOUNS | RULES | LOG | DOERS | {"places"},
    "__main__": {"cli"},
}
"""The units of ours that each unit may import; a unit without a row fails."""

DATABASE = {
    "models",
    "migrations",
    "store",
    "search",
    "network",
    "commands",
    "exporters",
    "backup",
}

LIBRARIES: dict[str, set[str]] = {
    "streamlit": {"ui"},
    "sqlmodel": DATABASE,
    "sqlalchemy": DATABASE,
    "sqlite3": {"store", "migrations", "backup"},
    "alembic": {"store", "migrations", "backup"},
    "psycopg": {"store", "migrations", "backup"},
    "pandas": {"reports", "exporters", "charts", "importers"},
    "icalendar": {"exporters", "importers"},
    "networkx": {"network", "charts", "exporters", "reports", "ui"},
    "pyvis": {"network", "charts", "reports", "ui"},
    "altair": {"charts"},
    "openpyxl": {"importers", "exporters"},
    "lxml": {"capture", "importers"},
}
"""The units that may know a library; who names one only as a type is not counted."""

NOT_IN_PAGES = LIBRARIES.keys() - {"streamlit"}
PAGE_LINES = 120
MODULE_LINES = 400
LONGER = {
    "models": 700,  # a table is a noun, and they are read together
    "migrations": 10_000,  # each script holds a whole schema, and is never changed
}

PAGES = sorted((ROOT / "pages").rglob("*.py"))
MODULES = sorted(TRACKER.rglob("*.py"))


def unit(path: Path) -> str:
    """Name the unit that a file belongs to."""
    return path.relative_to(TRACKER).parts[0].removesuffix(".py")


def named(node: ast.AST) -> set[str]:
    """Give what an import statement names, dotted."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {f"{node.module}.{alias.name}" for alias in node.names}
    return set()


def is_for_types(node: ast.AST) -> bool:
    """Tell whether this is ``if TYPE_CHECKING:``."""
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def imports(path: Path, *, types_too: bool) -> set[str]:
    """Give every module or name that a file imports, dotted."""
    found: set[str] = set()
    rest: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while rest:
        node = rest.pop()
        if types_too or not is_for_types(node):
            found |= named(node)
            rest.extend(ast.iter_child_nodes(node))
    return found


def units_imported(path: Path) -> set[str]:
    """Give the units of ours that a file imports, its own and dunders aside."""
    names = {
        name.split(".")[1]
        for name in imports(path, types_too=True)
        if name.startswith("tracker.")
    }
    own = unit(path) if TRACKER in path.parents else ""
    return {name for name in names if not name.startswith("__")} - {own}


def libraries_imported(path: Path) -> set[str]:
    """Give the top names that a file imports when it runs."""
    return {name.split(".")[0] for name in imports(path, types_too=False)}


def name_of(path: Path) -> str:
    """Give a test a readable name."""
    return path.relative_to(ROOT).as_posix()


def test_every_unit_has_a_place() -> None:
    assert {unit(path) for path in MODULES} - {"__init__"} <= ALLOWED.keys()


def test_nothing_imports_in_a_circle() -> None:
    assert tuple(TopologicalSorter(ALLOWED).static_order())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    assert units_imported(path) <= ALLOWED.get(unit(path), set())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_knows_only_its_libraries(path: Path) -> None:
    foreign = {
        library
        for library in libraries_imported(path) & LIBRARIES.keys()
        if unit(path) not in LIBRARIES[library]
    }
    assert not foreign


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short(path: Path) -> None:
    limit = LONGER.get(unit(path), MODULE_LINES)
    assert len(path.read_text("utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", [*MODULES, *PAGES], ids=name_of)
def test_nothing_is_shown_as_html(path: Path) -> None:
    assert "unsafe_allow_html" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_knows_neither_the_store_nor_its_libraries(path: Path) -> None:
    assert not libraries_imported(path) & NOT_IN_PAGES
    assert "store" not in units_imported(path)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_asks_acts_reads_and_draws_and_decides_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    assert len(text.splitlines()) <= PAGE_LINES
    assert not [n.name for n in nodes if isinstance(n, ast.ClassDef)]
    assert not [n.lineno for n in nodes if isinstance(n, ast.Try | ast.TryStar)]
    attributes = {ast.unparse(n) for n in nodes if isinstance(n, ast.Attribute)}
    clocks = {"date.today", "datetime.now", "datetime.today", "time.time"}
    assert not attributes & clocks
    assert not {a for a in attributes if a.startswith(("st.cache", "st.components"))}


def test_only_the_frame_lies_directly_in_the_pages_folder() -> None:
    """Streamlit would serve any other file there without the frame around it.

    It does so when the first request after a start is a link to that page.
    """
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["frame.py"]


def _commands_given_to_do(tree: ast.Module) -> Iterator[ast.Lambda]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name == "do" and isinstance(node.args[0], ast.Lambda):
                yield node.args[0]


@pytest.mark.parametrize(
    "path", [*sorted((TRACKER / "ui").glob("*.py")), *PAGES], ids=lambda p: p.stem
)
def test_no_streamlit_call_stands_inside_a_transaction(path: Path) -> None:
    """Another click raises at the next such call, and the change would be lost."""
    for act in _commands_given_to_do(ast.parse(path.read_text("utf-8"))):
        used = {node.id for node in ast.walk(act) if isinstance(node, ast.Name)}
        assert not used & {"st", "session", "ui"}


def test_each_module_of_commands_can_be_the_first_one_loaded() -> None:
    """They are loaded when first used, in whatever order the searcher acts."""
    code = """
import importlib, pkgutil, sys
import tracker.commands as package
names = [m.name for m in pkgutil.walk_packages(package.__path__, "tracker.commands.")]
for name in names:
    for known in [m for m in sys.modules if m.startswith("tracker.commands")]:
        del sys.modules[known]
    importlib.import_module(name)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
