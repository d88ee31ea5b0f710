"""Keywords that repeat over blocks: hashes tell them, texts decide."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt.tables.spooling import repeats as repeats_module
from kwopt.tables.spooling.blocks import write_blocks
from kwopt.tables.spooling.repeats import Repeats, repeat_records, text_hashes
from kwopt.tables.spooling.streams import WholeNeededError


def test_hashes_belong_to_texts() -> None:
    """Equal texts have one hash wherever they stand, and the empty one has its own; others differ."""
    texts = pd.Series(["", "a", "b", "ab", "ba", "a", "旗袍", ""] * 3000, dtype="str")
    hashes = text_hashes(texts)
    assert len(np.unique(hashes)) == texts.nunique() == 6
    assert (hashes == np.tile(hashes[:8], 3000)).all()


@pytest.mark.parametrize("at_once", [1, 4, 100])
@pytest.mark.parametrize("cut", [0, 1, 4])
def test_the_first_row_is_found(monkeypatch: pytest.MonkeyPatch, cut: int, at_once: int) -> None:
    """Later rows come in the order of the file, each beside the first row of its hash, however parted."""
    monkeypatch.setattr(repeats_module, "_HASHES_AT_ONCE", at_once)
    hashes = np.array([7, 3, 7, 9, 3, 7], dtype=np.uint64) << np.uint64(60)
    repeats = Repeats.of([hashes[:cut], hashes[cut:]])
    assert (repeats.later.tolist(), repeats.first.tolist()) == ([2, 4, 5], [0, 1, 0])


def test_two_keywords_of_one_hash_are_not_merged(tmp_path: Path) -> None:
    """Where hashes meet and texts do not, no keyword is lost: the file is read as a whole."""
    frame = pd.DataFrame({"keyword": ["旗袍", "长裙"], "source_row": [2, 3]})
    blocks = write_blocks([frame], tmp_path, rows_at_once=1)
    repeats = Repeats.of([np.array([7, 7], dtype=np.uint64)])
    with pytest.raises(WholeNeededError):
        repeat_records(repeats, blocks, [1, 1])
