"""What installing kwopt costs: seconds, megabytes and packages, beside what a script by hand would install.

    python benchmarks/install.py                measure kwopt with and without its extras
    python benchmarks/install.py --only kwopt   some rows

Each row is a new virtual environment into which pip installs one thing, whole, with its bytecode, from this
folder or from the package index; packages that pip has kept from before are not fetched again, so that the
seconds are those of unpacking and compiling, not of the network. The row `script` is what a keyword script
written by hand imports: pandas, scikit-learn, jieba and openpyxl. pip itself is not counted. Only
the sizes are claimed: the seconds mean something on a machine that does nothing else.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
BASELINE = "script"
ROWS = {
    BASELINE: ("pandas", "scikit-learn", "jieba", "openpyxl"),
    "kwopt": (str(ROOT),),
    "kwopt[fast]": (f"{ROOT}[fast]",),
    "kwopt[fast,web]": (f"{ROOT}[fast,web]",),
    "all extras": (f"{ROOT}[fast,web,prove,dask]",),
}
"""What is installed, by the name of its row."""
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Installed:
    """What one environment holds: seconds that pip took, bytes of kwopt and of all, number of packages."""

    seconds: float
    own: int
    whole: int
    packages: int


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder; 0 where it does not exist."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def installed(wanted: Sequence[str], place: Path) -> Installed:
    """Install into a new environment and measure it."""
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    packages = next(place.glob("lib/python*/site-packages"))
    before, there = size(packages), len(list(packages.glob("*.dist-info")))
    begun = perf_counter()
    subprocess.run([place / "bin" / "pip", "install", "-q", *wanted], check=True)
    seconds = perf_counter() - begun
    number = len(list(packages.glob("*.dist-info"))) - there
    return Installed(seconds, size(packages / "kwopt"), size(packages) - before, number)


def line(name: str, found: Installed, baseline: Installed | None) -> str:
    """Return one row of the table; the last column is the ratio of the whole size to the baseline's."""
    ratio = f"{found.whole / baseline.whole:.1f}" if baseline else "-"
    own, whole = (f"{part / MEGABYTE:.1f}" for part in (found.own, found.whole))
    return f"{name:<16}{own:>10}{whole:>10}{found.packages:>10}{found.seconds:>10.0f}{ratio:>12}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS))
    asked = parser.parse_args().only
    print(f"{'installed':<16}{'kwopt MB':>10}{'all MB':>10}{'packages':>10}{'seconds':>10}{'x script':>12}")
    baseline = None
    for name in asked:
        with TemporaryDirectory() as folder:
            found = installed(ROWS[name], Path(folder))
        baseline = found if name == BASELINE else baseline
        print(line(name, found, baseline), flush=True)


if __name__ == "__main__":
    main()
