"""Starting `kwopt` and importing it stay cheap: heavy packages load on first use."""

import json
import os
import subprocess
import sys

import pytest

HEAVY = ("pandas", "sklearn", "scipy", "numpy", "pyarrow", "rich", "jieba", "rjieba", "plotly")
REPORT = f"""
import json, sys
{{statement}}
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)
"""


def loaded_by(statement: str) -> list[str]:
    """Return which heavy packages a new interpreter has loaded after `statement`."""
    run = subprocess.run(
        [sys.executable, "-c", REPORT.format(statement=statement)],
        capture_output=True, check=True, encoding="utf-8", env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    found: list[str] = json.loads(run.stderr.splitlines()[-1])
    return found


def test_importing_kwopt_loads_nothing_heavy() -> None:
    """`import kwopt` loads neither pandas nor scikit-learn nor any other heavy package."""
    assert loaded_by("import kwopt") == []


@pytest.mark.parametrize("args", [["--help"], ["score", "--help"], ["scor"], ["score", "--qqqq"]])
def test_help_and_usage_errors_load_nothing_heavy(args: list[str]) -> None:
    """Help and usage errors come at once: nothing heavy is loaded for them."""
    statement = f"from kwopt.cli.main import cli\ncli.main({args!r}, standalone_mode=False)"
    assert loaded_by(statement) == []


def test_scoring_does_without_scikit_learn() -> None:
    """Lists are scored without scikit-learn, which takes a worker longer to load than its first block."""
    assert "sklearn" not in loaded_by("import kwopt.scoring.learning, kwopt.shop.lists.pipeline")
