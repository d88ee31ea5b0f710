"""Which codes of messages the package says, as its source and its tables of formats and rules show.

Most codes stand literally, as "room.name" or as the name alone. Some are put together: of a beginning that an
f-string or a literal states and a word, of a name that stands somewhere and the ending of an f-string, or of
the kind and the word of a call `.term(kind, word)`. Of those words nothing is asked: a text may stay that
nothing says any more, but none that is said is called unused.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tests.sources import MODULES, PACKAGE, nodes_of

_WORD = r"\w+"
_CODE = re.compile(r"(?:[a-z_]+\\\.(?:\\w\+)?)?_?[a-z]{2}(?:\w|\\w\+)*")
"""A pattern of codes: it names the room, or begins with letters; others are of files and sentences."""
_VOICES = {"kwopt/plots/": "plots"}
"""Folders in which `.say("name")` says what stands in another section than "cli"."""
_ENDING = re.compile(r"\\w\+(_[a-z_]+)")


@dataclass(frozen=True)
class Said:
    """What the package says: strings with their file, patterns and endings of codes, kinds of terms."""

    strings: dict[str, str]
    patterns: frozenset[str]
    endings: tuple[str, ...]
    kinds: frozenset[str]

    def says(self, code: str) -> bool:
        """Say whether a code is said, literally or put together."""
        spellings = (code, code.partition(".")[2])
        return (
            any(spelling in self.strings for spelling in spellings)
            or any(re.fullmatch(pattern, spelling) for pattern in self.patterns for spelling in spellings)
            or any(
                spelling.removesuffix(ending) in self.strings
                for ending in self.endings if code.endswith(ending) for spelling in spellings
            )
            or any(spellings[1].startswith(f"{kind}_") for kind in self.kinds)
        )  # fmt: skip


@cache
def said_codes() -> Said:
    """Return what modules of the package say, and what its resources but the messages themselves name."""
    strings, patterns, kinds = dict[str, str](), set[str](), set[str]()
    for path in sorted((PACKAGE / "resources").glob("*.toml")):
        if not path.name.startswith("messages."):
            quoted = re.findall(r'"([^"\n]+)"', path.read_text(encoding="utf-8"))
            strings |= dict.fromkeys(quoted, path.name)
    for path in MODULES:
        module, nodes = path.relative_to(PACKAGE.parent).as_posix(), nodes_of(path)
        strings |= dict.fromkeys(_strings(nodes), module)
        patterns |= set(_patterns(nodes))
        kinds |= set(_kinds(nodes))
    patterns |= {re.escape(text) + _WORD for text in strings if text.endswith("_")}
    endings = tuple(sorted(found[1] for found in map(_ENDING.fullmatch, patterns) if found))
    return Said(strings, frozenset(filter(_CODE.fullmatch, patterns)), endings, frozenset(kinds))


def _strings(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the strings of a module that are neither documentation nor part of an f-string."""
    apart = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    apart |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


def _patterns(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yield what each f-string may become, as a regular expression."""
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            yield "".join(_WORD if part is None else re.escape(str(part)) for part in parts)


def _kinds(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the kinds that a module has names of: literals in the first argument of `.term(kind, word)`."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "term":
            yield from (str(part.value) for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))


def raised_and_said() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield where an error or `.say("name", ...)` has a literal code, that code, and the names it is given.

    Calls that pass on a mapping are left out: what it holds cannot be read here.
    """
    for path in MODULES:
        module, nodes = path.relative_to(PACKAGE.parent).as_posix(), nodes_of(path)
        for node in nodes:
            if isinstance(node, ast.Call) and (code := _code_given(node, module)) is not None:
                names = frozenset(keyword.arg for keyword in node.keywords if keyword.arg is not None)
                yield f"{module}:{node.lineno}", code, names


def _code_given(call: ast.Call, module: str) -> str | None:
    """Return the code that a call of an error's class or of `.say` is given, if it is literal."""
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
    if not call.args or any(keyword.arg is None for keyword in call.keywords):
        return None
    first = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
    if not isinstance(first, str):
        return None
    if name == "say" and "." not in first:
        return (
            f"{next((room for folder, room in _VOICES.items() if module.startswith(folder)), 'cli')}.{first}"
        )
    return (
        first if (name == "say" or name.endswith("Error")) and re.fullmatch(r"[a-z_]+\.\w+", first) else None
    )
