"""The layering of the rooms: each imports lower layers only, never its neighbours."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kwopt"

LAYERS = (
    {"version", "resources"},
    {"messages"},
    {"errors", "columns"},
    {"models"},
    {"language"},
    {"tables", "products", "rules"},
    {"scoring"},
    {"titles", "bids"},
    {"plots", "payloads"},
    {"cli"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


TABLE_LAYERS = (
    {"bounds", "records"},
    {"values"},
    {"planning"},
    {"raw", "sources"},
    {"readers"},
    {"figures"},
    {"rows"},
    {"periods", "readiness", "scored", "table"},
    {"understanding"},
    {"building"},
    {"joining", "writing"},
    {"reading"},
)
"""Folders and modules of the room of tables, in the order in which a file passes through them."""


def room_of(path: Path) -> str:
    """Return the room a module belongs to: its folder in the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(path: Path) -> list[str]:
    """Return the modules and names that a module imports, lazy imports included."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def imported_rooms(path: Path) -> set[str]:
    """Return the rooms that a module imports from."""
    return {name.split(".")[1] for name in imported_names(path) if name.startswith("kwopt.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_lower_layers_only(path: Path) -> None:
    """A module imports from its own room and from lower layers."""
    room = room_of(path)
    above = {other for other in imported_rooms(path) - {room} if LEVEL[other] >= LEVEL[room]}
    assert not above, f"{room} imports {sorted(above)}"


TABLE_LEVEL = {part: level for level, parts in enumerate(TABLE_LAYERS) for part in parts}
TABLE_MODULES = [path for path in MODULES if room_of(path) == "tables" and path.name != "__init__.py"]


@pytest.mark.parametrize("path", TABLE_MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_tables_follow_the_file(path: Path) -> None:
    """Within the room of tables, a module imports from its own folder and from earlier ones."""
    part = path.relative_to(PACKAGE).parts[1].removesuffix(".py")
    later = {
        name
        for name in imported_names(path)
        if name.startswith("kwopt.tables.") and name.split(".")[2] in TABLE_LEVEL.keys() - {part}
        if TABLE_LEVEL[name.split(".")[2]] >= TABLE_LEVEL[part]
    }
    assert not later
