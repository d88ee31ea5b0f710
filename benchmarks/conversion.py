"""Compare kwopt's rates with raw rates, account means and fixed shrinkage on held-out clicks.

Usage: python benchmarks/conversion.py [--seeds 20]

Reads the search-term reports in `KWOPT_DATA` (default ../shared/data), split as `ppc_data` says: the daily
account by date, the others at random (means over the seeds). Prints

1. log-loss per held-out click of each rate divided by that of kwopt's: above 1, kwopt's is better. The raw
   rate is clipped to 0.001 .. 0.999 and is the account's mean for terms without training clicks: without that
   its loss is infinite. "best fixed" is the fixed strength that is best on the held-out clicks themselves:
   hindsight. "one prior" is kwopt's model without anything that keywords share.
2. the same for terms without training clicks alone, whose rate is told by their words and groups;
3. calibration: the Kolmogorov-Smirnov distance of randomized probability integral transforms from uniform
   and its p-value (median over the seeds), and the share of 80 % intervals that hold the orders of groups of
   terms, in eight random orders, pooled to ten expected orders or more. Single terms expect less than one
   order: their coverage says nothing.

Then, for the market table, how many visitors per index-implied visitor its printed rates betray.
"""

import argparse

import numpy as np
import pandas as pd
from ppc_data import Split, accounts, is_daily, splits
from real_data import TABLE
from scipy.stats import betabinom, kstest

from kwopt import columns as c
from kwopt.scoring.rates.conversion import Posterior, fit_conversion_prior, posterior
from kwopt.scoring.rates.pooled import fit_pooled_rates

STRENGTHS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000)
RIVALS = ("raw", "mean", "fixed 20", "best fixed", "one prior")
POOLED_ORDERS = 10
GROUPINGS, DRAWS = 8, 400


def losses(split: Split, rates: Posterior, terms: np.ndarray) -> dict[str, float]:
    """Return log-loss per held-out click of each rate, over some of the held-out terms."""
    held_out = split.held_out[terms]
    seen = split.training.loc[held_out.index]
    orders, clicks = seen[c.ORDERS].to_numpy(), seen[c.CLICKS].to_numpy()
    mean = split.training[c.ORDERS].sum() / split.training[c.CLICKS].sum()
    raw = np.where(clicks > 0, orders / np.maximum(clicks, 1), mean)
    fixed = {s: loss((orders + s * mean) / (clicks + s), held_out) for s in STRENGTHS}
    prior = fit_conversion_prior(split.training, rate="orders_per_click")
    return {
        "kwopt": loss(rates.mean[terms], held_out),
        "raw": loss(raw, held_out),
        "mean": loss(np.full(len(seen), mean), held_out),
        "fixed 20": fixed[20],
        "best fixed": min(fixed.values()),
        "one prior": loss(posterior(seen, prior).mean, held_out),
    }


def loss(rate: np.ndarray, held_out: pd.DataFrame) -> float:
    """Return log-loss per held-out click."""
    rate = np.clip(rate, 1e-3, 1 - 1e-3)
    orders, clicks = held_out[c.ORDERS].to_numpy(), held_out[c.CLICKS].to_numpy()
    return float(-(orders * np.log(rate) + (clicks - orders) * np.log(1 - rate)).sum() / clicks.sum())


def held_out_rates(split: Split) -> Posterior:
    """Return kwopt's rates of the held-out terms, learned from the training rows."""
    found = fit_pooled_rates(split.training, rows=split.rows).posterior(split.training, rows=split.rows)
    places = split.training.index.get_indexer(split.held_out.index)
    return Posterior(found.alpha[places], found.beta[places], found.basis[places])


def calibration(split: Split, rates: Posterior, seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    clicks = split.held_out[c.CLICKS].to_numpy(int)
    orders = split.held_out[c.ORDERS].to_numpy(int)
    law = betabinom(clicks, rates.alpha, rates.beta)
    transform = law.cdf(orders) - random.random(len(orders)) * law.pmf(orders)
    test = kstest(transform, "uniform")
    found = [coverage(clicks, orders, rates, random) for _ in range(GROUPINGS)]
    held, groups = np.sum(found, axis=0)
    return {"distance": test.statistic, "p": test.pvalue, "held": held, "groups": groups}


def coverage(
    clicks: np.ndarray, orders: np.ndarray, rates: Posterior, random: np.random.Generator
) -> tuple[int, int]:
    """Return how many groups' orders lie in their 80 % interval, ties broken at random, and of how many."""
    shuffled = random.permutation(len(clicks))
    expected = np.cumsum((clicks * rates.mean)[shuffled])
    group = (expected / POOLED_ORDERS).astype(int)
    complete = int(group.max(initial=0))
    drawn_rates = random.beta(rates.alpha[shuffled], rates.beta[shuffled], size=(DRAWS, len(clicks)))
    drawn = random.binomial(clicks[shuffled], drawn_rates)
    held = 0
    for number in range(complete):
        its = group == number
        sums, seen = drawn[:, its].sum(axis=1), orders[shuffled][its].sum()
        place = np.mean(sums < seen) + random.random() * np.mean(sums == seen)
        held += int(0.1 < place < 0.9)
    return held, complete


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    results = {name: measured(rows, seeds) for name, rows in accounts().items()}
    print_losses("all held-out terms", {name: found[0] for name, found in results.items()})
    print_losses("terms without training clicks", {name: found[1] for name, found in results.items()})
    print_calibration({name: found[2] for name, found in results.items()})
    print_visitor_scale()


def measured(rows: pd.DataFrame, seeds: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return losses over all terms, over unseen ones, and calibration, one row a split."""
    every, unseen, calibrated = [], [], []
    for seed, split in enumerate(splits(rows, seeds)):
        rates = held_out_rates(split)
        clicks = split.held_out[c.CLICKS]
        every.append({"clicks": clicks.sum(), **losses(split, rates, np.ones(len(clicks), dtype=bool))})
        unseen.append({"clicks": clicks[split.unseen].sum(), **losses(split, rates, split.unseen)})
        calibrated.append({"daily": is_daily(rows), **calibration(split, rates, seed)})
    return pd.DataFrame(every), pd.DataFrame(unseen), pd.DataFrame(calibrated)


def print_losses(title: str, accounts_: dict[str, pd.DataFrame]) -> None:
    print(f"{title:30} {'clicks':>7} {'log-loss':>8} " + " ".join(f"{name:>10}" for name in RIVALS))
    for name, found in accounts_.items():
        means = found.mean()
        ratios = " ".join(f"{means[rival] / means['kwopt']:10.4f}" for rival in RIVALS)
        print(f"{name:30} {means['clicks']:7.0f} {means['kwopt']:8.5f} {ratios}")
    print()


def print_calibration(accounts_: dict[str, pd.DataFrame]) -> None:
    print(f"{'calibration':30} {'distance':>8} {'median p':>8} {'p > .05':>8} {'80 % hold':>9} {'groups':>7}")
    for name, found in accounts_.items():
        split = "by date" if found["daily"].all() else f"{len(found)} seeds"
        print(
            f"{name + ', ' + split:30} {found['distance'].mean():8.3f} {found['p'].median():8.2f} "
            f"{(found['p'] > 0.05).mean():8.0%} {found['held'].sum() / found['groups'].sum():9.1%} "
            f"{found['groups'].sum():7.0f}"
        )


def print_visitor_scale() -> None:
    table = pd.read_csv(TABLE)
    canonical = pd.DataFrame(
        {
            c.SEARCH_VOLUME: table["搜索人气"].astype(float),
            c.CLICK_THROUGH_RATE: table["点击率"] / 100,
            c.BUYERS_PER_VISITOR: table["支付转化率"] / 100,
        }
    )
    prior = fit_conversion_prior(canonical)
    (scale,) = prior.scales.values()
    print(f"\nkeywords_taobao: {scale.basis}, prior mean {prior.mean:.4f}, strength {prior.strength:.1f}")
    for volume in (100.0, 200.0, 300.0, 500.0, 1000.0, 5000.0):
        share = scale.visitors(np.array([volume]))[0] / volume
        print(f"  {volume:6.0f} index-implied visitors: {share:.2f} real visitors each")


if __name__ == "__main__":
    main()
