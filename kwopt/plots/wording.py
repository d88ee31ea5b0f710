"""Texts of figures: sentences in both languages, numbers, and keywords made safe to draw.

plotly reads a few tags, entities and, where MathJax is loaded, formulas between dollar signs in every text
that it draws. A keyword comes from a file and must come out as it is: `drawn` is its only way into a figure.
"""

import re
from typing import Any

from kwopt.errors import SettingError
from kwopt.language.widths import width
from kwopt.locales import LANGUAGES, locale_of
from kwopt.messages import message, unturned
from kwopt.numerals import MISSING, missing

LABEL_COLUMNS = 26
"""Widest label on an axis, in columns of a terminal (a hanzi takes two): leaves a phone room to draw."""

LINE_COLUMNS = 54
"""Widest line of a sentence or hover text: 54 columns of 6 px fit a phone of 390 px within a page's edges."""

HOVER_LINES = 6
"""Longest keyword shown when the mouse rests on it; some cells hold whole pages."""

_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
_OPENING = "（《“‘("
_CLOSING = "，。、：；！？）》”’…%,.:;!?)"  # no line begins with one of these, or ends in one of those


class Wording:
    """What figures say, in one language.

    >>> Wording("zh").say("account_mean", rate="5%"), Wording("en").term("verdict", "raise")
    ('账户均值 5%', 'raise')
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise SettingError("errors.unknown_choice", what="lang", value=lang, choices=LANGUAGES)
        self.lang, self.locale = lang, locale_of(lang)

    def say(self, name: str, **params: Any) -> str:
        """Return the sentence "plots.`name`", with its parameters as they are."""
        return message(f"plots.{name}", params, self.lang)

    def term(self, kind: str, word: str) -> str:
        """Return what the command line calls a word of the results: one thing has one name everywhere."""
        return message(f"cli.{kind}_{word}", {}, self.lang)

    def listed(self, items: list[str]) -> str:
        """Return items in one phrase."""
        return self.locale.semicolon.join(items)

    def brief(self, number: float) -> str:
        """Return a round number as the tick of an axis, as the language counts.

        >>> Wording("en").brief(20_000.0), Wording("zh").brief(20_000.0), Wording("zh").brief(500.0)
        ('20k', '2万', '500')
        """
        size, unit = next(((size, unit) for size, unit in self.locale.large if number >= size), (1.0, ""))
        return f"{number / size:,.12g}{unit}"

    def pair(self, name: str, value: str) -> str:
        """Return "name: value" with the language's colon."""
        return f"{name}{self.locale.colon}{value}"

    def money_axis(self, name: str, currency: str | None) -> str:
        """Return the title of an axis of amounts, with the currency where it is known."""
        return self.say("in_currency", what=self.say(name), currency=currency) if currency else self.say(name)

    def remark(self, *sentences: str) -> str:
        """Return sentences as one text, broken into lines that fit a phone."""
        joined = self.locale.space.join(filter(None, sentences))
        return "<br>".join(map(drawn, wrapped(joined, LINE_COLUMNS)))

    def hover(self, keyword: str, facts: list[tuple[str, str]]) -> str:
        """Return what is shown when the mouse rests on a point: the whole keyword and its figures."""
        lines = wrapped(_one_line(keyword), LINE_COLUMNS)
        if len(lines) > HOVER_LINES:
            lines = [*lines[: HOVER_LINES - 1], shortened("".join(lines[HOVER_LINES - 1 :]), LINE_COLUMNS)]
        head = "<br>".join(f"<b>{drawn(line)}</b>" for line in lines)
        return "<br>".join([head, *(drawn(self.pair(name, value)) for name, value in facts)])


def drawn(text: str) -> str:
    """Return `text` so that plotly draws exactly these characters: no tag, entity or formula.

    >>> drawn("<b>旗袍</b> $x$ &amp;")
    '&lt;b&gt;旗袍&lt;/b&gt; &#36;x&#36; &amp;amp;'
    """
    return re.sub("[&<>$]", lambda found: _MARKUP[found[0]], unturned(text))


def label(keyword: str, columns: int = LABEL_COLUMNS) -> str:
    """Return a keyword as an axis shows it: on one line, shortened, safe to draw.

    >>> label("短袖T恤"), label("a<b" + "c" * 40)
    ('短袖T恤', 'a&lt;bcccccccccccccccccccccc…')
    """
    return drawn(shortened(_one_line(keyword), columns))


def shortened(text: str, columns: int) -> str:
    """Return `text`, cut and ended by an ellipsis where it is wider than `columns`.

    >>> shortened("连衣裙女夏季", 8), shortened("dress", 8)
    ('连衣裙…', 'dress')
    """
    if width(text[: columns + 1], "google2") <= columns:
        return text
    return _fitting(text, columns - 1) + "…"


def wrapped(text: str, columns: int) -> list[str]:
    """Return `text` in lines of at most `columns`: broken at spaces and between hanzi, else anywhere.

    >>> wrapped("linen dress for summer", 12), wrapped("连衣裙女夏季", 8), wrapped("有 80% 的可能。", 12)
    (['linen dress', 'for summer'], ['连衣裙女', '夏季'], ['有 80% 的可', '能。'])
    """
    lines = []
    while width(text[: columns + 1], "google2") > columns:
        line = _fitting(text, columns)
        places = (place for place in range(len(line), 0, -1) if _may_break(text, place))
        line = text[: next(places, len(line))]
        lines.append(line.rstrip(" "))
        text = text[len(line) :].lstrip(" ")
    return [*lines, text]


def _may_break(text: str, place: int) -> bool:
    """Say whether a line may end before `place`: at a space or beside a hanzi, before no punctuation."""
    before, after = text[place - 1], text[place]
    if after in _CLOSING or before in _OPENING:
        return False
    return " " in (before, after) or width(before + after, "google2") > len(before + after)


def _fitting(text: str, columns: int) -> str:
    """Return the longest beginning of `text` that is no wider than `columns`."""
    taken = 0
    for place, character in enumerate(text):
        taken += width(character, "google2")
        if taken > columns:
            return text[:place]
    return text


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def percent(value: float | None) -> str:
    """Return a fraction as percent with two decimals.

    >>> percent(0.04321), percent(None)
    ('4.32%', '–')
    """
    return MISSING if missing(value) else f"{value:.2%}"


def percent_range(low: float | None, high: float | None) -> str:
    """Return an interval of fractions.

    >>> percent_range(0.031, 0.059)
    '3.10%–5.90%'
    """
    return f"{percent(low)}–{percent(high)}"


def money(value: float | None, decimals: int = 2) -> str:
    """Return an amount with the decimals of its currency, a minus sign before what is spent.

    >>> money(-1234.5), money(1234.5, 0), money(None)
    ('−1,234.50', '1,234', '–')
    """
    if missing(value):
        return MISSING
    return f"{value:,.{decimals}f}".replace("-", "−")
