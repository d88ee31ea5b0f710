"""The pictures of a report: which stand where, as JSON that plotly's script draws.

Plotly is loaded only where pictures are wanted.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from kwopt import columns as c
from kwopt.locales import Lang
from kwopt.pages.report.records import Figure
from kwopt.pages.study import Study
from kwopt.pages.wording import Wording
from kwopt.scoring.relevance.relevance import WRONG

if TYPE_CHECKING:
    import plotly.graph_objects as go

Named: TypeAlias = "tuple[str, go.Figure]"

_ROWS = 20
"""Keywords of a picture with a row for each: what fits one printed page."""


def figures_of(study: Study, wording: Wording) -> Mapping[str, tuple[Figure, ...]]:
    """Return the pictures by the place where they stand."""
    return {place: tuple(_drawn(figures(study, wording.lang), wording)) for place, figures in _PLACES.items()}


def _drawn(figures: Iterable[Named], wording: Wording) -> Iterable[Figure]:
    """Yield the figures that have anything to show: the report says in words what is missing."""
    for name, figure in figures:
        if figure.data:
            yield Figure(name, wording.own(f"figure_{name}"), str(figure.to_json(engine="json")))


def config_of(wording: Wording) -> str:
    """Return how plotly shows figures, as JSON."""
    from kwopt.plots import figure_config

    return json.dumps(figure_config(wording.lang))


def _title_figures(study: Study, lang: Lang) -> Iterable[Named]:
    from kwopt.plots import reach_plot
    from kwopt.titles.auditing.lengths import length_curve

    for title in study.titles.titles[:1]:
        curve = length_curve(study.desk, title.text)
        yield "reach", reach_plot(curve, lang=lang)


def _todays_figures(study: Study, lang: Lang) -> Iterable[Named]:
    from kwopt.plots import words_plot

    if study.audit and study.audit.best:
        yield "words", words_plot(study.audit, lang=lang)


def _keyword_figures(study: Study, lang: Lang) -> Iterable[Named]:
    from kwopt.plots import conversion_plot, market_plot

    if not len(study.scored):
        return
    yield "market", market_plot(study.scored, lang=lang)
    fitting = study.ranked[study.ranked[c.RELEVANCE_CLASS] != WRONG]
    yield "conversion", conversion_plot(fitting, top=_ROWS, lang=lang)


def _economics_figures(study: Study, lang: Lang) -> Iterable[Named]:
    from kwopt.plots import unit_economics_plot

    if study.bids and len(study.bids.unit_economics.steps) > 1:
        economics, currency = study.bids.unit_economics, study.bids.currency
        drawn = unit_economics_plot(economics, currency=currency, lang=lang)
        yield "economics", drawn


def _bid_figures(study: Study, lang: Lang) -> Iterable[Named]:
    from kwopt.plots import ceilings_plot

    if study.bids:
        yield "ceilings", ceilings_plot(study.bids, top=_ROWS, lang=lang)


_PLACES: Mapping[str, Callable[[Study, Lang], Iterable[Named]]] = {
    "titles": _title_figures,
    "today": _todays_figures,
    "keywords": _keyword_figures,
    "economics": _economics_figures,
    "bids": _bid_figures,
}
