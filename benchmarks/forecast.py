"""How often the intervals of a forecast hold what came: the daily account, by date.

Usage: python benchmarks/forecast.py

Reads `uk_dustsheet.csv` in `KWOPT_DATA` (default ../shared/data). Each campaign, ad group and match type is
an entrance; the first part of the days is the past period, and the impressions (or clicks) of the rest are
the plan. Prints the share of 80 % intervals that hold the later clicks and orders, for all entrances and for
those that expect three orders or more, with and without drift, and the total beside its interval. The report
lists impressions of terms with a click only, so its clicks per impression depend on the length of a period:
planned clicks test the conversion alone.
"""

import numpy as np
import pandas as pd
from ppc_data import REPORTS

from kwopt import columns as c
from kwopt.bids.forecasts.draws import Drift
from kwopt.bids.forecasts.forecast import Forecast, forecast

GROUP = ["Campaign Name", "Ad Group Name", "Match Type"]
NAMES = {"Impressions": c.IMPRESSIONS, "Clicks": c.CLICKS, "7 Day Total Orders (#)": c.ORDERS}
SPLITS = {
    "2/3 : 1/3": (0, 36, 54),
    "1/2 : 1/2": (0, 27, 54),
    "first thirds": (0, 18, 36),
    "last": (18, 36, 54),
}
DRIFTS = {"none": Drift(0.0, 0.0, 0.0), "default": Drift()}
FEW = 3.0


def by_entrance(report: pd.DataFrame, days: np.ndarray) -> pd.DataFrame:
    name = report[GROUP].astype(str).agg(" / ".join, axis=1)
    chosen = report["Date"].isin(days)
    return report[chosen].rename(columns=NAMES).groupby(name[chosen])[list(NAMES.values())].sum()


def forecast_of(past: pd.DataFrame, later: pd.DataFrame, plan: str, drift: Drift) -> Forecast:
    table = past.reindex(later.index).assign(**{plan: later[plan.removeprefix("planned_")]})
    return forecast(table.rename_axis(c.ENTRANCE).reset_index(), value_per_order=1.0, drift=drift)


def held(found: pd.DataFrame, later: pd.DataFrame, measure: str) -> pd.Series:
    came = later[measure].to_numpy()
    return (found[c.low(measure)] <= came) & (came <= found[c.high(measure)])


def main() -> None:
    report = pd.read_csv(REPORTS / "uk_dustsheet.csv")
    days = np.sort(report["Date"].unique())
    print(f"{'split':14}{'plan':22}{'drift':9}{'clicks':>8}{'orders':>8}{'>=3':>8}   total orders")
    for split, (start, middle, end) in SPLITS.items():
        past, later = by_entrance(report, days[start:middle]), by_entrance(report, days[middle:end])
        for plan in (c.PLANNED_IMPRESSIONS, c.PLANNED_CLICKS):
            for name, drift in DRIFTS.items():
                found = forecast_of(past, later, plan, drift)
                rows, total = found.entrances, found.total
                orders, many = held(rows, later, c.ORDERS), rows[c.ORDERS] >= FEW
                print(
                    f"{split:14}{plan:22}{name:9}{held(rows, later, c.CLICKS).mean():8.2f}"
                    f"{orders.mean():8.2f}{orders[many].mean():8.2f}   {later[c.ORDERS].sum():.0f} of "
                    f"{total[c.low(c.ORDERS)]:.0f} - {total[c.high(c.ORDERS)]:.0f}"
                )


if __name__ == "__main__":
    main()
