"""What a release promises: floors of dependencies that are tested, and licences of all that it brings."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
TESTED = ("fast", "prove", "dask", "web", "test")
"""Extras that `.ci/release` installs."""
USERS = ("fast", "prove", "dask", "web")
"""Extras that users install: their licences are listed."""


def requirements(*extras: str) -> list[Requirement]:
    """Return what setup.cfg asks for, with these extras."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    extra = config["options.extras_require"]
    lines = [config["options"]["install_requires"], *(extra[name] for name in extras)]
    return [Requirement(line) for text in lines for line in text.split("\n") if line]


def test_oldest_versions_are_the_floors() -> None:
    """`.ci/oldest.txt`, on which `.ci/release` runs the tests, holds the floors of setup.cfg, no others."""
    kept = (ROOT / ".ci" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    tested = {line for line in kept if not line.startswith("#")}
    asked = requirements(*TESTED)
    assert tested == {f"{wanted.name}=={limit.version}" for wanted in asked for limit in wanted.specifier}, (
        "write the floors of setup.cfg into .ci/oldest.txt"
    )


def test_every_dependency_has_a_floor_and_no_ceiling() -> None:
    """A dependency without a tested floor could be any version; a ceiling would shut fixes out."""
    for wanted in requirements(*USERS):
        assert [limit.operator for limit in wanted.specifier] == [">="], wanted


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_licences_of_all_dependencies_are_listed(lang: str) -> None:
    """Every package that kwopt and its extras ask for stands in the table of licences, with one."""
    page = (ROOT / "docs" / lang / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[?([\w.-]+).*? \| [\w.]+ \| (.+?) \|", page, re.MULTILINE)
    licences = {name.lower(): licence for name, licence in rows}
    asked = {wanted.name.lower() for wanted in requirements(*USERS)}
    assert asked <= licences.keys(), "run: python .ci/licences.py"
