"""Run every command whose output the documents show, and put today's output in its place.

    python benchmarks/refresh.py           write README.md and benchmarks/README.md again (some minutes)
    python benchmarks/refresh.py README.md only that one

A block of the form

    ```console
    $ command
    output
    ```

is such a command; it runs in bash from the repository's root with `kwopt` as it stands there, and its
stdout is shown. Examples in Python (`>>>`) are held to what they print by doctest.
"""

import argparse
import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "benchmarks/README.md")
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL)


def refreshed(text: str) -> str:
    """Return a document with the output of its commands made again."""
    return BLOCK.sub(lambda block: _block(block["command"]), text)


def _block(command: str) -> str:
    print(f"$ {command}", file=sys.stderr)
    surroundings = os.environ | {"PYTHONPATH": str(ROOT), "KWOPT_LANG": "en", "COLUMNS": "110"}
    run = f"kwopt() {{ '{sys.executable}' -c 'from kwopt.cli.main import main; main()' \"$@\"; }}\n{command}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", run], cwd=ROOT, env=surroundings, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stderr}")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*", default=DOCUMENTS)
    os.chdir(ROOT)
    for name in parser.parse_args().documents:
        path = ROOT / name
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
        failed, _ = doctest.testfile(
            str(path), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE
        )
        if failed:
            raise SystemExit(f"{name}: {failed} examples print something else")


if __name__ == "__main__":
    main()
