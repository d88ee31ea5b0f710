"""The layering of the rooms: each imports lower layers only, never its neighbours."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests import sources
from tests.sources import PACKAGE, nodes_of

LAYERS = (
    {"version", "resources", "numerals"},
    {"locales"},
    {"messages"},
    {"errors", "columns"},
    {"arguments"},
    {"models", "files"},
    {"language"},
    {"tables", "products", "rules"},
    {"runs"},
    {"scoring"},
    {"titles", "bids"},
    {"plots", "payloads"},
    {"shop", "history"},
    {"pages"},
    {"cli"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
MODULES = sorted(path for path in sources.MODULES if path.parent != PACKAGE or path.stem != "__init__")


TABLE_LAYERS = (
    {"bounds", "records"},
    {"values"},
    {"planning"},
    {"raw", "sources"},
    {"readers"},
    {"figures"},
    {"rows"},
    {"periods", "readiness", "scored", "table"},
    {"accounts"},
    {"pieces", "understanding"},
    {"building"},
    {"joining", "writing"},
    {"reading"},
    {"spooling"},
)
"""Folders and modules of the room of tables, in the order in which a file passes through them."""

BID_LAYERS = (
    {"economics"},
    {"rates"},
    {"advice", "auctions", "sources"},
    {"result"},
    {"ceilings"},
    {"campaigns", "forecasts"},
)
"""Folders and modules of the room of bids, in the order in which a click's money is reckoned."""

SCORING_LAYERS = (
    {"checked", "stated"},
    {"words", "rates"},
    {"market", "sketch"},
    {"index"},
    {"facts"},
    {"relevance"},
    {"score", "questions"},
    {"learning"},
    {"estimators"},
)
"""Folders and modules of the room of scoring, in the order in which a keyword is judged and weighed."""

TITLE_LAYERS = (
    {"coverage"},
    {"problem"},
    {"words"},
    {"bounds"},
    {"search"},
    {"proof"},
    {"composing"},
    {"fields", "auditing"},
)
"""Folders of the room of titles: texts read, the problem stated, its words, its solution, what it serves."""

PARTS = {"tables": TABLE_LAYERS, "bids": BID_LAYERS, "scoring": SCORING_LAYERS, "titles": TITLE_LAYERS}


def room_of(path: Path) -> str:
    """Return the room a module belongs to: its folder in the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported_names(path: Path) -> list[str]:
    """Return the modules and names that a module imports, lazy imports included."""
    names = []
    for node in nodes_of(path):
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


FACES = [PACKAGE / room / "__init__.py" for room in PARTS]
IN_LARGE_ROOMS = [path for path in MODULES if room_of(path) in PARTS and path not in FACES]


@pytest.mark.parametrize("path", IN_LARGE_ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_large_rooms_have_an_order(path: Path) -> None:
    """Within a large room, a module imports from its own folder and from earlier ones."""
    room, part = (name.removesuffix(".py") for name in path.relative_to(PACKAGE).parts[:2])
    level = {name: place for place, names in enumerate(PARTS[room]) for name in names}
    imported = (name.split(".") for name in imported_names(path) if name.startswith(f"kwopt.{room}."))
    assert not {names[2] for names in imported if names[2] != part and level.get(names[2], -1) >= level[part]}


@pytest.mark.parametrize("room", PARTS)
def test_every_part_of_a_large_room_has_its_place(room: str) -> None:
    """A new module or folder is put into the order, and nothing in the order is gone."""
    there = {path.relative_to(PACKAGE / room).parts[0] for path in (PACKAGE / room).rglob("*.py")}
    placed = {name.removesuffix(".py") for name in there} - {"__init__"}
    assert placed == set().union(*PARTS[room])
