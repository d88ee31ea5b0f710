"""Make the fitted files of `kwopt/resources/` again from the real data, each after those that it rests on.

    python benchmarks/refit.py            make all; names those that changed
    python benchmarks/refit.py --check    the same, puts back what was there, exit 1 if anything changed

The words written by hand (`lexicon_*.tsv`, `devices.toml`, the tables of types) come first: after a change of
those, cuts of words change, with these the counts, and with these the weights. Takes some four minutes.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "kwopt" / "resources"

MAKERS = (
    ("splits.tsv", "fit_splits.py"),
    ("types_near.tsv", "fit_near_types.py"),
    ("fluency.json", "fit_fluency.py"),
    ("title_words.json", "fit_title_words.py"),
    ("relevance.toml", "fit_relevance.py"),
    ("english_word_counts.tsv", "count_english_words.py"),
    ("fluency_english.json", "fit_fluency_english.py"),
    ("relevance_english.toml", "fit_relevance_english.py"),
)
"""Each fitted file and the script that makes it, in the order in which they rest on one another."""


def changed(name: str, script: str, *, keep: bool) -> bool:
    """Make one file and say whether its bytes differ from before; without `keep`, put the old ones back."""
    target, started = RESOURCES / name, time.perf_counter()
    before = target.read_bytes()
    subprocess.run([sys.executable, HERE / script], check=True, stdout=subprocess.DEVNULL)
    differs = target.read_bytes() != before
    if not keep:
        target.write_bytes(before)
    print(f"{name:26} {script:26} {time.perf_counter() - started:5.0f} s  {'CHANGED' if differs else 'same'}")
    return differs


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="put back what was there; exit 1 if changed")
    arguments = parser.parse_args()
    found = [changed(*maker, keep=not arguments.check) for maker in MAKERS]
    sys.exit(arguments.check and any(found))
