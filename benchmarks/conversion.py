"""Compare shrunk rates with raw rates and account means by log-loss on held-out clicks.

Usage: python benchmarks/conversion.py [--seeds 20]

Reads the search-term reports in `KWOPT_DATA` (default ../shared/data). The daily account is split by date
(first two thirds of the days against the rest), the others by thinning clicks at random: each click, with its
order if it had one, falls to training with probability 2/3. Prints log-loss per held-out click of each rate
divided by that of kwopt's, so that a ratio above 1 says by how much kwopt's is better. The raw rate is
clipped to 0.001 .. 0.999 and is the account's mean for terms without training clicks: without that its loss
is infinite. "best fixed" is the fixed strength that is best on the held-out clicks themselves: hindsight.

Then, for the market table, how many visitors per index-implied visitor its printed rates betray.
"""

import argparse
import os
from pathlib import Path

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.scoring.conversion import fit_conversion_prior, shrink

FOLDER = Path(os.environ.get("KWOPT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
TRAINING_SHARE = 2 / 3
STRENGTHS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000)
TERM, CLICKS, ORDERS, DATE = "Customer Search Term", "Clicks", "7 Day Total Orders (#)", "Date"


def by_term(report: pd.DataFrame) -> pd.DataFrame:
    """Return clicks and orders by search term; orders above clicks count as clicks."""
    term = report[TERM].astype(str).str.casefold()
    sums = report[[CLICKS, ORDERS]].groupby(term).sum()
    return pd.DataFrame({c.CLICKS: sums[CLICKS], c.ORDERS: np.minimum(sums[ORDERS], sums[CLICKS])})


def split_by_date(report: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    days = np.sort(report[DATE].unique())
    early = report[DATE] < days[int(len(days) * TRAINING_SHARE)]
    return by_term(report[early]), by_term(report[~early])


def split_by_thinning(report: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    whole = by_term(report)
    random = np.random.default_rng(seed)
    sold = random.binomial(whole[c.ORDERS], TRAINING_SHARE)
    unsold = random.binomial(whole[c.CLICKS] - whole[c.ORDERS], TRAINING_SHARE)
    training = pd.DataFrame({c.CLICKS: sold + unsold, c.ORDERS: sold}, index=whole.index)
    return training, whole - training


def loss(rate: np.ndarray, held_out: pd.DataFrame) -> float:
    """Return log-loss per held-out click."""
    rate = np.clip(rate, 1e-3, 1 - 1e-3)
    orders, clicks = held_out[c.ORDERS], held_out[c.CLICKS]
    return float(-(orders * np.log(rate) + (clicks - orders) * np.log(1 - rate)).sum() / clicks.sum())


def losses(training: pd.DataFrame, held_out: pd.DataFrame) -> dict[str, float]:
    held_out = held_out[held_out[c.CLICKS] > 0]
    seen = training.reindex(held_out.index).fillna(0.0)
    clicks, orders = seen[c.CLICKS].to_numpy(float), seen[c.ORDERS].to_numpy(float)
    mean = training[c.ORDERS].sum() / training[c.CLICKS].sum()
    raw = np.where(clicks > 0, orders / np.maximum(clicks, 1), mean)
    prior = fit_conversion_prior(training, rate="orders_per_click")
    fixed = {s: loss((orders + s * mean) / (clicks + s), held_out) for s in STRENGTHS}
    return {
        "kwopt": loss(shrink(seen, prior)[c.CONVERSION].to_numpy(), held_out),
        "raw": loss(raw, held_out),
        "mean": loss(np.full(len(seen), mean), held_out),
        "fixed 20": fixed[20],
        "best fixed": min(fixed.values()),
        "strength": prior.strength,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    print(f"{'account':16} {'clicks':>8} {'log-loss':>8} {'strength':>8} ", end="")
    print(" ".join(f"{name:>10}" for name in ("raw", "mean", "fixed 20", "best fixed")), "(loss / kwopt's)")
    for path in sorted((FOLDER / "ppc").glob("*.csv")):
        report = pd.read_csv(path)
        if DATE in report.columns:
            splits = [split_by_date(report)]
        else:
            splits = [split_by_thinning(report, seed) for seed in range(seeds)]
        means = pd.DataFrame([losses(*split) for split in splits]).mean()
        ratios = [means[name] / means["kwopt"] for name in ("raw", "mean", "fixed 20", "best fixed")]
        print(
            f"{path.stem:16} {by_term(report)[c.CLICKS].sum():8.0f} {means['kwopt']:8.5f} "
            f"{means['strength']:8.1f}  " + " ".join(f"{ratio:10.4f}" for ratio in ratios)
        )
    print_visitor_scale()


def print_visitor_scale() -> None:
    table = pd.read_csv(FOLDER / "keywords_taobao.csv")
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
