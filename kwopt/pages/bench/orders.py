"""All orders by name, and the one function that a worker process calls.

`perform` has the shape that `kwopt.runs` wants: `(shared, task)`, the shared value being a `Bench` that the
worker unpickles once and keeps. Errors of kwopt pass through: they can be pickled, and say code, parameters
and place; where the page says a thing otherwise than the command line, they do so, too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kwopt.errors import KwoptError, SettingError
from kwopt.pages.bench.bids import bids
from kwopt.pages.bench.choosing import choices
from kwopt.pages.bench.downloads import download
from kwopt.pages.bench.figures import figure
from kwopt.pages.bench.keyword import keyword
from kwopt.pages.bench.keywords import keywords
from kwopt.pages.bench.products import catalog, product, sample_of
from kwopt.pages.bench.reading import read
from kwopt.pages.bench.scoring import score
from kwopt.pages.bench.state import Bench
from kwopt.pages.bench.titles import alternatives, fields, live, titles
from kwopt.pages.bench.wording import in_page_words

Order = tuple[str, Mapping[str, Any]]

ORDERS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "choices": choices,
    "sample": sample_of,
    "read": read,
    "product": product,
    "catalog": catalog,
    "score": score,
    "keywords": keywords,
    "keyword": keyword,
    "titles": titles,
    "live": live,
    "alternatives": alternatives,
    "fields": fields,
    "bids": bids,
    "figure": figure,
    "download": download,
}
"""What can be asked of a bench; each takes the bench, then parameters by name, `lang` among them."""

PRELOAD = (
    "kwopt.pages.bench.memory:hold_memory",
    "kwopt.pages.bench.orders",
    "kwopt.pages.bench.preloading:preload",
)
"""What a process should load before workers are forked from it; see `kwopt.runs.engines.nursery`."""


def perform(bench: Bench, order: Order) -> dict[str, Any]:
    """Carry out one order, and return its document.

    Parameters
    ----------
    bench
        What was read and scored so far; the order may add to it.
    order
        Its name, one of `ORDERS`, and its parameters.

    Raises
    ------
    SettingError
        If there is no such order.
    KwoptError
        Whatever the order itself refuses.

    Examples
    --------
    >>> bench = Bench()
    >>> sources = perform(bench, ("sample", {"name": "qipao"}))["sources"]
    >>> perform(bench, ("read", {"sources": sources, "lang": "zh"}))["counts"]["rows_kept"]
    167
    """
    name, params = order
    if name not in ORDERS:
        raise SettingError("errors.unknown_choice", what="order", value=name, choices=tuple(ORDERS))
    try:
        return ORDERS[name](bench, **params)
    except MemoryError as error:
        raise SettingError("page.out_of_memory") from error
    except KwoptError as error:
        said = in_page_words(error, params.get("lang", "en"))
        if said is error:
            raise
        raise said from error
