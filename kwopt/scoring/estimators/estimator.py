"""The scikit-learn face of scoring: fit learns from a table, transform scores new rows with what it froze."""

from typing import Any

import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from kwopt.language.segment import SegmenterSpec
from kwopt.models import Product, Settings
from kwopt.scoring.checked import check_job
from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.score import reference_worth, score_rows
from kwopt.tables import KeywordTable


class KeywordScorer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Score keyword tables for one product with statistics learned from another table.

    A row's figures depend on the row and on what `fit` learned, never on the other rows of the call:
    chunks of any size give the same bytes.

    Parameters
    ----------
    product
        The product that relevance is judged for, or None.
    settings
        See `Settings`; None for the defaults.

    Attributes
    ----------
    index_ : KeywordIndex
        The index of the fitted table.
    reference_worth_ : float
        The worth that scores 50.

    Examples
    --------
    >>> table = pd.DataFrame({"keyword": ["旗袍", "鞋子"], "search_volume": [900.0, 9000.0]})
    >>> scorer = KeywordScorer(product=Product(name="旗袍")).fit(table)
    >>> scorer.transform(table.head(1))["relevance_class"].tolist()
    ['fits']
    """

    def __init__(self, product: Product | None = None, settings: Settings | None = None) -> None:
        self.product = product
        self.settings = settings

    def fit(self, X: KeywordTable | pd.DataFrame, y: Any = None) -> "KeywordScorer":  # noqa: ARG002, N803
        """Learn priors, listing medians and the reference worth from a table of canonical columns."""
        check_job(self.product, self.settings)
        settings = self.settings or Settings()
        self.index_ = KeywordIndex.build(X, SegmenterSpec(words=settings.user_words))
        self.reference_worth_ = reference_worth(self.index_, settings)
        return self

    def transform(self, X: KeywordTable | pd.DataFrame) -> pd.DataFrame:  # noqa: N803
        """Return the scored columns of each row; `rank` counts within the rows given."""
        check_is_fitted(self)
        return score_rows(
            self.index_.prepare(X), self.index_.spec, self.index_.statistics, self.product,
            self.settings or Settings(), self.reference_worth_,
        )  # fmt: skip
