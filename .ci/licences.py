"""Write the tables of licences in docs/en/licences.md and docs/zh/licences.md again.

    python .ci/licences.py        (with the extra "release": uv resolves and installs, pip-licenses reads)

Listed are all packages that kwopt and each of its extras for users bring, in their newest versions, with the
licence that each package's own metadata states. The text around the tables is written by hand.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = ("fast", "prove", "dask", "web")
HEADERS = {
    "en": "| package | version | licence | comes with |",
    "zh": "| 软件包 | 版本 | 许可证 | 随何安装 |",
}
BEGIN, END = "<!-- dependencies -->", "<!-- end -->"
UNSTATED = "UNKNOWN"
"""What pip-licenses says where the metadata is silent: nothing to print, so the run stops."""


def said(*command: str) -> str:
    """Return what a command prints."""
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT).stdout


def resolved(*extras: str) -> dict[str, str]:
    """Return the packages, with their versions, that kwopt with these extras brings."""
    options = [option for extra in extras for option in ("--extra", extra)]
    lines = said("uv", "pip", "compile", "-q", "--no-annotate", "--no-header", *options, "setup.cfg")
    return dict(line.split("==") for line in lines.split())


def homes() -> dict[str, str]:
    """Return, for each package, "kwopt" or the extras that bring it."""
    base = resolved()
    brought = {extra: resolved(extra) for extra in EXTRAS}
    names = sorted({name for found in brought.values() for name in found})
    return {
        name: "kwopt" if name in base else ", ".join(extra for extra in EXTRAS if name in brought[extra])
        for name in names
    }


def licences() -> list[Mapping[str, str]]:
    """Return name, version, licence and address of every package in a fresh environment."""
    with TemporaryDirectory() as folder:
        python = f"{folder}/bin/python"
        said("uv", "venv", "-q", "--python", sys.executable, folder)
        said("uv", "pip", "install", "-q", "--python", python, f"{ROOT}[{','.join(EXTRAS)}]")
        listed = said(
            "pip-licenses", "--python", python, "--format=json", "--with-urls", "--ignore-packages", "kwopt"
        )
    packages: list[Mapping[str, str]] = json.loads(listed)
    silent = [package["Name"] for package in packages if package["License"] == UNSTATED]
    if silent:
        sys.exit(f"no licence in the metadata of {', '.join(silent)}: look it up, and name it here")
    return packages


def rows(packages: list[Mapping[str, str]], comes_with: Mapping[str, str]) -> str:
    """Return the rows of the table, by name."""
    lines = []
    for package in sorted(packages, key=lambda package: package["Name"].lower()):
        name, home = package["Name"], package["URL"]
        linked = f"[{name}]({home})" if home.startswith("http") else name
        brings = comes_with.get(canonicalize_name(name), "")
        lines.append(f"| {linked} | {package['Version']} | {package['License']} | {brings} |")
    return "\n".join(lines)


def main() -> None:
    """Put the tables into both pages."""
    table = rows(licences(), homes())
    for lang, header in HEADERS.items():
        path = ROOT / "docs" / lang / "licences.md"
        before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        made = f"\n{header}\n| --- | --- | --- | --- |\n{table}\n\n"
        path.write_text(f"{before}{BEGIN}\n{made}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
