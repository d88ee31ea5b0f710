"""The keyword index: everything that can be known of a table before a product is named.

`KeywordStatistics` is learned from a table and then frozen; `KeywordRows` are rows prepared with it. A row's
figures depend on the row and the statistics alone, so rows may be prepared in chunks of any size.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.checked import checked_frame
from kwopt.scoring.market.demand import Demand
from kwopt.scoring.market.listings import (
    Listings,
    ListingStatistics,
    fit_listing_statistics,
    impute_listings,
    stated_listings,
)
from kwopt.scoring.rates.conversion import ConversionPrior, fit_conversion_prior, shrink
from kwopt.scoring.rates.numbers import numbers
from kwopt.scoring.sketch import LEARNED_FROM, learned_rows
from kwopt.scoring.stated import stated_figures
from kwopt.scoring.words.rows import (
    BoolArray,
    CutKeywords,
    FloatArray,
    TokenizedRows,
    tokenize,
    tokenize_and_learn,
    tokenize_cut,
)
from kwopt.tables import KeywordTable


@dataclass(frozen=True, eq=False)
class KeywordStatistics:
    """What a table teaches of all rows: prior of rates, listing medians, usual share of Tmall shops."""

    conversion: ConversionPrior
    listings: ListingStatistics
    tmall_share: float


@dataclass(frozen=True, eq=False)
class KeywordRows:
    """Rows ready for any product: words, stated and filled-in listings, shrunk conversion.

    `figures` holds the canonical columns and the conversion columns; its index is that of the input.
    """

    tokens: TokenizedRows
    figures: pd.DataFrame
    stated_listings: FloatArray
    listings: Listings

    @cached_property
    def demands(self) -> dict[tuple[Hashable, ...], Demand]:
        """What was found of the rows' demand so far, by all it depends on besides the rows."""
        return {}

    def number(self, column: str) -> FloatArray:
        """Return a canonical column as floats, all NaN where the table lacks it."""
        return numbers(self.figures, column)


@dataclass(frozen=True, eq=False)
class KeywordIndex:
    """A keyword table, prepared once, to be scored for any number of products. Immutable, picklable.

    `learned_from` says which rows the statistics were learned from; None: from all.

    Examples
    --------
    >>> table = pd.DataFrame({"keyword": ["旗袍", "改良旗袍"], "search_volume": [900.0, 400.0]})
    >>> index = KeywordIndex.build(table)
    >>> index.rows.tokens.words(0)
    ('旗袍',)
    """

    spec: SegmenterSpec
    statistics: KeywordStatistics
    rows: KeywordRows
    learned_from: BoolArray | None = None

    @classmethod
    def build(
        cls,
        table: "KeywordTable | pd.DataFrame",
        spec: SegmenterSpec | None = None,
        *,
        most_learned: int = LEARNED_FROM,
        cut: CutKeywords | None = None,
    ) -> "KeywordIndex":
        """Return the index of a table of canonical columns; the table is left unchanged.

        The index's own `spec` is the one given with the words that the table teaches, so that new rows and
        products are cut like the table. A table of more than `most_learned` distinct keywords is learned
        from those of its `kwopt.scoring.sketch.Sketch`. `cut` are the keywords of the table, where
        `kwopt.scoring.words.rows.cut_keywords` cut them already.
        """
        frame = stated_figures(checked_frame(table))
        spec = spec or SegmenterSpec()
        chosen = learned_rows(frame[c.KEYWORD], most_learned)
        if chosen is None:
            return cls(*_learned_and_prepared(frame, spec, cut))
        few = None if cut is None else cut[chosen]
        spec, statistics, _ = _learned_and_prepared(frame[chosen], spec, few)
        return cls(spec, statistics, prepared(frame, spec, statistics, cut=cut), chosen)

    def prepare(self, frame: KeywordTable | pd.DataFrame) -> KeywordRows:
        """Return new rows prepared with this index's frozen statistics."""
        return prepared(checked_frame(frame), self.spec, self.statistics)


def prepared(
    frame: pd.DataFrame,
    spec: SegmenterSpec,
    statistics: KeywordStatistics,
    *,
    cut: CutKeywords | None = None,
) -> KeywordRows:
    """Return rows prepared with frozen statistics, cut as `spec` says; `cut` are their keywords, if cut."""
    frame = stated_figures(frame)
    tokens = tokenize(frame[c.KEYWORD].tolist(), spec) if cut is None else tokenize_cut(cut, spec)
    return _rows(frame, tokens, _stated(frame), statistics)


def _learned_and_prepared(
    frame: pd.DataFrame, spec: SegmenterSpec, cut: CutKeywords | None
) -> tuple[SegmenterSpec, KeywordStatistics, KeywordRows]:
    """Return what a table's rows teach, and the rows prepared with it."""
    tokens, spec = tokenize_and_learn(frame[c.KEYWORD].tolist(), spec, cut=cut)
    stated = _stated(frame)
    statistics = KeywordStatistics(
        conversion=fit_conversion_prior(frame),
        listings=fit_listing_statistics(tokens, stated.counts),
        tmall_share=_median(numbers(frame, c.TMALL_SHARE)),
    )
    return spec, statistics, _rows(frame, tokens, stated, statistics)


def _stated(frame: pd.DataFrame) -> Listings:
    return stated_listings(
        numbers(frame, c.LISTING_COUNT),
        numbers(frame, c.SEARCH_VOLUME),
        numbers(frame, c.DEMAND_SUPPLY_RATIO),
    )


def _rows(
    frame: pd.DataFrame, tokens: TokenizedRows, stated: Listings, learned: KeywordStatistics
) -> KeywordRows:
    return KeywordRows(
        tokens=tokens,
        figures=pd.concat([frame, shrink(frame, learned.conversion)], axis=1),
        stated_listings=stated.counts,
        listings=impute_listings(stated, tokens, learned.listings),
    )


def _median(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")
