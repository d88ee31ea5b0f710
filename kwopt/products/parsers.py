"""The syntaxes of product files: text in, plain values out.

A name that stands twice in one table is an error in all three: JSON and YAML would silently keep the last,
and a seller's fact would be lost.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import yaml


class RepeatedNameError(ValueError):
    """A table in which one name stands twice; its only argument is the name."""


def without_repeats(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    """Return a table of pairs; raise RepeatedNameError where a name stands twice."""
    table: dict[Any, Any] = {}
    for name, value in pairs:
        if name in table:
            raise RepeatedNameError(name)
        table[name] = value
    return table


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=without_repeats)


_MOST_ALIASES = 20
"""References ("*name") in a YAML file: more of them in one another make millions of a few lines."""


class _YamlLoader(yaml.SafeLoader):
    """The safe loader, refusing repeated names and references without measure."""

    aliases = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Return the next node, references counted."""
        if self.check_event(yaml.AliasEvent):
            self.aliases += 1
            if self.aliases > _MOST_ALIASES:
                problem = f"more than {_MOST_ALIASES} references (*name)"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=self._mark())
        return super().compose_node(parent, index)

    def _mark(self) -> Any:
        """Return where the next node stands."""
        return self.peek_event().start_mark  # type: ignore[no-untyped-call]


def _yaml_table(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    return without_repeats(loader.construct_pairs(node, deep=True))


_YamlLoader.add_constructor("tag:yaml.org,2002:map", _yaml_table)


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=_YamlLoader)  # a safe loader: it builds plain values only


PARSERS: Mapping[str, Callable[[str], Any]] = {
    ".toml": tomllib.loads,
    ".json": _json,
    ".yaml": _yaml,
    ".yml": _yaml,
}
"""Parser by a file's suffix."""

SYNTAX_ERRORS = (
    tomllib.TOMLDecodeError,
    json.JSONDecodeError,
    yaml.YAMLError,
    RecursionError,
    TypeError,
    ValueError,
)  # TypeError: a list as name; ValueError: a number of thousands of digits, a date that does not exist


def guessed_suffix(text: str) -> str:
    """Return the suffix whose parser suits `text`: JSON if it opens so, else TOML if it is valid, else YAML.

    >>> guessed_suffix('{"name": "旗袍"}'), guessed_suffix('name = "旗袍"'), guessed_suffix("name: 旗袍")
    ('.json', '.toml', '.yaml')
    """
    if text.lstrip().startswith("{"):
        return ".json"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return ".yaml"
    return ".toml"


def one_line(error: Exception) -> str:
    """Return what a parser says of a syntax error, with the place, in one line."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:  # YAML's own text runs over several lines
        return f"{getattr(error, 'problem', error)} (line {mark.line + 1}, column {mark.column + 1})"
    return " ".join(str(error).split())
