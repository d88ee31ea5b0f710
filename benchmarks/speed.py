"""How long kwopt takes to read and score a table, against reading and segmenting it and nothing else.

    python benchmarks/speed.py [--engine rjieba] [--engine jieba]

floor       pandas.read_csv of the same file, then the bare engine (its own dictionary, HMM off, the cheaper
            cut) once for every keyword, one call each
kwopt       read_keywords, KeywordIndex.build, score for one product: what score_keywords does, with the
            engine named
next        score alone, for each further product against the built index

Imports and the engine's start-up are outside every measurement; a full unmeasured run of both goes first.
Floor and kwopt take turns, so that a busy machine slows both; the best of 7 is kept, of wall time
(perf_counter) and of processor time (process_time, all threads) each. kwopt's segmenter is made anew before
each turn, so that nothing is remembered of the keywords' words.
"""

import argparse
import logging
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from real_data import DATA, graded_products

from kwopt import KeywordIndex, Product, Settings, read_keywords, score
from kwopt.language.segment import EngineName, SegmenterSpec, segmenter

TABLE = DATA / "keywords_taobao.csv"
AS_OF = date(2022, 5, 1)
REPEATS = 7
ENGINES: tuple[EngineName, ...] = ("rjieba", "jieba")
TARGETS = {"rjieba": 4.0, "jieba": 2.0}
"""Most that kwopt may take, in times of the floor (issue 2)."""


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
    floors, wholes = [], []
    for _ in range(REPEATS):
        floors.append(timed(floor))
        segmenter.cache_clear()
        segmenter(spec)
        wholes.append(timed(whole))
    index = KeywordIndex.build(read_keywords(TABLE), spec)
    further = [
        best([timed(lambda product=product: score(index, product, settings)) for _ in range(3)]).wall
        for product in products[1:]
    ]
    return SpeedResult(engine, best(floors), best(wholes), tuple(further))


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", action="append", choices=ENGINES, help="may repeat; both unless given")
    engines = parser.parse_args().engine or ENGINES
    products = [graded.product for graded in graded_products()]
    for engine in engines:
        print("\n".join(lines(measure(engine, products))))


if __name__ == "__main__":
    main()
