"""Fit the weights of the relevance model and write `kwopt/resources/relevance.toml`.

    python benchmarks/fit_relevance.py            cross-validate by product, then fit and write
    python benchmarks/fit_relevance.py --dry-run  cross-validate only

The model is a logistic regression with L2 penalty on the features of
`kwopt.scoring.relevance.relevance.FEATURES`; its target is grade 2. It learns from the graded pairs and from
our own reading of 40 more products (`readings/pairs_seen.tsv`); those of `pairs_held_out.tsv` teach nothing.
Folds hold whole products, so that no product helps to judge itself.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from real_data import FITS, WRONG, GradedProduct, graded_products, read_products
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.scoring.facts.facts import product_facts
from kwopt.scoring.relevance.relevance import FEATURES, evidence_of, features
from kwopt.scoring.words.rows import tokenize

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "relevance.toml"
HEADER = (
    "# Weights of the relevance model: log-odds that a keyword fits = intercept + sum of weight x feature.",
    "# Made by `python benchmarks/fit_relevance.py` from pairs of product and keyword graded for kwopt.",
)
PENALTY = 1.0
SEEN = "pairs_seen.tsv"


def design(graded: GradedProduct) -> np.ndarray:
    spec = SegmenterSpec()
    rows = tokenize(graded.pairs[c.KEYWORD].tolist(), spec)
    facts = product_facts(graded.product, segmenter(spec))
    listings = graded.pairs[c.LISTING_COUNT].to_numpy(float)
    return features(evidence_of(rows, listings, facts))


def fitted(columns: np.ndarray, fits: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=1000).fit(columns, fits)


def weights_text(
    header: Sequence[str], pairs: int, model: LogisticRegression, features: Sequence[str]
) -> str:
    """Return the content of a file of weights."""
    lines = [
        *header,
        f"date = {date.today().isoformat()}",
        f"pairs = {pairs}",
        f"intercept = {model.intercept_[0]:.4f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(features, model.coef_[0], strict=True)),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true")
    dry_run = parser.parse_args().dry_run
    products = [*graded_products(), *read_products(SEEN)]
    columns = np.vstack([design(graded) for graded in products])
    grades = np.concatenate([graded.pairs["grade"].to_numpy() for graded in products])
    groups = np.repeat(np.arange(len(products)), [len(graded.pairs) for graded in products])
    held_out = np.zeros(len(grades))
    for train, test in GroupKFold(n_splits=11).split(columns, grades, groups):
        held_out[test] = fitted(columns[train], grades[train] == FITS).predict_proba(columns[test])[:, 1]
    clear = np.isin(grades, (FITS, WRONG))
    print(f"held-out AUC, fits against wrong: {roc_auc_score(grades[clear] == FITS, held_out[clear]):.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = (held_out >= low) & (held_out < low + 0.1)
        if inside.any():
            share = (grades[inside] == FITS).mean()
            print(f"  p {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} pairs, share that fits {share:.2f}")
    text = weights_text(HEADER, len(grades), fitted(columns, grades == FITS), FEATURES)
    print(text, end="")
    if not dry_run:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
