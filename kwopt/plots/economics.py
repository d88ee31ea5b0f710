"""What becomes of the price of one order: a fall of parts down to the profit before advertising."""

import plotly.graph_objects as go

from kwopt.bids.economics.money import decimals
from kwopt.bids.economics.unit_economics import UnitEconomics
from kwopt.plots import palette
from kwopt.plots.canvas import Head, canvas, row_axis, rows_height
from kwopt.plots.wording import Wording, money

_BAR_ROWS = 1.4  # rows of text that a bar is high


def unit_economics_plot(
    economics: UnitEconomics, *, currency: str | None = None, lang: str = "en"
) -> go.Figure:
    """Draw the way from the price to the profit of one order, part by part.

    Parts that are 0 are left out. Where the profit was given, it stands alone.

    Parameters
    ----------
    economics
        Of one product.
    currency
        Three letters; named on the axis, and decides the decimals.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        One waterfall: amounts in the account's currency, what is spent below 0.

    Raises
    ------
    SettingError
        For a `currency` or `lang` that does not exist.

    Examples
    --------
    >>> from kwopt.models import Product
    >>> economics = UnitEconomics.of_product(Product(name="旗袍", price=239, cost=95, shipping=6))
    >>> figure = unit_economics_plot(economics, currency="CNY")
    >>> figure.data[0].x, figure.layout.yaxis.ticktext[1]
    ((239.0, -95.0, -6.0, 138.0), 'cost  −95.00')
    """
    wording, digits = Wording(lang), decimals(currency)
    steps = economics.steps
    remarks = [wording.say("economics_meaning" if len(steps) > 1 else "profit_only")]
    if economics.profit_per_order <= 0:
        remarks.append(wording.say("order_loses"))
    head = Head(wording.say("economics_title"), wording.remark(*remarks))
    figure = canvas(head, rows_height(_BAR_ROWS * len(steps)))
    figure.add_trace(_waterfall([amount for _, amount in steps]))
    # Amounts stand in the labels: beside the bars, a phone has no room for them.
    labels = [f"{wording.term('part', name)}  {money(amount, digits)}" for name, amount in steps]
    figure.update_yaxes(row_axis(labels), showgrid=False)
    title = wording.money_axis("per_order", currency)
    figure.update_xaxes(title={"text": title}, tickformat=f",.{digits}~f", zeroline=True)
    return figure


def _waterfall(amounts: list[float]) -> go.Waterfall:
    """Return the bars; the first and the last stand on 0."""
    ends = {0, len(amounts) - 1}
    places = list(range(len(amounts)))
    return go.Waterfall(
        orientation="h", x=amounts, y=places, showlegend=False, hoverinfo="skip",
        measure=["absolute" if place in ends else "relative" for place in places],
        totals={"marker": {"color": palette.BLUE}},
        decreasing={"marker": {"color": palette.VERMILLION}},
        increasing={"marker": {"color": palette.BLUISH_GREEN}},
        connector={"line": {"color": palette.BAND, "width": 1}},
    )  # fmt: skip
