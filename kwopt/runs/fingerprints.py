"""What the results of a run depend on, and how two such accounts differ."""

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kwopt.files.digests import sha256_of_file

Fingerprint = Mapping[str, Any]
"""By name: hashes of inputs, settings in force; anything that JSON holds, mappings in mappings too."""

_LIBRARIES = ("numpy", "pandas", "pyarrow", "scipy", "jieba", "rjieba")
"""Libraries whose versions a result's bytes depend on."""

SHOWN = 3
"""Differences that a sentence names."""
_LENGTH = 40
"""Characters of a value that a sentence shows."""


def differences(before: Fingerprint, now: Fingerprint) -> list[str]:
    """Return what differs, as "name: before -> now", the first few of them.

    >>> differences({"settings": {"competition": 0.5}}, {"settings": {"competition": 1.0}})
    ['settings.competition: 0.5 -> 1.0']
    >>> differences({"n": 1}, {"n": 1})
    []
    """
    old, new = dict(_flat(_plain(before))), dict(_flat(_plain(now)))
    names = [name for name in old | new if old.get(name, "") != new.get(name, "")]
    told = [f"{name}: {old.get(name, '-')} -> {new.get(name, '-')}" for name in names[:SHOWN]]
    return told + [f"+{len(names) - SHOWN}"] * (len(names) > SHOWN)


def _plain(fingerprint: Fingerprint) -> Any:
    """Return a fingerprint as it comes back from a file: tuples are lists there."""
    return json.loads(json.dumps(fingerprint))


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each innermost value with the names that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else key)
    else:
        yield name, _short(json.dumps(value, ensure_ascii=False))


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"


def file_hashes(paths: Mapping[str, Path]) -> dict[str, str | None]:
    """Return the SHA-256 of files by name, and of the files of folders; None for what is not there."""
    found: dict[str, str | None] = {}
    for name, path in paths.items():
        if path.is_dir():
            found |= file_hashes({f"{name}/{one.name}": one for one in sorted(path.iterdir())})
        else:
            found[name] = _sha256(path)
    return found


def _sha256(path: Path) -> str | None:
    try:
        return sha256_of_file(path)
    except OSError:  # reading it will say what is wrong
        return None


def library_versions() -> dict[str, str | None]:
    """Return the versions of the libraries that a result's bytes depend on."""
    return {name: _version(name) for name in _LIBRARIES}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
