"""Keywords cut while the list is learned from: the words, and the scores, of cutting them later."""

from pathlib import Path

import numpy as np
import pandas as pd

from kwopt.language.segment import SegmenterSpec
from kwopt.runs.engines import InProcess
from kwopt.scoring.words.rows import CutKeywords, cut_keywords, tokenize, tokenize_cut
from kwopt.shop.lists.blockfiles import BlockFiles
from kwopt.shop.lists.cutting import CuttingJob, cut_block, cut_meanwhile, leave, taken
from kwopt.tables.spooling.blocks import write_block
from tests.shop.lists.conftest import scored

WORDS = ["小圈 裙", "真丝旗袍", "v领 小圈裙", "", "dress 80-20"]


class Two(InProcess):
    """An engine that works in this process, and says that it has two workers."""

    workers = 2


def test_words_are_those_of_cutting_at_once() -> None:
    """Cut before words are learned and put together after: the words of cutting with them."""
    for spec in (
        SegmenterSpec(),
        SegmenterSpec(learned=("小圈",)),
        SegmenterSpec(words=("旗袍",), learned=("裙",)),
    ):
        at_once, later = tokenize(WORDS, spec), tokenize_cut(cut_keywords(WORDS, spec), spec)
        assert [later.words(row) for row in range(5)] == [at_once.words(row) for row in range(5)]


def test_cut_keywords_are_chosen_and_joined() -> None:
    """Some keywords of a cut, and cuts one below the other, are those of cutting just these."""
    spec = SegmenterSpec(learned=("小圈",))
    chosen = np.array([True, False, True, True, True])
    whole = cut_keywords(WORDS, spec)
    joined = tokenize_cut(CutKeywords.joined([whole[chosen], whole[~chosen], cut_keywords([], spec)]), spec)
    at_once = tokenize([*WORDS[:1], *WORDS[2:], WORDS[1]], spec)
    assert joined.keys == at_once.keys
    assert [joined.words(row) for row in range(5)] == [at_once.words(row) for row in range(5)]


def test_blocks_that_are_cut_are_not_cut_again(tmp_path: Path) -> None:
    """What the sketch left of a block is as good: the block is not even read."""
    job = CuttingJob(SegmenterSpec(), tmp_path)
    leave(cut_keywords(WORDS, job.spec), BlockFiles(tmp_path, 0).cut)
    with cut_meanwhile(Two(), [tmp_path / "none"], job):
        pass
    assert taken(BlockFiles(tmp_path, 0).cut).keys[1] == "真丝旗袍"


def test_cut_keywords_are_taken_once(tmp_path: Path) -> None:
    """What was cut is taken by the first who scores the block; a second one cuts itself."""
    block = write_block(pd.DataFrame({"keyword": WORDS}, dtype="str"), tmp_path / "block")
    cut_block(CuttingJob(SegmenterSpec(), tmp_path), (3, block))
    path = BlockFiles(tmp_path, 3).cut
    assert taken(path).keys[1] == "真丝旗袍"
    assert taken(path) is None


def test_one_worker_has_no_time_for_it(tmp_path: Path) -> None:
    """Where nobody would wait nothing is cut beforehand."""
    with cut_meanwhile(InProcess(), [tmp_path / "none"], CuttingJob(SegmenterSpec(), tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_lists_cut_beforehand_have_the_same_scores(table: Path, whole: pd.DataFrame) -> None:
    """Scores do not depend on when keywords were cut."""
    with scored(table, None, engine=Two) as found:
        pd.testing.assert_frame_equal(pd.concat(found.frames(), ignore_index=True), whole)
