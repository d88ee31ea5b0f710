"""What a product's facts lack for the work ahead, as notices. Nothing here guesses or refuses."""

from kwopt.models import Notice, Product


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
    return notices
