"""Build the site: one folder for each language, and a first page on which to choose one.

    python -m docs.build              write build/site (needs `pip install ".[docs]"`, and no network)
    python -m docs.build FOLDER       write FOLDER

A warning of Sphinx stops the build, and so does a page that would load something from the network.
"""

import argparse
import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import main as sphinx_build

from docs.assets import outside_assets

DOCS = Path(__file__).resolve().parent
LANGUAGES = {"en": "en", "zh": "zh_CN"}
"""Sphinx's name of each language, by the folder that holds its pages."""


def built(site: Path, language: str) -> int:
    """Write the pages of a language; return Sphinx's exit code."""
    return sphinx_build([
        "-b", "html", "-W", "--keep-going", "-q", "-j", "auto", "-c", str(DOCS),
        "-d", str(site.parent / f"{site.name}-doctrees" / language), "-D", f"language={LANGUAGES[language]}",
        str(DOCS / language), str(site / language),
    ])  # fmt: skip


def main() -> int:
    """Build every language; return 0, or 1 where one has failed or loads something from elsewhere."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", nargs="?", type=Path, default=DOCS.parent / "build" / "site")
    site = parser.parse_args().site.resolve()
    failed = [language for language in LANGUAGES if built(site, language)]
    shutil.copyfile(DOCS / "landing.html", site / "index.html")
    loaded = [
        f"{page.relative_to(site)} loads {address}"
        for page in sorted(site.rglob("*.html"))
        for address in outside_assets(page.read_text(encoding="utf-8"))
    ]
    print(*loaded, sep="\n", file=sys.stderr)
    return 1 if failed or loaded else 0


if __name__ == "__main__":
    sys.exit(main())
