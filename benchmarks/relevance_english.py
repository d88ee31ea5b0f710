"""How well kwopt ranks English queries for a product, beside five ways of comparing texts.

    python benchmarks/relevance_english.py             tables: queries per product, products per query
    python benchmarks/relevance_english.py --errors    also the pairs that kwopt judges most otherwise

Rated pairs of product and query: electronics with attributes (ratings 0 to 3) and products of a home
improvement shop with nothing but a title (1 to 3, the mean of several raters); `benchmarks/english_data.py`.
kwopt judges a product with weights fitted on the products of the other folds, of both sets together (the
recipe of `benchmarks/fit_relevance_english.py`); lexicon and rules have no folds. Its index is built of the
set's distinct queries. "kwopt" ranks by class (fits, possible, wrong), then by relevance; "relevance" by
that alone. The other methods are those of `benchmarks/relevance.py`, on the same text: title and attribute
values; document frequencies are taken over the set's distinct queries.

NDCG: gain 2^rating - 1, log2 discount, over all queries of a product, averaged over the products with
queries of different ratings; ties count by their expected value. Per query: the same with products and
queries changed about. In brackets: 90 % intervals of a bootstrap over products (queries). "won" counts the
draws in which kwopt stands above the method.
"""

import argparse
from collections.abc import Mapping, Sequence

import bm25s
import numpy as np
import pandas as pd
from english_data import TOP_GRADE, RatedSet, rated_sets
from fit_relevance_english import Judged, cross_validated
from relevance import DRAWS, Method, methods, text_of, words_of
from sklearn.metrics import ndcg_score, roc_auc_score

from kwopt import Product


def _bm25(queries: Sequence[str]) -> Method:
    """Return bm25 with the text as query and all queries as documents, indexed once for all products."""
    index = bm25s.BM25()
    index.index([words_of(query) for query in queries], show_progress=False)
    place = {query: number for number, query in enumerate(queries)}

    def ranked(product: Product, keywords: Sequence[str]) -> np.ndarray:
        known = [word for word in dict.fromkeys(words_of(text_of(product))) if word in index.vocab_dict]
        scores = np.asarray(index.get_scores(known)) if known else np.zeros(len(queries))
        return scores[[place[keyword] for keyword in keywords]]

    return ranked


def scores_of(rated: RatedSet, method: Method) -> np.ndarray:
    """Return a method's score of each pair, shape (n_pairs,)."""
    scores = np.zeros(len(rated.pairs))
    places = pd.RangeIndex(len(rated.pairs)).to_series()
    for key, held in places.groupby(rated.pairs["product_id"].to_numpy()):
        queries = rated.pairs["query"].iloc[held].tolist()
        scores[held] = method(rated.products[str(key)], queries)
    return scores


def groups_of(rated: RatedSet, by: str) -> list[np.ndarray]:
    """Return the places of the pairs of each product (query) whose ratings differ."""
    places = pd.RangeIndex(len(rated.pairs)).to_series().groupby(rated.pairs[by].to_numpy())
    grades = rated.pairs["grade"].to_numpy()
    return [held.to_numpy() for _, held in places if len(np.unique(grades[held])) > 1]


def ndcg(grades: np.ndarray, scores: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Return NDCG of each group; scikit-learn averages over ties."""
    gains = 2.0**grades - 1
    return np.array([ndcg_score(gains[None, held], scores[None, held]) for held in groups])


def print_table(rated: RatedSet, by: str, scores: Mapping[str, np.ndarray]) -> None:
    groups = groups_of(rated, by)
    grades = rated.pairs["grade"].to_numpy()
    values = {name: ndcg(grades, found, groups) for name, found in scores.items()}
    draws = np.random.default_rng(0).integers(0, len(groups), size=(DRAWS, len(groups)))
    drawn = {name: found[draws].mean(axis=1) for name, found in values.items()}
    what = "products" if by == "product_id" else "queries"
    pairs = sum(map(len, groups))
    print(f"\n{rated.name}, ranked per {what[:-1].replace('ie', 'y')}: {len(groups)} {what}, {pairs} pairs\n")
    print(f"| {'method':12} | {'NDCG':19} | won  |\n|---|---|---|")
    for name, found in values.items():
        low, high = np.quantile(drawn[name], (0.05, 0.95))
        won = "" if name == "kwopt" else f"{(drawn['kwopt'] > drawn[name]).mean():.2f}"
        print(f"| {name:12} | {found.mean():.3f} ({low:.3f}-{high:.3f}) | {won:4} |")


def print_classes(rated: RatedSet, judged: Judged) -> None:
    """Print the ratings within each class, and how well relevance tells the best from the worst."""
    grades = rated.pairs["grade"].to_numpy()
    print(f"\n{rated.name}: classes over all {len(grades)} pairs\n")
    print(
        "| class    | pairs | mean rating | rated 2.5 and more | in the lowest third |\n|---|---|---|---|---|"
    )
    lowest = rated.lowest + (TOP_GRADE - rated.lowest) / 3
    for name in ("fits", "possible", "wrong"):
        held = grades[judged.classes == name]
        if held.size:
            best, worst = (held >= 2.5).mean(), (held < lowest).mean()
            print(f"| {name:8} | {held.size:5d} | {held.mean():.2f} | {best:.2f} | {worst:.2f} |")
    clear = (grades >= 2.5) | (grades < lowest)
    auc = roc_auc_score(grades[clear] >= 2.5, judged.relevance[clear])
    print(f"AUC, best against lowest third: {auc:.3f}")


def print_errors(rated: RatedSet, judged: Judged, count: int) -> None:
    """Print the pairs whose relevance differs most from the rating, both ways."""
    share = (rated.pairs["grade"].to_numpy() - rated.lowest) / (TOP_GRADE - rated.lowest)
    order = np.argsort(judged.relevance - share, kind="stable")
    for place in (*order[:count], *order[-count:]):
        pair = rated.pairs.iloc[place]
        title = rated.products[pair["product_id"]].title
        print(
            f"{pair['grade']:.2f}", f"{judged.relevance[place]:.2f}", judged.classes[place],
            judged.reasons[place] or "", pair["query"], title, sep="\t",
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N pairs each way")
    errors = parser.parse_args().errors
    sets = rated_sets()
    for rated, judged in zip(sets, cross_validated(sets), strict=True):
        scores = {"kwopt": judged.tier + judged.relevance, "relevance": judged.relevance}
        scores |= {
            name: scores_of(rated, method)
            for name, method in methods(rated.queries, _bm25(rated.queries)).items()
        }
        for by in ("product_id", "query"):
            print_table(rated, by, scores)
        print_classes(rated, judged)
        if errors:
            print_errors(rated, judged, errors)


if __name__ == "__main__":
    main()
