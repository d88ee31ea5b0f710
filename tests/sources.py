"""The modules of the package as their sources say, each parsed once for all tests that read them."""

import ast
from functools import cache
from pathlib import Path

import kwopt

PACKAGE = Path(kwopt.__file__).resolve().parent
MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module's syntax tree."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
