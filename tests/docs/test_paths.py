"""What the documents say of the tree is there."""

import re
from pathlib import Path

import pytest

from tests.sources import PACKAGE

ROOT = PACKAGE.parent
PAGES = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*/**/*.md")) if path.name != "CHANGELOG.md"
)
TOPS = ("kwopt/", "tests/", "benchmarks/", "data/", "docs/", ".ci/")
ROOMS = tuple(f"{path.stem}{'/' if path.is_dir() else '.py'}" for path in PACKAGE.iterdir())


def named_paths(text: str) -> set[str]:
    """Return the paths of this repository that a page names in code: from its top, or from a room."""
    words = {word.rstrip("/") for span in re.findall(r"`([^`\n]+)`", text) for word in span.split()}
    return {word for word in words if word.startswith((*TOPS, *ROOMS)) and re.fullmatch(r"[\w./-]+", word)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_paths_are_there(page: Path) -> None:
    """A file or folder that a page names can be opened."""
    paths = named_paths(page.read_text(encoding="utf-8"))
    assert sorted(path for path in paths if not ((ROOT / path).exists() or (PACKAGE / path).exists())) == []


def test_every_room_is_told_of() -> None:
    """A reader finds each room of the package, and each of its modules at the top, in CONTRIBUTING."""
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    own = {path.name for path in PACKAGE.iterdir()} - {
        "__init__.py",
        "__main__.py",
        "__pycache__",
        "version.py",
    }
    assert sorted(name for name in own if f"`{name}`" not in told and f"`{name}/`" not in told) == []
