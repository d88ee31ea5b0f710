"""Keywords cut into words by workers that would wait: while this process learns from the list.

Cutting needs nothing that is learned but the learned words, which are put together afterwards. What is cut
when learning ends is left in files, and spares the scoring that work; what is not, scoring cuts itself.
"""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeVar

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec
from kwopt.runs.engines import Engine
from kwopt.scoring.words.rows import CutKeywords, cut_keywords
from kwopt.shop.lists.blockfiles import BlockFiles
from kwopt.shop.lists.workfolder import whole_file
from kwopt.tables.spooling import read_block

Item = TypeVar("Item")


@dataclass(frozen=True)
class CuttingJob:
    """What the cutting of all blocks shares."""

    spec: SegmenterSpec
    folder: Path


@contextmanager
def cut_meanwhile(engine: Engine, blocks: Sequence[Path], job: CuttingJob) -> Iterator[None]:
    """Let other processes cut as many blocks as they can while the block of code runs."""
    if engine.workers < 2:
        yield
        return
    ended = Event()
    left = [task for task in enumerate(blocks) if not BlockFiles(job.folder, task[0]).cut.exists()]
    tasks = _until(ended, iter(left))
    with ThreadPoolExecutor(1, thread_name_prefix="kwopt-cutting") as thread:
        cutting = thread.submit(lambda: sum(1 for _ in engine.map(cut_block, tasks, job)))
        try:
            yield
        finally:
            ended.set()
        cutting.result()


def _until(ended: Event, items: Iterator[Item]) -> Iterator[Item]:
    for item in items:
        if ended.is_set():
            return
        yield item


def cut_block(job: CuttingJob, task: tuple[int, Path]) -> None:
    """Leave the keywords of a block, cut, in a file."""
    number, path = task
    keywords = read_block(path)[c.KEYWORD].tolist()
    leave(cut_keywords(keywords, job.spec), BlockFiles(job.folder, number).cut)


def leave(cut: CutKeywords, path: Path) -> None:
    """Leave what was cut of a block in a file, for `taken`."""
    with whole_file(path) as part:
        part.write_bytes(pickle.dumps(cut, pickle.HIGHEST_PROTOCOL))


def taken(path: Path) -> CutKeywords | None:
    """Return what `leave` left, and remove it; None where it left nothing."""
    try:
        cut: CutKeywords = pickle.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    path.unlink(missing_ok=True)
    return cut
