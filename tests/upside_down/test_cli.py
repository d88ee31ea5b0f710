"""What a hurried, careless or hostile user types: one sentence, the right exit code, nothing half written."""

import gzip
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kwopt.cli.main import cli

CASES = tomllib.loads((Path(__file__).parent / "cases" / "cli.toml").read_text(encoding="utf-8"))["case"]
WORDS = (
    "关键词,搜索人气,在线商品数,支付转化率\n改良旗袍,900,400,5%\n旗袍短袖,400,100,4%\n新中式旗袍,300,90,4%\n"
    "旗袍连衣裙,280,80,3%\n夏季旗袍,200,70,3%\n旗袍女,150,60,2%\n"
)
PRODUCT = 'name = "改良旗袍"\n[attributes]\n"袖长" = "短袖"\n'
LONG = "旗袍" * 5_000
DIGITS = "9" * 5_000


@cache
def bomb() -> bytes:
    """Return 300 kB of gzip that unpack to 300 MB."""
    return gzip.compress("关键词,搜索人气\n".encode(), 1) + gzip.compress(b"a,1\n" * 2**18, 9) * 300


def write(folder: Path, case: dict[str, Any]) -> None:
    """Write the files of a case, and those that all have."""
    files = {"words.csv": WORDS, "product.toml": PRODUCT} | case.get("files", {}) | case.get("raw", {})
    for name, text in files.items():
        data = bomb() if text == "{bomb}" else text.replace("{digits}", DIGITS).encode()
        (folder / name).write_bytes(data)


def run(case: dict[str, Any]) -> Result:
    """Run the command of a case."""
    return CliRunner().invoke(cli, [part.replace("{long}", LONG) for part in case["do"]])


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_careless_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]) -> None:
    """The answer says what is wrong and what to do; inputs are as before, and nothing else is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KWOPT_LANG", "en")
    write(tmp_path, case)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(case)
    assert result.exit_code == case.get("exit", 1), result.output
    assert case.get("says", "") in result.stderr
    assert case.get("shows", "") in result.stdout
    assert ("shows" in case) or case.get("exit") == 0 or not result.stdout
    assert "fault of kwopt" not in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
