"""The main job on real input: titles for 33 real products out of one table of 39,360 keywords.

    python benchmarks/main_job.py                      titles, shares, summary
    python benchmarks/main_job.py --markdown FILE      also write the figures as a markdown table
    python benchmarks/main_job.py --summary            no single products

Table and products are those of `KWOPT_DATA` (default ../shared/data), judged for 1 May 2022, when the table
was exported; marketplace Taobao, default settings. Three titles a product are compared:

kwopt   what `kwopt title` gives. It knows the product's category, attributes and today's title
seller  the title that the product really bore. It was written for another season's searches and by other
        aims than coverage; one wider than 60 units is measured as it is and marked *
habit   what is done by hand: take the best keywords, the one of most worth first, and append each whole,
        until nothing fits any more; a keyword is skipped where it does not fit the room left, or where all
        its words stand in the title already. It is given kwopt's own judgment of what fits the product and
        what each keyword is worth: against a habit that ranks by searches alone the distance is larger

All three are read by the same checker (kwopt.titles.coverage.matching) over the same keywords, kwopt's
eligible ones: coverage value = worth x credit over the covered keywords. It is given as a share of two
bounds:

own rules   the upper bound of coverage value under kwopt's own rules (no hypernym beside the type, no word
            within another, facts named ...): `reach` as kwopt prints it. A title that breaks the rules can
            pass 100 %
any title   the upper bound for any text of 60 units that repeats no word, made of any words of those
            keywords: what the rules cost shows here, and no rule favours kwopt. A title that is wider or
            repeats words can still pass 100 %

As kwopt chose those keywords itself, a second comparison takes them from people: `graded` columns count only
pairs graded "fits" by readers, undated, with what they are worth before relevance (market buyers x
share^0.5), and the same by market buyers alone. There 100 % is all of them, which 60 units rarely hold.
`repeats` counts the words of two hanzi or more that stand in a title again.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from real_data import TABLE, GradedProduct, graded_products
from title_baselines import LIMIT, MEASURES, SETTINGS, UNIT, Reader, eligible_pairs, graded_fitting

from kwopt import KeywordIndex, read_keywords, score
from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.language.widths import width
from kwopt.models import Title
from kwopt.titles import compose

NAMES = ("kwopt", "seller", "habit")
MANY = 20
"""Eligible keywords from which a title is a real choice."""
ROUNDING = 1e-9
"""Shares nearer than this are equal."""


@dataclass(frozen=True)
class Outcome:
    """One product: the three titles, what they reach, and of what people call fitting."""

    product_id: str
    eligible: int
    title: Title | None
    seller: str
    habit: str
    own_rules: dict[str, float]
    any_title: dict[str, float]
    repeats: dict[str, int]
    graded: dict[str, float]


def outcome(
    graded: GradedProduct, index: KeywordIndex, before_relevance: pd.DataFrame, reader: Reader
) -> Outcome:
    """Compose the title of one product and hold it against the seller's and the habit's."""
    product = graded.product
    scored = score(index, product, SETTINGS)
    result = compose(scored, product, settings=SETTINGS)
    keywords = eligible_pairs(scored)
    title = result.titles[0] if result.titles else None
    texts = {
        "kwopt": title.text if title else "",
        "seller": product.title or "",
        "habit": reader.habit(keywords),
    }
    values = {name: reader.value(text, keywords) for name, text in texts.items()}
    own = title.coverage_value / title.reach if title and title.reach else float("nan")
    free = reader.bound(keywords) if title else float("nan")
    by_people = graded_fitting(graded, before_relevance)
    return Outcome(
        product_id=str(product.product_id),
        eligible=result.eligible,
        title=title,
        seller=texts["seller"],
        habit=texts["habit"],
        own_rules={name: value / own for name, value in values.items()},
        any_title={name: value / free for name, value in values.items()},
        repeats={name: reader.repeats(text) for name, text in texts.items()},
        graded={
            f"{name} {measure}": reader.share(texts[name], pairs)
            for name in NAMES
            for measure, pairs in by_people.items()
        },
    )


def outcomes(index: KeywordIndex) -> Iterator[Outcome]:
    """Yield the outcome of each graded product, telling progress on stderr."""
    reader = Reader(segmenter(index.spec))
    before_relevance = score(index, None, SETTINGS).set_index(c.KEYWORD)
    products = graded_products()
    for place, graded in enumerate(products, 1):
        print(f"\r{place}/{len(products)} products", end="", file=sys.stderr, flush=True)
        yield outcome(graded, index, before_relevance, reader)
    print(file=sys.stderr)


def told(found: Outcome) -> str:
    """Return one product's outcome as text: shares under own rules, and of any title."""
    if found.title is None:
        return (
            f"{found.product_id}: nothing fits ({found.eligible} eligible keywords)\n  seller  {found.seller}"
        )
    title = found.title
    texts = {"kwopt": title.text, "seller": found.seller, "habit": found.habit}
    proven = "proven best" if title.proof["selection"].proven else "not proven best"
    head = (
        f"{found.product_id}: {found.eligible} eligible keywords; width {title.width}, gap {title.gap:.2%}, "
    )
    rows = [
        f"  {name:6} {found.own_rules[name]:7.1%} {found.any_title[name]:7.1%} {_mark(text)} {text}"
        for name, text in texts.items()
    ]
    return "\n".join([f"{head}choice of words {proven}", *rows])


def _mark(text: str) -> str:
    return "*" if width(text, UNIT) > LIMIT else " "


def _percent(share: float) -> str:
    return "" if np.isnan(share) else f"{share:.0%}"


def markdown(found: Sequence[Outcome]) -> str:
    """Return the figures as a markdown table: no titles, as the sellers' are other people's."""
    names = ["product", "eligible", "width", "gap"]
    names += [f"{part}: {name}" for part in ("own rules", "any title") for name in NAMES]
    names += [f"graded {measure}: {name}" for measure in MEASURES for name in NAMES]
    rows = [f"| {' | '.join(names)} |", f"|---|{'---:|' * (len(names) - 1)}"]
    rows += [f"| {' | '.join(_cells(item))} |" for item in found]
    return "\n".join(rows).replace("_", " ") + "\n"


def _cells(item: Outcome) -> list[str]:
    title = item.title
    cells = [item.product_id, str(item.eligible)]
    cells += [str(title.width), f"{title.gap:.2%}"] if title else ["nothing fits", ""]
    marks = {"seller": _mark(item.seller).strip()}
    for shares in (item.own_rules, item.any_title):
        cells += [_percent(shares[name]) + marks.get(name, "") * bool(title) for name in NAMES]
    return cells + [_percent(item.graded[f"{name} {measure}"]) for measure in MEASURES for name in NAMES]


def summary(found: Sequence[Outcome]) -> str:
    """Return counts, and medians, means and worst over the products."""
    titled = [item for item in found if item.title]
    titles = [item.title for item in titled if item.title]
    gaps = [title.gap for title in titles]
    repeats = (f"{name} {statistics.mean(item.repeats[name] for item in titled):.1f}" for name in NAMES)
    rows = [
        f"{len(found)} products: {len(titles)} titles, nothing fits {len(found) - len(titles)}; "
        f"wider than {LIMIT}: {sum(title.width > LIMIT for title in titles)}",
        f"gap: median {statistics.median(gaps):.2%}, worst {max(gaps):.2%}; choice of words proven best: "
        f"{sum(title.proof['selection'].proven for title in titles)} of {len(titles)}",
        f"words repeated in a title, mean: {', '.join(repeats)}",
        "",
        f"{'share of':34} {'products':>8}   " + " ".join(f"{name:22}" for name in NAMES),
        " " * 46 + "median   mean  worst   " * len(NAMES) + "kwopt >= seller, habit",
    ]
    many = [item for item in titled if item.eligible >= MANY]
    rows += [
        _told_shares("own rules' bound", [item.own_rules for item in titled]),
        _told_shares(f"  from {MANY} eligible keywords", [item.own_rules for item in many]),
        _told_shares("any title's bound", [item.any_title for item in titled]),
        _told_shares(f"  from {MANY} eligible keywords", [item.any_title for item in many]),
    ]
    for unit in MEASURES:
        shares = [{name: item.graded[f"{name} {unit}"] for name in NAMES} for item in titled]
        known = [share for share in shares if not np.isnan(share["kwopt"])]
        rows.append(_told_shares(f"graded keywords' {unit.replace('_', ' ')}", known))
    return "\n".join(rows)


def _told_shares(label: str, shares: Sequence[dict[str, float]]) -> str:
    """Return median, mean and worst of each title's shares, and how often kwopt's is at least as large."""
    cells = []
    for name in NAMES:
        values = [share[name] for share in shares]
        figures = statistics.median(values), statistics.mean(values), min(values)
        cells.append(" ".join(f"{figure:6.1%}" for figure in figures).ljust(22))
    ahead = [sum(share["kwopt"] >= share[name] - ROUNDING for share in shares) for name in NAMES[1:]]
    return f"{label:34} {len(shares):8d}   {' '.join(cells)} {ahead[0]:8d}, {ahead[1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--markdown", metavar="FILE", help="write the figures as a markdown table; - is stdout"
    )
    parser.add_argument("--summary", action="store_true", help="leave out the single products")
    arguments = parser.parse_args()
    found = []
    for item in outcomes(KeywordIndex.build(read_keywords(TABLE), SegmenterSpec())):
        if not arguments.summary:
            print(told(item), flush=True)
        found.append(item)
    print(summary(found))
    if arguments.markdown == "-":
        print("\n" + markdown(found), end="")
    elif arguments.markdown:
        Path(arguments.markdown).write_text(markdown(found), encoding="utf-8")


if __name__ == "__main__":
    main()
