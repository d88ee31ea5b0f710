"""What becomes of the price of one order: a fall of parts down to the profit before advertising."""

import plotly.graph_objects as go

from kwopt.bids.economics import UnitEconomics
from kwopt.bids.money import decimals
from kwopt.plots import palette
from kwopt.plots.canvas import PLANE_HEIGHT, Head, canvas
from kwopt.plots.wording import Wording, money

SPENT = (
    "discount", "cost", "shipping", "packaging", "commission", "payment_fee", "other_fees", "tax",
    "refund_reserve",
)  # fmt: skip
EARNED = ("repeat_profit",)


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
    >>> bars = unit_economics_plot(economics, currency="CNY").data[0]
    >>> bars.y, bars.text
    ((239.0, -95.0, -6.0, 138.0), ('239.00', '−95.00', '−6.00', '138.00'))
    """
    wording, digits = Wording(lang), decimals(currency)
    steps = _steps(economics)
    amounts = [amount for _, amount in steps]
    remark = wording.say("economics_meaning" if len(steps) > 1 else "profit_only")
    figure = canvas(Head(wording.say("economics_title"), wording.remark(remark)), PLANE_HEIGHT)
    totals = {0, len(steps) - 1}
    figure.add_trace(go.Waterfall(
        x=list(range(len(steps))), y=amounts,
        measure=["absolute" if place in totals else "relative" for place in range(len(steps))],
        text=[money(amount, digits) for amount in amounts], textposition="outside", cliponaxis=False,
        hoverinfo="skip",
        totals={"marker": {"color": palette.BLUE}},
        decreasing={"marker": {"color": palette.VERMILLION}},
        increasing={"marker": {"color": palette.BLUISH_GREEN}},
        connector={"line": {"color": palette.BAND, "width": 1}},
    ))  # fmt: skip
    names = [wording.term("part", name) for name, _ in steps]
    figure.update_xaxes(tickmode="array", tickvals=list(range(len(steps))), ticktext=names, showgrid=False)
    figure.update_yaxes(
        title={"text": wording.money_axis("per_order", currency)}, tickformat=f",.{digits}~f", automargin=True
    )
    return figure


def _steps(economics: UnitEconomics) -> list[tuple[str, float]]:
    """Return the parts that are not nothing, in the order of the fall, what is spent negative."""
    profit = ("profit_per_order", float(economics.profit_per_order))
    if economics.price is None or economics.cost is None:
        return [profit]
    known = economics.to_dict()
    spent = [(name, -float(known[name])) for name in SPENT if known.get(name)]
    earned = [(name, float(known[name])) for name in EARNED if known.get(name)]
    return [("price", float(economics.price)), *spent, *earned, profit]
