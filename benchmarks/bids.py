"""Compare what bid ceilings earn on held-out clicks.

Usage: python benchmarks/bids.py [--seeds 20] [--margin 0.3]

Reads the search-term reports in `KWOPT_DATA` (default ../shared/data), split as `ppc_data` says. Before
advertising a shop keeps the margin of its sales. Ceilings are learned from the training part; a word is kept
if its held-out clicks cost less each than its ceiling; it earns the margin of its held-out sales less their
spend. Everything is shown as a share of what the choice with hindsight earns, which keeps the words that
turned out to earn. Nobody reaches that: where words have one or two clicks it keeps the lucky ones. So a
further column, "true rates", says what share of it one would earn who knew the true rate of every word and
what its orders are worth, if the words' rates lie as kwopt's posterior from all clicks says (simulated).

- kwopt: profit x rate, the profit from the word's own order value;
- safe: kwopt's ceiling at which the chance of a loss is at most 20 %;
- one profit: kwopt's rate, one profit for every order;
- raw: one profit x orders / clicks of the word; the account's mean for words without clicks;
- flat: one profit x the account's mean rate, for every word;
- all: every word is kept.

The share of orders kept stands in brackets. The first table counts every order as the account's average one,
the second its real sales. All of it says who chooses better, not what a bid of the ceiling would cost: the
prices are those that were paid.
"""

import argparse

import numpy as np
import pandas as pd
from ppc_data import FIGURES, Split, accounts, splits

from kwopt import columns as c
from kwopt.bids import BidResult, bid_result

RULES = ("kwopt", "safe", "one profit", "raw", "flat", "all")
DRAWS = 200


def earned(split: Split, margin: float, seed: int) -> dict[str, float]:
    """Return profit and share of orders of the words that each rule keeps, counted both ways."""
    held_out = split.held_out
    orders, spend = held_out[c.ORDERS].to_numpy(), held_out[c.SPEND].to_numpy()
    price = spend / held_out[c.CLICKS].to_numpy()
    kept = {name: price < ceiling for name, ceiling in ceilings(split, margin).items()}
    average = margin * split.training[c.SALES].sum() / split.training[c.ORDERS].sum()
    found = {"spend": spend.sum()}
    for way, profits in (("orders", average * orders), ("sales", margin * held_out[c.SALES].to_numpy())):
        by_word = profits - spend
        for name, its in (kept | {"hindsight": by_word > 0}).items():
            found[f"{way} {name}"] = by_word[its].sum()
    found |= {f"kept {name}": orders[its].sum() / orders.sum() for name, its in kept.items()}
    return found | simulated(split, average, seed)


def ceilings(split: Split, margin: float) -> dict[str, np.ndarray]:
    """Return the ceiling of each held-out word by each rule."""
    training, words = split.training, split.held_out.index
    by_value = of_words(bid_result(training, margin=margin, report_rows=split.rows), words)
    profit = margin * training[c.SALES].sum() / training[c.ORDERS].sum()
    by_profit = of_words(bid_result(training, profit_per_order=profit, report_rows=split.rows), words)
    clicks, orders = (training.loc[words, name].to_numpy() for name in (c.CLICKS, c.ORDERS))
    mean = training[c.ORDERS].sum() / training[c.CLICKS].sum()
    return {
        "kwopt": by_value[c.CEILING].to_numpy(),
        "safe": by_value[c.SAFE_CEILING].to_numpy(),
        "one profit": by_profit[c.CEILING].to_numpy(),
        "raw": profit * np.where(clicks > 0, orders / np.maximum(clicks, 1), mean),
        "flat": np.full(len(words), profit * mean),
        "all": np.full(len(words), np.inf),
    }


def of_words(result: BidResult, words: pd.Index) -> pd.DataFrame:
    return result.frame.set_index(c.KEYWORD).loc[words]


def simulated(split: Split, profit: float, seed: int) -> dict[str, float]:
    """Return what knowing true rates earns, and what hindsight does, in accounts drawn from the posterior."""
    random = np.random.default_rng(seed)
    held_out, words = split.held_out, split.held_out.index
    whole = split.training[list(FIGURES)].add(held_out, fill_value=0.0).rename_axis("word")
    whole[c.KEYWORD] = whole.index
    rates = bid_result(whole, profit_per_order=1.0, report_rows=split.rows).posterior
    places = whole.index.get_indexer(words)
    clicks, spend = held_out[c.CLICKS].to_numpy(int), held_out[c.SPEND].to_numpy()
    true = random.beta(rates.alpha[places], rates.beta[places], size=(DRAWS, len(words)))
    by_word = profit * random.binomial(clicks, true) - spend
    chosen = profit * true * clicks > spend
    return {
        "true rates": float((by_word * chosen).sum() / DRAWS),
        "true hindsight": float(np.maximum(by_word, 0).sum() / DRAWS),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--margin", type=float, default=0.3)
    options = parser.parse_args()
    found = {
        name: pd.DataFrame(
            [earned(split, options.margin, seed) for seed, split in enumerate(splits(rows, options.seeds))]
        ).mean()
        for name, rows in accounts().items()
    }
    for way, title in (("orders", "every order the average one"), ("sales", "each order its real sales")):
        print(f"{title}: profit / hindsight's (orders kept), margin {options.margin:.0%}")
        print(f"{'account':15} {'spend':>7} {'hindsight':>9} {'true rates':>10} ", end="")
        print(" ".join(f"{name:>12}" for name in RULES))
        for name, means in found.items():
            print_account(name, way, means)
        print()


def print_account(name: str, way: str, means: pd.Series) -> None:
    best = means[f"{way} hindsight"]
    attainable = means["true rates"] / means["true hindsight"]
    shown = " ".join(f"{means[f'{way} {rule}'] / best:6.2f} ({means[f'kept {rule}']:3.0%})" for rule in RULES)
    print(f"{name:15} {means['spend']:7.0f} {best:9.0f} {attainable:10.2f} {shown}")


if __name__ == "__main__":
    main()
