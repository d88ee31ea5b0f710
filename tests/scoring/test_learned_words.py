"""Words that a table teaches its index: later rows, products, questions and titles are cut alike."""

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec
from kwopt.models import Product, Settings
from kwopt.scoring import KeywordIndex, KeywordScorer, score_keywords
from kwopt.scoring.score import index_of, score

KEYWORDS = ["米小圈漫画", "旗袍米小圈", "米小圈", "改良旗袍", "旗袍女", "旗袍夏季"] + [
    f"旗袍{number}" for number in range(60)
]


def table() -> pd.DataFrame:
    """Return a table in which an unknown name stands three times."""
    return pd.DataFrame(
        {c.KEYWORD: KEYWORDS, c.SEARCH_VOLUME: [float(100 + n) for n in range(len(KEYWORDS))]}
    )


def test_an_index_learns_and_cuts_new_rows_alike() -> None:
    """The name is one word in the table's rows, and in rows that come later."""
    index = KeywordIndex.build(table())
    assert index.spec.learned == ("米小圈",)
    assert index.rows.tokens.words(1) == ("旗袍", "米小圈")
    assert index.prepare(table().iloc[1:2]).tokens.words(0) == ("旗袍", "米小圈")


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_chunks_are_cut_like_the_whole(size: int) -> None:
    """Rows prepared in chunks have the words that they have in the index."""
    frame, index = table(), KeywordIndex.build(table())
    for low in range(0, len(frame), size):
        tokens = index.prepare(frame.iloc[low : low + size]).tokens
        for row in range(len(tokens)):
            assert tokens.words(row) == index.rows.tokens.words(low + row)


def test_words_do_not_depend_on_the_order_of_rows() -> None:
    """A table upside down teaches the same."""
    assert KeywordIndex.build(table()[::-1]).spec == KeywordIndex.build(table()).spec


def test_a_specification_that_has_learned_learns_no_more() -> None:
    """Words learned elsewhere stay, so that parts of a table can be indexed like the whole."""
    assert KeywordIndex.build(table(), SegmenterSpec(learned=("某某",))).spec.learned == ("某某",)


def test_the_users_words_have_the_last_word() -> None:
    """Parts listed by the user stay apart."""
    settings = Settings(user_words=("小圈",))
    assert KeywordScorer(settings=settings).fit(table()).index_.spec.learned == ()


def test_a_scored_frame_hides_nothing() -> None:
    """What was learned stands in the index; a scored frame carries no attribute that a file would lose."""
    index = index_of(table(), Settings())
    assert index.spec.learned == ("米小圈",)
    assert score(index, Product(name="旗袍")).attrs == {}


def test_the_reason_names_the_whole_word() -> None:
    """An unknown name is told whole, not by its first piece."""
    scored = score_keywords(table(), Product(name="旗袍")).set_index(c.KEYWORD)
    assert scored.loc["旗袍米小圈", c.REASON_WORDS] == "米小圈"
