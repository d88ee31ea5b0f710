"""What one order earns before advertising, each part shown.

    R                = price - discount
    commission       = R * commission_rate
    payment_fee      = R * payment_fee_rate
    tax              = R * tax_rate
    refund_reserve   = refund_rate * (R - commission - tax - cost + refund_cost)
    first_order      = R - commission - payment_fee - tax - cost - shipping - packaging - other_fees
                       - refund_reserve
    repeat_profit    = repeat_orders * first_order
    profit_per_order = first_order + repeat_profit

R is what the buyer pays for an order, after coupons, with tax and with any shipping charged to the buyer: the
sales that an advertising report counts. Subsidies that the marketplace pays and passes on count as paid.

A refunded order gives back R to the buyer, and the seller gets back the goods, the commission and the tax: so
`cost`, `commission` and `tax` are saved in that case. Payment fee, shipping, packaging and other fees are
spent either way. What a return costs besides (its freight, sorting, goods that cannot be sold again) is
`refund_cost` per refunded order; where a payment fee is returned too, state `refund_cost` less by it. Where
goods never come back ("仅退款", refund without return), `refund_cost` has to contain their cost.

`tax_rate` is the share of R that goes to the tax office, not the rate of the law: a tax of r upon a price
without tax is r / (1 + r) of a price that includes it. A price with 20 % VAT inside: 0.2 / 1.2 = 0.1667; a
Chinese small-scale taxpayer ("小规模纳税人") at 1 %: 0.01 / 1.01 = 0.0099; whoever deducts input tax enters
what remains to be paid. Taxes on the firm's income are no part of an order.

`repeat_orders` is how many further orders an average buyer places without being advertised to, refunds and
those who never return averaged in, and without those that the report already counts. Each is taken to earn
what the first does; money that comes later is not discounted.
"""

import math
from dataclasses import dataclass, fields
from decimal import Decimal
from numbers import Real
from typing import Any

from kwopt.arguments import check_kind
from kwopt.bids.economics.targets import allowed, check_targets
from kwopt.errors import BidError, SettingError
from kwopt.models import Product

_NOT_SPENT = ("profit_per_order", "price", "repeat_profit")


@dataclass(frozen=True, kw_only=True)
class UnitEconomics:
    """Profit of one order before advertising and the parts it is made of, in the account's currency.

    Parts are None where the profit was given instead of computed. Price less all parts, plus
    `repeat_profit`, is the profit.

    Examples
    --------
    >>> UnitEconomics.of_product(Product(name="旗袍", price=239, cost=95, shipping=6)).profit_per_order
    138.0
    >>> UnitEconomics.of_profit(38).break_even_roas is None  # the price is not known
    True
    """

    profit_per_order: float
    price: float | None = None
    discount: float | None = None
    cost: float | None = None
    shipping: float | None = None
    packaging: float | None = None
    commission: float | None = None
    payment_fee: float | None = None
    tax: float | None = None
    other_fees: float | None = None
    refund_reserve: float | None = None
    repeat_profit: float | None = None

    @classmethod
    def of_profit(cls, profit_per_order: float, *, price: float | None = None) -> "UnitEconomics":
        """Return the economics of a profit that the seller states, with what a buyer pays if known.

        Raises
        ------
        SettingError
            If the profit is no finite number, or the price not above 0.
        """
        check_kind(
            profit_per_order, (Real, Decimal), name="profit_per_order", expected="a number", never=(bool,)
        )
        if not math.isfinite(profit_per_order):
            raise SettingError(
                "errors.bad_value", name="profit_per_order", expected="a finite number",
                value=profit_per_order,
            )  # fmt: skip
        if price is not None and not 0 < price < math.inf:
            raise SettingError("errors.bad_value", name="price", expected="above 0", value=price)
        return cls(profit_per_order=float(profit_per_order), price=price)

    @classmethod
    def of_product(cls, product: Product) -> "UnitEconomics":
        """Return the economics of a product's figures.

        Raises
        ------
        BidError
            If the product states no price or no cost: both decide the profit, and neither can be guessed;
            or if its discount is above its price.
        """
        price, cost = _price_and_cost(product)
        revenue = price - product.discount
        commission, tax = revenue * product.commission_rate, revenue * product.tax_rate
        payment_fee = revenue * product.payment_fee_rate
        reserve = product.refund_rate * (revenue - commission - tax - cost + product.refund_cost)
        spent = (
            commission, payment_fee, tax, cost, product.shipping, product.packaging, product.other_fees,
            reserve,
        )  # fmt: skip
        first_order = revenue
        for part in spent:
            first_order -= part
        repeat_profit = first_order * product.repeat_orders + 0.0  # no order at a loss is 0, not -0
        return cls(
            profit_per_order=first_order + repeat_profit, price=price, discount=product.discount, cost=cost,
            shipping=product.shipping, packaging=product.packaging, commission=commission,
            payment_fee=payment_fee, tax=tax, other_fees=product.other_fees, refund_reserve=reserve,
            repeat_profit=repeat_profit,
        )  # fmt: skip

    @property
    def revenue(self) -> float | None:
        """What a buyer pays for one order; None if only the profit is known."""
        return None if self.price is None else self.price - (self.discount or 0.0)

    @property
    def break_even_roas(self) -> float | None:
        """Sales per unit of spend at which advertising earns nothing; None without price or profit."""
        if self.revenue is None or self.profit_per_order <= 0:
            return None
        return self.revenue / self.profit_per_order

    @property
    def break_even_acos(self) -> float | None:
        """Spend per unit of sales at which advertising earns nothing: 1 / `break_even_roas`."""
        if self.break_even_roas is None or not self.revenue:
            return None
        return self.profit_per_order / self.revenue

    def allowance(self, *, target_roas: float | None = None, profit_kept: float = 0.0) -> float:
        """Return what may be spent on advertising per order: the profit, or less where a target says so.

        This is the price of an order itself: where the platform bids by target cost per order (OCPX, "目标
        成本", target CPA), enter it there; no ceiling per click is needed.

        Parameters
        ----------
        target_roas
            Sales wanted per unit of spend: at most `R / target_roas` may be spent.
        profit_kept
            Share of the profit that advertising must leave, from 0 to below 1.

        Returns
        -------
        float
            The least of the profit less the part kept and what the target leaves; of an order that earns
            nothing its loss (0 or below).

        Raises
        ------
        SettingError
            For a target outside its range.
        BidError
            For a target ROAS where the price is not known.

        Examples
        --------
        >>> economics = UnitEconomics.of_product(Product(name="旗袍", price=200, cost=120))
        >>> economics.allowance(), economics.allowance(target_roas=4), economics.allowance(profit_kept=0.3)
        (80.0, 50.0, 56.0)
        """
        check_targets(target_roas=target_roas, profit_kept=profit_kept)
        return allowed(self.profit_per_order, self.revenue, target_roas=target_roas, profit_kept=profit_kept)

    @property
    def steps(self) -> tuple[tuple[str, float], ...]:
        """The way from the price to the profit, both included: what is spent is negative, what is 0 left out.

        The profit alone where it was given. All but the last add up to it.

        >>> UnitEconomics.of_product(Product(name="旗袍", price=239, cost=95, shipping=6)).steps
        (('price', 239.0), ('cost', -95.0), ('shipping', -6.0), ('profit_per_order', 138.0))
        """
        profit = ("profit_per_order", float(self.profit_per_order))
        if self.price is None or self.cost is None:
            return (profit,)
        spent = [
            (item.name, -getattr(self, item.name)) for item in fields(self) if item.name not in _NOT_SPENT
        ]
        parts = [*spent, ("repeat_profit", self.repeat_profit)]
        between = [(name, float(amount)) for name, amount in parts if amount]
        return (("price", float(self.price)), *between, profit)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


def _price_and_cost(product: Product) -> tuple[float, float]:
    if product.price is None or product.cost is None:
        lacking = [name for name in ("price", "cost") if getattr(product, name) is None]
        raise BidError("bids.lacks_figures", product=product.label, fields=lacking)
    if product.discount > product.price:
        raise BidError("products.discount_above_price", discount=product.discount, price=product.price)
    return product.price, product.cost
