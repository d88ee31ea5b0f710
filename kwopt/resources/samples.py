"""Where the sample data lies: `kwopt/samples` in an installed wheel, `data` in a checkout."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

SAMPLES: Mapping[str, str] = {"qipao": "taobao", "bottle": "amazon"}
"""Samples with a keyword table and a product, and the marketplace each is shown for."""

SAMPLE_DAY = date(2026, 5, 20)
"""The day for which the samples were written: who shows them reads no clock, so they are always the same."""

_PACKAGE = Path(__file__).resolve().parent.parent


def sample(name: str) -> Path:
    """Return the path of the sample file `name`.

    Raises
    ------
    FileNotFoundError
        If there is no such sample; the text names those that there are.

    Examples
    --------
    >>> sample("qipao.toml").name
    'qipao.toml'
    """
    path = _folder() / name
    if name not in sample_names():
        raise FileNotFoundError(f"no sample {name!r}; there are: {', '.join(sample_names())}")
    return path


def sample_names() -> tuple[str, ...]:
    """Return the names of all samples, sorted."""
    return tuple(sorted(path.name for path in _folder().iterdir() if path.suffix in (".csv", ".toml")))


def _folder() -> Path:
    installed = _PACKAGE / "samples"
    return installed if installed.is_dir() else _PACKAGE.parent / "data"
