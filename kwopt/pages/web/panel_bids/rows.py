"""Bids as a table of texts: which columns there are, what each cell says. Owns no arithmetic, no layout."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kwopt import columns as c
from kwopt.numerals import MISSING, amount, count, missing, money, tenths
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.wording import Wording

Row = Mapping[str, Any]


@dataclass(frozen=True)
class BidColumn:
    """A column: the figure by which it sorts, the message that heads it, what a cell says."""

    name: str
    head: str
    cell: Callable[[Row, Wording], str]
    is_number: bool = True
    help: str = ""
    wraps: bool = False

    def to_dict(self, wording: Wording) -> Document:
        """Return the column as a table shows its head."""
        return {
            "name": self.name,
            "label": wording.own(f"col_{self.head}"),
            "help": wording.own(f"help_{self.help}") if self.help else "",
            "number": self.is_number,
            "wraps": self.wraps,
            "sorts": not self.wraps,
        }


def _money(name: str) -> Callable[[Row, Wording], str]:
    return lambda row, _: money(row[name])


def _range(low: str, high: str, figure: Callable[[Any], str]) -> Callable[[Row, Wording], str]:
    def told(row: Row, _: Wording) -> str:
        return MISSING if missing(row[low]) else f"{figure(row[low])}–{figure(row[high])}"

    return told


def _term(kind: str, name: str) -> Callable[[Row, Wording], str]:
    return lambda row, wording: wording.term(kind, row[name]) if row[name] else MISSING


_KEYWORD = BidColumn(c.KEYWORD, "keyword", lambda row, _: str(row[c.KEYWORD]), is_number=False)
_ADVICE = (
    BidColumn(c.VERDICT, "verdict", _term("verdict", c.VERDICT), is_number=False),
    BidColumn(c.SUGGESTED_BID, "suggested", _money(c.SUGGESTED_BID)),
    BidColumn(c.PAID_CPC, "paid", _money(c.PAID_CPC)),
)
_REASON = BidColumn(c.REASON, "reason", lambda row, _: str(row[c.REASON] or ""), is_number=False, wraps=True)
_CEILINGS = (
    BidColumn(c.SAFE_CEILING, "safe", _money(c.SAFE_CEILING), help="safe"),
    BidColumn(c.CEILING, "ceiling", _money(c.CEILING), help="ceiling"),
    BidColumn(c.CEILING_LOW, "range", _range(c.CEILING_LOW, c.CEILING_HIGH, money)),
)
_MARKET = BidColumn(c.MARKET_CPC, "market", _money(c.MARKET_CPC), help="market")
_RATES = (
    BidColumn(c.CONVERSION, "conversion", lambda row, _: tenths(row[c.CONVERSION]), help="conversion"),
    BidColumn(c.CONVERSION_LOW, "conversion_range", _range(c.CONVERSION_LOW, c.CONVERSION_HIGH, tenths)),
    BidColumn(c.CLICKS_NEEDED, "clicks", lambda row, _: count(row[c.CLICKS_NEEDED]), help="clicks"),
    BidColumn(c.CONVERSION_SOURCE, "basis", _term("source", c.CONVERSION_SOURCE), is_number=False),
)


def bid_columns(bids: Document) -> tuple[BidColumn, ...]:
    """Return the columns of bids: advice where a report is there, market prices where they are known."""
    rows = bids["keywords"]
    is_report = bids.get("mode") == "report"
    has_prices = any(not missing(row.get(c.MARKET_CPC)) for row in rows)
    return (
        _KEYWORD,
        *((*_ADVICE, _REASON) if is_report else ()),
        *_CEILINGS,
        *((_MARKET,) if has_prices else ()),
        *_RATES,
    )


def bid_cells(bids: Document, columns: Sequence[BidColumn], wording: Wording) -> list[list[str]]:
    """Return the table's cells, row by row."""
    return [[column.cell(row, wording) for column in columns] for row in bids["keywords"]]


def is_guessed(bids: Document) -> bool:
    """Say whether a rate of the rows shown is guessed from the market."""
    return any(row[c.CONVERSION_SOURCE] == "market_guess" for row in bids["keywords"])


def profit_text(bids: Document, wording: Wording) -> str:
    """Return what an order earns, and at which ratio of sales to spend advertising breaks even."""
    profit = wording.own(
        "profit_is", profit=money(bids["unit_economics"]["profit_per_order"]), currency=bids["currency"] or ""
    ).rstrip()
    if missing(bids["break_even_roas"]):
        return profit
    return f"{profit} · {wording.own('break_even', roas=amount(bids['break_even_roas']))}"


def profit_parts(bids: Document, wording: Wording) -> list[list[str]]:
    """Return the parts of an order's profit with their amounts; none where the profit was stated as it is."""
    economics = bids["unit_economics"]
    if economics["cost"] is None:
        return []
    return [
        [wording.term("part", name), money(value)]
        for name, value in economics.items()
        if name in ("price", "cost", "profit_per_order") or value
    ]
