"""Data that ships with kwopt, and the only function that reads it.

Every file here states where its facts come from and when. Nothing else in the core reads a file.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the shipped TOML file `name`, parsed once per process; treat it as read-only."""
    return tomllib.loads(load_text(name))


def load_text(name: str) -> str:
    """Return the shipped file `name` as text."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
