"""The pictures of a report: which stand where, as JSON that plotly's script draws.

Plotly is loaded only where pictures are wanted.
"""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kwopt import columns as c
from kwopt.pages.report.records import Figure
from kwopt.pages.study import Study
from kwopt.pages.wording import Wording
from kwopt.scoring.relevance import WRONG

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROWS = 20
"""Keywords of a picture with a row for each: what fits one printed page."""


def figures_of(study: Study, wording: Wording) -> Mapping[str, tuple[Figure, ...]]:
    """Return the pictures by the place where they stand."""
    return {
        "titles": tuple(_title_figures(study, wording)),
        "today": tuple(_todays_figures(study, wording)),
        "keywords": tuple(_keyword_figures(study, wording)),
        "economics": tuple(_economics_figures(study, wording)),
        "bids": tuple(_bid_figures(study, wording)),
    }


def config_of(wording: Wording) -> str:
    """Return how plotly shows figures, as JSON."""
    from kwopt.plots import figure_config

    return json.dumps(figure_config(wording.lang))


def _title_figures(study: Study, wording: Wording) -> Iterable[Figure]:
    from kwopt.plots import reach_plot
    from kwopt.titles.lengths import length_curve

    for title in study.titles.titles[:1]:
        curve = length_curve(study.desk, title.text)
        yield _figure("reach", reach_plot(curve, lang=wording.lang), wording)


def _todays_figures(study: Study, wording: Wording) -> Iterable[Figure]:
    from kwopt.plots import words_plot

    if study.audit and study.audit.best:
        yield _figure("words", words_plot(study.audit, lang=wording.lang), wording)


def _keyword_figures(study: Study, wording: Wording) -> Iterable[Figure]:
    from kwopt.plots import conversion_plot, market_plot

    if not len(study.scored):
        return
    yield _figure("market", market_plot(study.scored, lang=wording.lang), wording)
    fitting = study.ranked[study.ranked[c.RELEVANCE_CLASS] != WRONG]
    yield _figure("conversion", conversion_plot(fitting, top=_ROWS, lang=wording.lang), wording)


def _economics_figures(study: Study, wording: Wording) -> Iterable[Figure]:
    from kwopt.plots import unit_economics_plot

    if study.bids and len(study.bids.unit_economics.steps) > 1:
        economics, currency = study.bids.unit_economics, study.bids.currency
        drawn = unit_economics_plot(economics, currency=currency, lang=wording.lang)
        yield _figure("economics", drawn, wording)


def _bid_figures(study: Study, wording: Wording) -> Iterable[Figure]:
    from kwopt.plots import ceilings_plot

    if study.bids:
        yield _figure("ceilings", ceilings_plot(study.bids, top=_ROWS, lang=wording.lang), wording)


def _figure(name: str, figure: "go.Figure", wording: Wording) -> Figure:
    return Figure(name, wording.own(f"figure_{name}"), str(figure.to_json(engine="json")))
