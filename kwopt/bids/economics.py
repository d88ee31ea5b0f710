"""What one order earns before advertising, each part shown.

    R = price - discount
    commission = R * commission_rate
    refund_reserve = refund_rate * (R - commission - cost + refund_cost)
    profit_per_order = R - commission - cost - shipping - other_fees - refund_reserve

A refunded order gives back what it would have earned (the goods return, the commission is returned) and costs
`refund_cost` besides; shipping and other fees are spent either way.
"""

import math
from dataclasses import dataclass, fields
from typing import Any

from kwopt.errors import BidError, SettingError
from kwopt.models import Product


@dataclass(frozen=True, kw_only=True)
class UnitEconomics:
    """Profit of one order before advertising and the parts it is made of, in the account's currency.

    Parts are None where the profit was given instead of computed.

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
    commission: float | None = None
    other_fees: float | None = None
    refund_reserve: float | None = None

    @classmethod
    def of_profit(cls, profit_per_order: float) -> "UnitEconomics":
        """Return the economics of a profit that the seller states.

        Raises
        ------
        SettingError
            If it is no finite number.
        """
        if not math.isfinite(profit_per_order):
            raise SettingError(
                "errors.bad_value", name="profit_per_order", expected="a finite number",
                value=profit_per_order,
            )  # fmt: skip
        return cls(profit_per_order=float(profit_per_order))

    @classmethod
    def of_product(cls, product: Product) -> "UnitEconomics":
        """Return the economics of a product's figures.

        Raises
        ------
        BidError
            If the product states no price or no cost: both decide the profit, and neither can be guessed.
        """
        if product.price is None or product.cost is None:
            lacking = [name for name in ("price", "cost") if getattr(product, name) is None]
            raise BidError("bids.lacks_figures", product=product.label, fields=lacking)
        revenue = product.price - product.discount
        commission = revenue * product.commission_rate
        reserve = product.refund_rate * (revenue - commission - product.cost + product.refund_cost)
        profit = revenue - commission - product.cost - product.shipping - product.other_fees - reserve
        return cls(
            profit_per_order=profit, price=product.price, discount=product.discount, cost=product.cost,
            shipping=product.shipping, commission=commission, other_fees=product.other_fees,
            refund_reserve=reserve,
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

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}
