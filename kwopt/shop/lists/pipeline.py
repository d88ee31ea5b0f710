"""From files to a scored list, however long: read into blocks, learn, score, rank. One way for any engine.

1. The list is read into blocks, repeated keywords merged over the whole of it.
2. What it teaches is learned from the sketches of its blocks, added up, and frozen.
3. Each block is scored by itself with what was learned; what outputs must know of all rows adds up.
4. Rows that wait for facts say what they ask for; ranks are found over all blocks.
The output is written piece by piece by `kwopt.shop.lists.writing`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import add
from pathlib import Path

from kwopt.language.segment import SegmenterSpec
from kwopt.models import Product, Settings
from kwopt.scoring.learning import Learned, learn
from kwopt.scoring.questions.missing import MissingFact, facts_of
from kwopt.scoring.questions.tallies import FactTally
from kwopt.shop.lists.blockfiles import BlockFiles
from kwopt.shop.lists.blocks import ROWS_IN_PIECE, Blocks
from kwopt.shop.lists.cutting import CuttingJob, cut_meanwhile
from kwopt.shop.lists.listrun import ListRun
from kwopt.shop.lists.memory import give_back
from kwopt.shop.lists.partitions import with_folders_joined
from kwopt.shop.lists.ranking import ROWS_IN_RANGE, Ranking, ranked
from kwopt.shop.lists.scored_list import ScoredList
from kwopt.shop.lists.scoring import AskingJob, ScoringJob, facts_tallied, scored_block
from kwopt.shop.lists.sketching import sketch_of_blocks
from kwopt.shop.lists.summaries import Summary
from kwopt.tables.reading import Source
from kwopt.tables.spooling import SpooledKeywords, spool_keywords

ROWS_IN_BLOCK = 2**15
"""Rows that a worker scores at once: some 60 MB, besides the 200 MB of a worker that has scored."""

ROWS_ASKED_AT_ONCE = 2**16
"""Waiting rows that are asked together: each time the product is read anew, with all words asked for."""


@dataclass(frozen=True, kw_only=True)
class ListSource:
    """Where a list comes from and how it is read: the arguments of `kwopt.tables.read_keywords`."""

    sources: Sequence[Source]
    name: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    column_map: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Rows that are worked on at once; results do not depend on them. All are positive."""

    block: int = ROWS_IN_BLOCK
    piece: int = ROWS_IN_PIECE
    ranged: int = ROWS_IN_RANGE
    asked: int = ROWS_ASKED_AT_ONCE


def score_list(
    run: ListRun,
    source: ListSource,
    product: Product | None = None,
    settings: Settings | None = None,
    *,
    by_rank: bool = False,
    sizes: Sizes | None = None,
) -> ScoredList:
    """Return a scored list; its rows are those that `kwopt.scoring.score_keywords` gives of the whole table.

    Parameters
    ----------
    run
        Where to work; what its journal holds is not done again.
    by_rank
        Whether the output's rows come best first.

    Raises
    ------
    TableError
        If the list cannot be read, or the disk is full.
    RunError
        If workers are lost again and again.
    """
    settings, sizes = settings or Settings(), sizes or Sizes()
    table = _spooled(run, source, sizes)
    run.workers.settle(table.rows_kept)
    learned = _learned(run, table, settings)
    job = ScoringJob(learned, product, settings, run.folder)
    summaries = _scored(run, table, job)
    files = [BlockFiles(run.folder, number) for number in range(len(summaries))]
    blocks = Blocks(tuple(one.scored for one in files), tuple(one.rows for one in summaries))
    summary = reduce(add, summaries)
    waiting = [
        (one.waiting, each.waiting) for one, each in zip(files, summaries, strict=True) if each.waiting
    ]
    return ScoredList(
        table=table,
        learned_words=learned.spec.learned,
        summary=summary,
        find_facts=partial(_facts, run, waiting, summary, job, sizes),
        blocks=blocks,
        ranking=_ranking(run, blocks, files, sizes),
        run=run,
        by_rank=by_rank,
        rows_in_piece=sizes.piece,
    )


def _spooled(run: ListRun, source: ListSource, sizes: Sizes) -> SpooledKeywords:
    folder = run.folder / "read"

    def read() -> SpooledKeywords:
        folder.mkdir(exist_ok=True)
        for left in folder.iterdir():  # by a run that was killed while it read
            left.unlink()
        with run.watch("read", None):
            sources = with_folders_joined(list(source.sources), run.folder / "folders")
            return spool_keywords(
                sources, folder, name=source.name, encoding=source.encoding,
                sheet=source.sheet, column_map=source.column_map, rows_at_once=sizes.block,
            )  # fmt: skip

    found = run.value("read", read)
    return replace(found, blocks=tuple(folder / path.name for path in found.blocks))


def _learned(run: ListRun, table: SpooledKeywords, settings: Settings) -> Learned:
    def learned() -> Learned:
        with run.watch("learn", None):
            engine = run.workers.engine
            cutting = CuttingJob(SegmenterSpec(words=settings.user_words), run.folder)
            sketch = sketch_of_blocks(table.blocks, table.rows_kept, engine, cutting)
            with cut_meanwhile(engine, table.blocks, cutting):
                return learn(sketch, settings)

    found = run.value("learn", learned)
    if table.rows_kept > ROWS_IN_BLOCK:
        give_back()
    return found


def _scored(run: ListRun, table: SpooledKeywords, job: ScoringJob) -> list[Summary]:
    rows = _rows_of_blocks(table)
    records = run.each("score", scored_block, enumerate(table.blocks), job, rows=rows)
    return [Summary.from_dict(record) for record in records]


def _rows_of_blocks(table: SpooledKeywords) -> list[int]:
    """Return about how many rows each block has: all blocks but the last are full."""
    left, count = table.rows_kept, len(table.blocks)
    full = -(-left // count)
    return [min(full, max(0, left - full * place)) for place in range(count)]


def _facts(
    run: ListRun, waiting: Iterable[tuple[Path, int]], summary: Summary, job: ScoringJob, sizes: Sizes
) -> tuple[MissingFact, ...]:
    """Return what all waiting rows ask for, told the words of all."""
    if job.product is None:
        return ()
    asking = AskingJob(job.product, job.settings, summary.open_words)
    tallies = run.workers.engine.map(facts_tallied, _grouped(waiting, sizes.asked), asking)
    return tuple(facts_of(FactTally.total(tallies), summary.searches))


def _grouped(files: Iterable[tuple[Path, int]], most: int) -> list[list[Path]]:
    """Return files in groups of at most `most` rows, or of one file."""
    groups: list[list[Path]] = []
    held = most
    for path, rows in files:
        if held + rows > most:
            groups.append([])
            held = 0
        groups[-1].append(path)
        held += rows
    return groups


def _ranking(run: ListRun, blocks: Blocks, files: Sequence[BlockFiles], sizes: Sizes) -> Ranking:
    keys = [one.keys for one in files]
    with run.watch("rank", len(blocks)) as advance:
        return ranked(blocks, keys, run.workers.engine, rows_in_range=sizes.ranged, done=advance)
