"""Scoring block by block: what a worker does with one block, and what it leaves behind.

Of each block it leaves three files: the scored rows, their keys in order (for ranks over all blocks), and
the rows that wait for a fact. Which files, and what is in them, depends on nothing but block and job.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from kwopt.models import Product, Settings
from kwopt.scoring.learning import Learned, score_block
from kwopt.scoring.questions.asked import Waiting, waiting_rows
from kwopt.scoring.questions.tallies import FactTally
from kwopt.shop.lists.blockfiles import BlockFiles
from kwopt.shop.lists.cutting import taken
from kwopt.shop.lists.ranking import ordered_keys
from kwopt.shop.lists.summaries import Summary
from kwopt.shop.lists.workfolder import whole_file
from kwopt.tables.spooling.blocks import read_block, write_arrow, write_block


@dataclass(frozen=True, eq=False)
class ScoringJob:
    """What the scoring of all blocks shares: what was learned, for what to score, where files are left."""

    learned: Learned
    product: Product | None
    settings: Settings
    folder: Path


def scored_block(job: ScoringJob, task: tuple[int, Path]) -> dict[str, Any]:
    """Score the block at a path, leave its files under its number, and return its summary as JSON."""
    number, path = task
    files = BlockFiles(job.folder, number)
    frame, cut = read_block(path), taken(files.cut)
    scored = score_block(frame, job.learned, job.product, job.settings, cut=cut)
    with whole_file(files.scored) as part:
        write_block(scored, part)
    with whole_file(files.keys) as part:
        write_arrow(ordered_keys(scored), part)
    return _with_waiting(Summary.of(scored), scored, job, files).to_dict()


def _with_waiting(summary: Summary, scored: pd.DataFrame, job: ScoringJob, files: BlockFiles) -> Summary:
    waiting = waiting_rows(scored)
    if job.product is None or waiting.empty:
        return summary
    with whole_file(files.waiting) as part:
        write_block(waiting, part)
    words = Waiting(waiting, job.product, job.settings).open_words
    return replace(summary, waiting=len(waiting), open_words=words)


@dataclass(frozen=True)
class AskingJob:
    """What asking for facts shares: the product, and all words by which any row asks."""

    product: Product
    settings: Settings
    confirmed: frozenset[str]


def facts_tallied(job: AskingJob, paths: Sequence[Path]) -> FactTally:
    """Return what the waiting rows of some blocks ask for."""
    frame = pd.concat(map(read_block, paths), ignore_index=True)
    return FactTally.of(Waiting(frame, job.product, job.settings).asked(job.confirmed))
