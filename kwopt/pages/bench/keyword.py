"""The order `keyword`: everything about one row: its figures, its words, its rank, its place in titles."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.errors import TableError
from kwopt.language.normalize import match_form
from kwopt.locales import Lang
from kwopt.messages import message
from kwopt.numerals import amount, count, missing, money, percent
from kwopt.pages.bench.keywords import scored_rows
from kwopt.pages.bench.state import Bench, Scores, may_earn
from kwopt.pages.definitions import definition
from kwopt.payloads import Document, plain
from kwopt.scoring.relevance.explained import ExplainedKeyword, explained
from kwopt.scoring.relevance.relevance import FITS
from kwopt.tables.scored import rates_are_of_visitors


@dataclass(frozen=True)
class _Figure:
    """A figure of a row: its column, how a reader sees it, and its name in the definitions if it has one."""

    column: str
    shown: Callable[[Any], str]
    defined: str = ""


_FIGURES = (
    _Figure(c.RELEVANCE, percent, "relevance"),
    _Figure(c.SEARCH_VOLUME, count, "searches"),
    _Figure(c.LISTING_COUNT, count, "listings"),
    _Figure(c.OPPORTUNITY, amount, "opportunity"),
    _Figure(c.CLICK_THROUGH_RATE, percent),
    _Figure(c.CONVERSION, percent, "conversion"),
    _Figure(c.BUYERS_PER_VISITOR, percent),
    _Figure(c.ORDERS_PER_CLICK, percent),
    _Figure(c.MARKET_BUYERS, amount, "market_buyers"),
    _Figure(c.SHARE, percent, "share"),
    _Figure(c.WORTH, amount, "worth"),
    _Figure(c.SCORE, amount, "score"),
    _Figure(c.CLICKS, count),
    _Figure(c.ORDERS, amount),
    _Figure(c.MARKET_CPC, money),
    _Figure(c.SEARCH_GROWTH, percent),
    _Figure(c.TMALL_SHARE, percent),
)
"""In the order in which one leads to the next; those that a row lacks are left out."""


def keyword(bench: Bench, *, keyword: str, lang: Lang = "en") -> Document:
    """Return all that is known of one keyword of the table, with the reasons.

    Returns
    -------
    dict
        `record`, the row as `kwopt score` has it; `figures`, each with `name`, `label`, `value`, `text` and
        `meaning`; `words` with `role` and what the product's facts say (`said`), each with a label;
        `rank` with a sentence how it comes about; `title`: whether titles may earn from it (`may`), why or
        why not (`message`), and how today's and the best title cover it (`today`, `best`; None: not).

    Raises
    ------
    TableError
        If the table has no such keyword.
    """
    scores = bench.scores
    place = _place(scores, keyword)
    row = scores.ranked_in(lang).iloc[[place]]
    record = scored_rows(row)[0]
    parts = explained(str(record[c.KEYWORD]), scores.product, scores.source.index(scores.settings).spec)
    document: Document = plain({
        "keyword": record[c.KEYWORD],
        "record": record,
        "figures": list(_figures(scores, record, lang)),
        "words": list(_words(parts, lang)),
        "rank": _rank(scores, record, lang),
        "title": _in_titles(scores, row, record, parts, lang),
    })  # fmt: skip
    return document


def _place(scores: Scores, keyword: str) -> int:
    found = (scores.forms == match_form(keyword)).to_numpy().nonzero()[0]
    if not len(found):
        raise TableError("bench.no_such_keyword", value=keyword)
    return int(found[0])


def _figures(scores: Scores, record: Document, lang: Lang) -> Iterator[Document]:
    for figure in _FIGURES:
        value = record[figure.column]
        if not missing(value):
            label, meaning = _named(figure, scores, lang)
            yield {
                "name": figure.column,
                "label": label,
                "value": value,
                "text": figure.shown(value) + _interval(figure, record),
                "meaning": meaning,
            }


def _named(figure: _Figure, scores: Scores, lang: Lang) -> tuple[str, str]:
    """Return what a figure is called and means: as the report defines it, where it does."""
    name = figure.defined
    if name == "conversion" and not rates_are_of_visitors(scores.frame):
        name = "orders_per_click"
    if name:
        found = definition(name, lang, settings=scores.settings)
        return found.term, found.text
    label = message(f"bench.figure_{figure.column}", lang=lang)
    return label, message(f"bench.means_{figure.column}", lang=lang)


def _interval(figure: _Figure, record: Document) -> str:
    if figure.column != c.CONVERSION or missing(record[c.CONVERSION_LOW]):
        return ""
    return f" ({percent(record[c.CONVERSION_LOW])}–{percent(record[c.CONVERSION_HIGH])})"


def _words(parts: ExplainedKeyword, lang: Lang) -> Iterator[Document]:
    for word in parts.words:
        yield {
            "text": word.text,
            "role": word.role,
            "role_label": message(f"bench.role_{word.role or 'unlisted'}", lang=lang),
            "said": word.said,
            "said_label": message(f"bench.said_{word.said}", lang=lang) if word.said else "",
            "barred": word.barred,
        }


def _rank(scores: Scores, record: Document, lang: Lang) -> Document:
    """Return the rank, and the product of which worth is made."""
    total, worth = len(scores.frame), record[c.WORTH]
    share = record[c.SHARE]
    params = {
        "rank": count(record[c.RANK]),
        "total": count(total),
        "relevance": percent(record[c.RELEVANCE]),
        "buyers": amount(record[c.MARKET_BUYERS]),
        "chance": percent(None if missing(share) else math.pow(share, scores.settings.competition)),
        "worth": amount(worth),
    }
    code = "rank_none" if worth is None else "rank_demand" if record[c.RELEVANCE] is None else "rank_worth"
    if code != "rank_none" and worth == 0:
        code = "rank_nothing"
    return {"rank": record[c.RANK], "total": total, "message": message(f"bench.{code}", params, lang)}


def _in_titles(
    scores: Scores, row: pd.DataFrame, record: Document, parts: ExplainedKeyword, lang: Lang
) -> Document:
    may = bool(may_earn(row)[0])
    code, params = ("titles_may", {}) if may else _why_not(record, parts)
    desk = scores.desk
    best = desk.result.titles[0].text if desk and desk.result.titles else None
    today = scores.product.title if scores.product else None
    return {
        "may": may,
        "code": code,
        "message": message(f"bench.{code}", params, lang),
        "today": _match(scores, today, record[c.KEYWORD]),
        "best": _match(scores, best, record[c.KEYWORD]),
    }


def _why_not(record: Document, parts: ExplainedKeyword) -> tuple[str, Mapping[str, Any]]:
    """Return the first thing that keeps titles from earning by a keyword."""
    barred = [word.text for word in parts.words if word.barred]
    if record[c.RELEVANCE_CLASS] is None:
        return "titles_no_product", {}
    if record[c.RELEVANCE_CLASS] != FITS:
        reason = (record[c.REASON] or {}).get("text", "")
        return f"titles_{record[c.RELEVANCE_CLASS]}", {"reason": reason}
    if record[c.DATED]:
        return "titles_dated", {}
    if parts.forbidden:
        return "titles_forbidden", {"words": list(parts.forbidden)}
    if barred:
        return "titles_barred", {"words": barred}
    return "titles_no_worth", {}


def _match(scores: Scores, text: str | None, keyword: str) -> str | None:
    """Return how a title covers a keyword; None where it does not, or there is no title."""
    if text is None or scores.desk is None:
        return None
    covered = scores.desk.found.writer.cover(text)
    return next((item.match for item in covered if item.keyword == keyword), None)
