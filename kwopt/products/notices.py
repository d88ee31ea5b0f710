"""What a product's facts lack for the work ahead, as notices. Nothing here guesses or refuses."""

from kwopt.models import PRODUCT_RATES, Notice, Product

_TAKEN_FROM_PRICE = ("commission_rate", "payment_fee_rate", "tax_rate")


def product_notices(product: Product) -> list[Notice]:
    """Return what a seller should know about the facts of `product` before relying on results.

    Examples
    --------
    >>> [notice.code for notice in product_notices(Product(name="旗袍"))]
    ['products.no_attributes']
    >>> product_notices(Product(name="旗袍", attributes={"袖长": "短袖"}))
    []
    """
    notices = []
    if not product.attributes:
        notices.append(Notice("products.no_attributes", "warning", {"product": product.label}))
    if product.price is not None and product.discount > product.price:
        notices.append(
            Notice(
                "products.discount_above_price", "warning",
                {"discount": product.discount, "price": product.price},
            )
        )  # fmt: skip
    return [*notices, *_rate_notices(product)]


def _rate_notices(product: Product) -> list[Notice]:
    """Return warnings of rates that are possible each, and hardly meant: 1 for 1 %, or more than all of R."""
    whole = [name for name in PRODUCT_RATES if getattr(product, name) == 1]
    if whole:
        return [Notice("products.whole_rate", "warning", {"field": name}) for name in whole]
    total = sum(getattr(product, name) for name in _TAKEN_FROM_PRICE)
    if total > 1:
        return [Notice("products.rates_above_one", "warning", {"percent": f"{total:.0%}"})]
    return []
