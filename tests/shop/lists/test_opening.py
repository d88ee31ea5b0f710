"""Runs that end early: what stays, what goes on, and that the bytes are those of an undisturbed run."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kwopt.errors import RunError, TableError
from kwopt.shop.lists.opening import Going
from kwopt.shop.lists.workfolder import made_private, work_folder_of
from kwopt.shop.lists.writing import write_list
from kwopt.tables import write_table
from tests.shop.lists.conftest import SETTINGS, scored

RESUME = Going(resume=True)


class StoppedError(Exception):
    """Something that ends a run in its middle."""


def stopping(stage: str, after: int) -> Callable[..., object]:
    """Return a watch that ends the run once a stage told `after` times how far it is."""

    @contextmanager
    def watch(name: str, _total: int | None, _done: int = 0) -> Iterator[Callable[[int], object]]:
        told = 0

        def advance(_rows: int) -> None:
            nonlocal told
            told += 1
            if name == stage and told >= after:
                raise StoppedError

        if name == stage and after == 0:
            raise StoppedError
        yield advance

    return watch


def counting(stages: dict[str, int]) -> Callable[..., object]:
    """Return a watch that counts how often each stage begins."""

    @contextmanager
    def watch(name: str, _total: int | None, _done: int = 0) -> Iterator[Callable[[int], object]]:
        stages[name] = stages.get(name, 0) + 1
        yield lambda _rows: None

    return watch


@pytest.fixture(scope="module")
def undisturbed(whole: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of the output of a run that nothing disturbed: those of the whole frame."""
    target = tmp_path_factory.mktemp("undisturbed") / "out.csv"
    write_table(whole, target)
    return target.read_bytes()


def run(table: Path, target: Path, **options) -> None:
    """Score the table and write it."""
    with scored(table, target, **options) as found:
        write_list(found, str(target))


@pytest.mark.parametrize(
    ("stage", "after"),
    [("read", 0), ("learn", 0), ("score", 1), ("score", 3), ("rank", 1), ("write", 1), ("write", 6)],
)
def test_a_run_goes_on_where_it_stopped(
    table: Path, tmp_path: Path, undisturbed: bytes, stage: str, after: int
) -> None:
    """Wherever a run ends, the one that goes on gives the bytes of an undisturbed run."""
    target = tmp_path / "out.csv"
    with pytest.raises(StoppedError):
        run(table, target, watch=stopping(stage, after), going=RESUME)
    assert not target.exists()
    run(table, target, going=RESUME)
    assert target.read_bytes() == undisturbed
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_what_is_done_is_not_done_again(table: Path, tmp_path: Path) -> None:
    """A run that stopped while it wrote neither reads nor learns again."""
    target, stages = tmp_path / "out.csv", dict[str, int]()
    with pytest.raises(StoppedError):
        run(table, target, watch=stopping("write", 2), going=RESUME)
    run(table, target, watch=counting(stages), going=RESUME)
    assert stages == {"score": 1, "rank": 1, "write": 1}


def test_a_run_that_fails_leaves_nothing(table: Path, tmp_path: Path) -> None:
    """Without going on in mind, a run that fails in an orderly way leaves nothing behind."""
    with pytest.raises(StoppedError):
        run(table, tmp_path / "out.csv", watch=stopping("write", 2))
    assert list(tmp_path.iterdir()) == []


def test_another_run_is_not_gone_on_with(table: Path, tmp_path: Path, undisturbed: bytes) -> None:
    """What an earlier run left is used only by the same run; others say so and leave it, or begin anew."""
    target = tmp_path / "out.csv"
    with pytest.raises(StoppedError):
        run(table, target, watch=stopping("write", 2), going=RESUME)
    with pytest.raises(RunError, match="competition"):
        run(table, target, going=RESUME, settings=replace(SETTINGS, competition=1.0))
    with pytest.raises(RunError, match="--resume"):
        run(table, target)
    assert work_folder_of(target).is_dir()
    run(table, target, going=Going(restart=True))
    assert target.read_bytes() == undisturbed
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


KILLED = """
import os, signal, sys
from contextlib import contextmanager
from pathlib import Path
from tests.shop.lists.conftest import scored
from kwopt.shop.lists.writing import write_list
@contextmanager
def watch(stage, total, done=0):
    if stage == "write":
        yield lambda rows: os.kill(os.getpid(), signal.SIGKILL)
    yield lambda rows: None
table, target = map(Path, sys.argv[1:])
with scored(table, target, watch=watch) as found:
    write_list(found, str(target))
"""


def test_a_run_that_was_killed_goes_on(table: Path, tmp_path: Path, undisturbed: bytes) -> None:
    """After SIGKILL the next run goes on and gives the bytes of an undisturbed one."""
    target = tmp_path / "out.csv"
    root = Path(__file__).resolve().parents[3]
    ended = subprocess.run([sys.executable, "-c", KILLED, str(table), str(target)], cwd=root, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.iterdir()] == [".out.csv.kwopt-work"]
    run(table, target, going=RESUME)
    assert target.read_bytes() == undisturbed
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_full_disks_leave_what_is_done(table: Path, tmp_path: Path, undisturbed: bytes) -> None:
    """Where the disk fills up the run keeps its work, even if nobody asked for it, and goes on."""
    target = tmp_path / "out.csv"

    @contextmanager
    def filling(stage: str, _total: int | None, _done: int = 0) -> Iterator[Callable[[int], object]]:
        yield lambda _rows: None
        if stage == "score":
            raise TableError("tables.disk_full", file="out.csv")

    with pytest.raises(TableError, match="disk is full"):
        run(table, target, watch=filling)
    run(table, target, going=RESUME)
    assert target.read_bytes() == undisturbed


def test_work_folders_are_private(tmp_path: Path) -> None:
    """Only the user may enter a work folder; what is no folder of the user's own is refused."""
    folder = work_folder_of(tmp_path / "out.csv")
    made_private(folder)
    made_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RunError, match="not a folder of your own"):
        made_private(folder)


def test_long_names_have_work_folders_too(tmp_path: Path) -> None:
    """An output may be as long as names may be; links are followed to where the file lies."""
    made_private(work_folder_of(tmp_path / ("旗" * 83 + ".csv")))
    (tmp_path / "real").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "real" / "out.csv")
    assert work_folder_of(tmp_path / "link.csv") == tmp_path / "real" / ".out.csv.kwopt-work"
