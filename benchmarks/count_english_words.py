"""Count the words of real English queries and write `kwopt/resources/english_word_counts.tsv`.

    python benchmarks/count_english_words.py

Counted are the distinct queries of `benchmarks/english_data.py` (ratings play no part), of the campaign
reports in `ppc/` and of `keywords_sellersprite.csv`. A word is counted once a query, under its stem; words
seen in fewer than `LEAST` queries are left out, so that no single query can be read from the file.
"""

from collections import Counter
from pathlib import Path

import pandas as pd
from english_data import rated_sets
from real_data import DATA

from kwopt.language.english import pieces, spaced_words, stem
from kwopt.language.heads import is_spaced
from kwopt.language.normalize import match_form

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "english_word_counts.tsv"
LEAST = 5


def queries() -> set[str]:
    """Return the distinct queries in match form; product numbers typed as queries are left out."""
    found = [query for rated in rated_sets() for query in rated.queries]
    for path in sorted((DATA / "ppc").glob("*.csv")):
        found += pd.read_csv(path)["Customer Search Term"].dropna().astype(str).tolist()
    found += pd.read_csv(DATA / "keywords_sellersprite.csv")["关键词"].dropna().astype(str).tolist()
    forms = {match_form(query) for query in found}
    return {form for form in forms if is_spaced(form) and form.isascii() and not form.startswith("b0")}


def main() -> None:
    distinct = queries()
    counts: Counter[str] = Counter()
    for query in distinct:
        counts.update({stem(part) for word in spaced_words(query) for part in pieces(word)})
    kept = sorted((word, count) for word, count in counts.items() if count >= LEAST and word.isalpha())
    lines = [
        "stem\tcount",
        "# In how many distinct English queries of shoppers a word occurs.",
        "# Made by `python benchmarks/count_english_words.py`.",
        f"# queries\t{len(distinct)}",
        *(f"{word}\t{count}" for word, count in kept),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} words of {len(distinct)} queries")


if __name__ == "__main__":
    main()
