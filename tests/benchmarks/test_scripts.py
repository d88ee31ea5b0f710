"""Every script of the folder finds what it takes from kwopt, and has its line in the README."""

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_take_only_what_kwopt_has(script: Path) -> None:
    """A name that was moved in kwopt is moved here, too: nobody runs all benchmarks after a move."""
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kwopt":
            module = import_module(str(node.module))
            for name in node.names:
                there = hasattr(module, name.name) or find_spec(f"{node.module}.{name.name}")
                assert there, f"line {node.lineno}: {node.module} has no {name.name}"


def test_every_script_is_listed() -> None:
    """Each file has its line in the benchmarks' README."""
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in SCRIPTS if f"`{path.name}`" not in told] == []
