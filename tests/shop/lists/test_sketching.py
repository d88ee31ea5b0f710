"""The sketch of blocks, looked at in parallel: that of their sum."""

from pathlib import Path

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec
from kwopt.runs.engines import InProcess
from kwopt.scoring.sketch import Sketch
from kwopt.shop.lists.blockfiles import BlockFiles
from kwopt.shop.lists.cutting import CuttingJob
from kwopt.shop.lists.sketching import sketch_of_blocks
from kwopt.tables.spooling.blocks import write_blocks

WORDS = [f"旗袍{number}" for number in range(200)]


def keywords_of(sketch: Sketch) -> list[str]:
    """Return the keywords of a sketch, sorted."""
    return sorted(sketch.frame[c.KEYWORD])


@pytest.mark.parametrize(
    ("words", "most"),
    [(WORDS, 50), (WORDS, 1), (WORDS, 199), (WORDS, 1000), ([*WORDS[:10]] * 20, 8)],
    ids=["some", "one", "nearly all", "all", "few that repeat"],
)
def test_sketch_of_blocks_is_that_of_the_whole(tmp_path: Path, words: list[str], most: int) -> None:
    """Whether workers sent back enough at once or not, the rows are those of the whole list's sketch."""
    frame = pd.DataFrame({c.KEYWORD: words}, dtype="str")
    blocks = write_blocks([frame], tmp_path, rows_at_once=30)
    found = sketch_of_blocks(
        blocks, len(frame), InProcess(), CuttingJob(SegmenterSpec(), tmp_path), most=most
    )
    assert keywords_of(found) == keywords_of(Sketch.of(frame, most=most))
    assert found.cut.keys == tuple(found.frame[c.KEYWORD])


@pytest.mark.parametrize(("most", "left"), [(200, [0, 1]), (20, [])], ids=["whole", "in part"])
def test_what_is_cut_of_whole_blocks_is_left(tmp_path: Path, most: int, left: list[int]) -> None:
    """Of a list that is learned from whole, no keyword is cut a second time when it is scored."""
    blocks = write_blocks([pd.DataFrame({c.KEYWORD: WORDS}, dtype="str")], tmp_path, rows_at_once=100)
    sketch_of_blocks(blocks, 200, InProcess(), CuttingJob(SegmenterSpec(), tmp_path), most=most)
    assert [number for number in (0, 1) if BlockFiles(tmp_path, number).cut.exists()] == left
