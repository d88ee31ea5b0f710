"""How long kwopt takes to read and understand a million rows, against `pandas.read_csv` of the same file.

    python benchmarks/reading.py [--rows 1000000] [--repeats 7] [--profile plain]

Four tables are made of real rows, drawn with replacement by a fixed seed, in a temporary folder:

plain       the Taobao table as the plug-in writes it, every keyword made distinct by a number behind it
repeated    the same rows as drawn: every keyword stands there some 25 times, and is merged
worded      生意参谋's way of writing the same figures ("11,269", "78.15%", "1万 ~ 2.5万", "-"): all text
report      an Amazon search-term report, its rows added up by search term

pandas      `pandas.read_csv(path)`: bytes to columns, nothing understood
kwopt       `read_keywords(path)`: encoding, header row, columns, units, scales, rows that are no keywords,
            repeated keywords merged or added, every repair listed

Both take turns, so that a busy machine slows both; medians of wall time. The first turn is not counted. What
is read is checked: rows read must be rows written.
"""

import argparse
import cProfile
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from real_data import DATA, TABLE

from kwopt import read_keywords

SEED = 5
AIM = 5.0
"""Most that kwopt may take on plain tables, in times of pandas."""


def drawn(frame: pd.DataFrame, rows: int) -> pd.DataFrame:
    """Return rows of `frame`, drawn with replacement."""
    places = np.random.default_rng(SEED).integers(0, len(frame), rows)
    return frame.iloc[places].reset_index(drop=True)


def repeated(rows: int) -> pd.DataFrame:
    """Return rows of the Taobao table as they stand in its file."""
    return drawn(pd.read_csv(TABLE, dtype=str, keep_default_na=False), rows)


def plain(rows: int) -> pd.DataFrame:
    """Return the same with distinct keywords."""
    frame = repeated(rows)
    return frame.assign(关键词=frame["关键词"] + " " + pd.Series(range(rows)).astype(str))


def worded(rows: int) -> pd.DataFrame:
    """Return the same figures as 生意参谋 writes them."""
    frame = plain(rows)
    searches = frame["搜索人气"].astype(float)
    grouped = searches.map("{:,.0f}".format)
    ranges = searches.map(lambda volume: f"{volume / 2:,.0f} ~ {volume / 5_000:.1f}万")
    percent = {name: frame[name] + "%" for name in ("支付转化率", "商城点击占比", "点击率")}
    return pd.DataFrame({
        "搜索词": frame["关键词"],
        "搜索人气": grouped.where(np.arange(rows) % 4 > 0, ranges),
        "在线商品数": frame["在线商品数"].astype(float).map("{:,.0f}".format),
        **{name: texts.where(np.arange(rows) % 10 > 0, "-") for name, texts in percent.items()},
    })  # fmt: skip


def report(rows: int) -> pd.DataFrame:
    """Return rows of an Amazon search-term report."""
    return drawn(pd.read_csv(DATA / "ppc" / "us_stretchwrap.csv", dtype=str, keep_default_na=False), rows)


TABLES: dict[str, Callable[[int], pd.DataFrame]] = {
    "plain": plain,
    "repeated": repeated,
    "worded": worded,
    "report": report,
}


def seconds(run: Callable[[], object]) -> float:
    """Return the wall time of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measured(path: Path, rows: int, repeats: int) -> str:
    """Return one table's times as a line."""
    floors, ours = [], []
    for _ in range(repeats + 1):
        floors.append(seconds(lambda: pd.read_csv(path)))
        ours.append(seconds(lambda: read_keywords(path)))
    table = read_keywords(path)
    if table.rows_read != rows or table.rows_refused:
        raise SystemExit(f"{path}: {table.rows_read} rows read of {rows}")
    floor, own = statistics.median(floors[1:]), statistics.median(ours[1:])
    told = f"pandas {floor:.3f} s, kwopt {own:.3f} s: {own / floor:.1f} times"
    return f"{path.stem:9} {path.stat().st_size / 1e6:4.0f} MB  {told}  ({table.rows_kept:,} keywords)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--profile", choices=TABLES, help="show where the time of one table goes instead")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in [asked.profile] if asked.profile else TABLES:
            path = Path(folder) / f"{name}.csv"
            TABLES[name](asked.rows).to_csv(path, index=False)
            if asked.profile:
                read_keywords(path)
                profile = cProfile.Profile()
                profile.runcall(read_keywords, path)
                pstats.Stats(profile).sort_stats("cumtime").print_stats(40)
            else:
                print(measured(path, asked.rows, asked.repeats), flush=True)
    if not asked.profile:
        print(f"aimed at: at most {AIM:.0f} times on the plain table")


if __name__ == "__main__":
    main()
