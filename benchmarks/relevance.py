"""How well kwopt knows which keywords fit a product, beside five ways of comparing texts.

    python benchmarks/relevance.py             tables: title shown, title hidden, products held out
    python benchmarks/relevance.py --errors    also the fitting keywords missed and the others let in

Pairs of product and keyword were graded by reading: 2 fits, 1 possible, 0 wrong, with a reason code
(`relevance_graded.jsonl` in `KWOPT_DATA`). kwopt judges a product with weights fitted on the products of the
other folds and of our own reading (the recipe of `benchmarks/fit_relevance.py`); lexicon and rules are the
shipped ones and have no folds. They were grown while looking at these products, so a third table shows 16
products whose pairs were graded, without sight of kwopt's judgment, and then set aside: their errors were
never looked at (`readings/pairs_held_out.tsv`; the shipped weights, which they did not teach).
Its ranking is by class (fits, possible, wrong), then by relevance; "relevance" ranks by that alone.

The others get the same text: title, category and attribute values. Words are cut by kwopt's segmenter.

overlap      share of the keyword's characters that occur in the text
word tf-idf  cosine of words; document frequencies over the 39,360 keywords of keywords_taobao.csv
char tf-idf  the same over single characters and pairs
bm25         the text as query against the keywords as documents (bm25s, its defaults)
token set    rapidfuzz's token_set_ratio

Measures are taken per product and averaged: NDCG@10 (gain 2^grade - 1, log2 discount) and AUC (fits against
wrong) over products with a fitting keyword, wrong@k, the share of wrong keywords among the first k = as
many as fit, at most 10, over products with at least five. Ties count by their expected value. Precision and
recall of class `fits` (only grade 2 counts as fitting) and the agreement of reason codes over the pairs
graded wrong are taken over all pairs together. In brackets: 90 % intervals of a bootstrap over products.

With the title hidden, only products with a category count, and `overlap` and the rest get no title either.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from unittest.mock import patch

import bm25s
import numpy as np
import pandas as pd
from fit_relevance import SEEN, design, fitted
from rapidfuzz import fuzz
from real_data import FITS, TABLE, WRONG, GradedProduct, graded_products, read_products
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import ndcg_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from kwopt import KeywordIndex, Product, score
from kwopt import columns as c
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.scoring.relevance import relevance

FOLDS = 11
DRAWS = 2_000
TOP = 10
HELD_OUT = "pairs_held_out.tsv"
LEAST_FITTING = 5
"""Fitting keywords that a product needs for its top to be judged."""
CLASSES = {"fits": 2, "possible": 1, "wrong": 0}

Scores = np.ndarray
Method = Callable[[Product, Sequence[str]], Scores]


@dataclass(frozen=True)
class Judged:
    """One product's pairs: grades and reason codes by people; rank value, class and reason of a method."""

    product: Product
    keywords: tuple[str, ...]
    grades: np.ndarray
    graded_reasons: np.ndarray
    scores: Scores
    classes: tuple[str, ...] | None = None
    reasons: tuple[str | None, ...] | None = None


def cross_validated(shown: Sequence[GradedProduct], judged: Sequence[GradedProduct]) -> list[Judged]:
    """Return kwopt's judgment of each of `judged` with weights fitted on other folds of `shown`."""
    taught = read_products(SEEN)
    columns = [design(graded) for graded in (*shown, *taught)]
    grades = [graded.pairs["grade"].to_numpy() for graded in (*shown, *taught)]
    always = range(len(shown), len(columns))
    groups = np.arange(len(shown))
    found: dict[int, Judged] = {}
    for train, test in GroupKFold(n_splits=FOLDS).split(groups, groups=groups):
        model = fitted(
            np.vstack([columns[place] for place in (*train, *always)]),
            np.concatenate([grades[place] for place in (*train, *always)]) == FITS,
        )
        weights = float(model.intercept_[0]), tuple(model.coef_[0].tolist())
        with patch.object(relevance, "_weights", lambda weights=weights: weights):
            found |= {int(place): _judgment(judged[place]) for place in test}
    return [found[place] for place in range(len(shown))]


def _judgment(graded: GradedProduct) -> Judged:
    scored = score(KeywordIndex.build(graded.pairs), graded.product)
    tier = scored[c.RELEVANCE_CLASS].map(CLASSES).to_numpy(float)
    return replace(
        _unjudged(graded, tier + scored[c.RELEVANCE].to_numpy(float)),
        classes=tuple(scored[c.RELEVANCE_CLASS]),
        reasons=tuple(scored[c.REASON_CODE]),
    )


def _unjudged(graded: GradedProduct, scores: Scores) -> Judged:
    pairs = graded.pairs
    reasons = pairs["graded_reason"].to_numpy(object)
    return Judged(graded.product, tuple(pairs[c.KEYWORD]), pairs["grade"].to_numpy(), reasons, scores)


def text_of(product: Product) -> str:
    """Return what every method is given of a product."""
    return " ".join([product.title or "", *product.category, *(value for _, value in product.attributes)])


def methods(texts: Sequence[str], bm25: Method) -> dict[str, Method]:
    """Return the baselines by name; document frequencies are those of `texts`."""
    return {
        "overlap": _overlap,
        "word tf-idf": _cosine(TfidfVectorizer(analyzer=words_of), texts),
        "char tf-idf": _cosine(TfidfVectorizer(analyzer="char", ngram_range=(1, 2)), texts),
        "bm25": bm25,
        "token set": _token_set,
    }


@cache
def taobao_methods() -> dict[str, Method]:
    """Return the baselines over the keywords of the Taobao table, fitted once."""
    table = pd.read_csv(TABLE)["关键词"].astype(str).tolist()
    return methods(table, _bm25(table))


def words_of(text: str) -> list[str]:
    """Return the words of a text, for every method alike."""
    return segmenter(SegmenterSpec()).words(match_form(text))


def _overlap(product: Product, keywords: Sequence[str]) -> Scores:
    known = set(match_form(text_of(product)))
    forms = [without_spaces(match_form(keyword)) for keyword in keywords]
    return np.array([sum(sign in known for sign in form) / max(1, len(form)) for form in forms])


def _cosine(vectorizer: TfidfVectorizer, table: Sequence[str]) -> Method:
    vectorizer.fit([match_form(keyword) for keyword in table])

    def cosine(product: Product, keywords: Sequence[str]) -> Scores:
        rows = vectorizer.transform([match_form(keyword) for keyword in keywords])
        text = vectorizer.transform([match_form(text_of(product))])
        return np.asarray((rows @ text.T).todense()).ravel()

    return cosine


def _bm25(table: Sequence[str]) -> Method:
    table_words = [words_of(keyword) for keyword in table]

    def ranked(product: Product, keywords: Sequence[str]) -> Scores:
        index = bm25s.BM25()
        index.index([*(words_of(keyword) for keyword in keywords), *table_words], show_progress=False)
        known = [word for word in dict.fromkeys(words_of(text_of(product))) if word in index.vocab_dict]
        return np.asarray(index.get_scores(known))[: len(keywords)]

    return ranked


def _token_set(product: Product, keywords: Sequence[str]) -> Scores:
    text = " ".join(words_of(text_of(product)))
    return np.array([fuzz.token_set_ratio(" ".join(words_of(keyword)), text) for keyword in keywords])


def ndcg(judged: Judged) -> float:
    """Return NDCG@10; scikit-learn averages over ties."""
    if not (judged.grades == FITS).any():
        return float("nan")
    gains = 2.0**judged.grades - 1
    return float(ndcg_score(gains[None, :], judged.scores[None, :], k=TOP))


def auc(judged: Judged) -> float:
    """Return the chance that a fitting keyword stands above a wrong one."""
    clear = np.isin(judged.grades, (FITS, WRONG))
    fits = judged.grades[clear] == FITS
    return float(roc_auc_score(fits, judged.scores[clear])) if fits.any() and not fits.all() else float("nan")


def wrong_share(judged: Judged) -> float:
    """Return the expected share of wrong keywords among the first k; ties share the places left."""
    fitting = int((judged.grades == FITS).sum())
    if fitting < LEAST_FITTING:
        return float("nan")
    places, wrong = min(fitting, TOP), 0.0
    left = float(places)
    for value in np.unique(judged.scores)[::-1]:
        tied = judged.scores == value
        taken = min(left, float(tied.sum()))
        wrong += taken * float((judged.grades[tied] == WRONG).mean())
        left -= taken
    return wrong / places


def class_counts(judged: Judged) -> dict[str, int]:
    """Return the counts from which precision, recall and agreement of reasons are made."""
    if judged.classes is None or judged.reasons is None:
        return {}
    said, fits, wrong = np.array(judged.classes) == "fits", judged.grades == FITS, judged.grades == WRONG
    return {
        "said": int(said.sum()),
        "right": int((said & fits).sum()),
        "fitting": int(fits.sum()),
        "wrong": int(wrong.sum()),
        "agree": int((wrong & (np.array(judged.reasons, dtype=object) == judged.graded_reasons)).sum()),
    }


RATIOS = {"precision": ("right", "said"), "recall": ("right", "fitting"), "reasons": ("agree", "wrong")}
MEANS: Mapping[str, Callable[[Judged], float]] = {"NDCG@10": ndcg, "wrong@k": wrong_share, "AUC": auc}


def table_row(judged: Sequence[Judged], draws: np.ndarray) -> list[str]:
    """Return one method's measures with their intervals; `draws` are places of products, a row a draw."""
    cells = []
    for measure in MEANS.values():
        values = np.array([measure(item) for item in judged])
        known = ~np.isnan(values)
        sums, sizes = np.where(known, values, 0.0)[draws].sum(axis=1), known[draws].sum(axis=1)
        cells.append(_cell(float(values[known].mean()), sums / sizes))
    counts = pd.DataFrame([class_counts(item) for item in judged])
    for part, whole in RATIOS.values():
        if counts.empty:
            cells.append("")
        else:
            parts, wholes = counts[part].to_numpy(), counts[whole].to_numpy()
            drawn = parts[draws].sum(axis=1) / wholes[draws].sum(axis=1)
            cells.append(_cell(parts.sum() / wholes.sum(), drawn))
    return cells


def _cell(value: float, drawn: np.ndarray) -> str:
    low, high = np.quantile(drawn, (0.05, 0.95))
    return f"{value:.3f} ({low:.3f}-{high:.3f})"


def print_table(title: str, judgments: Mapping[str, Sequence[Judged]]) -> None:
    count = len(next(iter(judgments.values())))
    draws = np.random.default_rng(0).integers(0, count, size=(DRAWS, count))
    print(f"\n{title} ({count} products)\n")
    print(f"| {'method':12} | " + " | ".join(f"{name:19}" for name in (*MEANS, *RATIOS)) + " |")
    print("|---" * (1 + len(MEANS) + len(RATIOS)) + "|")
    for name, judged in judgments.items():
        print(f"| {name:12} | " + " | ".join(f"{cell:19}" for cell in table_row(judged, draws)) + " |")


def print_errors(judged: Sequence[Judged]) -> None:
    """Print product, what people said, what kwopt said, keyword: for each pair on which they differ."""
    people = {grade: name for name, grade in CLASSES.items()}
    for item in judged:
        said = zip(item.classes or (), item.reasons or (), strict=True)
        for keyword, grade, code, (kind, reason) in zip(
            item.keywords, item.grades, item.graded_reasons, said, strict=True
        ):
            if (kind == "fits") != (grade == FITS) or (grade == WRONG and reason != code):
                print(
                    item.product.product_id,
                    f"{people[grade]} {code}",
                    f"{kind} {reason or ''}",
                    keyword,
                    sep="\t",
                )


def side_by_side(
    shown: Sequence[GradedProduct], judged: Sequence[GradedProduct], kept: Sequence[int]
) -> dict[str, list[Judged]]:
    """Return each method's judgment of the products at the places `kept`."""
    own = cross_validated(shown, judged)
    return beside_others([own[place] for place in kept], [judged[place] for place in kept])


def beside_others(own: list[Judged], judged: Sequence[GradedProduct]) -> dict[str, list[Judged]]:
    """Return kwopt's judgments of some products and those of every other method."""
    found = {"kwopt": own}
    found["relevance"] = [_by_relevance_alone(item) for item in found["kwopt"]]
    for name, method in taobao_methods().items():
        found[name] = [
            _unjudged(graded, method(graded.product, graded.pairs[c.KEYWORD].tolist())) for graded in judged
        ]
    return found


def _by_relevance_alone(judged: Judged) -> Judged:
    tier = np.array([CLASSES[kind] for kind in judged.classes or ()])
    return replace(judged, scores=judged.scores - tier, classes=None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print the pairs that kwopt judges otherwise")
    errors = parser.parse_args().errors
    shown = graded_products()
    everything = side_by_side(shown, shown, range(len(shown)))
    print_table("title shown", everything)
    kept = [place for place, graded in enumerate(shown) if graded.product.category]
    hidden = [
        replace(graded, product=replace(graded.product, title=None)) if place in kept else graded
        for place, graded in enumerate(shown)
    ]
    print_table("title hidden", side_by_side(shown, hidden, kept))
    held_out = read_products(HELD_OUT)
    print_table("held out", beside_others([_judgment(graded) for graded in held_out], held_out))
    if errors:
        print_errors(everything["kwopt"])


if __name__ == "__main__":
    main()
