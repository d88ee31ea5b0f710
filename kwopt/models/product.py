"""The facts of one product, checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Integral, Real
from types import NoneType
from typing import Literal

from kwopt.arguments import check_kind, words_of
from kwopt.errors import ProductError

PRODUCT_AMOUNTS = (
    "price", "discount", "cost", "shipping", "packaging", "other_fees", "refund_cost", "repeat_orders",
)  # fmt: skip
"""Fields of a product that are 0 or more: money, and the number of further orders."""

_TEXTS = ("name", "title", "product_id", "brand", "season", "currency")

PRODUCT_RATES = ("commission_rate", "payment_fee_rate", "tax_rate", "refund_rate")
"""Fields of a product that are fractions from 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Product:
    """The facts of one product. Money in the account's currency, rates as fractions.

    Parameters
    ----------
    name, title
        What it is called; today's title, if it has one. One of name, title, category is required.
    category
        Category path, outermost first.
    attributes
        Pairs of name and value; a name may repeat.
    season, year
        As the seller states them: "夏" (summer), 2022.
    shop_type
        "taobao" or "tmall": narrows market buyers to that part of the market.
    commission_rate, payment_fee_rate, tax_rate
        Shares of what a buyer pays (`price - discount`); what each is, and what a refund gives back of it,
        says `kwopt.bids.economics.unit_economics`.
    repeat_orders
        Further orders of an average buyer that need no advertising; may be above 1.

    Raises
    ------
    ProductError
        Without name, title and category, or with a figure outside its range.

    Examples
    --------
    >>> Product(name="旗袍", attributes={"袖长": "短袖"}).attributes
    (('袖长', '短袖'),)
    """

    name: str | None = None
    title: str | None = None
    product_id: str | None = None
    brand: str | None = None
    category: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    selling_points: tuple[str, ...] = ()
    season: str | None = None
    year: int | None = None
    shop_type: Literal["taobao", "tmall"] | None = None
    currency: str | None = None
    price: float | None = None
    discount: float = 0.0
    cost: float | None = None
    shipping: float = 0.0
    packaging: float = 0.0
    other_fees: float = 0.0
    commission_rate: float = 0.0
    payment_fee_rate: float = 0.0
    tax_rate: float = 0.0
    refund_rate: float = 0.0
    refund_cost: float = 0.0
    repeat_orders: float = 0.0
    required_words: tuple[str, ...] = ()
    approved_words: tuple[str, ...] = ()
    forbidden_words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        category = (self.category,) if isinstance(self.category, str) else self.category
        pairs = self.attributes.items() if isinstance(self.attributes, Mapping) else self.attributes
        object.__setattr__(self, "category", tuple(part for part in category if part))
        object.__setattr__(self, "attributes", tuple((str(key), str(value)) for key, value in pairs))
        for name in ("selling_points", "required_words", "approved_words", "forbidden_words"):
            object.__setattr__(self, name, words_of(getattr(self, name)))
        for name in _TEXTS:
            check_kind(getattr(self, name), (str, NoneType), name=name, expected="a text")
        check_kind(self.year, (Integral, NoneType), name="year", expected="a year (2026)", never=(bool,))
        if not (self.name or self.title or self.category):
            raise ProductError("products.nameless")
        self._check_figures()

    def _check_figures(self) -> None:
        for name in (*PRODUCT_AMOUNTS, *PRODUCT_RATES):
            value = getattr(self, name)
            if value is not None and not isinstance(value, Real):
                raise ProductError("errors.bad_value", name=name, expected="a finite number", value=value)
        for name in PRODUCT_AMOUNTS:
            value = getattr(self, name)
            if value is not None and not 0 <= value < float("inf"):
                raise ProductError("errors.bad_value", name=name, expected="0 or more", value=value)
        for name in PRODUCT_RATES:
            value = getattr(self, name)
            if 1 < value <= 100:
                raise ProductError(
                    "products.rate_in_percent", column=name, value=value, fraction=round(value / 100, 9),
                    place="",
                )  # fmt: skip
            if not 0 <= value <= 1:
                raise ProductError("errors.bad_value", name=name, expected="0 to 1", value=value)
        if self.shop_type not in (None, "taobao", "tmall"):
            raise ProductError(
                "errors.unknown_choice", what="shop_type", value=self.shop_type, choices=("taobao", "tmall")
            )

    def with_words(
        self, *, required: Sequence[str] = (), approved: Sequence[str] = (), forbidden: Sequence[str] = ()
    ) -> "Product":
        """Return the product with words of the seller's added behind its own, each once.

        >>> Product(name="旗袍", required_words=("国风",)).with_words(required=("新款",)).required_words
        ('国风', '新款')
        """
        return replace(
            self,
            required_words=_once(self.required_words, required),
            approved_words=_once(self.approved_words, approved),
            forbidden_words=_once(self.forbidden_words, forbidden),
        )

    @property
    def label(self) -> str:
        """What to call the product in a sentence."""
        return self.name or self.title or self.category[-1]


def _once(own: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *others)))
