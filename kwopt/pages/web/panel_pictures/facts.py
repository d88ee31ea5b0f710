"""What a figure shows, as lines of text: for screen readers, and for everybody who would rather read.

Owns the way from a plotly figure to its lines. The lines are those that the figure itself shows when the
mouse rests on a point, or its labels where it has none.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kwopt.locales import Locale

_TAG = re.compile("</?(?:b|i|br|sub|sup|span|extra)[^>]*>")
"""Tags that plotly draws; all other signs of a keyword are written as entities."""


def fact_lines(figure: Mapping[str, Any], locale: Locale) -> list[str]:
    """Return one line for each point of a figure, in its order, none twice.

    Parameters
    ----------
    figure
        A plotly figure as plain values: its traces stand under "data".
    locale
        Whose signs stand between a point's name and its facts, and between these.

    Examples
    --------
    >>> from kwopt.locales import locale_of
    >>> fact_lines({"data": [{"hovertext": ["<b>a&lt;b</b><br>price: 5<br>listings: 7"]}]}, locale_of("en"))
    ['a<b: price: 5; listings: 7']
    >>> fact_lines({"data": [{"x": [1]}], "layout": {"yaxis": {"ticktext": ["price  9"]}}}, locale_of("en"))
    ['price 9']
    """
    told = dict.fromkeys(line for text in _texts(figure) if (line := _line(text, locale)))
    return list(told)


def _texts(figure: Mapping[str, Any]) -> list[str]:
    found = [text for trace in figure.get("data", ()) for text in _hover_texts(trace)]
    return found or [str(text) for text in _axis_labels(figure.get("layout", {}))]


def _hover_texts(trace: Mapping[str, Any]) -> Iterator[str]:
    text = trace.get("hovertext") or ()
    yield from map(str, [text] if isinstance(text, str) else text)


def _axis_labels(layout: Mapping[str, Any]) -> list[Any]:
    return list((layout.get("yaxis") or {}).get("ticktext") or ())


def _line(text: str, locale: Locale) -> str:
    parts = [" ".join(plain_text(part).split()) for part in text.split("<br>")]
    head, *facts = [part for part in parts if part] or [""]
    return f"{head}{locale.colon}{locale.semicolon.join(facts)}" if facts else head


def plain_text(text: str) -> str:
    """Return what plotly draws for `text`: without its tags, its entities as the characters they stand for.

    >>> plain_text("<b>短袖&lt;T&gt;</b>")
    '短袖<T>'
    """
    return html.unescape(_TAG.sub("", text))
