"""Build the site: one folder for each language, and a first page on which to choose one.

    python -m docs.build              write build/site (needs `pip install ".[docs]"`, and no network)
    python -m docs.build FOLDER       write FOLDER

A warning of Sphinx stops the build, and so does a page that would load something from the network.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from docs.assets import outside_assets
from kwopt.locales import LANGUAGES, locale_of

DOCS = Path(__file__).resolve().parent


def built(site: Path, lang: str) -> int:
    """Write the pages of a language; return Sphinx's exit code."""
    language, doctrees = locale_of(lang).tag.replace("-", "_"), site.parent / f"{site.name}-doctrees" / lang
    # A process each: in one, Sphinx would go on in the language that it spoke first.
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "-j", "auto"]
    settings = ["-c", str(DOCS), "-d", str(doctrees), "-D", f"language={language}"]
    return subprocess.run([*command, *settings, DOCS / lang, site / lang], check=False).returncode


def main() -> int:
    """Build every language; return 0, or 1 where one has failed or loads something from elsewhere."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", nargs="?", type=Path, default=DOCS.parent / "build" / "site")
    site = parser.parse_args().site.resolve()
    failed = [lang for lang in LANGUAGES if built(site, lang)]
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
