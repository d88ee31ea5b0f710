"""Long lists and whole shops: rows and products per second, memory, and how the cost grows.

    python benchmarks/scale.py lists               rows per second, against a script by hand and the floor
    python benchmarks/scale.py memory              peak of memory up to four million rows
    python benchmarks/scale.py products            scoring and composing, products per second and core
    python benchmarks/scale.py batch               `kwopt batch`, one process and two
    python benchmarks/scale.py                     all of it (some twenty minutes)

lists: from CSV to CSV, whole commands in processes of their own, imports and start-up counted, for tables of
10 thousand, 100 thousand and one million distinct keywords (made as in benchmarks/speed.py from real ones,
with real figures). Every contestant runs in turn, several times; medians count.

by hand   benchmarks/scale_by_hand.py: pandas, jieba, TF-IDF of scikit-learn
floor     what cannot be saved: kwopt's reader, one call of bare rjieba for each keyword, kwopt's writer for
          the table as it was read
wide      the same, but it writes the table that kwopt writes (some 30 columns more), whose loading is taken
          off again: what a result of this width costs to write
kwopt     `kwopt score TABLE --product data/qipao.toml -o OUT.csv --jobs N`

Growth is the exponent of time over rows between neighbouring sizes: 1 is linear. Start-up flattens the first.

memory: the peak of all processes of one command together (proportional set size: shared pages are counted
once; Linux only), sampled ten times a second.

products: 1,000 real Taobao products against the real table of 39,360 keywords, in one process and thread, by
processor time: score alone, then composing one title with its proof, by how many keywords are eligible.

batch: the same products by `kwopt batch`, one process and two, whole commands.
"""

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
from memory import below, proportional_set_size
from real_data import DATA, TABLE, product_of, product_records
from speed import resampled

HERE = Path(__file__).resolve().parent
PRODUCT = HERE.parent / "data" / "qipao.toml"
AS_OF = "2022-05-01"
SIZES = (10_000, 100_000, 1_000_000)
MEMORY_SIZES = (1_000_000, 2_000_000, 4_000_000)
REPEATS = {10_000: 5, 100_000: 5, 1_000_000: 3}
PRODUCTS = 1_000
CLASSES = ((1, 100), (101, 300), (301, 10_000))
"""Eligible keywords of a product, from and to."""
AIMS = {"by hand, one process": 5.0, "by hand, two": 9.0, "floor": 2.0, "MB": 1_500.0, "two over one": 1.7}
KWOPT = (sys.executable, "-c", "from kwopt.cli.main import main; main()")
SELF = (sys.executable, str(HERE / "scale.py"))


@dataclass(frozen=True)
class Run:
    """Seconds of one command, wall and processor time of all its processes; peak of memory in MB."""

    wall: float
    processor: float
    peak: float = 0.0


def run(command: Sequence[str], *, watched: bool = False) -> Run:
    """Run a command to its end; a failure ends the benchmark."""
    before, start = os.times(), time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        watch = Watch(process.pid) if watched else None
        if process.wait() not in (0, 3):
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode()}")
    wall, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, processor, watch.stop() if watch else 0.0)


class Watch:
    """Samples the memory of a process and all below it until stopped."""

    def __init__(self, pid: int) -> None:
        self.peak, self._pid, self._over = 0.0, pid, threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the peak."""
        self._over.set()
        self._thread.join()
        return self.peak

    def _sample(self) -> None:
        while not self._over.wait(0.1):
            self.peak = max(self.peak, sum(proportional_set_size(pid) for pid in below(self._pid)))


def score_command(table: Path, out: Path, jobs: int) -> list[str]:
    return [*KWOPT, "score", str(table), "--product", str(PRODUCT), "-o", str(out), "--jobs", str(jobs),
            "--as-of", AS_OF]  # fmt: skip


def made_table(size: int, folder: Path) -> Path:
    path = folder / f"{size}.csv"
    resampled(size).to_csv(path, index=False)
    return path


def measure_lists(repeats: int | None) -> list[str]:
    """Return the lines of `lists`."""
    medians: dict[int, dict[str, Run]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            table, result = made_table(size, folder), folder / "result.csv"
            run(score_command(table, result, 1))
            wide = folder / "wide.parquet"
            pd.read_csv(result).to_parquet(wide)
            out = str(folder / "out.csv")
            contestants = {
                "by hand": [sys.executable, str(HERE / "scale_by_hand.py"), str(table), str(PRODUCT), out],
                "floor": [*SELF, "--floor", str(table), out],
                "wide": [*SELF, "--floor", str(table), out, str(wide)],
                "kwopt, one process": score_command(table, Path(out), 1),
                "kwopt, two": score_command(table, Path(out), 2),
            }
            runs = [
                {name: run(command) for name, command in contestants.items()}
                for _ in range(repeats or REPEATS[size])
            ]
            loading = seconds_to_load(wide)
            medians[size] = {name: middle([one[name] for one in runs]) for name in contestants}
            found = medians[size]["wide"]
            medians[size]["wide"] = Run(found.wall - loading, found.processor - loading)
            print(f"{size:,} rows measured", file=sys.stderr)
    return [line for size, found in medians.items() for line in told(size, found)] + growth(medians)


def middle(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(one.wall for one in runs), statistics.median(one.processor for one in runs))


def seconds_to_load(wide: Path) -> float:
    start = time.perf_counter()
    pd.read_parquet(wide)
    return time.perf_counter() - start


def told(size: int, found: dict[str, Run]) -> list[str]:
    """Return one size as a table: seconds, rows per second, against the script by hand and the floors."""
    lines = [f"{size:,} rows          seconds  processor   rows/s   x by hand   of floor   of wide floor"]
    for name, one in found.items():
        lines.append(
            f"  {name:20} {one.wall:7.2f} {one.processor:10.2f} {size / one.wall:8,.0f}"
            f" {found['by hand'].wall / one.wall:10.1f} {one.wall / found['floor'].wall:10.2f}"
            f" {one.wall / found['wide'].wall:14.2f}"
        )
    return [*lines, ""]


def growth(medians: dict[int, dict[str, Run]]) -> list[str]:
    """Return the exponents of growth between neighbouring sizes."""
    told = []
    for first, last in pairwise(medians):
        for name in ("kwopt, one process", "kwopt, two", "by hand"):
            ratio = medians[last][name].wall / medians[first][name].wall
            exponent = math.log(ratio) / math.log(last / first)
            told.append(f"growth from {first:,} to {last:,} rows, {name}: rows ^ {exponent:.2f}")
    return told


def floor(table: Path, out: Path, wide: Path | None) -> None:
    """Read, cut and write, nothing else: run in a process of its own."""
    import rjieba

    from kwopt import read_keywords
    from kwopt.tables import write_table

    frame = read_keywords(table).frame
    cut = rjieba.Jieba().cut
    for keyword in frame["keyword"].tolist():
        cut(keyword, False)
    write_table(frame if wide is None else pd.read_parquet(wide), out)


def measure_memory() -> list[str]:
    """Return the lines of `memory`."""
    lines = ["rows         one process   two processes     MB, peak of all processes together"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = made_table(MEMORY_SIZES[0], folder)
        for size in MEMORY_SIZES:
            table = repeated(base, size, folder)
            out = folder / "out.csv"
            peaks = [run(score_command(table, out, jobs), watched=True).peak for jobs in (1, 2)]
            lines.append(f"{size:9,} {peaks[0]:13,.0f} {peaks[1]:15,.0f}")
            print(f"{size:,} rows measured", file=sys.stderr)
    return [*lines, f"aim: under {AIMS['MB']:,.0f} MB at a million rows, and flat beyond"]


def repeated(base: Path, size: int, folder: Path) -> Path:
    """Return a table of `size` distinct keywords: those of `base` again and again, with a number behind."""
    path = folder / f"memory{size}.csv"
    header, *rows = base.read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        for turn in range(size // len(rows)):
            mark = "" if turn == 0 else f" {turn}"
            file.writelines(f"{row.replace(',', mark + ',', 1)}\n" for row in rows)
    return path


def measure_products(count: int) -> list[str]:
    """Return the lines of `products`."""
    from kwopt import KeywordIndex, Settings, read_keywords, score
    from kwopt.titles import compose

    settings = Settings(as_of=date.fromisoformat(AS_OF))
    index = KeywordIndex.build(read_keywords(TABLE))
    products = [product_of(record) for record in product_records()[:count]]
    score(index, products[0], settings)
    scoring, composing = [], []
    for place, product in enumerate(products, 1):
        start = time.process_time()
        scored = score(index, product, settings)
        between = time.process_time()
        result = compose(scored, product, settings=settings, effort="fast")
        composing.append((result.eligible, time.process_time() - between))
        scoring.append(between - start)
        if place % 50 == 0:
            print(f"{place} of {count} products", file=sys.stderr)
    lines = [
        f"{count:,} products x {len(index.rows.tokens):,} keywords, one process, processor time",
        f"scored  {1 / statistics.mean(scoring):6.1f} products/s (aim 10)",
    ]
    for (first, last), aim in zip(CLASSES, ("8", "4", "-"), strict=True):
        found = [seconds for eligible, seconds in composing if first <= eligible <= last]
        if found:
            lines.append(
                f"titled  {1 / statistics.mean(found):6.1f} products/s with {first} to {last} eligible "
                f"keywords (aim {aim}); {len(found)} products, median {statistics.median(found):.3f} s, "
                f"worst {max(found):.2f} s"
            )
    none = sum(eligible == 0 for eligible, _ in composing)
    return [*lines, f"{none} products with no eligible keyword, not counted as titled"]


def measure_batch(count: int) -> list[str]:
    """Return the lines of `batch`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalog = folder / "catalog.jsonl"
        lines = (DATA / "products_taobao.jsonl").read_text(encoding="utf-8").splitlines()[:count]
        catalog.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found, written = {}, {}
        for jobs in (1, 2):
            out = folder / f"titles{jobs}.jsonl"
            options = ["--keywords", str(TABLE), "--as-of", AS_OF, "--jobs", str(jobs), "-o", str(out)]
            found[jobs] = run([*KWOPT, "batch", str(catalog), *options])
            written[jobs] = out.read_bytes()
            print(f"{jobs} processes measured", file=sys.stderr)
    if written[1] != written[2]:
        raise SystemExit("one process and two wrote different bytes")
    return [
        f"{count:,} products: one process {found[1].wall:.1f} s ({count / found[1].wall:.1f} products/s), "
        f"two {found[2].wall:.1f} s ({count / found[2].wall:.1f}/s): "
        f"{found[1].wall / found[2].wall:.2f} times as fast (aim {AIMS['two over one']}); equal bytes"
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help="lists, memory, products, batch; all unless given")
    parser.add_argument("--repeats", type=int, help="runs of each contestant of lists")
    parser.add_argument("--products", type=int, default=PRODUCTS, help="products of products and batch")
    parser.add_argument("--floor", nargs="+", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.floor:
        floor(asked.floor[0], asked.floor[1], asked.floor[2] if len(asked.floor) > 2 else None)
        return
    parts = {
        "lists": lambda: measure_lists(asked.repeats),
        "memory": measure_memory,
        "products": lambda: measure_products(asked.products),
        "batch": lambda: measure_batch(asked.products),
    }
    for name in asked.parts or parts:
        print("\n".join(parts[name]()), flush=True)


if __name__ == "__main__":
    main()
