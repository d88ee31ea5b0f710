"""Write the pages that are made from the code."""

from pathlib import Path

from docs.generate import generated

DOCS = Path(__file__).resolve().parents[1]

for path, text in generated().items():
    (DOCS / path).write_text(text, encoding="utf-8", newline="\n")
