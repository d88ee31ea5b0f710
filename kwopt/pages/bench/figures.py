"""The order `figure`: pictures of results as plain plotly figures. How they are drawn is `kwopt.plots`'."""

from collections.abc import Callable, Mapping
from typing import Any

from kwopt.errors import SettingError
from kwopt.locales import Lang
from kwopt.models.titles import LONGEST_TEXT
from kwopt.pages.bench.bids import priced
from kwopt.pages.bench.state import Bench
from kwopt.pages.bench.titles import NO_EDITS
from kwopt.payloads import Document, plain


def figure(
    bench: Bench, *, name: str, text: str | None = None, width: int | None = None, lang: Lang = "en"
) -> Document:
    """Return a figure: `data` and `layout` as plotly takes them, and `config`, how a page shows it.

    Parameters
    ----------
    name
        One of `FIGURES`.
    text
        The title that "words" and "reach" show; the best one by default.
    width
        Pixels of its place; by default it fills whatever there is.

    Raises
    ------
    SettingError
        If there is no such figure.
    BidError, TitleError, TableError
        If what it shows is not there: no bids, no product, no table.
    """
    if name not in FIGURES:
        raise SettingError("errors.unknown_choice", what="figure", value=name, choices=tuple(FIGURES))
    from kwopt.plots import figure_config  # plotly takes longer to load than titles to be proposed

    drawn = FIGURES[name](bench, text, lang)
    if width is not None:
        drawn.update_layout(width=width)
    document: Document = plain({**drawn.to_plotly_json(), "config": figure_config(lang)})
    return document


def _market(bench: Bench, _text: str | None, lang: Lang) -> Any:
    from kwopt.plots import market_plot

    return market_plot(bench.scores.frame, lang=lang)


def _words(bench: Bench, text: str | None, lang: Lang) -> Any:
    from kwopt.plots import words_plot

    return words_plot(bench.scores.solved.audit(_shown(bench, text), budget=NO_EDITS), lang=lang)


def _reach(bench: Bench, text: str | None, lang: Lang) -> Any:
    from kwopt.plots import reach_plot
    from kwopt.titles.auditing.lengths import length_curve

    return reach_plot(length_curve(bench.scores.solved, _shown(bench, text)), lang=lang)


def _shown(bench: Bench, text: str | None) -> str:
    best = bench.scores.solved.result.titles
    return (text if text is not None else best[0].text if best else "")[:LONGEST_TEXT]


def _conversion(bench: Bench, _text: str | None, lang: Lang) -> Any:
    from kwopt.plots import conversion_plot

    return conversion_plot(bench.scores.ranked, lang=lang)


def _ceilings(bench: Bench, _text: str | None, lang: Lang) -> Any:
    from kwopt.plots import ceilings_plot

    return ceilings_plot(priced(bench.scores), lang=lang)


def _economics(bench: Bench, _text: str | None, lang: Lang) -> Any:
    from kwopt.plots import unit_economics_plot

    result = priced(bench.scores)
    return unit_economics_plot(result.unit_economics, currency=result.currency, lang=lang)


FIGURES: Mapping[str, Callable[[Bench, str | None, Lang], Any]] = {
    "market": _market,
    "words": _words,
    "reach": _reach,
    "conversion": _conversion,
    "ceilings": _ceilings,
    "economics": _economics,
}
"""What can be drawn."""
