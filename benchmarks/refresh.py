"""Run every command whose output the documents show, and put today's output in its place.

    python benchmarks/refresh.py           write all documents again (some minutes)
    python benchmarks/refresh.py README.md docs/en/guide/bids.md
                                           only these

A block of the form

    ```console
    $ command
    output
    ```

is such a command; it may go on in the next line behind a backslash. It runs in bash with `kwopt` as it stands
here, and its stdout is shown. Commands of a page of `docs/` run one after the other in a folder of their own
that holds the files of `data/` and `docs/samples/`, so that one may use what another wrote; all others run in
the repository's root. Pages in a folder `zh`, and documents called `*.zh.md`, speak Chinese. Examples in
Python (`>>>`) are held to what they print by doctest.
"""

import argparse
import doctest
import os
import re
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "README.md", "README.zh.md", "benchmarks/README.md", "docs/*/*.md", "docs/*/guide/*.md",
)  # fmt: skip
SAMPLES = ("data", "docs/samples")
"""Folders whose files the commands of a page find beside them."""
BLOCK = re.compile(r"^```console\n\$ (?P<command>(?:[^\n]*\\\n)*[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL)


def refreshed(text: str, lang: str) -> str:
    """Return a document with the output of its commands, run in the current folder, made again."""
    return BLOCK.sub(lambda block: _block(block["command"], lang), text)


def _block(command: str, lang: str) -> str:
    print(f"$ {command}", file=sys.stderr)
    surroundings = os.environ | {"PYTHONPATH": str(ROOT), "KWOPT_LANG": lang, "COLUMNS": "110"}
    run = f"kwopt() {{ '{sys.executable}' -c 'from kwopt.cli.main import main; main()' \"$@\"; }}\n{command}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", run], env=surroundings, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stderr}")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


def refresh(path: Path) -> None:
    """Write a document again with today's output.

    Raises
    ------
    SystemExit
        If a command fails (the document stays as it was), or a Python example prints something else.
    """
    lang = "zh" if "zh" in path.parts or path.name.endswith(".zh.md") else "en"
    text = path.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, chdir(_beside_samples(folder) if "docs" in path.parts else ROOT):
        path.write_text(refreshed(text, lang), encoding="utf-8")
        failed, _ = doctest.testfile(
            str(path), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE
        )
    if failed:
        raise SystemExit(f"{path}: {failed} examples print something else")


def _beside_samples(folder: str) -> str:
    for samples in SAMPLES:
        shutil.copytree(ROOT / samples, folder, dirs_exist_ok=True)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*")
    named = [Path(name).resolve() for name in parser.parse_args().documents]
    for path in named or [path for pattern in DOCUMENTS for path in sorted(ROOT.glob(pattern))]:
        refresh(path)


if __name__ == "__main__":
    main()
