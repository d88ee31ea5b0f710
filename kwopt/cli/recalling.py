"""What `kwopt history` was asked for, found in the store: one answer a question."""

from collections.abc import Callable, Sequence
from typing import Any

import click
import pandas as pd

from kwopt import columns as c
from kwopt.cli.delivery import Answer
from kwopt.cli.failures import StatedUsageError
from kwopt.cli.request import Request
from kwopt.cli.surroundings import surroundings
from kwopt.cli.views.changes import draw_changes
from kwopt.cli.views.history import draw_overtime, draw_overview, draw_titles
from kwopt.errors import HistoryError
from kwopt.history import Store
from kwopt.history.changes import Changes
from kwopt.history.documents import changes_body, keywords_body, overview_body, titles_body
from kwopt.history.overtime import keywords_without
from kwopt.history.titles import market_id
from kwopt.models import Notice
from kwopt.payloads import Document


def recalled(request: Request, store: Store) -> Answer:
    """Return the answer to what the request asks of a store.

    Raises
    ------
    HistoryError
        If the store does not hold what is asked for.
    StatedUsageError
        If several things are asked for, or a title in use of no product.
    """
    return _ANSWERS[_asked(request)](request, store)


def _asked(request: Request) -> str:
    asked = {
        "KEYWORD": bool(request.words),
        "--changes": request.changes or request.between is not None,
        "--titles": request.all_titles,
        "--used": request.used is not None,
        "--product": request.of_product is not None and request.used is None,
    }
    named = [name for name, wanted in asked.items() if wanted]
    context = click.get_current_context()
    if len(named) > 1:
        raise StatedUsageError(context, "cli.one_question", options=named)
    if request.used is not None and request.of_product is None:
        raise click.MissingParameter(ctx=context, param=_param(context, "of_product"))
    return named[0] if named else "overview"


def _param(context: click.Context, name: str) -> click.Parameter:
    return next(param for param in context.command.params if param.name == name)


def _overview(request: Request, store: Store) -> Answer:
    tables, in_use = store.tables(), store.in_use()
    return _answer(
        request,
        body=lambda: overview_body(tables, in_use),
        rows=lambda: _flat(tables),
        draw=lambda screen: draw_overview(screen, tables, in_use, request.voice),
    )


def _keywords(request: Request, store: Store) -> Answer:
    points = store.over_time(request.words)
    notices = [_missing(store, word) for word in keywords_without(points, request.words)]
    if points.empty:
        raise HistoryError(notices[0].code, **notices[0].params)
    if points[c.SERIES].nunique() > 1:
        notices.append(Notice("history.several_series"))
    return _answer(
        request,
        body=lambda: keywords_body(points),
        rows=lambda: _flat(points),
        draw=lambda screen: draw_overtime(screen, points, request.voice),
        notices=notices,
    )


def _missing(store: Store, word: str) -> Notice:
    near = store.like(word)
    code = "history.unknown_keyword_near" if near else "history.unknown_keyword"
    return Notice(code, "warning", {"file": store.path, "value": word, "choices": near})


def _changes(request: Request, store: Store) -> Answer:
    before, after = request.between or (None, None)
    changes = store.changes(before, after, threshold=request.threshold)
    return _answer(
        request,
        body=lambda: changes_body(changes),
        rows=lambda: changes.frame,
        draw=lambda screen: draw_changes(screen, changes, request.voice),
        notices=_doubts(changes),
    )


def _doubts(changes: Changes) -> list[Notice]:
    """Return why searches of two tables were not compared; nothing where they were."""
    if changes.reason is None:
        return []
    column = _TOLD_BY[changes.reason]
    told = [changes.before[column], changes.after[column]]
    before, after = (0 if pd.isna(value) else value for value in told)
    return [Notice(f"history.other_{changes.reason}", "warning", {"before": before, "after": after})]


_TOLD_BY = {
    "header": c.DEMAND_SOURCE, "period": c.PERIOD_DAYS, "format": c.FORMAT, "currency": c.CURRENCY,
}  # fmt: skip


def _titles(request: Request, store: Store, notices: Sequence[Notice] = ()) -> Answer:
    titles, in_use = (
        _of_marketplace(found, request.of_marketplace)
        for found in (store.titles(request.of_product), store.in_use(request.of_product))
    )
    return _answer(
        request,
        body=lambda: titles_body(titles, in_use, request.of_product),
        rows=lambda: titles,
        draw=lambda screen: draw_titles(screen, titles, in_use, request.voice),
        notices=notices,
    )


def _of_marketplace(rows: pd.DataFrame, marketplace: str | None) -> pd.DataFrame:
    if marketplace is None:
        return rows
    return rows[rows[c.MARKETPLACE] == market_id(marketplace)].reset_index(drop=True)


def _used(request: Request, store: Store) -> Answer:
    text, product = str(request.used), str(request.of_product)
    if request.used_on is not None:
        store.add_use(product, text, on=request.used_on, marketplace=request.of_marketplace)
    told = {"product": product, "day": str(request.used_on), "text": text, "file": store.path}
    return _titles(request, store, [Notice("history.use_stored", params=told)])


_ANSWERS: dict[str, Callable[[Request, Store], Answer]] = {
    "overview": _overview,
    "KEYWORD": _keywords,
    "--changes": _changes,
    "--titles": _titles,
    "--product": _titles,
    "--used": _used,
}


def _answer(
    request: Request,
    *,
    body: Callable[[], Document],
    rows: Callable[[], pd.DataFrame],
    draw: Callable[[Any], Sequence[str]],
    notices: Sequence[Notice] = (),
) -> Answer:
    envelope = surroundings(request, "history", notices=notices)
    return Answer(document=lambda: envelope.around(body()), rows=rows, draw=draw, notices=notices)


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose lists are texts, as cells of a table hold them."""
    lists = [name for name in (c.FILES, c.SHA256) if name in frame.columns]
    return frame.assign(
        **{name: frame[name].map(lambda cell: ";".join(filter(None, cell))) for name in lists}
    )
