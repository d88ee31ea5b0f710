"""Fit the weights of the English relevance model and write `kwopt/resources/relevance_english.toml`.

    python benchmarks/fit_relevance_english.py            cross-validate by product, then fit and write
    python benchmarks/fit_relevance_english.py --dry-run  cross-validate only

The model is a logistic regression with L2 penalty on `kwopt.scoring.relevance.spaced_model.FEATURES`. Its
target is the rating as a share of the way from the worst to the best, so that a pair rated halfway counts
half as fitting. A set weighs by the square root of its pairs. Folds hold whole products, so that no product
helps to judge itself.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from english_data import TOP_GRADE, RatedSet, rated_sets
from fit_relevance import weights_text
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.scoring.facts.facts import ProductFacts, product_facts
from kwopt.scoring.relevance import spaced_model
from kwopt.scoring.relevance.reasons import REASONS
from kwopt.scoring.relevance.relevance import CLASSES, judge
from kwopt.scoring.relevance.spaced import spaced_evidence
from kwopt.scoring.relevance.spaced_model import FEATURES, spaced_features
from kwopt.scoring.relevance.verdicts import word_verdicts
from kwopt.scoring.words.rows import TokenizedRows, tokenize

HEADER = (
    "# Weights of the relevance model for languages with spaces: log-odds that a keyword fits =",
    "# intercept + sum of weight x feature. Made by `python benchmarks/fit_relevance_english.py` from",
    "# rated pairs of products and queries.",
)
TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "relevance_english.toml"
PENALTY = 1.0
FOLDS = 5


@dataclass(frozen=True, eq=False)
class Asked:
    """One product's facts and queries; `places` are those of its pairs in the set."""

    facts: ProductFacts
    rows: TokenizedRows
    places: np.ndarray
    columns: np.ndarray


@dataclass(frozen=True, eq=False)
class Judged:
    """kwopt's judgment of each pair of a set; arrays of shape (n_pairs,)."""

    relevance: np.ndarray
    classes: np.ndarray
    reasons: np.ndarray

    @property
    def tier(self) -> np.ndarray:
        """2 for pairs that fit, 1 for possible ones, 0 for wrong ones."""
        return np.select([self.classes == "fits", self.classes == "possible"], [2.0, 1.0], 0.0)


def asked_of(rated: RatedSet) -> list[Asked]:
    """Return the products with their queries as kwopt reads them."""
    cut = segmenter(SegmenterSpec())
    places = pd.RangeIndex(len(rated.pairs)).to_series().groupby(rated.pairs["product_id"].to_numpy())
    return [_asked(rated, str(key), held.to_numpy(), cut) for key, held in places]


def _asked(rated: RatedSet, key: str, places: np.ndarray, cut) -> Asked:
    rows = tokenize(rated.pairs["query"].iloc[places].tolist(), cut.spec)
    facts = product_facts(rated.products[key], cut)
    said = spaced_evidence(rows, word_verdicts(rows.vocabulary, facts), facts)
    columns = np.zeros((len(rows), len(FEATURES))) if said is None else spaced_features(said)
    return Asked(facts, rows, places, columns)


def shares(rated: RatedSet) -> np.ndarray:
    """Return each rating as a share of the way from the worst to the best."""
    return (rated.pairs["grade"].to_numpy() - rated.lowest) / (TOP_GRADE - rated.lowest)


def fitted(columns: np.ndarray, share: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    """Return the model of pairs that fit by `share`: each counts as fitting and, by the rest, as not."""
    twice, fits = np.vstack([columns, columns]), np.repeat([1, 0], len(columns))
    parts = np.concatenate([share * weight, (1 - share) * weight])
    return LogisticRegression(C=PENALTY, max_iter=1000).fit(twice, fits, sample_weight=parts)


def cross_validated(sets: Sequence[RatedSet]) -> list[Judged]:
    """Return kwopt's judgment of each set, each product by weights fitted on other products of both sets."""
    asked = [asked_of(rated) for rated in sets]
    products = [(number, item) for number, items in enumerate(asked) for item in items]
    share = [shares(rated) for rated in sets]
    judged = [
        Judged(np.zeros(len(r.pairs)), *(np.empty(len(r.pairs), dtype=object) for _ in "cr")) for r in sets
    ]
    for train, test in GroupKFold(n_splits=FOLDS).split(products, groups=range(len(products))):
        model = _model([products[place] for place in train], share)
        weights = float(model.intercept_[0]), tuple(model.coef_[0].tolist())
        with patch.object(spaced_model, "_weights", lambda weights=weights: weights):
            for number, item in (products[place] for place in test):
                _judge(item, judged[number])
    return judged


def _model(products: Sequence[tuple[int, Asked]], share: Sequence[np.ndarray]) -> LogisticRegression:
    sizes = np.array([len(each) for each in share])
    return fitted(
        np.vstack([item.columns for _, item in products]),
        np.concatenate([share[number][item.places] for number, item in products]),
        np.repeat(
            [np.sqrt(sizes.max() / sizes[number]) for number, _ in products],
            [len(item.places) for _, item in products],
        ),
    )


def _judge(item: Asked, judged: Judged) -> None:
    found = judge(item.rows, np.full(len(item.rows), np.nan), item.facts)
    judged.relevance[item.places] = found.probability
    judged.classes[item.places] = [CLASSES[code] for code in found.category]
    judged.reasons[item.places] = [REASONS[code] if code >= 0 else None for code in found.reason]


def print_calibration(rated: RatedSet, judged: Judged) -> None:
    share = shares(rated)
    print(f"{rated.name}: mean rating by held-out relevance")
    for low in np.arange(0, 1, 0.1):
        inside = (judged.relevance >= low) & (judged.relevance < low + 0.1)
        if inside.any():
            print(f"  p {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} pairs, {share[inside].mean():.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true")
    dry_run = parser.parse_args().dry_run
    sets = rated_sets()
    for rated, judged in zip(sets, cross_validated(sets), strict=True):
        print_calibration(rated, judged)
    products = [(number, item) for number, rated in enumerate(sets) for item in asked_of(rated)]
    model = _model(products, [shares(rated) for rated in sets])
    text = weights_text(HEADER, sum(len(rated.pairs) for rated in sets), model, FEATURES)
    print(text, end="")
    if not dry_run:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
