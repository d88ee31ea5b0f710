"""Scoring block by block: what a list teaches is learned from its sketch, then frozen for every block.

A list that does not fit into memory, or is scored by many processes, goes three steps: the sketches of its
blocks are added up, `learn` learns from their sum, `score_block` scores each block with what was learned.
However the list is cut, and in whatever order, the rows are those of `kwopt.scoring.score_keywords`; only
`rank` counts within the block.
"""

from dataclasses import dataclass

import pandas as pd

from kwopt.language.segment import SegmenterSpec
from kwopt.models import Product, Settings
from kwopt.scoring.index import KeywordIndex, KeywordStatistics, prepared
from kwopt.scoring.score import reference_worth, score_rows
from kwopt.scoring.sketch import LEARNED_FROM, Sketch
from kwopt.scoring.words.rows import CutKeywords

__all__ = ["LEARNED_FROM", "Learned", "Sketch", "learn", "score_block"]


@dataclass(frozen=True, eq=False)
class Learned:
    """What a list teaches, frozen: the same for every block and every product. Picklable.

    Parameters
    ----------
    spec
        How keywords are cut, learned words included.
    statistics
        Prior of rates, listing medians, usual share of Tmall shops.
    reference
        The worth that scores 50.
    """

    spec: SegmenterSpec
    statistics: KeywordStatistics
    reference: float


def learn(sketch: Sketch, settings: Settings | None = None) -> Learned:
    """Return what the rows of a list's sketch teach.

    Parameters
    ----------
    sketch
        The sum of the sketches of all blocks.
    settings
        Those of the scoring: the reference worth depends on the weights, the cut on the user's words.

    Examples
    --------
    >>> words = pd.DataFrame({"keyword": ["旗袍", "鞋子"], "search_volume": [900.0, 9000.0]})
    >>> frozen = learn(Sketch.of(words.head(1)) + Sketch.of(words.tail(1)))
    >>> score_block(words.head(1), frozen, Product(name="旗袍"))["relevance_class"].tolist()
    ['fits']
    """
    settings = settings or Settings()
    spec = SegmenterSpec(words=settings.user_words)
    index = KeywordIndex.build(sketch.frame, spec, most_learned=sketch.most, cut=sketch.cut)
    return Learned(index.spec, index.statistics, reference_worth(index, settings))


def score_block(
    frame: pd.DataFrame,
    learned: Learned,
    product: Product | None = None,
    settings: Settings | None = None,
    *,
    cut: CutKeywords | None = None,
) -> pd.DataFrame:
    """Return the scored columns of a block's rows; each row's figures depend on that row alone.

    Parameters
    ----------
    frame
        Canonical columns, at least the keywords; left unchanged.
    learned
        What `learn` returned for the whole list.
    product, settings
        As for `kwopt.scoring.score_keywords`; the settings are those given to `learn`.
    cut
        The keywords, where `kwopt.scoring.words.rows.cut_keywords` cut them already.

    Returns
    -------
    DataFrame
        As from `kwopt.scoring.score_keywords`, `rank` counting within the block.
    """
    return score_rows(
        prepared(frame, learned.spec, learned.statistics, cut=cut), learned.spec, learned.statistics, product,
        settings or Settings(), learned.reference,
    )  # fmt: skip
