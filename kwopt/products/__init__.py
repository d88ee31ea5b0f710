"""Products: from a product file or a catalog row to a checked `Product`, and what its facts lack."""

from kwopt.products.notices import product_notices
from kwopt.products.reader import read_product

__all__ = ["product_notices", "read_product"]
