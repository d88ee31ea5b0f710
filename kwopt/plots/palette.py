"""Colours and marks of figures: readable by colour-blind people, and never by colour alone.

Colours are those of Okabe and Ito, "Color Universal Design (CUD): how to make figures and presentations that
are friendly to colorblind people", 2002, modified 2008 (https://jfly.uni-koeln.de/color/), less orange, sky
blue and yellow, which stay below the contrast of 3 to 1 on white that WCAG 2.2 (1.4.11) asks of marks.
"""

from dataclasses import dataclass

BLACK = "#000000"
BLUE = "#0072B2"
BLUISH_GREEN = "#009E73"
VERMILLION = "#D55E00"
REDDISH_PURPLE = "#CC79A7"

BACKGROUND = "#FFFFFF"
TEXT = "#1A1A1A"
QUIET_TEXT = "#4D4D4D"
GRID = "#E5E5E5"  # decoration: carries nothing that must be seen
BAND = "#767676"  # grey of intervals


WAIT = "wait"
"""The verdict of too little data: no figure may say of such a keyword that it is overpaid."""


@dataclass(frozen=True)
class Mark:
    """How one kind of point is drawn: a colour and a symbol that no other kind of the figure has."""

    color: str
    symbol: str


VERDICTS = {
    "pause": Mark(BLACK, "x"),
    "lower": Mark(VERMILLION, "triangle-down"),
    "keep": Mark(BLUE, "square"),
    "raise": Mark(BLUISH_GREEN, "triangle-up"),
    WAIT: Mark(BAND, "circle-open"),
}
"""By verdict, the most urgent first: arrows point where the bid should go, what cannot be judged is grey."""

SOURCES = {
    "own_clicks": Mark(BLUE, "circle"),
    "own_visitors": Mark(VERMILLION, "diamond"),
    "account": Mark(BLUISH_GREEN, "square"),
    "market_guess": Mark(REDDISH_PURPLE, "triangle-up"),
}
"""By what a rate per click rests on."""

PRICE = Mark(BLUE, "square")
"""A price without verdict."""

CLASSES = {"fits": "circle", "possible": "diamond", "wrong": "x"}
"""Symbols of the classes of relevance; colour says how relevant, and the symbol what follows from it."""

UNJUDGED = Mark(BLUE, "circle")
"""A keyword that no product was held against."""

RELEVANCE = ((0.0, VERMILLION), (0.5, "#7D5A80"), (1.0, "#00204D"))
"""From 0 to 1: orange to blue, which no common kind of colour blindness takes for each other, and darker all
the way, so that a grey copy tells it too. The lightest has a contrast of 3.9 to 1 on white: scales that run
to yellow, as viridis and cividis, end in points that nobody finds."""
