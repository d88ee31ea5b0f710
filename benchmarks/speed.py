"""How long kwopt takes to read and score a table, against reading and segmenting it and nothing else.

    python benchmarks/speed.py [--engine rjieba] [--engine jieba] [--rows 1000000]

floor       pandas.read_csv of the same file, then the bare engine (its own dictionary, HMM off, the cheaper
            cut) once for every keyword, one call each
kwopt       read_keywords, KeywordIndex.build, score for one product: what score_keywords does, with the
            engine named
next        score alone, for each further product against the built index
cuts        the bare engines against each other, where both are measured: the floor's second half

Imports and the engine's start-up are outside every measurement; a full unmeasured run of both goes first.
Floor and kwopt take turns, so that a busy machine slows both; the best of 7 is kept, of wall time
(perf_counter) and of processor time (process_time, all threads) each. kwopt's segmenter is made anew before
each turn, so that nothing is remembered of the keywords' words.

With --rows N, tables of N, N/4, N/16 ... rows down to that of the data are made in a temporary folder:
distinct keywords, each the beginning of one real keyword and the end of another, with the figures of a
third. Every size runs once in a process of its own, and shows time against the floor, each further product
and the peak of memory (Linux). The growth is the exponent of time over rows between the first size and the
last: 1 is linear.
"""

import argparse
import json
import logging
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from real_data import AS_OF, TABLE, graded_products

from kwopt import KeywordIndex, Product, Settings, read_keywords, score
from kwopt.language.segment import EngineName, SegmenterSpec, segmenter

REPEATS = 7
SEED = 7
SMALLEST = 39_360
"""Rows of the data's own table: growth is measured from about here on."""
MOST_WORDS = 12
"""Words of a made keyword."""
ENGINES: tuple[EngineName, ...] = ("rjieba", "jieba")
TARGETS = {"rjieba": 4.0, "jieba": 2.0}
"""Most that kwopt may take, in times of the floor."""


@dataclass(frozen=True)
class Timing:
    """Seconds of one run."""

    wall: float
    processor: float


@dataclass(frozen=True)
class SpeedResult:
    """Best seconds of floor and kwopt with one engine; median and worst of the further products."""

    engine: str
    floor: Timing
    cut: Timing
    kwopt: Timing
    further: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, float]:
        """Time of kwopt in times of the floor: wall, processor."""
        return self.kwopt.wall / self.floor.wall, self.kwopt.processor / self.floor.processor


def timed(run: Callable[[], Any]) -> Timing:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return Timing(time.perf_counter() - wall, time.process_time() - processor)


def best(runs: Sequence[Timing]) -> Timing:
    return Timing(min(run.wall for run in runs), min(run.processor for run in runs))


def bare_cut(engine: EngineName) -> Callable[[str], list[str]]:
    """Return the engine as it comes, ready to cut."""
    if engine == "rjieba":
        import rjieba

        jieba = rjieba.Jieba()
        return lambda text: jieba.cut(text, False)
    import jieba

    jieba.default_logger.setLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return lambda text: tokenizer.lcut(text, HMM=False)


def measure(engine: EngineName, products: Sequence[Product]) -> SpeedResult:
    """Time one engine; the first product is scored with the table, the others against its index."""
    settings, spec, cut = Settings(as_of=AS_OF), SegmenterSpec(engine=engine), bare_cut(engine)

    def floor() -> None:
        for keyword in pd.read_csv(TABLE)["关键词"].astype(str):
            cut(keyword)

    def whole() -> None:
        score(KeywordIndex.build(read_keywords(TABLE), spec), products[0], settings)

    segmenter(spec)
    floor()
    whole()
    keywords = pd.read_csv(TABLE)["关键词"].astype(str).tolist()
    floors, cuts, wholes = [], [], []
    for _ in range(REPEATS):
        floors.append(timed(floor))
        cuts.append(timed(lambda: [cut(keyword) for keyword in keywords]))
        segmenter.cache_clear()
        segmenter(spec)
        wholes.append(timed(whole))
    index = KeywordIndex.build(read_keywords(TABLE), spec)
    further = [
        best([timed(lambda product=product: score(index, product, settings)) for _ in range(3)]).wall
        for product in products[1:]
    ]
    return SpeedResult(engine, best(floors), best(cuts), best(wholes), tuple(further))


def lines(result: SpeedResult) -> list[str]:
    """Return one engine's result as text."""
    wall, processor = result.ratios
    target = TARGETS[result.engine]
    further = statistics.median(result.further)
    return [
        f"{result.engine}: floor {result.floor.wall:.3f} s (processor {result.floor.processor:.3f}), "
        f"kwopt {result.kwopt.wall:.3f} s (processor {result.kwopt.processor:.3f})",
        f"  ratio {wall:.2f} by wall time, {processor:.2f} by processor time; at most {target:.0f} wanted: "
        f"{'reached' if max(wall, processor) <= target else 'MISSED'}",
        f"  each further product: median {further:.3f} s, worst {max(result.further):.3f} s "
        f"({further / result.kwopt.wall:.0%} of the first)",
    ]


def engines_told(found: Sequence[SpeedResult]) -> list[str]:
    """Return how much faster the first engine cuts than each other."""
    first, *others = found
    return [
        f"{first.engine} cuts {other.cut.wall / first.cut.wall:.1f} times as fast as {other.engine}"
        for other in others
    ]


def resampled(size: int) -> pd.DataFrame:
    """Return a table of `size` distinct keywords, the real ones first; the same for every run."""
    real = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    cut = segmenter(SegmenterSpec()).words
    words = [cut(keyword.lower()) or [keyword] for keyword in real["关键词"]]
    chance = random.Random(SEED)
    keywords = dict.fromkeys(real["关键词"].tolist()[:size])
    while len(keywords) < size:
        first, second = chance.choice(words), chance.choice(words)
        made = first[: chance.randint(1, len(first))] + second[chance.randrange(len(second)) :]
        if len(made) <= MOST_WORDS:
            keywords.setdefault("".join(made))
    places = [chance.randrange(len(real)) for _ in range(size)]
    return real.iloc[places].reset_index(drop=True).assign(关键词=list(keywords))


def sizes(largest: int) -> list[int]:
    """Return the sizes to measure, ascending, four times the one before."""
    steps = max(round(math.log(largest / SMALLEST, 4)), 1)
    return [round(largest / 4**step) for step in range(steps, -1, -1)]


def peak_memory() -> float:
    """Return the most memory that this process has held, in MB; what its parent held counts nothing."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def run_once(path: Path, engine: EngineName) -> dict[str, float]:
    """Return seconds of floor, table with first product, and each of further products; peak of memory, MB."""
    products = [graded.product for graded in graded_products()][:6]
    settings, spec, cut = Settings(as_of=AS_OF), SegmenterSpec(engine=engine), bare_cut(engine)
    score(KeywordIndex.build(pd.DataFrame({"keyword": ["旗袍"]}), spec), products[0], settings)
    indexes: list[KeywordIndex] = []
    index = timed(lambda: indexes.append(KeywordIndex.build(read_keywords(path), spec)))
    peak_index = peak_memory()
    scored = [timed(lambda product=product: score(indexes[0], product, settings)) for product in products]
    peak = peak_memory()
    floor = timed(lambda: [cut(keyword) for keyword in pd.read_csv(path)["关键词"].astype(str)])
    return {
        "floor": floor.wall,
        "index": index.wall,
        "kwopt": index.wall + scored[0].wall,
        "further": statistics.median(one.wall for one in scored[1:]),
        "peak_index": peak_index,
        "peak": peak,
    }


def measure_growth(largest: int, engine: EngineName) -> list[str]:
    """Return one line a size, and the exponents of growth."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        table = resampled(largest)
        for size in sizes(largest):
            path = Path(folder) / f"{size}.csv"
            table.head(size).to_csv(path, index=False)
            command = [sys.executable, __file__, "--engine", engine, "--once", str(path)]
            found[size] = json.loads(
                subprocess.run(command, capture_output=True, check=True, text=True).stdout
            )
    told = [
        f"{engine}, {size:,} rows: {one['kwopt']:.2f} s, {one['kwopt'] / one['floor']:.2f} of the floor; "
        f"index alone {one['index']:.2f} s, {one['peak_index']:,.0f} MB; "
        f"each further product {one['further']:.3f} s, {one['peak']:,.0f} MB at the peak"
        for size, one in found.items()
    ]
    first, last = min(found), max(found)
    span = math.log(last / first)
    exponents = {
        name: math.log(found[last][name] / found[first][name]) / span for name in ("kwopt", "further")
    }
    return [
        *told,
        f"  growth: rows ^ {exponents['kwopt']:.2f}, further products rows ^ {exponents['further']:.2f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", action="append", choices=ENGINES, help="may repeat; both unless given")
    parser.add_argument("--rows", type=int, help="largest table to measure growth up to, as 1000000")
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        print(json.dumps(run_once(asked.once, asked.engine[0])))
        return
    engines = asked.engine or ENGINES
    if asked.rows:
        for engine in engines:
            print("\n".join(measure_growth(asked.rows, engine)))
        return
    products, found = [graded.product for graded in graded_products()], []
    for engine in engines:
        found.append(measure(engine, products))
        print("\n".join(lines(found[-1])), flush=True)
    print("\n".join(engines_told(found)))


if __name__ == "__main__":
    main()
