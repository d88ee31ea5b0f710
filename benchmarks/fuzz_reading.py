"""Read made files, muddled and damaged, and count what came of each. No benchmark, but a search for faults.

    python benchmarks/fuzz_reading.py [--inputs 100000] [--first 0] [--score-every 50]

Each number is a file of `tests/made_exports.py`: a documented export, muddled, in one of ten containers, two
fifths of them damaged bytewise. Each must give a table whose rows add up and of which none is lost, or one
sentence in both languages; anything else is a fault, printed with its number, and the exit code is 1. Every
so many tables are scored too.
"""

import argparse
import io
import os
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kwopt import read_keywords, score_keywords
from tests.made_exports import made
from tests.made_readings import read_made

CHUNK = 250
SLOW = 10.0
"""Seconds after which one small file counts as a fault."""


def outcome(seed: int, scored: bool) -> tuple[str, list[str]]:
    """Return in a few words what came of a file, and its faults."""
    file = made(seed)
    start = time.process_time()
    try:
        found, faults = read_made(file)
        if scored and found == "read":
            score_keywords(read_keywords(io.BytesIO(file.data)))
    except BaseException:  # even what is no Exception: a panic of a reader written in Rust
        found, faults = "traceback", [traceback.format_exc(limit=-3)]
    if time.process_time() - start > SLOW:
        faults.append(f"took {time.process_time() - start:.0f} s")
    kind = "damaged" if file.body is None else "whole"
    return f"{kind}: {found}", [f"{seed} {file.container}: {fault}" for fault in faults]


def chunk(first: int, last: int, score_every: int) -> tuple[Counter[str], list[str]]:
    """Return counts of outcomes and all faults of some files."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(first, last):
        found, wrong = outcome(seed, score_every > 0 and seed % score_every == 0)
        counts[found] += 1
        faults += wrong
    return counts, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--score-every", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    faults: list[str] = []
    last = asked.first + asked.inputs
    starts = range(asked.first, last, CHUNK)
    with ProcessPoolExecutor(asked.jobs) as pool:
        parts = [pool.submit(chunk, start, min(start + CHUNK, last), asked.score_every) for start in starts]
        for part in parts:
            found, wrong = part.result()
            counts += found
            faults += wrong
            for line in wrong:
                print(line, flush=True)
    for name, count in counts.most_common():
        print(f"{count:8,}  {name}")
    print(f"{asked.inputs:,} files, {len(faults)} faults")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
