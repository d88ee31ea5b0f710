"""Word by word: what each word of a title earns, in the order of the title, and which are wasted.

Knows nothing of how it is computed: `kwopt.titles.auditing.earnings` says what earning and waste mean.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

from kwopt.numerals import amount, count, percent
from kwopt.plots import palette
from kwopt.plots.canvas import Head, blank, canvas, row_axis, rows_height
from kwopt.plots.wording import Wording, label
from kwopt.titles.auditing.audited import Audit, AuditedWord

MOST_WORDS = 120
"""Most words with a row: titles have 10 to 30; a text with more was pasted by mistake, and 3,000 px suffice
to see that."""

_ROOM = 0.24  # share of the span of bars left beyond them: there their figures are written
_FIGURE = 0.2  # share of the span that a figure of five digits takes on a phone
_HATCH = {
    "shape": "/",
    "size": 7,
    "solidity": 0.28,
    "fgcolor": palette.VERMILLION,
    "bgcolor": palette.BACKGROUND,
}


def words_plot(audit: Audit, *, lang: str = "en") -> go.Figure:
    """Draw what each word of a title earns: what the title would lose without this word alone.

    Wasted words have a hatched row and a cross before their name, so that they are seen without colour, and
    also where they earn nothing that a bar could show.

    Parameters
    ----------
    audit
        Of `kwopt.audit_title`, or of a desk.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        One bar a word, the first word on top, in coverage value; left of 0 for a word that stands between
        others that earn more side by side. Without words it says so in a sentence.

    Raises
    ------
    SettingError
        For a `lang` that does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> from kwopt.models import Product
    >>> from kwopt.scoring import score_keywords
    >>> from kwopt.titles.auditing.audit import audit_title
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> figure = words_plot(audit_title("百搭旗袍短袖", score_keywords(table, product), product), lang="zh")
    >>> figure.layout.yaxis.ticktext, [trace.name for trace in figure.data]
    (('✕ 百搭', '旗袍', '短袖'), ['浪费', '所得'])
    """
    wording = Wording(lang)
    words = audit.words[:MOST_WORDS]
    title = wording.say("words_title")
    if not words:
        return blank(title, wording.say("no_words"), wording)
    head = Head(title, wording.remark(*_remarks(audit, wording)), legend_rows=1)
    figure = canvas(head, rows_height(len(words)))
    span = _Span.of(words)
    hover = _hover(audit, words, wording)
    figure.add_traces([*_waste(words, hover, span, wording), _bars(words, hover, wording)])
    figure.update_layout(barmode="overlay")
    figure.update_yaxes(row_axis([_name(word) for word in words]), showgrid=False)
    figure.update_xaxes(
        title={"text": wording.say("words_axis")}, range=[span.left, span.right], nticks=6,
        zeroline=True,
        fixedrange=True,
    )  # fmt: skip
    return figure


def _name(word: AuditedWord) -> str:
    return ("✕ " if word.wasted else "") + label(word.text)


@dataclass(frozen=True)
class _Span:
    """From the least to the greatest that a word earns, 0 included; to 1 where none earns anything."""

    least: float
    most: float

    @classmethod
    def of(cls, words: tuple[AuditedWord, ...]) -> "_Span":
        earned = [0.0, *(word.earned for word in words)]
        nothing = not any(earned)
        return cls(min(earned), 1.0 if nothing else max(earned))

    @property
    def size(self) -> float:
        """How long it is, above 0."""
        return self.most - self.least

    @property
    def left(self) -> float:
        """Where the axis begins: figures of bars below 0 have room."""
        return self.least - (_ROOM * self.size if self.least < 0 else 0.0)

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.most + _ROOM * self.size


def _remarks(audit: Audit, wording: Wording) -> list[str]:
    freed, unit = sum(word.width for word in audit.words if word.wasted), wording.term("unit", audit.unit)
    cut = len(audit.words) > MOST_WORDS
    return [
        wording.say("words_meaning"),
        wording.say("words_wasted", width=count(freed), unit=unit) if freed else "",
        wording.say("words_shown", shown=MOST_WORDS, total=count(len(audit.words))) if cut else "",
    ]  # fmt: skip


def _bars(words: tuple[AuditedWord, ...], hover: list[str], wording: Wording) -> go.Bar:
    return go.Bar(
        orientation="h", x=[word.earned for word in words], y=list(range(len(words))), width=0.62,
        name=wording.term("col", "earned"), marker={"color": palette.BLUE}, hoverinfo="text", hovertext=hover,
        text=[_signed(word.earned) for word in words], textposition="outside", cliponaxis=False,
        textfont={"color": palette.TEXT, "size": 12}, constraintext="none",
    )  # fmt: skip


def _signed(value: float) -> str:
    return amount(value).replace("-", "−")


def _waste(words: tuple[AuditedWord, ...], hover: list[str], span: _Span, wording: Wording) -> list[go.Bar]:
    """Return hatched rows from the bars on, for a bar of nothing has no area to hatch."""
    rows = [row for row, word in enumerate(words) if word.wasted]
    if not rows:
        return []
    starts = [max(0.0, words[row].earned) + _FIGURE * span.size for row in rows]
    return [go.Bar(
        orientation="h", base=starts, x=[span.right - start for start in starts], y=rows, width=0.7,
        name=wording.say("wasted"), hoverinfo="text", hovertext=[hover[row] for row in rows],
        marker={"color": palette.BACKGROUND, "pattern": _HATCH, "line": {"width": 0}},
    )]  # fmt: skip


def _hover(audit: Audit, words: tuple[AuditedWord, ...], wording: Wording) -> list[str]:
    whole = audit.title.coverage_value
    return [wording.hover(word.text, _facts(word, whole, audit.unit, wording)) for word in words]


def _facts(word: AuditedWord, whole: float, unit: str, wording: Wording) -> list[tuple[str, str]]:
    share = f" ({percent(word.earned / whole)})" if whole > 0 else ""
    each = _signed(word.earned / word.width) if word.width else amount(None)
    reason = word.to_dict(wording.lang)["message"]
    return [
        (wording.term("col", "earned"), f"{_signed(word.earned)}{share}"),
        (wording.term("col", "width"), f"{count(word.width)} {wording.term('unit', unit)}"),
        (wording.say("per_column"), each),
        *([(wording.say("wasted"), reason)] if reason else []),
    ]
