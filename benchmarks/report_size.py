"""How large the file is that `kwopt report` writes, with pictures and without, on the packaged sample.

python benchmarks/report_size.py
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
COMMAND = (sys.executable, "-c", "from kwopt.cli.main import main; main()", "report",
           str(DATA / "qipao_keywords.csv"), "--product", str(DATA / "qipao.toml"),
           "--as-of", "2026-05-20")  # fmt: skip


def written(*options: str) -> int:
    """Return the bytes of a report; a failure ends the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        done = subprocess.run(
            [*COMMAND, "-o", str(path), *options], env=os.environ, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise SystemExit(done.stderr.decode(errors="replace"))
        return path.stat().st_size


def main() -> None:
    print(f"with pictures {written() / 1e6:.1f} MB")
    print(f"without       {written('--no-figures') / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
