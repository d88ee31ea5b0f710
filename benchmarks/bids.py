"""Compare what bid ceilings earn on held-out clicks.

Usage: python benchmarks/bids.py [--seeds 20] [--margin 0.3]

Reads the search-term reports in `KWOPT_DATA` (default ../shared/data), split as `ppc_data` says. An order
earns the margin times the account's average sales per order in the training part, before advertising. A
ceiling is learned from the training part; the words kept are those whose clicks cost less than it in the
held-out part; what they earn there is their orders' profit less their spend. Every figure is a share of what
the choice with hindsight earns, which keeps the words that turned out to earn: a bound that nobody reaches,
most of all where words have one or two clicks, since it keeps each lucky one.

- kwopt: profit x rate; kwopt, safe: the ceiling at which the chance of a loss is at most 20 %;
- raw: profit x orders / clicks of the word; the account's mean for words without clicks;
- flat: profit x the account's mean rate, for every word;
- all: every word is kept.

The share of orders kept stands beside each. All of it says who chooses better, not what a bid of the ceiling
would cost: the prices are those that were paid.
"""

import argparse

import numpy as np
import pandas as pd
from ppc_data import Split, accounts, splits

from kwopt import columns as c
from kwopt.bids import bid_ceilings

RULES = ("kwopt", "kwopt, safe", "raw", "flat", "all")


def earned(split: Split, margin: float) -> dict[str, float]:
    """Return profit and orders of the words that each rule keeps, on held-out clicks."""
    training, held_out = split.training, split.held_out
    profit = margin * training[c.SALES].sum() / training[c.ORDERS].sum()
    orders, spend = held_out[c.ORDERS].to_numpy(), held_out[c.SPEND].to_numpy()
    price = spend / held_out[c.CLICKS].to_numpy()
    by_word = orders * profit - spend
    kept = {name: price < ceiling for name, ceiling in ceilings(split, profit).items()}
    kept["hindsight"] = by_word > 0
    found = {"spend": spend.sum(), "orders": orders.sum()}
    for name, its in kept.items():
        found |= {f"{name} profit": by_word[its].sum(), f"{name} orders": orders[its].sum() / orders.sum()}
    return found


def ceilings(split: Split, profit: float) -> dict[str, np.ndarray]:
    """Return the ceiling of each held-out word by each rule."""
    training, words = split.training, split.held_out.index
    bids = (
        bid_ceilings(training, profit_per_order=profit, report_rows=split.rows)
        .set_index(c.KEYWORD)
        .loc[words]
    )
    clicks, orders = (training.loc[words, name].to_numpy() for name in (c.CLICKS, c.ORDERS))
    mean = training[c.ORDERS].sum() / training[c.CLICKS].sum()
    return {
        "kwopt": bids[c.CEILING].to_numpy(),
        "kwopt, safe": bids[c.SAFE_CEILING].to_numpy(),
        "raw": profit * np.where(clicks > 0, orders / np.maximum(clicks, 1), mean),
        "flat": np.full(len(words), profit * mean),
        "all": np.full(len(words), np.inf),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--margin", type=float, default=0.3)
    options = parser.parse_args()
    print(f"profit / hindsight's (orders kept), margin {options.margin:.0%}")
    print(f"{'account':16} {'spend':>8} {'hindsight':>9} " + " ".join(f"{name:>15}" for name in RULES))
    for name, rows in accounts().items():
        found = pd.DataFrame([earned(split, options.margin) for split in splits(rows, options.seeds)]).mean()
        best = found["hindsight profit"]
        shown = " ".join(
            f"{found[f'{rule} profit'] / best:8.2f} ({found[f'{rule} orders']:4.0%})" for rule in RULES
        )
        print(f"{name:16} {found['spend']:8.0f} {best:9.0f} {shown}")


if __name__ == "__main__":
    main()
